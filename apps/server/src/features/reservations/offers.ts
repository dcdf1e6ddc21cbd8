import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import { noteUnclaimed } from "./booking.queries.ts";

export interface Offer {
  venueId: string;
  tableId: string;
  playerId: string;
  /** Until when the table is theirs if they take it, in milliseconds. */
  until: number;
  /** How long they may think about it. */
  seconds: number;
}

/**
 * Holds a table for somebody a moment. Answers the reservation that they can take, or null where somebody else has the
 * table, or they another one: the database lets one of them have it.
 */
export async function makeOffer(
  tx: Transaction,
  { venueId, tableId, playerId, until, seconds }: Offer,
): Promise<string | null> {
  const id = newId();
  const to = new Date(until);
  const { rows } = await sql`
    insert into reservations (venue_id, id, table_id, owner_id, starts_at, ends_at, check_in_by, held, next_turn,
      status, origin)
    select ${venueId}, ${id}, ${tableId}, ${playerId}, date_trunc('minute', now()), ${to}, l.by, 
      tstzrange(now(), ${to}), l.by, 'offered', 'queue'
    from (select least(now() + make_interval(secs => ${seconds}), ${to}::timestamptz) as by) as l
    where ${to}::timestamptz > now()
    on conflict do nothing returning id`.execute(tx);
  if (rows.length === 0) return null;
  const { rows: holders } = await sql`
    insert into reservation_players (venue_id, reservation_id, player_id, answer, held)
    select venue_id, id, owner_id, 'accepted', held from reservations where venue_id = ${venueId} and id = ${id}
    on conflict do nothing returning player_id`.execute(tx);
  if (holders.length > 0) return id;
  await tx.deleteFrom("reservations").where("id", "=", id).execute();
  return null;
}

/**
 * Makes an offer its taker's reservation, to be claimed as every other.
 * @throws AppError `no_offer`, `offer_expired` once it has gone to the next.
 */
export async function takeOffer(
  tx: Transaction,
  {
    id,
    playerId,
    claimWithinMinutes,
  }: { id: string; playerId: string; claimWithinMinutes: number },
): Promise<void> {
  // The lock first: whoever passes it on at this moment is before or after, and the clock decides once.
  await sql`select from reservations where id = ${id} for update`.execute(tx);
  const { rows } = await sql<{ taken: boolean }>`
    with offer as (
      select venue_id, id, reservation_status(status, check_in_by, ends_at) = 'offered'
        and check_in_by > clock_timestamp() as taken
      from reservations where id = ${id} and owner_id = ${playerId} and origin = 'queue'
    ), taken as (
      update reservations r set status = 'booked', version = version + 1,
        check_in_by = least(ends_at, now() + make_interval(mins => ${claimWithinMinutes})),
        next_turn = least(ends_at, now() + make_interval(mins => ${claimWithinMinutes}))
      from offer o where o.taken and r.venue_id = o.venue_id and r.id = o.id
    )
    select taken from offer`.execute(tx);
  const [offer] = rows;
  if (offer === undefined) throw new AppError("no_offer");
  if (!offer.taken) throw new AppError("offer_expired");
}

/** Gives an offer up before its time, so that it goes to the next. */
export async function passOffer(tx: Transaction, id: string): Promise<void> {
  await sql`
    update reservations set status = 'missed', held = held_until_now(held), next_turn = null, version = version + 1
    where id = ${id} and status = 'offered'`.execute(tx);
}

/** Writes down which offers and reservations of a venue have lapsed, so that their tables can be had again. */
export async function writeLapsedOf(tx: Transaction, venueId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string; status: string }>`
    with lapsed as (
      select venue_id, id from reservations
      where venue_id = ${venueId} and status in ('offered', 'booked') and check_in_by <= now()
        and upper(held) > check_in_by
      order by id for update skip locked
    )
    update reservations r set status = reservation_status(r.status, r.check_in_by, r.ends_at), next_turn = null,
      held = held_by_now(r.status, r.check_in_by, r.held), version = r.version + 1
    from lapsed l where r.venue_id = l.venue_id and r.id = l.id
    returning r.id, r.status`.execute(tx);
  await noteUnclaimed(tx, rows);
  return rows.map(({ id }) => id);
}

/** Ends somebody's turn now. Answers the reservation, unless it is over already. */
export async function endTurn(tx: Transaction, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update reservations set status = 'ended', held = held_until_now(held), next_turn = null, version = version + 1
    where id = ${id} and status = 'checked_in' and held @> now() returning id`.execute(tx);
  return rows.map((row) => row.id);
}

/** Takes offers back because their tables cannot be had any more. Answers which. */
export async function cancelOffers(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    update reservations set status = 'cancelled', held = held_until_now(held), next_turn = null, version = version + 1
    where id = any(${[...ids]}::uuid[]) and status = 'offered' returning id`.execute(tx);
  return rows.map((row) => row.id);
}
