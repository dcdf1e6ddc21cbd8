import type { Venue } from "@babyfoot/contract";
import type { Span } from "@babyfoot/domain";
import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { presentVenue, VENUE_COLUMNS } from "../venues/venues.service.ts";
import { noteReleased } from "./reservations.notices.ts";
import { knowReservation } from "./reservations.queries.ts";
import type { ReservationRow } from "./reservations.view.ts";

export interface BookingPlace {
  venue: Venue;
  tableId: string;
  /** Neither retired nor in maintenance. */
  available: boolean;
}

const PLACE = (db: Db | Transaction, tableId: string) =>
  db
    .selectFrom("tables as t")
    .innerJoin("venues as v", "v.id", "t.venue_id")
    .select(VENUE_COLUMNS.map((name) => `v.${name}` as const))
    .select(
      sql<boolean>`t.retired_at is null and not exists (select from faults f where f.venue_id = t.venue_id
        and f.table_id = t.id and f.resolved_at is null and f.blocking)`.as("available"),
    )
    .where("t.id", "=", tableId);

type PlaceRow = Awaited<ReturnType<ReturnType<typeof PLACE>["executeTakeFirst"]>>;

function presentPlace(row: PlaceRow, tableId: string): BookingPlace {
  if (row === undefined) throw new AppError("not_found");
  return { venue: presentVenue(row), tableId, available: row.available };
}

/** A table with the venue whose rules hold there. @throws AppError `not_found`. */
export const placeOf = async (db: Db | Transaction, tableId: string): Promise<BookingPlace> =>
  presentPlace(await PLACE(db, tableId).executeTakeFirst(), tableId);

/**
 * The same, of which nobody changes the rules until the end of the transaction: whoever does waits for it and then sees
 * what was booked, or is waited for. Those who book do not wait for each other here.
 */
export async function lockPlace(tx: Transaction, tableId: string): Promise<BookingPlace> {
  await sql`select from venues where id = (select venue_id from tables where id = ${tableId}) for key share`.execute(
    tx,
  );
  // Read only now: a statement that has waited for the lock would still see the table as before.
  return placeOf(tx, tableId);
}

/** Keeps the rules of a venue as they are until the end of the transaction. */
export async function lockRules(tx: Transaction, venueId: string): Promise<void> {
  await sql`select from venues where id = ${venueId} for key share`.execute(tx);
}

/** Until the end of the transaction nobody else books for these people: their quotas are counted and used as one. */
export async function lockPeople(tx: Transaction, ids: readonly string[]): Promise<void> {
  await sql`select from players where id = any(${[...ids]}::uuid[]) order by id for no key update`.execute(
    tx,
  );
}

/**
 * Writes down which reservations have lapsed, of those that would stand in the way: of a table in a span, and of a
 * player. What they hold no longer conflicts then.
 */
export async function writeLapsed(
  tx: Transaction,
  { venueId, tableId, span, playerId }: BookingPlaceAndTime,
): Promise<void> {
  const { rows } = await sql<{ id: string; status: string }>`
    with lapsed as (
      select venue_id, id from reservations
      where status in ('offered', 'booked') and check_in_by <= now()
        and (venue_id = ${venueId} and table_id = ${tableId}
             and held && tstzrange(${new Date(span.from)}, ${new Date(span.to)})
          or owner_id = ${playerId})
      order by id for update
    )
    update reservations r set status = reservation_status(r.status, r.check_in_by, r.ends_at), next_turn = null,
      version = version + 1, held = held_by_now(r.status, r.check_in_by, r.held)
    from lapsed l where r.venue_id = l.venue_id and r.id = l.id
    returning r.id, r.status`.execute(tx);
  await noteUnclaimed(tx, rows);
}

/** Of what has just been written down, tells the owners of what was left unclaimed. */
export async function noteUnclaimed(
  tx: Transaction,
  written: readonly { id: string; status: string }[],
): Promise<void> {
  const rows: ReservationRow[] = [];
  for (const { id, status } of written)
    if (status === "no_show") rows.push(await knowReservation(tx, id));
  await noteReleased(tx, rows);
}

interface BookingPlaceAndTime {
  venueId: string;
  tableId: string;
  span: Span;
  playerId: string;
}

/** What a player has reserved in a venue: how many are not over, and how many minutes of a day (milliseconds). */
export async function usedBy(
  tx: Transaction,
  { venueId, playerId }: { venueId: string; playerId: string },
  { day, except }: { day: Span; except?: string | undefined },
): Promise<{ upcoming: number; minutesSameDay: number }> {
  const { rows } = await sql<{ upcoming: number; minutesSameDay: number }>`
    select count(*) filter (where status in ('booked', 'checked_in') and upper(held) > now() and origin = 'booking')::int as upcoming,
      coalesce(sum(extract(epoch from upper(held) - lower(held)) / 60) filter (
        where origin = 'booking' and starts_at >= ${new Date(day.from)} and starts_at < ${new Date(day.to)}), 0)::float8 as "minutesSameDay"
    from reservations
    where owner_id = ${playerId} and venue_id = ${venueId} and id is distinct from ${except ?? null}::uuid
      and ends_at > ${new Date(Math.min(day.from, Date.now()))} and not isempty(held)`.execute(tx);
  return rows[0] ?? { upcoming: 0, minutesSameDay: 0 };
}
