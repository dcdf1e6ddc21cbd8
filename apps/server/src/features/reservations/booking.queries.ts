import type { Venue } from "@babyfoot/contract";
import { type Span, suspendedUntil } from "@babyfoot/domain";
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

/** A table with the venue whose rules hold there. @throws AppError `not_found`. */
export async function placeOf(db: Db | Transaction, tableId: string): Promise<BookingPlace> {
  const row = await db
    .selectFrom("tables as t")
    .innerJoin("venues as v", "v.id", "t.venue_id")
    .select(VENUE_COLUMNS.map((name) => `v.${name}` as const))
    .select(
      sql<boolean>`t.retired_at is null and not exists (select from faults f where f.venue_id = t.venue_id
        and f.table_id = t.id and f.resolved_at is null and f.blocking)`.as("available"),
    )
    .where("t.id", "=", tableId)
    .executeTakeFirst();
  if (row === undefined) throw new AppError("not_found");
  return { venue: presentVenue(row), tableId, available: row.available };
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
    update reservations r set status = reservation_status(r.status, r.check_in_by, r.ends_at), next_turn = null, version = version + 1,
      held = held_by_now(r.status, r.check_in_by, r.held)
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

/** The instants (milliseconds) at which a player's reservations lapsed that still count against them. */
async function strikesOf(
  db: Db | Transaction,
  { venueId, playerId }: { venueId: string; playerId: string },
): Promise<number[]> {
  const { rows } = await sql<{ at: Date }>`
    select check_in_by as at from reservations
    where owner_id = ${playerId} and venue_id = ${venueId} 
      and reservation_status(status, check_in_by, ends_at) = 'no_show'
      and check_in_by > coalesce((select max(at) from booking_pardons
        where venue_id = ${venueId} and player_id = ${playerId}), '-infinity')
    order by check_in_by`.execute(db);
  return rows.map(({ at }) => at.getTime());
}

/** How a player stands with a venue after reservations left unclaimed. */
export async function standingOf(
  db: Db | Transaction,
  venue: Pick<Venue, "id" | "policy">,
  playerId: string,
): Promise<{ strikes: number; suspendedUntil: number | null }> {
  const strikes = await strikesOf(db, { venueId: venue.id, playerId });
  const rules = venue.policy.noShowSuspension;
  const now = Date.now();
  const recent = strikes.filter((at) => at > now - rules.withinDays * 86_400_000);
  return { strikes: recent.length, suspendedUntil: suspendedUntil(rules, strikes, now) };
}

/** Lets a player book again. @throws AppError `unknown_player`. */
export async function pardon(
  db: Db,
  { venueId, playerId, givenBy }: { venueId: string; playerId: string; givenBy: string },
): Promise<void> {
  const { rows } = await sql`
    insert into booking_pardons (venue_id, player_id, given_by)
    select ${venueId}, id, ${givenBy} from players where id = ${playerId}
    returning player_id`.execute(db);
  if (rows.length === 0) throw new AppError("unknown_player");
}
