import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";
import type { EffectRow, MatchRow, PlayerOnTeam } from "./matches.view.ts";

const MATCHES = (db: Db | Transaction) =>
  db
    .selectFrom("matches as m")
    .innerJoin("tables as t", "t.id", "m.table_id")
    .select([
      "m.id",
      "m.venue_id",
      "m.table_id",
      "t.code as table_code",
      "t.name as table_name",
      "m.status",
      "m.format",
      "m.score_red",
      "m.score_blue",
      "m.sets",
      "m.sets_red",
      "m.sets_blue",
      "m.winner",
      "m.swapped",
      "m.match_point",
      "m.scored_by",
      "m.confirmed_at",
      "m.notes",
      "m.started_at",
      "m.finished_at",
      "m.last_goal_at",
      "m.version",
      "m.opened_by",
      sql<PlayerOnTeam[]>`coalesce((
        select jsonb_agg(jsonb_build_object('side', mp.side, 'playerId', mp.player_id,
          'displayName', p.display_name, 'avatar', p.avatar, 'position', mp.position) order by mp.side, mp.slot)
        from match_players mp join players p on p.id = mp.player_id
        where mp.venue_id = m.venue_id and mp.match_id = m.id), '[]'::jsonb)`.as("players"),
    ]);

export type LoadedMatch = MatchRow & { opened_by: string };

/** The matches of these ids, in no order. */
export function loadMatches(db: Db | Transaction, ids: string[]): Promise<LoadedMatch[]> {
  return MATCHES(db).where("m.id", "=", sql<string>`any(${ids}::uuid[])`).execute();
}

/** The running matches of these tables. */
export function loadRunning(db: Db | Transaction, tableIds: string[]): Promise<LoadedMatch[]> {
  return MATCHES(db)
    .where("m.status", "=", "live")
    .where("m.table_id", "=", sql<string>`any(${tableIds}::uuid[])`)
    .execute();
}

export interface MatchFilter {
  status?: string | undefined;
  tableId?: string | undefined;
  venueId?: string | undefined;
  playerId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** Newest first; `after` is the sort key (started, id) of the last one seen. */
export function listMatches(
  db: Db,
  filter: MatchFilter,
  { limit, after }: { limit: number; after: readonly [string, string] | undefined },
): Promise<LoadedMatch[]> {
  let query = MATCHES(db)
    .where("m.started_at", "is not", null)
    .where(sql<boolean>`not ('merged' = any(m.notes))`);
  if (filter.status !== undefined) query = query.where("m.status", "=", filter.status);
  if (filter.tableId !== undefined) query = query.where("m.table_id", "=", filter.tableId);
  if (filter.venueId !== undefined) query = query.where("m.venue_id", "=", filter.venueId);
  if (filter.from !== undefined) query = query.where("m.started_at", ">=", new Date(filter.from));
  if (filter.to !== undefined) query = query.where("m.started_at", "<", new Date(filter.to));
  if (filter.playerId !== undefined)
    query = query.where(
      sql<boolean>`exists (select from match_players mp where mp.match_id = m.id and mp.player_id = ${filter.playerId})`,
    );
  if (after !== undefined)
    query = query.where(
      sql<boolean>`(m.started_at, m.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    );
  return query.orderBy("m.started_at", "desc").orderBy("m.id", "desc").limit(limit).execute();
}

/** What the log says of one match, in log order. */
export async function loadEffects(db: Db | Transaction, matchId: string): Promise<EffectRow[]> {
  const { rows } = await sql<EffectRow>`
    select e.id, e.at, e.source, e.type, e.outcome, e.body, p.display_name as by_name,
           case when e.match_id = ${matchId} then e.effect else e.before_effect end as effect
    from table_events e left join players p on p.id = e.actor_id
    where e.venue_id = (select venue_id from matches where id = ${matchId})
      and (e.match_id = ${matchId} or e.before_match_id = ${matchId})
    order by e.at, e.boot, e.seq, e.id`.execute(db);
  return rows;
}
