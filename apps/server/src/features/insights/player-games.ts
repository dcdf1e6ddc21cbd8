import type { PlayedGame } from "@babyfoot/contract";
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { Db } from "../../platform/database.ts";
import { REFERENCE } from "./references.ts";

/** How a game ended for the line `l` of the game `g`. */
export const RESULT = sql<PlayedGame["result"]>`case
  when g.winner is null or l.team is null then 'unknown' when g.winner = 'draw' then 'drawn'
  when g.winner = l.team then 'won' else 'lost' end`;

const endless = z.literal("-infinity");
/** Where a game stands in the list: its day, when it began, its id. */
export const cursorSchema = z.tuple([
  z.union([endless, z.iso.date()]),
  z.union([endless, z.iso.datetime()]),
  z.uuid(),
]);
export type GameCursor = z.infer<typeof cursorSchema>;

export interface PlayedRow {
  key: GameCursor;
  played: PlayedGame;
}

const PLACE = sql`coalesce(g.day, '-infinity'), coalesce(g.started_at, '-infinity'), g.id`;

const after = (cursor: GameCursor | undefined): RawBuilder<unknown> =>
  cursor === undefined
    ? sql``
    : sql`and (${PLACE}) < (${cursor[0]}::date, ${cursor[1]}::timestamptz, ${cursor[2]}::uuid)`;

/** Somebody's games, newest first; those without a day come last. */
export async function gamesOf(
  db: Db,
  playerId: string,
  { limit, cursor }: { limit: number; cursor?: GameCursor | undefined },
): Promise<PlayedRow[]> {
  const { rows } = await sql<PlayedRow>`
    with page as materialized (
      select g.venue_id, g.id from game_lines l join games g on g.venue_id = l.venue_id and g.id = l.game_id
      where l.player_id = ${playerId}::uuid ${after(cursor)}
      order by coalesce(g.day, '-infinity') desc, coalesce(g.started_at, '-infinity') desc, g.id desc limit ${limit}
    )
    select jsonb_build_array(coalesce(g.day::text, '-infinity'),
        coalesce(to_char(g.started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '-infinity'), g.id) as key,
      jsonb_build_object('game', ${REFERENCE}, 'side', l.team, 'role', l.role, 'result', ${RESULT}, 'goals', l.goals,
        'ownGoals', l.own_goals, 'assists', l.assists, 'saves', l.saves) as played
    from page join games g using (venue_id, id)
    join game_lines l on l.venue_id = g.venue_id and l.game_id = g.id and l.player_id = ${playerId}::uuid
    order by coalesce(g.day, '-infinity') desc, coalesce(g.started_at, '-infinity') desc, g.id desc`.execute(
    db,
  );
  return rows;
}
