-- Up Migration

create table matches (
  venue_id uuid not null,
  id uuid not null unique,
  table_id uuid not null,
  status text not null check (status in ('scheduled', 'live', 'finished', 'abandoned')),
  format jsonb not null,
  score_red integer not null default 0 check (score_red between 0 and 999),
  score_blue integer not null default 0 check (score_blue between 0 and 999),
  sets jsonb not null default '[]',
  sets_red smallint not null default 0,
  sets_blue smallint not null default 0,
  winner text check (winner in ('red', 'blue')),
  swapped boolean not null default false,
  match_point text[] not null default '{}',
  scored_by text not null check (scored_by in ('sensor', 'hand')),
  confirmed_at timestamptz,
  notes text[] not null default '{}',
  opened_by uuid not null,
  state_before jsonb not null,
  started_at timestamptz,
  finished_at timestamptz,
  last_goal_at timestamptz,
  version integer not null default 1,
  primary key (venue_id, id),
  foreign key (venue_id, table_id) references tables
) with (fillfactor = 70);
create unique index matches_one_live_per_table on matches (venue_id, table_id) where status = 'live';
create index matches_recent on matches (venue_id, started_at desc, id desc);
create index matches_of_table on matches (venue_id, table_id, started_at desc, id desc);
comment on table matches is 'Matches; what is here is what their events add up to.';
comment on column matches.opened_by is 'The entry of the table''s log with which it began.';
comment on column matches.state_before is
  'The table''s state when the match began, from which late events are folded again.';
comment on column matches.notes is 'Data-quality notes, e.g. winner_contradicts_score.';

create table match_players (
  venue_id uuid not null,
  match_id uuid not null,
  side text not null check (side in ('red', 'blue')),
  slot smallint not null check (slot in (1, 2)),
  player_id uuid not null references players,
  position text check (position in ('goal', 'attack')),
  primary key (venue_id, match_id, side, slot),
  unique (venue_id, match_id, player_id),
  foreign key (venue_id, match_id) references matches on delete cascade
);
create index match_players_player on match_players (player_id);
comment on table match_players is 'Who plays on which team; red is the team that began on the red side.';

create table table_events (
  venue_id uuid not null,
  id uuid not null,
  table_id uuid not null,
  at timestamptz not null,
  source text not null check (source in ('device', 'board', 'hand', 'system')),
  type text not null,
  body jsonb not null,
  device_id uuid,
  boot_id text,
  boot integer not null default 0,
  seq bigint not null default 0,
  device_ms double precision,
  received_at timestamptz not null,
  actor_id uuid references players,
  outcome text not null,
  match_id uuid,
  effect jsonb,
  before_match_id uuid,
  before_effect jsonb,
  primary key (venue_id, table_id, at, boot, seq, id),
  foreign key (venue_id, match_id) references matches,
  foreign key (venue_id, before_match_id) references matches
);
create unique index table_events_once on table_events (venue_id, device_id, boot_id, seq)
  where boot_id is not null;
create index table_events_match on table_events (venue_id, match_id);
create index table_events_before_match on table_events (venue_id, before_match_id)
  where before_match_id is not null;
comment on table table_events is
  'The log of each table: what its sensors and people said, never edited. Matches are its fold, in log order.';
comment on column table_events.at is 'Its place in time: corrected for clocks, rising with seq within a boot.';
comment on column table_events.device_ms is 'The device''s own clock in milliseconds, as sent.';
comment on column table_events.effect is
  'What it did to match_id, as events of the game; a match is the fold of its effects.';
comment on column table_events.before_match_id is
  'The match that the same entry ended before it began match_id.';
comment on column table_events.outcome is 'counted, bounce, held, ignored, noted, or the code of a refusal.';

create table table_heads (
  venue_id uuid not null,
  table_id uuid not null,
  state jsonb not null,
  last_at timestamptz not null default 'epoch',
  last_boot integer not null default 0,
  last_seq bigint not null default 0,
  heard jsonb not null default '{}',
  card jsonb,
  running_match_id uuid,
  last_activity_at timestamptz,
  primary key (venue_id, table_id),
  foreign key (venue_id, table_id) references tables on delete cascade
) with (fillfactor = 40);
comment on column table_heads.last_at is 'With last_boot and last_seq the place of the newest entry.';
comment on column table_heads.card is
  'What a goal needs of the running match beside its state, so that it need not be read again; null when it must.';
comment on column table_heads.heard is
  'Milliseconds since 1970 of the newest entry of each device and of people (hand): late events of one never go before what another said.';
comment on table table_heads is 'Where the fold of each table''s log has come to; its row is the lock for all that changes play.';

create function create_head_of_table() returns trigger language plpgsql as $$
begin
  insert into table_heads (venue_id, table_id, state) values (new.venue_id, new.id, '{}');
  return new;
end $$;
create trigger tables_have_a_head after insert on tables
  for each row execute function create_head_of_table();
