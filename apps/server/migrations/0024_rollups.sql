-- Up Migration

-- Marks are only ever added: whoever counts takes those that it sees. One that was kept for a change of before would
-- be taken while the next change is not yet to be seen, and that one would never be counted.
alter table stale_matches drop constraint stale_matches_pkey;
alter table stale_matches add column id bigint generated always as identity primary key;
alter table stale_matches add column since timestamptz not null default now();
comment on column stale_matches.since is 'When it changed.';
alter table stale_days drop constraint stale_days_pkey;
alter table stale_days add column id bigint generated always as identity primary key;
alter table stale_days add column since timestamptz not null default now();
comment on column stale_days.since is 'When they changed.';

create or replace function match_is_stale() returns trigger language plpgsql as $$
begin
  insert into stale_matches (venue_id, match_id) values (new.venue_id, new.id);
  return null;
end $$;

create or replace function days_of_games_are_stale() returns trigger language plpgsql as $$
begin
  if tg_op in ('INSERT', 'UPDATE') then
    insert into stale_days (venue_id, day) select distinct venue_id, coalesce(day, '-infinity') from added;
  end if;
  if tg_op in ('DELETE', 'UPDATE') then
    insert into stale_days (venue_id, day) select distinct venue_id, coalesce(day, '-infinity') from gone;
  end if;
  return null;
end $$;

-- A game whose lines go with it is gone already: its own going marks the day.
create or replace function days_of_lines_are_stale() returns trigger language plpgsql as $$
begin
  if tg_op in ('INSERT', 'UPDATE') then
    insert into stale_days (venue_id, day)
    select distinct g.venue_id, coalesce(g.day, '-infinity')
    from (select distinct venue_id, game_id from added) l
    join games g on g.venue_id = l.venue_id and g.id = l.game_id;
  end if;
  if tg_op in ('DELETE', 'UPDATE') then
    insert into stale_days (venue_id, day)
    select distinct g.venue_id, coalesce(g.day, '-infinity')
    from (select distinct venue_id, game_id from gone) l
    join games g on g.venue_id = l.venue_id and g.id = l.game_id;
  end if;
  return null;
end $$;

-- The day of a game is that of its venue's clock.
create function matches_of_venue_are_stale() returns trigger language plpgsql as $$
begin
  insert into stale_matches (venue_id, match_id)
  select venue_id, match_id from games where venue_id = new.id and match_id is not null;
  return null;
end $$;
create trigger venues_with_another_clock_make_matches_stale after update of time_zone on venues
  for each row when (old.time_zone <> new.time_zone) execute function matches_of_venue_are_stale();

create table rollup_games (
  day date not null,
  venue_id uuid not null,
  season text collate "C" not null,
  games integer not null,
  imported integer not null,
  timed integer not null,
  red_wins integer not null,
  blue_wins integer not null,
  draws integer not null,
  goals_red integer not null,
  goals_blue integer not null,
  lines integer not null,
  goal_lines integer not null,
  save_lines integer not null,
  role_lines integer not null,
  doubles_goals integer not null,
  unnamed_goals integer not null,
  primary key (day, venue_id, season)
);
comment on table rollup_games is 'The games of a day, counted. Days without a date are under -infinity.';
comment on column rollup_games.season is 'The school year; empty where it is unknown.';
comment on column rollup_games.imported is 'Those that came from an import.';
comment on column rollup_games.timed is 'Those whose time of day is known.';
comment on column rollup_games.red_wins is 'Games that red won; a game with no known winner is in none of the three.';
comment on column rollup_games.goals_red is 'Goals of red in games whose score is known.';
comment on column rollup_games.lines is 'What players did in these games, one a player and game.';
comment on column rollup_games.goal_lines is 'Lines that say how many goals.';
comment on column rollup_games.save_lines is 'Lines that say how many saves.';
comment on column rollup_games.role_lines is 'Lines that say the position.';
comment on column rollup_games.doubles_goals is 'Goals of doubles played here.';
comment on column rollup_games.unnamed_goals is 'Those of them that nobody was named for.';

create table rollup_tables (
  day date not null,
  venue_id uuid not null,
  season text collate "C" not null,
  table_code text not null,
  table_id uuid not null,
  games integer not null,
  seconds integer not null,
  primary key (day, venue_id, season, table_code, table_id)
);
comment on table rollup_tables is 'The games of a day by table.';
comment on column rollup_tables.table_id is 'All zeros for a table that only an import knows.';
comment on column rollup_tables.seconds is 'How long those took whose length is known.';

create table rollup_hours (
  day date not null,
  venue_id uuid not null,
  season text collate "C" not null,
  hour smallint not null check (hour between 0 and 23),
  games integer not null,
  primary key (day, venue_id, season, hour)
);
comment on table rollup_hours is 'The games of a day by the hour of the venue in which they began, where it is known.';

create table rollup_records (
  day date not null,
  venue_id uuid not null,
  season text collate "C" not null,
  kind text not null check (kind in ('biggest_win', 'most_goals', 'longest_game', 'shortest_game')),
  value integer not null,
  held integer not null,
  game_ids uuid[] not null,
  primary key (day, venue_id, season, kind)
);
comment on table rollup_records is 'What no other game of the day surpassed.';
comment on column rollup_records.value is 'Goals, or seconds.';
comment on column rollup_records.held is 'How many games reached it.';
comment on column rollup_records.game_ids is 'The first of them, at most five.';

create table rollup_players (
  grain text collate "C" not null check (grain in ('day', 'month', 'season')),
  starts_on date not null,
  venue_id uuid not null,
  season text collate "C" not null,
  player_id uuid not null,
  games integer not null,
  wins integer not null,
  draws integer not null,
  losses integer not null,
  goals integer not null,
  goal_lines integer not null,
  saves integer not null,
  save_lines integer not null,
  defence_games integer not null,
  defence_saves integer not null,
  defence_save_lines integer not null,
  best_goals integer,
  best_goals_held integer not null,
  best_goals_on date,
  best_saves integer,
  best_saves_held integer not null,
  best_saves_on date,
  streak_prefix integer not null,
  streak_prefix_to date,
  streak_suffix integer not null,
  streak_suffix_from date,
  streak_suffix_to date,
  streak_best integer not null,
  streak_best_from date,
  streak_best_to date,
  primary key (grain, starts_on, venue_id, season, player_id)
);
create index rollup_players_player on rollup_players (player_id, grain, starts_on);
comment on table rollup_players is 'What players did on a day, in a month, the sum of its days, and in a season, the sum of its months.';
comment on column rollup_players.starts_on is 'The day, the first of the month, or -infinity for a season and for games without a day.';
comment on column rollup_players.wins is 'Games with an unknown winner, or whose line names no team, are in none of the three.';
comment on column rollup_players.goal_lines is 'Games whose line says how many goals.';
comment on column rollup_players.save_lines is 'Games whose line says how many saves.';
comment on column rollup_players.defence_games is 'Games played in defence.';
comment on column rollup_players.best_goals is 'The most goals in one game.';
comment on column rollup_players.best_goals_held is 'In how many games.';
comment on column rollup_players.best_goals_on is 'The day of the first of them.';
comment on column rollup_players.best_saves is 'The most saves in one game.';
comment on column rollup_players.streak_prefix is 'Wins before the first game that was not won, in the order of play.';
comment on column rollup_players.streak_suffix is 'Wins after the last game that was not won.';
comment on column rollup_players.streak_best is 'The most wins in a row.';
