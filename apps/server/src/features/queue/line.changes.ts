import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import { AppError, violatedConstraint } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import { AWAY_MINUTES, type Touched } from "./line.queries.ts";

interface NewEntry {
  venueId: string;
  playerId: string;
  tableId: string | null;
  promisedSeconds: number | null;
}

/** Puts somebody at the end of a locked line. @throws AppError `already_waiting`. */
export async function addEntry(
  tx: Transaction,
  { venueId, playerId, tableId, promisedSeconds }: NewEntry,
): Promise<string> {
  const id = newId();
  try {
    await sql`
      insert into queue_entries (venue_id, id, player_id, table_id, place, promised_seconds)
      values (${venueId}, ${id}, ${playerId}, ${tableId}::uuid,
        (select coalesce(max(place), 0) + 1 from queue_entries where venue_id = ${venueId}),
        ${promisedSeconds}::int)`.execute(tx);
  } catch (error) {
    if (violatedConstraint(error) === "queue_entries_one_line_each")
      throw new AppError("already_waiting");
    throw error;
  }
  return id;
}

/** Takes somebody out of a locked line. */
export async function removeEntry(tx: Transaction, id: string): Promise<void> {
  await sql`
    update queue_entries set left_at = now(), outcome = 'left', offer_id = null
    where id = ${id} and left_at is null`.execute(tx);
}

/** Has somebody passed over, or back again, in their place. */
export async function setAway(tx: Transaction, id: string, away: boolean): Promise<void> {
  const until = away ? sql`now() + make_interval(mins => ${AWAY_MINUTES})` : sql`null`;
  await sql`
    update queue_entries set away_until = ${until}, offer_id = null where id = ${id}`.execute(tx);
}

/** Whoever still waits at closing time goes home. */
export async function closeLine(tx: Transaction, venueId: string): Promise<Touched[]> {
  const { rows } = await sql<Touched>`
    update queue_entries set left_at = now(), outcome = 'expired'
    where venue_id = ${venueId} and left_at is null and offer_id is null
    returning table_id as "tableId"`.execute(tx);
  return rows;
}

export async function noteOffer(tx: Transaction, id: string, offerId: string): Promise<void> {
  await sql`update queue_entries set offer_id = ${offerId} where id = ${id}`.execute(tx);
}

/** Takes somebody who leaves the campus out of whatever line they stand in. */
export async function removePlayer(tx: Transaction, playerId: string): Promise<Touched[]> {
  const { rows } = await sql<Touched>`
    update queue_entries set left_at = now(), outcome = 'left', offer_id = null
    where player_id = ${playerId} and left_at is null returning table_id as "tableId"`.execute(tx);
  return rows;
}
