-- Up Migration

create table analyst_tokens (
  id uuid primary key,
  name text not null check (char_length(name) between 1 and 60),
  token_hash bytea not null unique,
  created_by uuid not null references players,
  created_at timestamptz not null default now(),
  expires_at timestamptz check (expires_at > created_at),
  last_used_at timestamptz,
  revoked_at timestamptz
);
comment on table analyst_tokens is 'What programs of analysts show to read exports, and nothing else.';
comment on column analyst_tokens.token_hash is 'SHA-256 of the secret, which is shown once and kept nowhere.';
comment on column analyst_tokens.last_used_at is 'To the minute.';

create table unexported_days (
  venue_id uuid not null,
  day date not null,
  changed_in xid8 not null default pg_current_xact_id(),
  primary key (venue_id, day, changed_in)
);
comment on table unexported_days is
  'Days whose games, or the names in them, have changed since they were last exported. A row a transaction: whoever '
  'exports takes away the rows of what it has seen, and no other, so that nothing waits for anything.';
comment on column unexported_days.day is 'A day, or -infinity for the games without one.';

insert into unexported_days select distinct venue_id, coalesce(day, '-infinity') from games;

create function stale_days_are_unexported() returns trigger language plpgsql as $$
begin
  -- Before the insert, so that it is noted too where the day is stale already.
  insert into unexported_days values (new.venue_id, new.day) on conflict do nothing;
  return new;
end $$;
create trigger stale_days_are_unexported before insert on stale_days
  for each row execute function stale_days_are_unexported();

create function days_of_renamed_are_unexported() returns trigger language plpgsql as $$
begin
  insert into unexported_days
  select distinct g.venue_id, coalesce(g.day, '-infinity')
  from game_lines l join games g on g.venue_id = l.venue_id and g.id = l.game_id
  where l.player_id = new.id
  on conflict do nothing;
  return null;
end $$;
create trigger days_of_renamed_are_unexported after update of display_name on players
  for each row when (old.display_name is distinct from new.display_name)
  execute function days_of_renamed_are_unexported();

create table export_schedule (
  singleton boolean primary key default true check (singleton),
  target text,
  next_at timestamptz not null default now(),
  failures integer not null default 0
);
insert into export_schedule default values;
comment on table export_schedule is 'When the daily export is next due; its one row.';
comment on column export_schedule.target is 'Where the exported days are; another place gets all of them.';

create table export_runs (
  id uuid primary key,
  origin text not null check (origin in ('daily', 'shell')),
  target text not null,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  days_written integer not null default 0,
  days_removed integer not null default 0,
  games integer not null default 0,
  lines integer not null default 0,
  bytes bigint not null default 0,
  error text
);
comment on table export_runs is 'The last exports by day, and what became of them.';

create schema reporting;
comment on schema reporting is
  'What analysts read: every view and column says what it is. Empty (null) means unknown. Days are those of the venue, '
  'instants have a time zone, durations carry their unit in the name. No e-mail address is in it.';

create view reporting.venues as
select v.id as venue_id, v.name as venue, v.time_zone, v.created_at
from public.venues v;
comment on view reporting.venues is 'Places with tables.';
comment on column reporting.venues.venue_id is 'The venue; joins all views.';
comment on column reporting.venues.venue is 'What it is called.';
comment on column reporting.venues.time_zone is 'The zone whose days and hours count there, e.g. Europe/Paris.';
comment on column reporting.venues.created_at is 'When it was added.';

create view reporting.games as
select coalesce(g.code, g.match_id::text) as game_id, g.day as date, g.table_code as table_id,
  g.duration_seconds, g.score_red, g.score_blue, g.winner, g.season, g.location, g.ball_type,
  g.table_condition, g.attendance, g.recorded_by, g.rating, g.started_at,
  case when g.import_id is null then 'live' else 'import' end as source,
  g.import_id, g.id as game_key, g.table_id as table_key, g.venue_id, v.name as venue
