import type { Policy } from "@babyfoot/contract";
import {
  expectedWaits,
  type Habits,
  shareGivingUp,
  shortestTurnMs,
  type TableNow,
  tableAhead,
} from "@babyfoot/domain";
import type { EntryRow } from "./line.queries.ts";

/** What an estimate rests on. */
export interface Outlook {
  /** Milliseconds. */
  now: number;
  policy: Policy;
  tables: readonly TableNow[];
  habits: Habits;
}

/**
 * What each of a line has to expect, in whole seconds by entry id, and what whoever joined behind them would: for any
 * table (`null`) or for one.
 */
export function estimates(
  { now, policy, tables: all, habits }: Outlook,
  line: readonly EntryRow[],
  behind: readonly (string | null)[],
): { ofEntries: Map<string, number | null>; ofNext: (number | null)[] } {
  const moment = { now, habits, offerSeconds: policy.queueOfferSeconds };
  const tables = all.map((table) => tableAhead(table, moment));
  const shortestMs = shortestTurnMs(policy);
  const giveUp = shareGivingUp(habits.patience);
  const waiting = line.filter(({ status }) => status === "waiting");
  const waits = (others: { tableId: string | null }[]) =>
    expectedWaits({ now, tables, waiting: [...waiting, ...others], shortestMs, giveUp });
  const ofLine = waits([]);
  const seconds = (wait: number | null | undefined) =>
    wait === null || wait === undefined ? null : Math.round(wait / 1000);
  return {
    ofEntries: new Map(waiting.map(({ id }, index) => [id, seconds(ofLine[index])])),
    ofNext: behind.map((tableId) => seconds(waits([{ tableId }]).at(-1))),
  };
}
