import type { MatchEvent, Side } from "../match/events.ts";
import type { MatchFormat } from "../match/format.ts";

/** What stands in a table's log: what its sensors, its players and the house's clock said. */
export type EntryBody =
  | { readonly type: "goal"; readonly side: Side }
  | { readonly type: "goal_cancelled"; readonly side: Side }
  /** A native device's own running total. */
  | { readonly type: "score"; readonly red: number; readonly blue: number }
  /** A board's counters, which may never reset, jump, repeat and come late. */
  | {
      readonly type: "board_score";
      readonly red: number;
      readonly blue: number;
      readonly elapsedSeconds?: number | undefined;
    }
  | {
      readonly type: "board_final";
      readonly red: number;
      readonly blue: number;
      readonly winner?: Side | undefined;
      readonly durationSeconds?: number | undefined;
    }
  | { readonly type: "match_started" }
  | { readonly type: "match_ended" }
  /** Somebody starts a match at the table. */
  | { readonly type: "opened"; readonly format: MatchFormat }
  /** Somebody scores, corrects or ends a match by hand. */
  | { readonly type: "by_hand"; readonly matchId: string; readonly event: MatchEvent }
  /** Nothing was heard of the running match for this long. */
  | { readonly type: "silence"; readonly limitMs: number };

/** One entry of a table's log. Entries are folded in log order, whatever order they arrived in. */
export interface Entry {
  /** Its place in time, in milliseconds since 1970. */
  readonly at: number;
  /** The run of the device that sent it, or the board; null for people and the house's clock. */
  readonly source: string | null;
  /** The device's own clock in milliseconds, where it has one. */
  readonly deviceMs: number | null;
  readonly body: EntryBody;
}
