import type { QueueStatus } from "@babyfoot/contract";
import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";

/** How long somebody may be away, or leave an offer unanswered, and keep their place. */
export const AWAY_MINUTES = 10;

/** Somebody in a line. */
export interface EntryRow {
  id: string;
  venueId: string;
  playerId: string;
  displayName: string;
  tableId: string | null;
  tableCode: string | null;
  /** As it is by now, whether or not it has been written down. */
  status: QueueStatus;
  joinedAt: Date;
  awayUntil: Date | null;
  offer: OfferRow | null;
}

/** Instants in milliseconds. */
export interface OfferRow {
  reservationId: string;
  tableId: string;
  tableCode: string;
  tableName: string;
  offeredUntil: number;
  endsAt: number;
}

/** Who is in the line of a venue, in order. */
export async function lineOf(db: Db | Transaction, venueId: string): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    with line as (
      select e.*, reservation_status(r.status, r.check_in_by, r.ends_at) as offered, r.table_id as offered_table,
        r.check_in_by, r.ends_at
      from queue_entries e left join reservations r on r.venue_id = e.venue_id and r.id = e.offer_id
      where e.venue_id = ${venueId} and e.left_at is null
    ), seen as (
      select line.*, case when offered = 'offered' then 'offered'
          when offered = 'missed' or away_until is not null then 'away' else 'waiting' end as standing,
        case when offered = 'missed' then check_in_by + make_interval(mins => ${AWAY_MINUTES}) else away_until end
          as away_to
      from line where offered is null or offered in ('offered', 'missed', 'cancelled')
    )
    select s.id, s.venue_id as "venueId", s.player_id as "playerId", p.display_name as "displayName",
      s.table_id as "tableId", t.code as "tableCode", s.standing as status, s.joined_at as "joinedAt",
      s.away_to as "awayUntil",
      case when s.standing = 'offered' then jsonb_build_object('reservationId', s.offer_id, 'tableId', o.id,
        'tableCode', o.code, 'tableName', o.name, 'offeredUntil', extract(epoch from s.check_in_by) * 1000,
        'endsAt', extract(epoch from s.ends_at) * 1000) end as offer
    from seen s join players p on p.id = s.player_id
    left join tables t on t.venue_id = s.venue_id and t.id = s.table_id
    left join tables o on o.venue_id = s.venue_id and o.id = s.offered_table
    where s.away_to is null or s.away_to > now()
    order by s.place`.execute(db);
  return rows;
}

/** The venues in whose line a player stands: one at most. */
export async function venueWaitedIn(
  db: Db | Transaction,
  playerId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom("queue_entries")
    .select("venue_id")
    .where("player_id", "=", playerId)
    .where("left_at", "is", null)
    .executeTakeFirst();
  return row?.venue_id;
}

/** All venues in which somebody waits. */
export async function venuesWithLines(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom("queue_entries")
    .select("venue_id")
    .distinct()
    .where("left_at", "is", null)
    .execute();
  return rows.map((row) => row.venue_id);
}

/**
 * Until the end of the transaction the line is one's own, and the venue's rules stay as they are. Take it before any
 * person's or reservation's lock.
 */
export async function lockLine(tx: Transaction, venueId: string): Promise<void> {
  await sql`
    insert into queues (venue_id) values (${venueId})
    on conflict (venue_id) do update set version = queues.version`.execute(tx);
  await sql`select from venues where id = ${venueId} for key share`.execute(tx);
}

/** The next version of a locked line, for what is announced of it. */
export async function nextVersion(tx: Transaction, venueId: string): Promise<number> {
  const { rows } = await sql<{ version: string }>`
    update queues set version = version + 1 where venue_id = ${venueId} returning version`.execute(
    tx,
  );
  return Number(rows[0]?.version ?? 0);
}

export async function versionOf(db: Db, venueId: string): Promise<number> {
  const row = await db
    .selectFrom("queues")
    .select("version")
    .where("venue_id", "=", venueId)
    .executeTakeFirst();
  return Number(row?.version ?? 0);
}

/** For which table an entry waited that has changed; null for any. */
export type Touched = { tableId: string | null };

/** Somebody of whom something was written down. */
interface Settled extends Touched {
  playerId: string;
  /** The last offer to them, whose table it names. */
  offerId: string | null;
  table: string | null;
  /** Whether they have left it unanswered. */
  missed: boolean;
}

/**
 * Writes down what has become of offers and of those who are away: who took theirs has left the line, who did not is
 * away, who was away too long is out.
 */
export async function settleLine(tx: Transaction, venueId: string): Promise<Settled[]> {
  const { rows } = await sql<Settled>`
    with standing as (
      select e.id, e.away_until, reservation_status(r.status, r.check_in_by, r.ends_at) as offered, r.check_in_by,
        e.offer_id, (select t.name from tables t where t.id = r.table_id) as table_name,
        exists (select from tables w where w.id = e.table_id and w.retired_at is not null) as is_retired
      from queue_entries e left join reservations r on r.venue_id = e.venue_id and r.id = e.offer_id
      where e.venue_id = ${venueId} and e.left_at is null
    ), settled as (
      select id, offered in ('missed', 'cancelled') as passed, coalesce(offered = 'missed', false) as missed,
        check_in_by, offer_id, table_name,
        case when offered in ('booked', 'checked_in', 'ended', 'no_show') then 'played'
          when away_until <= now() or is_retired then 'expired' end as outcome
      from standing
    )
    update queue_entries e set outcome = s.outcome, left_at = case when s.outcome is not null then now() end,
      offer_id = case when s.passed then null else e.offer_id end,
      away_until = case when s.missed then s.check_in_by + make_interval(mins => ${AWAY_MINUTES})
        else e.away_until end
    from settled s
    where e.venue_id = ${venueId} and e.id = s.id and (s.outcome is not null or s.passed)
    returning e.table_id as "tableId", e.player_id as "playerId", s.offer_id as "offerId", s.table_name as "table",
      s.missed`.execute(tx);
  return rows;
}
