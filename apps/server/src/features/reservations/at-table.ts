import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { writeLapsed } from "./booking.queries.ts";
import { noteCheckedIn } from "./reservations.notices.ts";

interface Named {
  venueId: string;
  id: string;
}

/** Claims what is booked, if its limit has not passed; answers whether it is claimed now. Call it for whom it concerns. */
export async function claimBooked(tx: Transaction, reservation: Named): Promise<boolean> {
  const claimed = await checkInFrom(tx, reservation, "booked");
  if (claimed) await noteCheckedIn(tx, reservation);
  return claimed;
}

/**
 * Takes an offer and claims it at once, if its limit has not passed; answers whether whoever it was offered to has it
 * now. What they wait for is the caller's to end.
 */
export const claimOffered = (tx: Transaction, offer: Named): Promise<boolean> =>
  checkInFrom(tx, offer, "offered");

/** The row's lock decides between those who race; the status is what the clock makes of it. */
async function checkInFrom(
  tx: Transaction,
  { venueId, id }: Named,
  status: "offered" | "booked",
): Promise<boolean> {
  const { rows } = await sql`
    update reservations set status = 'checked_in', checked_in_at = now(), next_turn = greatest(now(), starts_at),
      version = version + 1
    where venue_id = ${venueId} and id = ${id} and reservation_status(status, check_in_by, ends_at) = ${status}
    returning id`.execute(tx);
  return rows.length > 0;
}

/** Locks the turns of a table that are claimed and not over, so that one after the other joins them. */
export async function lockTurns(tx: Transaction, tableId: string): Promise<void> {
  await sql`
    select from reservations r
    where r.venue_id = (select venue_id from tables where id = ${tableId}) and r.table_id = ${tableId}
      and r.status = 'checked_in' and r.held && tstzrange(now(), now() + interval '1 day')
    order by r.id for no key update`.execute(tx);
}

interface WalkUp {
  venueId: string;
  tableId: string;
  playerId: string;
  /** In milliseconds. */
  until: number;
}

/**
 * Gives a table that is free from now on to a player who stands there and whose row is locked. Of several at once one
 * gets it. Answers its id; null when somebody was faster or the table has been retired, `"busy"` when they have another
 * reservation at that time. Without an id the caller rolls back.
 */
export async function takeFree(
  tx: Transaction,
  { venueId, tableId, playerId, until }: WalkUp,
): Promise<string | null | "busy"> {
  await writeLapsed(tx, { venueId, tableId, span: { from: Date.now(), to: until }, playerId });
  const id = newId();
  const to = new Date(until);
  // Reservations last whole minutes; it holds the table from now on.
  const { rows } = await sql`
    insert into reservations (venue_id, id, table_id, owner_id, starts_at, ends_at, check_in_by, checked_in_at, held,
      next_turn, status, origin)
    values (${venueId}, ${id}, ${tableId}, ${playerId}, date_trunc('minute', now()), ${to}, now(), now(),
      tstzrange(now(), ${to}), ${to}, 'checked_in', 'walk_up')
    on conflict do nothing returning id`.execute(tx);
  if (rows.length === 0 || (await isRetired(tx, tableId))) return null;
  const owner = await sql`
    insert into reservation_players (venue_id, reservation_id, player_id, answer, held)
    values (${venueId}, ${id}, ${playerId}, 'accepted', tstzrange(now(), ${to}))
    on conflict do nothing returning player_id`.execute(tx);
  return owner.rows.length === 0 ? "busy" : id;
}

/** By what is inserted the table's row is held: who retires it has been waited for, or sees what is inserted. */
async function isRetired(tx: Transaction, tableId: string): Promise<boolean> {
  const { rows } =
    await sql`select from tables where id = ${tableId} and retired_at is null`.execute(tx);
  return rows.length === 0;
}
