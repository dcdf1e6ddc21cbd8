import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";
import { execute, rowsSource } from "../../platform/rows.ts";
import { type FinishedMatch, type LineOfMatch, linesOf } from "./game-of-match.ts";

/** So many matches become games in one transaction. */
const AT_ONCE = 300;
/** Any number of its own: who holds it writes games, and nobody else meanwhile. */
const WRITING = 7_302_241;

interface Mark {
  venue_id: string;
  match_id: string;
}

/** Writes the games of matches that are over or have changed since. Answers whether there may be more of them. */
export async function writeGames(db: Db): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    if (!(await holdAlone(tx, WRITING))) return false;
    const { rows: marks } = await sql<Mark>`
      delete from stale_matches where id in (select id from stale_matches order by id limit ${AT_ONCE})
      returning venue_id, match_id`.execute(tx);
    if (marks.length === 0) return false;
    const ids = marks.map((mark) => mark.match_id);
    const matches = await finishedOf(tx, ids);
    await upsertGames(tx, ids);
    await forgetOthers(tx, marks, matches);
    await writeLines(tx, matches);
    return marks.length === AT_ONCE;
  });
}

/** Whether nobody else holds it; held until the transaction ends, so what others have written before is seen. */
export async function holdAlone(tx: Transaction, key: number): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(${key}) as held`.execute(tx);
  return rows[0]?.held === true;
}

/** Of these matches those that are games, with players and, where there are any, what happened. */
async function finishedOf(tx: Transaction, ids: string[]): Promise<FinishedMatch[]> {
  const { rows } = await sql<FinishedMatch>`
    select m.venue_id, m.id, m.format,
      coalesce((select sum((s ->> 'red')::int) from jsonb_array_elements(m.sets) s), m.score_red)::int as red,
      coalesce((select sum((s ->> 'blue')::int) from jsonb_array_elements(m.sets) s), m.score_blue)::int as blue,
      coalesce(who.players, '[]') as players,
      case when who.players is null then '[]' else
        coalesce((select jsonb_agg(one.event order by e.at, e.boot, e.seq, e.id, one.place)
          from table_events e
          cross join lateral jsonb_array_elements(coalesce(e.effect, '[]')) with ordinality as one(event, place)
          where e.venue_id = m.venue_id and e.match_id = m.id), '[]')
        || coalesce((select jsonb_agg(one.event order by e.at, e.boot, e.seq, e.id, one.place)
          from table_events e
          cross join lateral jsonb_array_elements(coalesce(e.before_effect, '[]')) with ordinality as one(event, place)
          where e.venue_id = m.venue_id and e.before_match_id = m.id), '[]') end as effects
    from matches m cross join lateral (
      select jsonb_agg(jsonb_build_object('player_id', p.player_id, 'side', p.side, 'position', p.position)
        order by p.side, p.slot) as players
      from match_players p where p.venue_id = m.venue_id and p.match_id = m.id) as who
    where m.id = any(${ids}::uuid[]) and m.status = 'finished' and not ('merged' = any(m.notes))`.execute(
    tx,
  );
  return rows;
}

/** A match played here is the game with its id. */
async function upsertGames(tx: Transaction, ids: string[]): Promise<void> {
  await sql`
    insert into games as g (venue_id, id, match_id, day, started_at, season, table_id, table_code, duration_seconds,
      score_red, score_blue, winner, recorded_by)
    select m.venue_id, m.id, m.id, local.day, m.started_at,
      case when extract(month from local.day) >= 8
        then extract(year from local.day)::int || '/' || extract(year from local.day)::int + 1
        else extract(year from local.day)::int - 1 || '/' || extract(year from local.day)::int end,
      m.table_id, t.code, nullif(least(greatest(0, took.seconds), 86401), 86401),
      nullif(least(goals.red, 1000), 1000), nullif(least(goals.blue, 1000), 1000),
      coalesce(m.winner, 'draw'), m.scored_by
    from matches m
    join venues v on v.id = m.venue_id
    join tables t on t.venue_id = m.venue_id and t.id = m.table_id
    cross join lateral (select (m.started_at at time zone v.time_zone)::date as day) as local
    cross join lateral (select round(extract(epoch from m.finished_at - m.started_at))::int as seconds) as took
    cross join lateral (
      select coalesce(sum((s ->> 'red')::int), m.score_red)::int as red,
             coalesce(sum((s ->> 'blue')::int), m.score_blue)::int as blue
      from jsonb_array_elements(m.sets) s) as goals
    where m.id = any(${ids}::uuid[]) and m.status = 'finished' and not ('merged' = any(m.notes))
    on conflict (venue_id, id) do update set day = excluded.day, started_at = excluded.started_at,
      season = excluded.season, table_id = excluded.table_id, table_code = excluded.table_code,
      duration_seconds = excluded.duration_seconds, score_red = excluded.score_red, score_blue = excluded.score_blue,
      winner = excluded.winner, recorded_by = excluded.recorded_by`.execute(tx);
}

/** Those that were games and are none any more: abandoned after all, or part of another match now. */
async function forgetOthers(
  tx: Transaction,
  marks: Mark[],
  matches: FinishedMatch[],
): Promise<void> {
  const kept = new Set(matches.map(({ id }) => id));
  const others = marks.filter((mark) => !kept.has(mark.match_id));
  if (others.length === 0) return;
  await sql`
    delete from games g using ${keys(others.map((mark) => [mark.venue_id, mark.match_id]))}
    where g.venue_id = k.venue_id and g.id = k.id`.execute(tx);
}

/** Keys of games as a table of a statement, named `k`. */
const keys = (pairs: [string, string][]) => sql`
  unnest(${pairs.map(([venueId]) => venueId)}::uuid[], ${pairs.map(([, id]) => id)}::uuid[]) as k(venue_id, id)`;

const LINES = rowsSource<LineOfMatch>({
  venue_id: "uuid",
  game_id: "uuid",
  player_id: "uuid",
  team: "text",
  role: "text",
  goals: "int",
  own_goals: "int",
});

const INSERT_LINES = `insert into game_lines (${LINES.columns}) select ${LINES.columns} from ${LINES.from(1)}`;

async function writeLines(tx: Transaction, matches: FinishedMatch[]): Promise<void> {
  if (matches.length === 0) return;
  await sql`
    delete from game_lines l using ${keys(matches.map((match) => [match.venue_id, match.id]))}
    where l.venue_id = k.venue_id and l.game_id = k.id`.execute(tx);
  const lines = matches.flatMap(linesOf);
  if (lines.length > 0) await execute(tx, INSERT_LINES, LINES.values(lines));
}