from public.games g join public.venues v on v.id = g.venue_id;
comment on view reporting.games is 'Finished games, played here (live) or taken from an imported history: one row a game.';
comment on column reporting.games.game_id is 'The code of the import, e.g. G000123, or the id of the match played here.';
comment on column reporting.games.date is 'The day on which it was played, in the time zone of the venue.';
comment on column reporting.games.table_id is 'The code of the table as it was called, e.g. T05.';
comment on column reporting.games.duration_seconds is 'How long it took, in seconds.';
comment on column reporting.games.score_red is 'Goals of the red team, over all sets.';
comment on column reporting.games.score_blue is 'Goals of the blue team, over all sets.';
comment on column reporting.games.winner is 'The team that won: red, blue or draw.';
comment on column reporting.games.season is 'The school year, e.g. 2024/2025.';
comment on column reporting.games.location is 'Where it was played, as an import says.';
comment on column reporting.games.ball_type is 'The ball, as an import says.';
comment on column reporting.games.table_condition is 'The condition of the table at that game, as an import says.';
comment on column reporting.games.attendance is 'How many looked on (people), as an import says.';
comment on column reporting.games.recorded_by is 'Who or what recorded it.';
comment on column reporting.games.rating is 'How it was liked, from 1 to 5, as an import says.';
comment on column reporting.games.started_at is 'When it began; empty where only the day is known.';
comment on column reporting.games.source is 'live: played here; import: taken from a history.';
comment on column reporting.games.import_id is 'The import that brought it.';
comment on column reporting.games.game_key is 'The game; joins lines.';
comment on column reporting.games.table_key is 'The table; joins tables. Empty for a table that only an import knows.';
comment on column reporting.games.venue_id is 'The venue; joins venues.';
comment on column reporting.games.venue is 'What the venue is called.';

create view reporting.lines as
select coalesce(g.code, g.match_id::text) as game_id, coalesce(l.player_code, l.player_id::text) as player_id,
  p.display_name as player_name, l.team, l.role, l.goals, l.own_goals, l.assists, l.saves,
  l.possession_seconds, l.is_substitute, g.day as date,
  case when g.winner = 'draw' then 'draw' when g.winner = l.team then 'won'
    when g.winner is not null and l.team is not null then 'lost' end as result,
  g.season, g.table_code as table_id, g.import_id, l.game_id as game_key, l.player_id as player_key, l.venue_id
from public.game_lines l
join public.games g on g.venue_id = l.venue_id and g.id = l.game_id
join public.players p on p.id = l.player_id;
comment on view reporting.lines is 'What one player did in one game: one row a player a game.';
comment on column reporting.lines.game_id is 'The code of the import, e.g. G000123, or the id of the match played here.';
comment on column reporting.lines.player_id is 'The player as the import names them, e.g. P0123, or the id of the player.';
comment on column reporting.lines.player_name is 'The name that others see; of somebody erased an anonymous one. Two may have the same.';
comment on column reporting.lines.team is 'The team they played on: red or blue.';
comment on column reporting.lines.role is 'Where they played: attack or defense.';
comment on column reporting.lines.goals is 'Goals they shot.';
comment on column reporting.lines.own_goals is 'Goals they shot against their own team.';
comment on column reporting.lines.assists is 'Passes that led to goals.';
comment on column reporting.lines.saves is 'Shots they kept out.';
comment on column reporting.lines.possession_seconds is 'How long they had the ball, in seconds.';
comment on column reporting.lines.is_substitute is 'Whether they came in for somebody.';
comment on column reporting.lines.date is 'The day of the game, in the time zone of the venue.';
comment on column reporting.lines.result is 'What the game was for them: won, lost or draw.';
comment on column reporting.lines.season is 'The school year of the game, e.g. 2024/2025.';
comment on column reporting.lines.table_id is 'The code of the table as it was called.';
comment on column reporting.lines.import_id is 'The import that brought the game.';
comment on column reporting.lines.game_key is 'The game; joins games.';
comment on column reporting.lines.player_key is 'The player; joins players, whatever an import calls them.';
comment on column reporting.lines.venue_id is 'The venue; joins venues.';

create view reporting.players as
select p.id::text as player_id, p.display_name as player_name,
  (select string_agg(distinct c.code, ' ' order by c.code) from public.player_codes c where c.player_id = p.id) as codes,
  p.on_leaderboards, p.erased_at is not null as erased, coalesce(played.games, 0) as games,
  played.first_date, played.last_date, p.created_at, p.id as player_key
