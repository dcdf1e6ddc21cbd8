-- Up Migration

create table imports (
  venue_id uuid not null references venues,
  id uuid not null unique,
  status text not null check (status in (
    'receiving', 'previewed', 'importing', 'finished', 'unchanged', 'failed', 'cancelled', 'reverted'
  )),
  file_name text not null,
  by_id uuid references players,
  is_preview boolean not null,
  options jsonb not null default '{}',
  fingerprint bytea,
  bytes bigint not null default 0,
  stage text not null default 'receiving' check (stage in (
    'receiving', 'learning', 'cleaning', 'judging', 'loading', 'done'
  )),
  rows_done integer not null default 0,
  share real check (share between 0 and 1),
  rows integer not null default 0,
  games integer not null default 0,
  lines integer not null default 0,
  players integer not null default 0,
  known_games integer not null default 0,
  differing_games integer not null default 0,
  reading text,
  report text,
  first_rows text,
  error_code text,
  error_detail text,
  worker uuid,
  beat_at timestamptz not null default now(),
  attempts smallint not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (venue_id, id),
  check ((status = 'failed') = (error_code is not null)),
  check ((status in ('receiving', 'previewed', 'importing')) = (finished_at is null)),
  check (fingerprint is not null or status in ('receiving', 'failed', 'cancelled'))
);
create unique index imports_one_at_a_time on imports (venue_id) where status in ('receiving', 'importing');
create index imports_of_files on imports (venue_id, fingerprint);
comment on table imports is 'Histories that came as a file: how far they are, and what became of them.';
comment on column imports.by_id is 'Who began it; null from the shell.';
comment on column imports.is_preview is 'It is read and judged, and changes nothing until somebody says yes.';
comment on column imports.options is 'The columns'' mapping, and whether sides are repaired.';
comment on column imports.fingerprint is 'SHA-256 of the CSV; the same file with the same options is not imported twice.';
comment on column imports.bytes is 'Size of the CSV, unzipped.';
comment on column imports.stage is 'What is being done with it.';
comment on column imports.rows_done is 'Rows through that stage so far.';
comment on column imports.share is 'How much of everything is done, from 0 to 1; null while the size is not known.';
comment on column imports.reading is 'What the first pass has learnt of the file, as JSON: the second may go on from it.';
comment on column imports.report is 'The quality report as the contract says, as JSON.';
comment on column imports.first_rows is 'What would become of the first rows, as JSON, while it waits for a yes.';
comment on column imports.error_code is 'Why it failed.';
comment on column imports.error_detail is 'Which columns or row it failed of.';
comment on column imports.worker is 'Who works on it; another takes over when the heart has stopped.';
comment on column imports.beat_at is 'When its worker, or whoever sends it, last showed signs of life.';
comment on column imports.attempts is 'How often somebody has begun to work on it.';

create table import_chunks (
  import_id uuid not null references imports (id) on delete cascade,
  part text not null check (part in ('file', 'findings')),
  number integer not null,
  deflated bytea not null,
  primary key (import_id, part, number)
);
alter table import_chunks alter column deflated set storage external;
comment on table import_chunks is
  'The file of an import as it came, and what was found out about its games, in pieces that are deflated each by itself.';
comment on column import_chunks.part is 'The CSV itself, or rows of its report about games.';

create unlogged table import_rows (
  worker uuid not null,
  game text collate "C" not null,
  said text not null
);
comment on table import_rows is 'Cleaned rows on their way to their games. Lost with a crash, and made again from the file.';
comment on column import_rows.worker is 'Who put them here: one that was thought dead must not mix with who took over.';
comment on column import_rows.said is 'What judging the game needs of the row, as JSON.';

create unlogged table import_games (
  worker uuid not null,
  id uuid not null,
  code text not null,
  day date,
  time time,
  season text,
  table_code text,
  duration_seconds integer,
  score_red integer,
  score_blue integer,
  winner text,
  location text,
  ball_type text,
  table_condition text,
  attendance integer,
  recorded_by text,
  rating smallint,
  asides jsonb not null
);
comment on table import_games is 'Judged games on their way. Lost with a crash, and made again from the file.';
comment on column import_games.id is 'The id that the game gets if it is new.';

create unlogged table import_lines (
  worker uuid not null,
  game_id uuid not null,
  player_id uuid not null,
  player_code text not null,
  team text,
  role text,
  goals smallint,
  own_goals smallint,
  assists smallint,
  saves smallint,
  possession_seconds integer,
  is_substitute boolean,
  asides jsonb not null
);
comment on table import_lines is 'Judged lines on their way. Lost with a crash, and made again from the file.';

create unlogged table import_players (
  worker uuid not null,
  code text not null,
  player_id uuid not null,
  name text not null,
  is_new boolean not null
);
comment on table import_players is 'People of an import on their way. Lost with a crash, and made again from the file.';
comment on column import_players.is_new is 'The venue knew no such code when the game was judged.';

alter table games add foreign key (venue_id, import_id) references imports (venue_id, id);
alter table player_codes add foreign key (venue_id, import_id) references imports (venue_id, id);
create index player_codes_import on player_codes (import_id);
