import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";

/** A table that can be had now, or as soon as a turn is ended. */
export interface FreeTable {
  id: string;
  name: string;
  /** From when on it is reserved, in milliseconds. */
  heldFrom: number | null;
  /**
   * A turn that was not booked ahead and whose match is over: it ends when somebody else can have the table. Null where
   * nobody has it.
   */
  turn: { id: string; playerId: string } | null;
}

/** The tables of a venue that nobody has, and those where a turn can be ended, the free ones first. */
export async function freeTables(tx: Transaction, venueId: string): Promise<FreeTable[]> {
  const { rows } = await sql<FreeTable>`
    select t.id, t.name, extract(epoch from (
        select min(lower(r.held)) from reservations r where r.venue_id = t.venue_id and r.table_id = t.id
          and r.held && tstzrange(now(), now() + interval '1 day') and lower(r.held) > now()))::float8 * 1000 as "heldFrom",
      (select jsonb_build_object('id', h.id, 'playerId', h.owner_id) from reservations h
       where h.venue_id = t.venue_id and h.id = holder.id) as turn
    from tables t join table_heads head on head.venue_id = t.venue_id and head.table_id = t.id
    left join lateral (
      select r.id, r.origin in ('queue', 'walk_up') and r.status = 'checked_in' and exists (
          select from matches m where m.venue_id = r.venue_id and m.table_id = r.table_id and m.status = 'finished'
            and m.finished_at > r.checked_in_at) as is_over
      from reservations r where r.venue_id = t.venue_id and r.table_id = t.id
        and r.held @> now() and held_by_now(r.status, r.check_in_by, r.held) @> now()
      limit 1) as holder on true
    where t.venue_id = ${venueId} and t.retired_at is null and head.running_match_id is null
      and (holder.id is null or holder.is_over)
      and not exists (select from faults f where f.venue_id = t.venue_id and f.table_id = t.id
        and f.resolved_at is null and f.blocking)
    order by holder.id is not null, t.code, t.id`.execute(tx);
  return rows;
}

/** From when on players have another table, in milliseconds; those who have one now, from now on. */
export async function busyFrom(
  tx: Transaction,
  playerIds: readonly string[],
): Promise<Map<string, number | null>> {
  const { rows } = await sql<{ id: string; from: number | null }>`
    select p.id, extract(epoch from (
        select min(greatest(lower(rp.held), now())) from reservation_players rp
        where rp.player_id = p.id and rp.answer = 'accepted'
          and rp.held && tstzrange(now(), now() + interval '1 day')))::float8 * 1000 as "from"
    from unnest(${[...playerIds]}::uuid[]) as p(id)`.execute(tx);
  return new Map(rows.map(({ id, from }) => [id, from]));
}

/** Tables of a venue that are offered to somebody, and whether they are in order. */
export async function offeredTables(
  tx: Transaction,
  venueId: string,
): Promise<{ offerId: string; tableId: string; inOrder: boolean }[]> {
  const { rows } = await sql<{ offerId: string; tableId: string; inOrder: boolean }>`
    select r.id as "offerId", r.table_id as "tableId", not exists (select from faults f
      where f.venue_id = r.venue_id and f.table_id = r.table_id and f.resolved_at is null and f.blocking) as "inOrder"
    from queue_entries e join reservations r on r.venue_id = e.venue_id and r.id = e.offer_id
    where e.venue_id = ${venueId} and e.left_at is null
      and reservation_status(r.status, r.check_in_by, r.ends_at) = 'offered'`.execute(tx);
  return rows;
}