from public.players p
left join (
  select l.player_id, count(*)::integer as games, min(g.day) as first_date, max(g.day) as last_date
  from public.game_lines l join public.games g on g.venue_id = l.venue_id and g.id = l.game_id
  group by l.player_id
) as played on played.player_id = p.id;
comment on view reporting.players is 'Who plays: one row a person.';
comment on column reporting.players.player_id is 'The id of the player, as text.';
comment on column reporting.players.player_name is 'The name that others see; of somebody erased an anonymous one.';
comment on column reporting.players.codes is 'What imports call them, e.g. P0123, separated by spaces.';
comment on column reporting.players.on_leaderboards is 'Whether they agree to be ranked in public: do not publish the others by name.';
comment on column reporting.players.erased is 'Whether they had themselves erased.';
comment on column reporting.players.games is 'Finished games they played in.';
comment on column reporting.players.first_date is 'The day of their first game.';
comment on column reporting.players.last_date is 'The day of their last game.';
comment on column reporting.players.created_at is 'When they signed up, or an import brought them.';
comment on column reporting.players.player_key is 'The player; joins lines and reservations.';

create view reporting.tables as
select t.code as table_id, t.name, t.location, t.retired_at is null as in_service,
  coalesce(played.games, 0) as games, played.first_date, played.last_date, t.created_at, t.retired_at,
  t.id as table_key, t.venue_id, v.name as venue
from public.tables t
join public.venues v on v.id = t.venue_id
left join (
  select g.venue_id, g.table_id, count(*)::integer as games, min(g.day) as first_date, max(g.day) as last_date
  from public.games g group by g.venue_id, g.table_id
) as played on played.venue_id = t.venue_id and played.table_id = t.id;
comment on view reporting.tables is 'Football tables: one row a table.';
comment on column reporting.tables.table_id is 'The code painted on it, e.g. T05; a retired table frees its code.';
comment on column reporting.tables.name is 'What it is called.';
comment on column reporting.tables.location is 'Where in the venue it stands.';
comment on column reporting.tables.in_service is 'Whether it is still there.';
comment on column reporting.tables.games is 'Finished games on it.';
comment on column reporting.tables.first_date is 'The day of its first game.';
comment on column reporting.tables.last_date is 'The day of its last game.';
comment on column reporting.tables.created_at is 'When it was added.';
comment on column reporting.tables.retired_at is 'When it was taken away.';
comment on column reporting.tables.table_key is 'The table; joins games, events and reservations.';
comment on column reporting.tables.venue_id is 'The venue; joins venues.';
comment on column reporting.tables.venue is 'What the venue is called.';

create view reporting.reservations as
select r.id::text as reservation_id, (r.starts_at at time zone v.time_zone)::date as date, t.code as table_id,
  r.starts_at, r.ends_at, (extract(epoch from r.ends_at - r.starts_at) / 60)::integer as planned_minutes,
  case when isempty(r.held) then 0
    else (extract(epoch from upper(r.held) - lower(r.held)) / 60)::integer end as held_minutes,
  r.status, r.origin,
  case when r.label is null then r.owner_id::text end as player_id,
  case when r.label is null then p.display_name end as player_name, r.label,
  (select count(*)::integer from public.reservation_players rp
    where rp.venue_id = r.venue_id and rp.reservation_id = r.id and rp.answer = 'accepted') as players,
  r.checked_in_at, r.created_at,
  case when r.label is null then r.owner_id end as player_key, r.table_id as table_key, r.venue_id, v.name as venue
from public.reservations r
join public.venues v on v.id = r.venue_id
join public.tables t on t.venue_id = r.venue_id and t.id = r.table_id
join public.players p on p.id = r.owner_id;
comment on view reporting.reservations is 'Who had a table when: one row a reservation, cancelled ones included.';
comment on column reporting.reservations.reservation_id is 'The reservation.';
comment on column reporting.reservations.date is 'The day on which it begins, in the time zone of the venue.';
comment on column reporting.reservations.table_id is 'The code of the table.';
comment on column reporting.reservations.starts_at is 'When it begins.';
comment on column reporting.reservations.ends_at is 'When it ends as planned.';
comment on column reporting.reservations.planned_minutes is 'From its beginning to its end as planned, in minutes.';
comment on column reporting.reservations.held_minutes is
  'What it took of the table, in minutes: less than planned when given back or left unclaimed, 0 when cancelled before.';
comment on column reporting.reservations.status is 'booked, checked_in, ended, no_show or cancelled.';
comment on column reporting.reservations.origin is 'booking: ahead; queue: offered to whoever waited; walk_up: at the table; house: by staff.';
comment on column reporting.reservations.player_id is 'Whose it is, as text; empty for the house''s.';
comment on column reporting.reservations.player_name is 'The name that others see; empty for the house''s.';
comment on column reporting.reservations.label is 'What the house holds the table for.';
comment on column reporting.reservations.players is 'Players who are in it: the owner, and those invited who accepted.';
comment on column reporting.reservations.checked_in_at is 'When it was claimed at the table.';
comment on column reporting.reservations.created_at is 'When it was made.';
comment on column reporting.reservations.player_key is 'The player; joins players.';
comment on column reporting.reservations.table_key is 'The table; joins tables.';
comment on column reporting.reservations.venue_id is 'The venue; joins venues.';
comment on column reporting.reservations.venue is 'What the venue is called.';

