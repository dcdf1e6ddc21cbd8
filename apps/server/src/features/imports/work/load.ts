import type { Transaction } from "../../../platform/database.ts";
import { execute } from "../../../platform/rows.ts";
import type { Job } from "./job.ts";

const GAMES = `
  insert into games (venue_id, id, code, import_id, day, started_at, season, table_id, table_code, duration_seconds,
    score_red, score_blue, winner, location, ball_type, table_condition, attendance, recorded_by, rating, asides)
  select v.id, s.id, s.code, $3::uuid, s.day, (s.day + s.time) at time zone v.time_zone, s.season, t.id,
    s.table_code, s.duration_seconds, s.score_red, s.score_blue, s.winner, s.location, s.ball_type,
    s.table_condition, s.attendance, s.recorded_by, s.rating, s.asides
  from import_games s join venues v on v.id = $2
  left join tables t on t.venue_id = v.id and upper(t.code) = upper(s.table_code) and t.retired_at is null
  where s.worker = $1 and not exists (select from games g where g.venue_id = $2 and g.code = s.code)
  order by s.id`;

/** Only people of games that were new. */
const PEOPLE = `
  with met as (
    select distinct l.player_id from import_lines l join games g on g.venue_id = $2 and g.id = l.game_id
    where l.worker = $1
  ), added as (
    insert into players (id, display_name)
    select p.player_id, p.name from import_players p join met on met.player_id = p.player_id
    where p.worker = $1 and p.is_new
    returning id
  )
  insert into player_codes (venue_id, code, player_id, import_id)
  select $2::uuid, p.code, p.player_id, $3::uuid from import_players p join met on met.player_id = p.player_id
  where p.worker = $1 and p.is_new`;

const LINES = `
  insert into game_lines (venue_id, game_id, player_id, player_code, team, role, goals, own_goals, assists, saves,
    possession_seconds, is_substitute, asides)
  select g.venue_id, l.game_id, l.player_id, l.player_code, l.team, l.role, l.goals, l.own_goals, l.assists, l.saves,
    l.possession_seconds, l.is_substitute, l.asides
  from import_lines l join games g on g.venue_id = $2 and g.id = l.game_id
  where l.worker = $1
  order by l.game_id`;

/** Makes loading and taking back wait for each other, a venue at a time, however long it takes. */
export async function lockHistory(tx: Transaction, venueId: string): Promise<void> {
  await execute(tx, "set local statement_timeout = 0", []);
  await execute(tx, "set local lock_timeout = 0", []);
  await execute(tx, "select pg_advisory_xact_lock(hashtext('history of ' || $1::text))", [venueId]);
}

/**
 * Puts what is new into the tables that all statistics count. A game that is here already stays as it is. The
 * transaction shows all of it at once.
 */
export async function load(tx: Transaction, { id, worker, venueId, progress }: Job): Promise<void> {
  await lockHistory(tx, venueId);
  await execute(tx, GAMES, [worker, venueId, id]);
  progress.at("loading", 0, 0.25);
  await execute(tx, PEOPLE, [worker, venueId, id]);
  await execute(tx, LINES, [worker, venueId]);
  progress.at("loading", 0, 0.9);
}
