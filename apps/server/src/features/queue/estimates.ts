import type { Policy } from "@babyfoot/contract";
import {
  expectedWaits,
  FORMATS,
  secondsAGoal,
  secondsLeft,
  secondsOfMatch,
  shortestTurnMs,
  type TableAhead,
} from "@babyfoot/domain";
import type { EntryRow } from "./line.queries.ts";
import type { Habits, TableNow } from "./tables-ahead.queries.ts";

/** What an estimate rests on. */
export interface Outlook {
  /** Milliseconds. */
  now: number;
  policy: Policy;
  tables: readonly TableNow[];
  habits: Habits;
}

/** Even the last goal takes a moment. */
const LEAST_SECONDS = 20;

function turnSeconds({ history }: TableNow, { habits, policy }: Outlook): number {
  const turn =
    habits.handoverSeconds + secondsAGoal(history) + secondsOfMatch(FORMATS.house, history);
  // Whoever does not come costs the time for which the table is held for them, or nothing when they left before.
  return habits.playing * turn + (1 - habits.playing) * (policy.queueOfferSeconds / 2);
}

function freeAt(table: TableNow, turnMs: number, now: number): number {
  const { match, holder, history } = table;
  if (holder?.origin === "booking") return holder.to;
  if (match !== null) {
    const elapsedSeconds = Math.max(0, (now - match.startedAt) / 1000);
    return now + 1000 * Math.max(LEAST_SECONDS, secondsLeft({ ...match, elapsedSeconds }, history));
  }
  return holder === null ? now : Math.min(holder.to, Math.max(now, holder.from + turnMs));
}

const aheadOf = (outlook: Outlook): TableAhead[] =>
  outlook.tables.map((table) => {
    const turnMs = 1000 * turnSeconds(table, outlook);
    return { id: table.id, held: table.held, turnMs, freeAt: freeAt(table, turnMs, outlook.now) };
  });

/**
 * What each of a line has to expect, in whole seconds by entry id, and what whoever joined behind them would: for any
 * table (`null`) or for one.
 */
export function estimates(
  outlook: Outlook,
  line: readonly EntryRow[],
  behind: readonly (string | null)[],
): { ofEntries: Map<string, number | null>; ofNext: (number | null)[] } {
  const tables = aheadOf(outlook);
  const shortestMs = shortestTurnMs(outlook.policy);
  const waiting = line.filter(({ status }) => status === "waiting");
  const waits = (others: { tableId: string | null }[]) =>
    expectedWaits({ now: outlook.now, tables, waiting: [...waiting, ...others], shortestMs });
  const ofLine = waits([]);
  const seconds = (wait: number | null | undefined) =>
    wait === null || wait === undefined ? null : Math.round(wait / 1000);
  return {
    ofEntries: new Map(waiting.map(({ id }, index) => [id, seconds(ofLine[index])])),
    ofNext: behind.map((tableId) => seconds(waits([{ tableId }]).at(-1))),
  };
}
