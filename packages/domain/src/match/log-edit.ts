import { refused } from "./codes.ts";
import type { Side } from "./events.ts";
import { accepted } from "./result.ts";
import { correctedScore, correctedTo, type LogEntry, letterOf, replayLog } from "./scoring-log.ts";
import { isReachable, setRules } from "./set-rules.ts";
import { closeSet } from "./sets.ts";
import type { MatchState, SetState } from "./state.ts";
import type { Applied } from "./transition.ts";

/** One entry of an edited log: where it stood before (`null` when it is new), and what it says. */
export interface EditedEntry {
  readonly from: number | null;
  readonly entry: LogEntry;
}

/** A set's log as it shall be. Sets after it are dropped unless it stays as won as it was. */
export interface LogEdit {
  readonly setIndex: number;
  readonly entries: readonly EditedEntry[];
}

/** The log of a set, ready to be edited. */
export function editable(set: SetState): EditedEntry[] {
  return set.log.map((entry, from) => ({ from, entry }));
}

/** Makes a log what it shall be; refused when the goals in it do not add up to a possible score. */
export function applyEdit(state: MatchState, edit: LogEdit): Applied {
  const set = state.sets[edit.setIndex];
  if (set === undefined) return refused("nothing_to_undo");
  const log = edit.entries.map(({ entry }) => entry);
  const rules = setRules(state.format, edit.setIndex + 1);
  const score = replayLog(rules, log);
  if (score === null || !isReachable(rules, score.red, score.blue)) {
    return refused("unreachable_score");
  }
  const scored: SetState = {
    ...set,
    ...score,
    log,
    kickOffAt: keepsStart(set, edit.entries) ? set.kickOffAt : -1,
    penalties: penaltiesAfter(set, score.forfeitedBy),
  };
  const earlier = state.sets.slice(0, edit.setIndex);
  return accepted(closeSet(state, earlier, scored, state.sets[edit.setIndex + 1]));
}

/** Whether everything up to the last kick-off still stands as it did. */
function keepsStart(set: SetState, entries: readonly EditedEntry[]): boolean {
  if (entries.length < set.kickOffAt) return false;
  return entries
    .slice(0, Math.max(0, set.kickOffAt))
    .every(({ from, entry }, index) => from === index && entry === set.log[index]);
}

/** Taking back a forfeited set takes back the penalty shot that forfeited it. */
function penaltiesAfter(set: SetState, forfeitedBy: Side | null): SetState["penalties"] {
  const team = set.forfeitedBy;
  if (team === null || forfeitedBy !== null) return set.penalties;
  return { ...set.penalties, [team]: set.penalties[team] - 1 };
}

/**
 * The entries without a team's latest scoring event (`anything`) or latest goal (`goals`); null when
 * it has none. A correction stands for the goals it states: it then states one less.
 */
export function withoutLatest(
  entries: readonly EditedEntry[],
  team: Side,
  kind: "anything" | "goals",
): EditedEntry[] | null {
  const letter = letterOf(team);
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const edited = entries[index];
    if (edited === undefined) return null;
    const { entry, from } = edited;
    const corrected = correctedScore(entry);
    if (corrected !== null) {
      if (corrected[team] === 0) return null;
      const less = { ...corrected, [team]: corrected[team] - 1 };
      return entries.toSpliced(index, 1, { from, entry: correctedTo(less.red, less.blue) });
    }
    const gamelle = entry === `${letter}0` || entry === `${letter}-`;
    if (entry === letter || (kind === "anything" && gamelle)) return entries.toSpliced(index, 1);
  }
  return null;
}
