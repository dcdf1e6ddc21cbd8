-- Up Migration

create table games (
  venue_id uuid not null,
  id uuid not null,
  code text,
  match_id uuid,
  import_id uuid,
  day date,
  started_at timestamptz,
  season text,
  table_id uuid,
  table_code text,
  duration_seconds integer check (duration_seconds between 0 and 86400),
  score_red integer check (score_red between 0 and 999),
  score_blue integer check (score_blue between 0 and 999),
  winner text check (winner in ('red', 'blue', 'draw')),
  location text,
  ball_type text,
  table_condition text,
  attendance integer check (attendance >= 0),
  recorded_by text,
  rating smallint check (rating between 1 and 5),
  asides jsonb not null default '{}',
  primary key (venue_id, id),
  check (num_nonnulls(match_id, import_id) = 1),
  check ((code is null) = (import_id is null)),
  foreign key (venue_id, match_id) references matches on delete cascade
);
create unique index games_code on games (venue_id, code) where code is not null;
create unique index games_match on games (venue_id, match_id) where match_id is not null;
create index games_import on games (import_id) where import_id is not null;
create index games_day on games (venue_id, day);
comment on table games is
  'Finished games, played here or taken from an import: what all statistics count. Empty means unknown.';
comment on column games.code is 'As the import names it, e.g. G000123; null for a match played here.';
comment on column games.match_id is 'The match played here that this game is.';
comment on column games.import_id is 'The import that brought it.';
comment on column games.day is 'The day on which it was played, in the time zone of the venue.';
comment on column games.started_at is 'When it began; null where only the day is known.';
comment on column games.season is 'The school year, e.g. 2024/2025.';
comment on column games.table_id is 'The table of the venue with this code, where there is one.';
comment on column games.table_code is 'The table as it was called.';
comment on column games.duration_seconds is 'How long it took, in seconds.';
comment on column games.score_red is 'Goals of the red team, over all sets.';
comment on column games.score_blue is 'Goals of the blue team, over all sets.';
comment on column games.winner is 'The team that won: red, blue or draw.';
comment on column games.location is 'Where it was played, as an import says.';
comment on column games.ball_type is 'The ball, as an import says.';
comment on column games.table_condition is 'The condition of the table at that game, as an import says.';
comment on column games.attendance is 'How many looked on, as an import says.';
comment on column games.recorded_by is 'Who or what recorded it.';
comment on column games.rating is 'How it was liked, from 1 to 5, as an import says.';
comment on column games.asides is 'What else an import says of it, by its column: not used by anything.';

create table game_lines (
  venue_id uuid not null,
  game_id uuid not null,
  player_id uuid not null references players,
  player_code text,
  team text check (team in ('red', 'blue')),
  role text check (role in ('attack', 'defense')),
  goals smallint check (goals >= 0),
  own_goals smallint check (own_goals >= 0),
  assists smallint check (assists >= 0),
  saves smallint check (saves >= 0),
  possession_seconds integer check (possession_seconds >= 0),
  is_substitute boolean,
  asides jsonb not null default '{}',
  primary key (venue_id, game_id, player_id),
  foreign key (venue_id, game_id) references games on delete cascade
);
create index game_lines_player on game_lines (player_id, venue_id, game_id);
comment on table game_lines is 'What one player did in one game. Empty means unknown.';
comment on column game_lines.player_code is 'The player as the import names them, e.g. P0123; null for a match played here.';
comment on column game_lines.team is 'The team they played on: red or blue.';
comment on column game_lines.role is 'Where they played: attack or defense.';
comment on column game_lines.goals is 'Goals they shot.';
comment on column game_lines.own_goals is 'Goals they shot against their own team.';
comment on column game_lines.assists is 'Passes that led to goals.';
comment on column game_lines.saves is 'Shots they kept out.';
comment on column game_lines.possession_seconds is 'How long they had the ball, in seconds.';
comment on column game_lines.is_substitute is 'Whether they came in for somebody.';
comment on column game_lines.asides is 'What else an import says of it, by its column: not used by anything.';

create table player_codes (
  venue_id uuid not null references venues,
  code text not null,
  player_id uuid not null references players,
  import_id uuid not null,
  primary key (venue_id, code)
);
create index player_codes_player on player_codes (player_id);
comment on table player_codes is
  'Who a code of an imported history is: the same code is the same person in every import of a venue.';
comment on column player_codes.import_id is 'The import that brought it first.';

create table stale_matches (
  venue_id uuid not null,
  match_id uuid not null,
  primary key (venue_id, match_id)
);
comment on table stale_matches is 'Matches that are over and whose game is not written yet, or was before they changed.';

create function match_is_stale() returns trigger language plpgsql as $$
begin
  insert into stale_matches values (new.venue_id, new.id) on conflict do nothing;
  return null;
end $$;
create trigger matches_over_are_stale after insert or update on matches
  for each row when (new.status in ('finished', 'abandoned')) execute function match_is_stale();

insert into stale_matches select venue_id, id from matches where status in ('finished', 'abandoned');

create table stale_days (
  venue_id uuid not null,
  day date not null,
  primary key (venue_id, day)
);
comment on table stale_days is 'Days whose games have changed since they were counted.';
comment on column stale_days.day is 'A day, or -infinity for the games without one.';

create function days_of_games_are_stale() returns trigger language plpgsql as $$
begin
  if tg_op in ('INSERT', 'UPDATE') then
    insert into stale_days select distinct venue_id, coalesce(day, '-infinity') from added
    order by 1, 2 on conflict do nothing;
  end if;
  if tg_op in ('DELETE', 'UPDATE') then
    insert into stale_days select distinct venue_id, coalesce(day, '-infinity') from gone
    order by 1, 2 on conflict do nothing;
  end if;
  return null;
end $$;
create trigger inserted_games_make_days_stale after insert on games
  referencing new table as added for each statement execute function days_of_games_are_stale();
create trigger updated_games_make_days_stale after update on games
  referencing new table as added old table as gone
  for each statement execute function days_of_games_are_stale();
create trigger deleted_games_make_days_stale after delete on games
  referencing old table as gone for each statement execute function days_of_games_are_stale();

create function days_of_lines_are_stale() returns trigger language plpgsql as $$
begin
  if tg_op in ('INSERT', 'UPDATE') then
    insert into stale_days select distinct g.venue_id, coalesce(g.day, '-infinity')
    from added l join games g on g.venue_id = l.venue_id and g.id = l.game_id
    order by 1, 2 on conflict do nothing;
  end if;
  if tg_op in ('DELETE', 'UPDATE') then
    insert into stale_days select distinct g.venue_id, coalesce(g.day, '-infinity')
    from gone l join games g on g.venue_id = l.venue_id and g.id = l.game_id
    order by 1, 2 on conflict do nothing;
  end if;
  return null;
end $$;
create trigger inserted_lines_make_days_stale after insert on game_lines
  referencing new table as added for each statement execute function days_of_lines_are_stale();
create trigger updated_lines_make_days_stale after update on game_lines
  referencing new table as added old table as gone
  for each statement execute function days_of_lines_are_stale();
create trigger deleted_lines_make_days_stale after delete on game_lines
  referencing old table as gone for each statement execute function days_of_lines_are_stale();
