import { type FoldContext, foldEntry, type Step, type TableState } from "@babyfoot/domain";
import type { LockedTable } from "./head.ts";
import { type LogEntry, type PlayedEntry, playedEntry, ruleEntry } from "./log-entry.ts";

export interface Opening {
  matchId: string;
  entry: LogEntry;
  before: TableState;
}

/** A stretch of a table's log, played. */
export interface FoldedLog {
  state: TableState;
  entries: PlayedEntry[];
  openings: Opening[];
  notes: { matchId: string; note: string }[];
}

/**
 * Plays entries in log order from a state of the table; `idOf` names the match that the entry at an index opens.
 */
export function foldLog(
  table: LockedTable,
  from: TableState,
  entries: readonly LogEntry[],
  idOf: (index: number) => string,
): FoldedLog {
  const folded: FoldedLog = { state: from, entries: [], openings: [], notes: [] };
  entries.forEach((entry, index) => {
    const before = folded.state;
    const context = contextOf(table, () => {
      const matchId = idOf(index);
      folded.openings.push({ matchId, entry, before });
      return matchId;
    });
    take(folded, entry, foldEntry(before, ruleEntry(entry), context));
  });
  return folded;
}

function contextOf({ walkUpFormat, bounceMs }: LockedTable, newMatchId: () => string): FoldContext {
  return { walkUpFormat, bounceMs, newMatchId };
}

function take(folded: FoldedLog, entry: LogEntry, step: Step): void {
  folded.state = step.state;
  folded.entries.push(playedEntry(entry, step));
  if (step.note !== null) folded.notes.push(step.note);
}
