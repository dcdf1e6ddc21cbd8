import type { GameReference } from "@babyfoot/contract";
import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";

/** So many holders of a record are shown. */
export const SHOWN = 5;

export interface GameKey {
  venueId: string;
  gameId: string;
}

/** A game as it is told wherever one is named. */
export const REFERENCE = sql<GameReference>`jsonb_build_object(
  'gameId', g.id, 'code', g.code, 'matchId', g.match_id, 'date', g.day,
  'tableCode', coalesce((select t.code from tables t where t.venue_id = g.venue_id and t.id = g.table_id), g.table_code),
  'scoreRed', g.score_red, 'scoreBlue', g.score_blue, 'red', ${team("red")}, 'blue', ${team("blue")})`;

function team(side: "red" | "blue") {
  return sql`coalesce((
    select jsonb_agg(jsonb_build_object('playerId', p.id, 'displayName', p.display_name) order by l.role, p.display_name)
    from game_lines l join players p on p.id = l.player_id
    where l.venue_id = g.venue_id and l.game_id = g.id and l.team = ${sql.lit(side)}), '[]')`;
}

/** These games, by their ids. */
export async function referencesOf(db: Db, keys: GameKey[]): Promise<Map<string, GameReference>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<{ id: string; reference: GameReference }>`
    select g.id, ${REFERENCE} as reference
    from unnest(${keys.map((key) => key.venueId)}::uuid[], ${keys.map((key) => key.gameId)}::uuid[]) as k(venue_id, id)
    join games g on g.venue_id = k.venue_id and g.id = k.id`.execute(db);
  return new Map(rows.map((row) => [row.id, row.reference]));
}
