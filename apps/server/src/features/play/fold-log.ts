import { type FoldContext, foldEntry, type Step, type TableState } from "@babyfoot/domain";
import type { LockedTable } from "./heads.ts";
import { type LogEntry, type PlayedEntry, ruleEntry } from "./log-entry.ts";

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
    const opened: string[] = [];
    const step = foldEntry(
      before,
      ruleEntry(entry),
      contextOf(table, () => {
        const id = idOf(index);
        opened.push(id);
        return id;
      }),
    );
    take(folded, entry, step);
    folded.openings.push(...opened.map((matchId) => ({ matchId, entry, before })));
  });
  return folded;
}

function contextOf({ walkUpFormat, bounceMs }: LockedTable, newMatchId: () => string): FoldContext {
  return { walkUpFormat, bounceMs, newMatchId };
}

function take(folded: FoldedLog, entry: LogEntry, step: Step): void {
  folded.state = step.state;
  folded.entries.push({ ...entry, outcome: step.outcome, parts: step.parts });
  if (step.note !== null) folded.notes.push(step.note);
}
