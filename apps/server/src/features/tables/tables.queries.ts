import { tableCodeSchema } from "@babyfoot/contract";
import { sql } from "kysely";
import { z } from "zod";
import type { Db, Transaction } from "../../platform/database.ts";
import { loadMatches } from "../matches/matches.service.ts";
import type { TableRow } from "./tables.view.ts";

const TABLES = (db: Db | Transaction) =>
  db
    .selectFrom("tables as t")
    .innerJoin("table_heads as h", (join) =>
      join.onRef("h.venue_id", "=", "t.venue_id").onRef("h.table_id", "=", "t.id"),
    )
    .select([
      "t.id",
      "t.venue_id",
      "t.code",
      "t.name",
      "t.location",
      "t.condition",
      "t.bounce_ms",
      "t.retired_at",
      "t.version",
      "h.running_match_id",
      sql<TableRow["faults"]>`coalesce((
        select jsonb_agg(jsonb_build_object('kind', f.kind, 'blocking', f.blocking) order by f.reported_at)
        from faults f where f.venue_id = t.venue_id and f.table_id = t.id and f.resolved_at is null),
        '[]'::jsonb)`.as("faults"),
      sql<TableRow["devices"]>`coalesce((
        select jsonb_agg(jsonb_build_object('kind', d.kind, 'online', d.online, 'catchingUp', d.catching_up,
          'seen', d.last_seen_at is not null))
        from devices d where d.venue_id = t.venue_id and d.table_id = t.id and d.revoked_at is null),
        '[]'::jsonb)`.as("devices"),
      sql<TableRow["reservation"]>`(
        select jsonb_build_object('from', extract(epoch from r.starts_at) * 1000,
          'to', extract(epoch from r.ends_at) * 1000, 'checkInBy', extract(epoch from r.check_in_by) * 1000,
          'claimed', r.status = 'checked_in', 'name', coalesce(r.label, p.display_name), 'seats', coalesce((
            select jsonb_agg(jsonb_build_object('seat', s.seat, 'name', sp.display_name) order by s.seat)
            from reservation_seats s join players sp on sp.id = s.player_id
            where s.venue_id = r.venue_id and s.reservation_id = r.id), '[]'::jsonb))
        from reservations r join players p on p.id = r.owner_id
        where r.venue_id = t.venue_id and r.table_id = t.id and r.held && tstzrange(now(), now() + interval '1 day')
          and reservation_status(r.status, r.check_in_by, r.ends_at) in ('offered', 'booked', 'checked_in')
        order by r.starts_at limit 1)`.as("reservation"),
      sql<number>`(select count(*)::int from queue_entries q
        where q.venue_id = t.venue_id and q.left_at is null and q.away_until is null and q.offer_id is null
          and (q.table_id = t.id or q.table_id is null))`.as("waiting"),
    ]);

/** Adds the running matches, which a table shows whole. */
async function withMatches(
  db: Db | Transaction,
  rows: Omit<TableRow, "match">[],
): Promise<TableRow[]> {
  const ids = rows.flatMap((row) => row.running_match_id ?? []);
  const matches = ids.length === 0 ? [] : await loadMatches(db, ids);
  const byId = new Map(matches.map((match) => [match.id, match]));
  return rows.map((row) => ({ ...row, match: byId.get(row.running_match_id ?? "") ?? null }));
}

/** The tables of these ids, by code. */
export async function loadTables(db: Db | Transaction, ids: string[]): Promise<TableRow[]> {
  const rows = await TABLES(db)
    .where("t.id", "=", sql<string>`any(${ids}::uuid[])`)
    .orderBy("t.code")
    .execute();
  return withMatches(db, rows);
}

export interface TableFilter {
  venueId?: string | undefined;
  retired: boolean;
  /** The code and id of the last one seen. */
  after?: [string, string] | undefined;
}

export const tableCursorSchema = z.tuple([tableCodeSchema, z.uuid()]);

/** All tables of the venues, by code. There are dozens at most. */
export async function listTables(db: Db | Transaction, filter: TableFilter): Promise<TableRow[]> {
  let query = TABLES(db);
  if (filter.after !== undefined)
    query = query.where(
      sql<boolean>`(t.code, t.id) > (${filter.after[0]}::text, ${filter.after[1]}::uuid)`,
    );
  if (filter.venueId !== undefined) query = query.where("t.venue_id", "=", filter.venueId);
  if (!filter.retired) query = query.where("t.retired_at", "is", null);
  return withMatches(db, await query.orderBy("t.code").orderBy("t.id").execute());
}
