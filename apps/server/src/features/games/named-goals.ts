import { type KeptEvent, type MatchFormat, type Side, timeline } from "@babyfoot/domain";

/** Who is named for the goals of a match that still stand. */
export interface NamedGoals {
  goals: ReadonlyMap<string, number>;
  /** Shot against one's own team. */
  ownGoals: ReadonlyMap<string, number>;
  /** Goals of a team that the other has shot itself. */
  gifts: Readonly<Record<Side, number>>;
  /** Goals of a team that somebody is named for, own goals of the other included. */
  named: Readonly<Record<Side, number>>;
}

/** Reads it from the events of a match, oldest first. */
export function namedGoals(
  format: MatchFormat,
  events: readonly KeptEvent<null, null>[],
): NamedGoals {
  const goals = new Map<string, number>();
  const ownGoals = new Map<string, number>();
  const gifts = { red: 0, blue: 0 };
  const named = { red: 0, blue: 0 };
  for (const { kind, side, scorerId, undone } of timeline(format, events)) {
    const own = kind === "own_goal";
    const counts = own || kind === "goal" || (kind === "gamelle" && format.gamelle === "goal");
    if (!counts || undone || side === null) continue;
    if (own) gifts[side] += 1;
    if (own || scorerId !== undefined) named[side] += 1;
    const book = own ? ownGoals : goals;
    if (scorerId !== undefined) book.set(scorerId, (book.get(scorerId) ?? 0) + 1);
  }
  return { goals, ownGoals, gifts, named };
}
