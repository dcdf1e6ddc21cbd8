/** A side of the table, and the name of the team that began there. */
export type Side = "red" | "blue";

/** Goal and two-rod, or five- and three-rod. */
export type Position = "goal" | "attack";

/**
 * What can happen in a match. Every `side` is a physical side of the table, whoever sits there now;
 * only `correction` counts by team. A penalty, delay or forfeit names the side that is at fault.
 */
export type MatchEvent =
  | {
      readonly type: "goal";
      /** The side that is credited, also for an own goal of the other. */
      readonly side: Side;
      readonly ownGoal?: boolean;
      readonly scorerId?: string;
      readonly position?: Position;
      /** The ball went in and bounced out: the format says what it is worth. */
      readonly gamelle?: boolean;
    }
  | { readonly type: "undo"; readonly side?: Side }
  /** The running total of the current set as the table shows it. */
  | { readonly type: "score"; readonly red: number; readonly blue: number }
  /** The right score of the current set (of the last one, once the match is over), by team. */
  | { readonly type: "correction"; readonly red: number; readonly blue: number }
  | { readonly type: "kick_off"; readonly side: Side }
  | { readonly type: "swap_asked"; readonly side: Side }
  | { readonly type: "time_out"; readonly side: Side }
  | { readonly type: "delay"; readonly side: Side }
  | { readonly type: "penalty_shot"; readonly side: Side }
  /** Who plays where from now on; a position left out is unnamed. */
  | {
      readonly type: "positions";
      readonly side: Side;
      readonly goal?: string;
      readonly attack?: string;
    }
  | { readonly type: "forfeit"; readonly side: Side }
  | { readonly type: "finish" }
  | { readonly type: "abandon"; readonly reason: string };

export type GoalEvent = Extract<MatchEvent, { type: "goal" }>;
export type UndoEvent = Extract<MatchEvent, { type: "undo" }>;
export type PositionsEvent = Extract<MatchEvent, { type: "positions" }>;

/** The other side, or the other team. */
export function opposite(side: Side): Side {
  return side === "red" ? "blue" : "red";
}
