import type pg from "pg";

export interface HistorySize {
  games: number;
  goalsPerGame: number;
  players: number;
  tables: number;
  days: number;
}

/** Ids that rise with a number, as UUIDv7 do with time. */
const idOf = (group: number, number: string) =>
  `('0190000${group}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

const FIRST_DAY = "2023-09-01";

/**
 * Fills a database by SQL with finished matches of three school years, as games with their lines, and with their goals
 * as events; two in five are singles. What marks them as changed is left to the games alone: they are written already.
 */
export async function fillHistory(client: pg.Client, size: HistorySize): Promise<void> {
  await client.query("set synchronous_commit = off");
  for (const [table, trigger] of QUIET)
    await client.query(`alter table ${table} disable trigger ${trigger}`);
  await client.query(
    `insert into players (id, display_name) select ${idOf(1, "n")}, 'Player ' || n from generate_series(1, $1::int) n`,
    [size.players],
  );
  await client.query(
    `insert into tables (venue_id, id, code, name)
     select v.id, ${idOf(2, "n")}, 'H' || n, 'Table ' || n from (select id from venues limit 1) v, generate_series(1, $1::int) n`,
    [size.tables],
  );
  const part = 100_000;
  for (let from = 1; from <= size.games; from += part)
    await fillPart(client, size, { from, to: Math.min(size.games, from + part - 1) });
  for (const [table, trigger] of QUIET)
    await client.query(`alter table ${table} enable trigger ${trigger}`);
  await client.query("vacuum (analyze) players, games, game_lines, matches, table_events");
}

const QUIET = [
  ["matches", "matches_over_are_stale"],
  ["table_events", "events_name_matches"],
] as const;

interface Part {
  from: number;
  to: number;
}

async function fillPart(client: pg.Client, size: HistorySize, { from, to }: Part): Promise<void> {
  const { games, players, tables, days } = size;
  await client.query(`
    create temp table part as
    select n, v.id as venue_id, ${idOf(3, "n")} as id, ${idOf(2, `1 + (random() * ${tables - 1})::int`)} as table_id,
      date '${FIRST_DAY}' + (n::bigint * ${days} / ${games + 1})::int + time '08:00' + random() * interval '11 hours' as local,
      (random() * 9.49)::int as lost, random() < 0.51 as red_won, random() < 0.6 as doubles,
      (random() * ${players - 1})::int as a, 120 + (random() * 600)::int as seconds
    from generate_series(${from}, ${to}) n, (select id from venues limit 1) v`);
  await client.query(`
    insert into matches (venue_id, id, table_id, status, format, score_red, score_blue, winner, scored_by, opened_by,
      started_at, finished_at)
    select venue_id, id, table_id, 'finished', '{}', case when red_won then 10 else lost end,
      case when red_won then lost else 10 end, case when red_won then 'red' else 'blue' end, 'sensor', id,
      local at time zone 'Europe/Paris', local at time zone 'Europe/Paris' + seconds * interval '1 second' from part`);
  await client.query(`
    insert into games (venue_id, id, match_id, day, started_at, season, table_id, table_code, duration_seconds,
      score_red, score_blue, winner, recorded_by)
    select m.venue_id, m.id, m.id, p.local::date, m.started_at,
      case when extract(month from p.local) >= 8 then to_char(p.local, 'YYYY') || '/' || extract(year from p.local) + 1
        else extract(year from p.local) - 1 || '/' || to_char(p.local, 'YYYY') end,
      m.table_id, t.code, p.seconds, m.score_red, m.score_blue, m.winner, 'sensor'
    from part p join matches m on m.venue_id = p.venue_id and m.id = p.id join tables t on t.id = p.table_id`);
  await client.query(`
    insert into game_lines (venue_id, game_id, player_id, team, role, goals, saves)
    select venue_id, id, ${idOf(1, `1 + (a + seat * 37) % ${players}`)}, case when seat % 2 = 0 then 'red' else 'blue' end,
      case when doubles then case when seat < 2 then 'attack' else 'defense' end end,
      case when doubles then (random() * 5)::int when red_won = (seat = 0) then 10 else lost end, (random() * 9)::int
    from part, generate_series(0, 3) seat where doubles or seat < 2`);
  await client.query(`
    insert into table_events (venue_id, id, table_id, at, source, type, body, received_at, outcome, match_id, effect)
    select p.venue_id, ${idOf(4, `p.n::bigint * ${size.goalsPerGame} + goal`)}, p.table_id, s.at, 'device', 'goal',
      '{"type":"goal","side":"red"}', s.at, 'counted', p.id, '[{"type":"goal","side":"red"}]'
    from part p, generate_series(0, ${size.goalsPerGame - 1}) goal,
      lateral (select p.local at time zone 'Europe/Paris' + goal * interval '20 seconds' as at) s`);
  await client.query("drop table part");
}
