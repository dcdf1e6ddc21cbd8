import type { Weekly, WeeklyAnswer } from "@babyfoot/contract";
import { sameTimeAfter } from "@babyfoot/domain";
import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import { audit } from "../audit/audit.service.ts";
import { book, look } from "./book.ts";
import { placeOf } from "./booking.queries.ts";
import { noteSeries } from "./reservations.notices.ts";
import { HOUSE_BOUNDS } from "./reservations.policy.ts";
import { findReservations } from "./reservations.queries.ts";

type Item = WeeklyAnswer["items"][number];

const DAYS_OF_WEEK = 7;

interface House {
  playerId: string;
  label: string;
  seriesId: string;
}

interface Wish {
  tableId: string;
  startsAt: string;
  durationMinutes: number;
  dryRun: boolean;
}

/**
 * Reserves the same time of the venue's week for the house, where it is free, and says of each week and table what
 * became of it; a dry run only says so.
 * @throws AppError `not_found` for an unknown table, or one of another venue.
 */
export async function bookWeekly(
  tx: Transaction,
  weekly: Weekly,
  playerId: string,
): Promise<WeeklyAnswer> {
  // Tables in one order, so that two series never wait for each other.
  const tableIds = [...weekly.tableIds].sort();
  const places = [];
  for (const tableId of tableIds) places.push(await placeOf(tx, tableId));
  const venue = places[0]?.venue;
  if (venue === undefined || places.some((place) => place.venue.id !== venue.id))
    throw new AppError("not_found", "There are no such tables in one venue.");
  const house = { playerId, label: weekly.label, seriesId: newId() };
  const items: Item[] = [];
  for (const startsAt of startsOf(weekly, venue.timeZone))
    for (const tableId of tableIds)
      items.push(await tryWeek(tx, { ...weekly, tableId, startsAt }, house));
  const count = items.filter(({ outcome }) => outcome === "booked").length;
  if (count === 0) return { seriesId: null, items };
  await audit(tx, {
    ...{ actorId: playerId, action: "series.booked", subjectType: "series" },
    ...{ subjectId: house.seriesId, venueId: venue.id },
    details: { label: weekly.label, startsAt: weekly.startsAt, count },
  });
  const booked = items.flatMap(({ reservationId }) => reservationId ?? []);
  await noteSeries(tx, await findReservations(tx, booked));
  return { seriesId: house.seriesId, items };
}

const startsOf = ({ startsAt, weeks }: Weekly, timeZone: string): string[] =>
  Array.from({ length: weeks }, (_, week) =>
    new Date(sameTimeAfter(Date.parse(startsAt), week * DAYS_OF_WEEK, timeZone)).toISOString(),
  );

async function tryWeek(tx: Transaction, wish: Wish, house: House): Promise<Item> {
  const { tableId, startsAt, durationMinutes, dryRun } = wish;
  const item = { tableId, startsAt, reservationId: null, alternatives: [] };
  await sql`savepoint week`.execute(tx);
  try {
    const time = await look(tx, { tableId, startsAt, durationMinutes }, HOUSE_BOUNDS);
    if (dryRun) return { ...item, outcome: "free" };
    const { playerId, ...held } = house;
    const reservationId = await book(tx, time, { playerId, house: held });
    return { ...item, outcome: "booked", reservationId };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await sql`rollback to savepoint week`.execute(tx);
    return { ...item, outcome: error.code, alternatives: error.extra.alternatives ?? [] };
  }
}
