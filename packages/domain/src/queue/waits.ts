import type { Span } from "../booking/span.ts";
import { stillWaiting } from "./patience.ts";

/** A table as whoever waits sees it; instants in milliseconds. */
export interface TableAhead {
  id: string;
  /** When it is expected to be free for the next. */
  freeAt: number;
  /** What is reserved of it from then on. */
  held: readonly Span[];
  /** How long somebody's turn takes there, from the offer on. */
  turnMs: number;
}

/** Who waits: for one table, or for any. */
export interface Waiting {
  tableId: string | null;
}

interface Line {
  now: number;
  tables: readonly TableAhead[];
  /** In the order in which tables are offered to them. */
  waiting: readonly Waiting[];
  /** Shorter gaps between reservations are offered to nobody. */
  shortestMs: number;
  /** The share of those still waiting who give up within each step of `PATIENCE_STEP_SECONDS`. */
  giveUp: readonly number[];
}

/** When a table can be had for a turn, from an instant on. */
function nextGap({ held, turnMs }: TableAhead, from: number, shortestMs: number): number {
  let at = from;
  for (const one of [...held].sort((a, b) => a.from - b.from)) {
    if (one.to <= at) continue;
    if (one.from - at >= Math.min(turnMs, shortestMs)) return at;
    at = one.to;
  }
  return at;
}

/**
 * When each of those who wait can expect to be offered a table, in milliseconds from now: the line is played through,
 * each getting whichever of their tables is free first. Who would wait long has likely left by then, and takes so much
 * less of a table's time. Null where there is no table for them.
 */
export function expectedWaits({
  now,
  tables,
  waiting,
  shortestMs,
  giveUp,
}: Line): (number | null)[] {
  const freeAt = new Map(tables.map((table) => [table.id, Math.max(now, table.freeAt)]));
  return waiting.map(({ tableId }) => {
    let best: { table: TableAhead; at: number } | undefined;
    for (const table of tables) {
      if (tableId !== null && table.id !== tableId) continue;
      const at = nextGap(table, freeAt.get(table.id) ?? now, shortestMs);
      if (best === undefined || at < best.at) best = { table, at };
    }
    if (best === undefined) return null;
    const stillThere = stillWaiting(giveUp, best.at - now);
    freeAt.set(best.table.id, best.at + best.table.turnMs * stillThere);
    return best.at - now;
  });
}
