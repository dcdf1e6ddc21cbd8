import type { Weekly, WeeklyAnswer } from "@babyfoot/contract";
import { sameTimeAfter } from "@babyfoot/domain";
import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { book, look } from "./book.ts";
import { placeOf } from "./booking.queries.ts";
import { noteSeries } from "./reservations.notices.ts";
import { knowReservation } from "./reservations.queries.ts";
import type { ReservationRow } from "./reservations.view.ts";

type Item = WeeklyAnswer["items"][number];

/** Courses and clubs are planned further ahead than players may book. */
const MAX_DAYS_AHEAD = 400;
const DAYS_OF_WEEK = 7;

/**
 * Reserves the same time of the venue's week for the house, where it is free, and says of each week what became of it;
 * a dry run only says so.
 * @throws AppError `not_found` for an unknown table.
 */
export async function bookWeekly(
  tx: Transaction,
  weekly: Weekly,
  playerId: string,
): Promise<WeeklyAnswer> {
  const { venue } = await placeOf(tx, weekly.tableId);
  const first = Date.parse(weekly.startsAt);
  const items: Item[] = [];
  for (let week = 0; week < weekly.weeks; week += 1) {
    const at = sameTimeAfter(first, week * DAYS_OF_WEEK, venue.timeZone);
    items.push(await tryWeek(tx, { ...weekly, startsAt: new Date(at).toISOString() }, playerId));
  }
  const rows: ReservationRow[] = [];
  for (const { reservationId } of items)
    if (reservationId !== null) rows.push(await knowReservation(tx, reservationId));
  await noteSeries(tx, rows);
  return { items };
}

async function tryWeek(tx: Transaction, wish: Weekly, playerId: string): Promise<Item> {
  const item = { startsAt: wish.startsAt, reservationId: null, alternatives: [] };
  await sql`savepoint week`.execute(tx);
  try {
    const time = await look(tx, wish, { maxDaysAhead: MAX_DAYS_AHEAD });
    if (wish.dryRun) return { ...item, outcome: "free" };
    const reservationId = await book(tx, time, { playerId, unlimited: true });
    return { ...item, outcome: "booked", reservationId };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await sql`rollback to savepoint week`.execute(tx);
    return { ...item, outcome: error.code, alternatives: error.extra.alternatives ?? [] };
  }
}