create view reporting.events as
select e.id::text as event_id, (e.at at time zone v.time_zone)::date as date, e.at, t.code as table_id,
  e.match_id::text as game_id, e.source, e.type, e.body ->> 'side' as side, e.outcome,
  e.device_id::text as device_id, e.received_at, e.table_id as table_key, e.venue_id, v.name as venue
from public.table_events e
join public.venues v on v.id = e.venue_id
join public.tables t on t.venue_id = e.venue_id and t.id = e.table_id;
comment on view reporting.events is
  'What tables and people at them told (goals, undone goals, beginnings, ends …): one row an event, as it came. A goal '
  'is an event of type goal whose outcome is counted.';
comment on column reporting.events.event_id is 'The event.';
comment on column reporting.events.date is 'Its day, in the time zone of the venue.';
comment on column reporting.events.at is 'When it happened, corrected for the clock of the device.';
comment on column reporting.events.table_id is 'The code of the table.';
comment on column reporting.events.game_id is 'The match it changed; as game_id in games once that is over.';
comment on column reporting.events.source is 'Who told: device, board, hand (people) or system.';
comment on column reporting.events.type is 'What happened, e.g. goal.';
comment on column reporting.events.side is 'The side of the table it concerns: red or blue.';
comment on column reporting.events.outcome is 'What became of it: counted, bounce, held, ignored, noted, or the code of a refusal.';
comment on column reporting.events.device_id is 'The device that told it.';
comment on column reporting.events.received_at is 'When the server got it.';
comment on column reporting.events.table_key is 'The table; joins tables.';
comment on column reporting.events.venue_id is 'The venue; joins venues.';
comment on column reporting.events.venue is 'What the venue is called.';

create view reporting.days as
select g.day as date, g.venue_id, v.name as venue, extract(isodow from g.day)::integer as weekday,
  count(*)::integer as games, count(g.import_id)::integer as imported_games,
  sum(g.score_red)::integer as goals_red, sum(g.score_blue)::integer as goals_blue,
  (count(*) filter (where g.winner = 'red'))::integer as won_by_red,
  (count(*) filter (where g.winner = 'blue'))::integer as won_by_blue,
  (count(*) filter (where g.winner = 'draw'))::integer as draws,
  sum(g.duration_seconds)::integer as played_seconds
from public.games g join public.venues v on v.id = g.venue_id
where g.day is not null
group by g.day, g.venue_id, v.name;
comment on view reporting.days is 'What was played in a venue on a day: one row a venue a day on which there was a game.';
comment on column reporting.days.date is 'The day, in the time zone of the venue.';
comment on column reporting.days.venue_id is 'The venue; joins venues.';
comment on column reporting.days.venue is 'What the venue is called.';
comment on column reporting.days.weekday is 'From 1, Monday, to 7, Sunday.';
comment on column reporting.days.games is 'Finished games.';
comment on column reporting.days.imported_games is 'Those of them that came from an import.';
comment on column reporting.days.goals_red is 'Goals of the red teams, of the games whose score is known.';
comment on column reporting.days.goals_blue is 'Goals of the blue teams, of the games whose score is known.';
comment on column reporting.days.won_by_red is 'Games that the red team won.';
comment on column reporting.days.won_by_blue is 'Games that the blue team won.';
comment on column reporting.days.draws is 'Games that nobody won.';
comment on column reporting.days.played_seconds is 'How long all games took, in seconds, of those whose length is known.';

-- A role belongs to the whole server of databases: there may be one already, and not everybody may make one.
do $$
begin
  if not exists (select from pg_roles where rolname = 'analyst') then
    begin
      create role analyst nologin;
    exception
      when insufficient_privilege then
        raise notice 'The role "analyst" was not made, because % may not make roles. See docs/data/analysts.md.', current_user;
        return;
      when duplicate_object or unique_violation then
        null;
    end;
  end if;
  grant usage on schema reporting to analyst;
  grant select on all tables in schema reporting to analyst;
  alter default privileges in schema reporting grant select on tables to analyst;
end $$;
