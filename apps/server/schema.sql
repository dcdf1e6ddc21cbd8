-- What the migrations lead to; made by `npm run schema -- --write`.

create table alert_episodes (
  id uuid not null,
  rule text not null,
  fired_at timestamp with time zone not null,
  cleared_at timestamp with time zone,
  worst double precision not null,
  told_at timestamp with time zone,
  told integer not null default 0,
  told_of text[] not null default '{}'::text[]
);

create table alert_silences (
  id uuid not null,
  rule text not null,
  reason text not null,
  created_by uuid not null,
  created_at timestamp with time zone not null default now(),
  ends_at timestamp with time zone not null,
  ended_at timestamp with time zone
);

create table alerts (
  rule text not null,
  value double precision,
  breached_since timestamp with time zone,
  well_since timestamp with time zone,
  judged_at timestamp with time zone not null,
  things jsonb not null default '[]'::jsonb,
  more_told_at timestamp with time zone
);

create table analyst_tokens (
  id uuid not null,
  name text not null,
  token_hash bytea not null,
  created_by uuid not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone
);

create table audit_log (
  id uuid not null,
  at timestamp with time zone not null default now(),
  actor_id uuid not null,
  action text not null,
  subject_type text not null,
  subject_id uuid not null,
  venue_id uuid,
  player_id uuid,
  details jsonb not null default '{}'::jsonb
);

create table backups (
  id uuid not null,
  kind text not null,
  repository text not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone not null,
  ok boolean not null,
  bytes bigint,
  label text,
  error text,
  reported_at timestamp with time zone not null default now()
);

create table booking_pardons (
  venue_id uuid not null,
  player_id uuid not null,
  at timestamp with time zone not null default now(),
  given_by uuid not null
);

create table calendar_addresses (
  subject uuid not null,
  generation integer not null
);

create table campus_samples (
  at timestamp with time zone not null,
  seconds integer not null,
  database_bytes bigint not null,
  disk_free_bytes bigint,
  disk_bytes bigint,
  connections integer not null,
  connections_allowed integer not null,
  sensors_silent integer not null,
  queue_seconds real not null,
  outbox_seconds real not null
);

create table card_codes (
  player_id uuid not null,
  code_hash bytea not null,
  label text,
  expires_at timestamp with time zone not null
);

create table cards (
  player_id uuid not null,
  id uuid not null,
  card_hash bytea not null,
  label text,
  linked_at timestamp with time zone not null default now(),
  last_used_at timestamp with time zone
);

create table certificates (
  of_what text not null,
  subject text,
  issuer text,
  ends_at timestamp with time zone,
  error text,
  checked_at timestamp with time zone not null,
  begins_at timestamp with time zone
);

create table credentials (
  id uuid not null,
  user_id uuid not null,
  provider_id text not null,
  account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);

create table device_boots (
  venue_id uuid not null,
  device_id uuid not null,
  boot_id text not null,
  ordinal integer not null,
  seen int8multirange not null default '{}'::int8multirange,
  clock_offset_ms double precision,
  wall_offset_ms double precision,
  first_at timestamp with time zone,
  last_seq_at timestamp with time zone,
  first_seen_at timestamp with time zone not null default now()
) with (fillfactor=50);

create table device_rejections (
  venue_id uuid not null,
  id uuid not null,
  device_id uuid not null,
  code text not null,
  event text,
  received_at timestamp with time zone not null default now()
);

create table devices (
  venue_id uuid not null,
  id uuid not null,
  table_id uuid not null,
  name text not null,
  kind text not null,
  token_hash bytea not null,
  online boolean not null default false,
  last_seen_at timestamp with time zone,
  firmware text,
  battery_percent smallint,
  rssi_dbm smallint,
  clock_skew_seconds double precision,
  catching_up boolean not null default false,
  rejected_events integer not null default 0,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  revoked_at timestamp with time zone,
  mqtt_password text,
  by_mqtt boolean not null default false
);

create table drills (
  id uuid not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone not null,
  repository text not null,
  backup_label text,
  ok boolean not null,
  restored_to timestamp with time zone,
  rpo_seconds double precision,
  restore_seconds double precision,
  rows jsonb not null default '{}'::jsonb,
  checksums jsonb not null default '{}'::jsonb,
  differences jsonb not null default '[]'::jsonb,
  erasures_replayed integer,
  error text,
  reported_at timestamp with time zone not null default now()
);

create table export_runs (
  id uuid not null,
  origin text not null,
  target text not null,
  started_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  days_written integer not null default 0,
  days_removed integer not null default 0,
  games integer not null default 0,
  lines integer not null default 0,
  bytes bigint not null default 0,
  error text
);

create table export_schedule (
  singleton boolean not null default true,
  target text,
  next_at timestamp with time zone not null default now(),
  failures integer not null default 0
);

create table faults (
  venue_id uuid not null,
  id uuid not null,
  table_id uuid not null,
  kind text not null,
  description text,
  blocking boolean not null default false,
  reported_by uuid,
  reported_at timestamp with time zone not null default now(),
  resolved_by uuid,
  resolved_at timestamp with time zone,
  resolution text,
  version integer not null default 1
);

create table game_lines (
  venue_id uuid not null,
  game_id uuid not null,
  player_id uuid not null,
  player_code text,
  team text,
  role text,
  goals smallint,
  own_goals smallint,
  assists smallint,
  saves smallint,
  possession_seconds integer,
  is_substitute boolean,
  asides jsonb not null default '{}'::jsonb
);

create table games (
  venue_id uuid not null,
  id uuid not null,
  code text,
  match_id uuid,
  import_id uuid,
  day date,
  started_at timestamp with time zone,
  season text,
  table_id uuid,
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
  asides jsonb not null default '{}'::jsonb
);

create table health_parts (
  part text not null,
  state text not null,
  since timestamp with time zone not null
);

create table idempotency_keys (
  actor text not null,
  key_hash bytea not null,
  request_hash bytea not null,
  status integer,
  body bytea,
  created_at timestamp with time zone not null default now()
);

create table import_chunks (
  import_id uuid not null,
  part text not null,
  number integer not null,
  deflated bytea not null
);

create unlogged table import_games (
  worker uuid not null,
  id uuid not null,
  code text not null,
  day date,
  time time without time zone,
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

create unlogged table import_players (
  worker uuid not null,
  code text not null,
  player_id uuid not null,
  name text not null,
  is_new boolean not null
);

create unlogged table import_rows (
  worker uuid not null,
  game text not null,
  said text not null
);

create table imports (
  venue_id uuid not null,
  id uuid not null,
  status text not null,
  file_name text not null,
  by_id uuid,
  is_preview boolean not null,
  options jsonb not null default '{}'::jsonb,
  fingerprint bytea,
  bytes bigint not null default 0,
  stage text not null default 'receiving'::text,
  rows_done integer not null default 0,
  share real,
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
  beat_at timestamp with time zone not null default now(),
  attempts smallint not null default 0,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone
);

create table inbox_messages (
  id uuid not null,
  user_id uuid not null,
  subject text,
  body text,
  link text,
  created_at timestamp with time zone not null default now(),
  read_at timestamp with time zone,
  kind text not null default 'message'::text,
  data jsonb
);

create table jobs (
  id uuid not null,
  task text not null,
  payload jsonb not null,
  key text,
  daily boolean not null default false,
  attempts integer not null default 0,
  run_at timestamp with time zone not null default now(),
  created_at timestamp with time zone not null default now()
);

create table leases (
  name text not null,
  holder uuid not null,
  until timestamp with time zone not null
);

create unlogged table live_events (
  version bigint not null,
  venue_id uuid,
  table_id uuid,
  match_id uuid,
  type text not null,
  data text not null,
  at timestamp with time zone not null default now(),
  player_id uuid
);

create table live_head (
  singleton boolean not null default true,
  version bigint not null
);

create table mails (
  id uuid not null,
  user_id uuid,
  recipient text not null,
  subject text not null,
  body text not null,
  html text,
  link text,
  created_at timestamp with time zone not null default now()
);

create table match_beginnings (
  venue_id uuid not null,
  match_id uuid not null,
  state jsonb not null
);

create table match_players (
  venue_id uuid not null,
  match_id uuid not null,
  side text not null,
  slot smallint not null,
  player_id uuid not null,
  position text
);

create table matches (
  venue_id uuid not null,
  id uuid not null,
  table_id uuid not null,
  status text not null,
  format jsonb not null,
  score_red integer not null default 0,
  score_blue integer not null default 0,
  sets jsonb not null default '[]'::jsonb,
  sets_red smallint not null default 0,
  sets_blue smallint not null default 0,
  winner text,
  swapped boolean not null default false,
  match_point text[] not null default '{}'::text[],
  scored_by text not null,
  confirmed_at timestamp with time zone,
  notes text[] not null default '{}'::text[],
  opened_by uuid not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  last_goal_at timestamp with time zone,
  version integer not null default 1
) with (fillfactor=70);

create table notice_counts (
  player_id uuid not null,
  channel text not null,
  day date not null,
  count integer not null
);

create table notice_deliveries (
  id uuid not null,
  notice_id uuid not null,
  channel text not null,
  target uuid not null,
  due_at timestamp with time zone default now(),
  attempts integer not null default 0,
  outcome text,
  settled_at timestamp with time zone
);

create table notice_preferences (
  player_id uuid not null,
  chosen jsonb not null,
  version integer not null default 1
);

create table notices (
  id uuid not null,
  player_id uuid,
  venue_id uuid,
  kind text not null,
  subject text not null,
  key text not null,
  data jsonb not null,
  path text not null,
  due_at timestamp with time zone default now(),
  valid_until timestamp with time zone,
  planned_at timestamp with time zone,
  created_at timestamp with time zone not null default now()
);

create table player_codes (
  venue_id uuid not null,
  code text not null,
  player_id uuid not null,
  import_id uuid not null
);

create table players (
  id uuid not null,
  user_id uuid,
  display_name text not null,
  avatar text,
  locale text not null default 'fr'::text,
  on_leaderboards boolean not null default true,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  erased_at timestamp with time zone
);

create table process_samples (
  process_id uuid not null,
  at timestamp with time zone not null,
  seconds integer not null,
  cpu real not null,
  machine_cpu real not null,
  memory_bytes bigint not null,
  loop_delay_ms real not null,
  viewers integer not null,
  requests integer not null,
  failures integer not null,
  events integer not null,
  ingest integer[] not null,
  live integer[] not null
);

create unlogged table processes (
  id uuid not null,
  host text not null,
  roles text[] not null,
  version text not null,
  commit text not null,
  node text not null,
  started_at timestamp with time zone not null,
  seen_at timestamp with time zone not null default now(),
  told jsonb not null
);

create table push_subscriptions (
  id uuid not null,
  player_id uuid not null,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  user_agent text,
  created_at timestamp with time zone not null default now()
);

create table queue_entries (
  venue_id uuid not null,
  id uuid not null,
  player_id uuid not null,
  table_id uuid,
  place bigint not null,
  joined_at timestamp with time zone not null default now(),
  away_until timestamp with time zone,
  offer_id uuid,
  promised_seconds integer,
  left_at timestamp with time zone,
  outcome text
);

create table queues (
  venue_id uuid not null,
  version bigint not null default 0
);

create table reservation_players (
  venue_id uuid not null,
  reservation_id uuid not null,
  player_id uuid not null,
  answer text not null,
  held tstzrange not null
);

create table reservation_seats (
  venue_id uuid not null,
  reservation_id uuid not null,
  seat smallint not null,
  player_id uuid not null,
  seated_at timestamp with time zone not null default now()
);

create table reservations (
  venue_id uuid not null,
  id uuid not null,
  table_id uuid not null,
  owner_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  status text not null default 'booked'::text,
  check_in_by timestamp with time zone not null,
  held tstzrange not null,
  checked_in_at timestamp with time zone,
  changed_by uuid,
  reason text,
  next_turn timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now(),
  origin text not null default 'booking'::text,
  label text,
  series_id uuid
);

create table rollup_games (
  day date not null,
  venue_id uuid not null,
  season text not null,
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
  unnamed_goals integer not null
);

create table rollup_hours (
  day date not null,
  venue_id uuid not null,
  season text not null,
  hour smallint not null,
  games integer not null
);

create table rollup_players (
  grain text not null,
  starts_on date not null,
  venue_id uuid not null,
  season text not null,
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
  streak_best_to date
);

create table rollup_records (
  day date not null,
  venue_id uuid not null,
  season text not null,
  kind text not null,
  value integer not null,
  held integer not null,
  game_ids uuid[] not null
);

create table rollup_tables (
  day date not null,
  venue_id uuid not null,
  season text not null,
  table_code text not null,
  table_id uuid not null,
  games integer not null,
  seconds integer not null
);

create table screen_keys (
  table_id uuid not null,
  generation integer not null
);

create table sessions (
  id uuid not null,
  user_id uuid not null,
  token text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);

create table stale_days (
  venue_id uuid not null,
  day date not null,
  id bigint not null,
  since timestamp with time zone not null default now()
);

create table stale_matches (
  venue_id uuid not null,
  match_id uuid not null,
  id bigint not null,
  since timestamp with time zone not null default now()
);

create table table_checkpoints (
  venue_id uuid not null,
  table_id uuid not null,
  state jsonb not null,
  at timestamp with time zone not null,
  boot integer not null,
  seq bigint not null,
  bounce_ms integer not null
);

create table table_events (
  venue_id uuid not null,
  id uuid not null,
  table_id uuid not null,
  at timestamp with time zone not null,
  source text not null,
  type text not null,
  body jsonb not null,
  device_id uuid,
  boot_id text,
  boot integer not null default 0,
  seq bigint not null default 0,
  device_ms double precision,
  received_at timestamp with time zone not null,
  actor_id uuid,
  outcome text not null,
  match_id uuid,
  effect jsonb,
  before_match_id uuid,
  before_effect jsonb
);

create table table_heads (
  venue_id uuid not null,
  table_id uuid not null,
  last_at timestamp with time zone not null default '1970-01-01 00:00:00+00'::timestamp with time zone,
  last_boot integer not null default 0,
  last_seq bigint not null default 0,
  heard jsonb not null default '{}'::jsonb,
  running_match_id uuid,
  last_activity_at timestamp with time zone,
  revision uuid not null default gen_random_uuid()
) with (fillfactor=40);

create table table_locks (
  venue_id uuid not null,
  table_id uuid not null,
  open boolean not null,
  until timestamp with time zone not null,
  reservation_id uuid,
  command_id uuid not null,
  changed_at timestamp with time zone not null default now()
) with (fillfactor=70);

create table tables (
  venue_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  location text,
  condition text,
  bounce_ms integer not null default 400,
  retired_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null default now()
);

create table tries (
  kind text not null,
  subject bytea not null,
  at timestamp with time zone[] not null
);

create table unexported_days (
  venue_id uuid not null,
  day date not null,
  changed_in xid8 not null default pg_current_xact_id()
);

create table unjournalled_erasures (
  player_id uuid not null,
  erased_at timestamp with time zone not null
);

create table unknown_taps (
  venue_id uuid not null,
  table_id uuid not null,
  card_hash bytea not null,
  at timestamp with time zone not null default now()
);

create table users (
  id uuid not null,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  role text not null default 'player'::text,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);

create table venue_webhooks (
  id uuid not null,
  venue_id uuid not null,
  kind text not null,
  name text not null,
  url text not null,
  locale text not null,
  events text[] not null,
  active boolean not null default true,
  failures integer not null default 0,
  switched_off_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null default now()
);

create table venues (
  id uuid not null,
  name text not null,
  time_zone text not null,
  opening_hours jsonb not null,
  closures jsonb not null default '[]'::jsonb,
  policy jsonb not null,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  exceptions jsonb not null default '[]'::jsonb
);

create table verifications (
  id uuid not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);

alter table alert_episodes add constraint alert_episodes_check CHECK ((cleared_at >= fired_at));

alter table alert_episodes add constraint alert_episodes_check1 CHECK (((told = 0) = (told_at IS NULL)));

alter table alert_episodes add constraint alert_episodes_pkey PRIMARY KEY (id);

alter table alert_silences add constraint alert_silences_check CHECK ((ends_at > created_at));

alter table alert_silences add constraint alert_silences_reason_check CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 200)));

alter table alert_silences add constraint alert_silences_created_by_fkey FOREIGN KEY (created_by) REFERENCES players(id);

alter table alert_silences add constraint alert_silences_pkey PRIMARY KEY (id);

alter table alerts add constraint alerts_things_check CHECK ((jsonb_typeof(things) = 'array'::text));

alter table alerts add constraint alerts_pkey PRIMARY KEY (rule);

alter table analyst_tokens add constraint analyst_tokens_check CHECK ((expires_at > created_at));

alter table analyst_tokens add constraint analyst_tokens_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 60)));

alter table analyst_tokens add constraint analyst_tokens_created_by_fkey FOREIGN KEY (created_by) REFERENCES players(id);

alter table analyst_tokens add constraint analyst_tokens_pkey PRIMARY KEY (id);

alter table analyst_tokens add constraint analyst_tokens_token_hash_key UNIQUE (token_hash);

alter table audit_log add constraint audit_log_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES players(id);

alter table audit_log add constraint audit_log_player_id_fkey FOREIGN KEY (player_id) REFERENCES players(id);

alter table audit_log add constraint audit_log_pkey PRIMARY KEY (id);

alter table backups add constraint backups_bytes_check CHECK ((bytes >= 0));

alter table backups add constraint backups_check CHECK ((finished_at >= started_at));

alter table backups add constraint backups_error_check CHECK (((char_length(error) >= 1) AND (char_length(error) <= 2000)));

alter table backups add constraint backups_kind_check CHECK ((kind = ANY (ARRAY['full'::text, 'incremental'::text, 'dump'::text])));

alter table backups add constraint backups_label_check CHECK (((char_length(label) >= 1) AND (char_length(label) <= 200)));

alter table backups add constraint backups_repository_check CHECK (((char_length(repository) >= 1) AND (char_length(repository) <= 200)));

alter table backups add constraint backups_say_why CHECK ((ok = (error IS NULL)));

alter table backups add constraint backups_pkey PRIMARY KEY (id);

alter table booking_pardons add constraint booking_pardons_given_by_fkey FOREIGN KEY (given_by) REFERENCES players(id);

alter table booking_pardons add constraint booking_pardons_player_id_fkey FOREIGN KEY (player_id) REFERENCES players(id);

alter table booking_pardons add constraint booking_pardons_venue_id_fkey FOREIGN KEY (venue_id) REFERENCES venues(id);

alter table booking_pardons add constraint booking_pardons_pkey PRIMARY KEY (venue_id, player_id, at);

alter table calendar_addresses add constraint calendar_addresses_generation_check CHECK ((generation > 0));

alter table calendar_addresses add constraint calendar_addresses_pkey PRIMARY KEY (subject);

alter table campus_samples add constraint campus_samples_seconds_check CHECK ((seconds > 0));

alter table campus_samples add constraint campus_samples_pkey PRIMARY KEY (at);

alter table card_codes add constraint card_codes_player_id_fkey FOREIGN KEY (player_id) REFERENCES players(id);

alter table card_codes add constraint card_codes_pkey PRIMARY KEY (player_id);

alter table card_codes add constraint card_codes_differ UNIQUE (code_hash);

alter table cards add constraint cards_player_id_fkey FOREIGN KEY (player_id) REFERENCES players(id);

alter table cards add constraint cards_pkey PRIMARY KEY (id);

alter table cards add constraint cards_belong_to_one UNIQUE (card_hash);

alter table certificates add constraint certificates_check CHECK (((ends_at IS NULL) = (error IS NOT NULL)));

alter table certificates add constraint certificates_of_what_check CHECK ((of_what = ANY (ARRAY['public_url'::text, 'database'::text])));

alter table certificates add constraint certificates_pkey PRIMARY KEY (of_what);

alter table credentials add constraint credentials_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE;

alter table credentials add constraint credentials_pkey PRIMARY KEY (id);

alter table credentials add constraint credentials_provider_id_account_id_key UNIQUE (provider_id, account_id);

alter table device_boots add constraint device_boots_venue_id_device_id_fkey FOREIGN KEY (venue_id, device_id) REFERENCES devices(venue_id, id) ON DELETE CASCADE;

alter table device_boots add constraint device_boots_pkey PRIMARY KEY (venue_id, device_id, boot_id);

alter table device_rejections add constraint device_rejections_venue_id_device_id_fkey FOREIGN KEY (venue_id, device_id) REFERENCES devices(venue_id, id) ON DELETE CASCADE;

alter table device_rejections add constraint device_rejections_pkey PRIMARY KEY (venue_id, id);

alter table devices add constraint devices_kind_check CHECK ((kind = ANY (ARRAY['native'::text, 'board'::text])));

alter table devices add constraint devices_venue_id_table_id_fkey FOREIGN KEY (venue_id, table_id) REFERENCES tables(venue_id, id) ON UPDATE CASCADE ON DELETE CASCADE;

alter table devices add constraint devices_pkey PRIMARY KEY (venue_id, id);

alter table devices add constraint devices_id_key UNIQUE (id);

alter table devices add constraint devices_token_hash_key UNIQUE (token_hash);

alter table drills add constraint drills_backup_label_check CHECK (((char_length(backup_label) >= 1) AND (char_length(backup_label) <= 200)));

alter table drills add constraint drills_check CHECK ((finished_at >= started_at));

alter table drills add constraint drills_erasures_replayed_check CHECK ((erasures_replayed >= 0));

alter table drills add constraint drills_error_check CHECK (((char_length(error) >= 1) AND (char_length(error) <= 2000)));

alter table drills add constraint drills_repository_check CHECK (((char_length(repository) >= 1) AND (char_length(repository) <= 200)));

alter table drills add constraint drills_restore_seconds_check CHECK ((restore_seconds >= (0)::double precision));

alter table drills add constraint drills_rpo_seconds_check CHECK ((rpo_seconds >= (0)::double precision));

alter table drills add constraint drills_that_pass_restored CHECK (((NOT ok) OR ((error IS NULL) AND (restored_to IS NOT NULL) AND (restore_seconds IS NOT NULL) AND (differences = '[]'::jsonb))));

alter table drills add constraint drills_pkey PRIMARY KEY (id);

alter table export_runs add constraint export_runs_origin_check CHECK ((origin = ANY (ARRAY['daily'::text, 'shell'::text])));

alter table export_runs add constraint export_runs_pkey PRIMARY KEY (id);

alter table export_schedule add constraint export_schedule_singleton_check CHECK (singleton);

alter table export_schedule add constraint export_schedule_pkey PRIMARY KEY (singleton);

alter table faults add constraint faults_kind_check CHECK ((kind = ANY (ARRAY['broken_rod'::text, 'lost_ball'::text, 'sensor'::text, 'other'::text])));

alter table faults add constraint faults_reported_by_fkey FOREIGN KEY (reported_by) REFERENCES players(id);

alter table faults add constraint faults_resolved_by_fkey FOREIGN KEY (resolved_by) REFERENCES players(id);

alter table faults add constraint faults_venue_id_table_id_fkey FOREIGN KEY (venue_id, table_id) REFERENCES tables(venue_id, id) ON DELETE CASCADE;

alter table faults add constraint faults_pkey PRIMARY KEY (venue_id, id);

alter table faults add constraint faults_id_key UNIQUE (id);

alter table game_lines add constraint game_lines_assists_check CHECK ((assists >= 0));

alter table game_lines add constraint game_lines_goals_check CHECK ((goals >= 0));

alter table game_lines add constraint game_lines_own_goals_check CHECK ((own_goals >= 0));

alter table game_lines add constraint game_lines_possession_seconds_check CHECK ((possession_seconds >= 0));

alter table game_lines add constraint game_lines_role_check CHECK ((role = ANY (ARRAY['attack'::text, 'defense'::text])));

alter table game_lines add constraint game_lines_saves_check CHECK ((saves >= 0));

alter table game_lines add constraint game_lines_team_check CHECK ((team = ANY (ARRAY['red'::text, 'blue'::text])));

alter table game_lines add constraint game_lines_player_id_fkey FOREIGN KEY (player_id) REFERENCES players(id);

alter table game_lines add constraint game_lines_venue_id_game_id_fkey FOREIGN KEY (venue_id, game_id) REFERENCES games(venue_id, id) ON DELETE CASCADE;

alter table game_lines add constraint game_lines_pkey PRIMARY KEY (venue_id, game_id, player_id);

alter table games add constraint games_attendance_check CHECK ((attendance >= 0));

alter table games add constraint games_check CHECK ((num_nonnulls(match_id, import_id) = 1));

alter table games add constraint games_check1 CHECK (((code IS NULL) = (import_id IS NULL)));

alter table games add constraint games_duration_seconds_check CHECK (((duration_seconds >= 0) AND (duration_seconds <= 86400)));

alter table games add constraint games_rating_check CHECK (((rating >= 1) AND (rating <= 5)));

alter table games add constraint games_score_blue_check CHECK (((score_blue >= 0) AND (score_blue <= 999)));

alter table games add constraint games_score_red_check CHECK (((score_red >= 0) AND (score_red <= 999)));

alter table games add constraint games_winner_check CHECK ((winner = ANY (ARRAY['red'::text, 'blue'::text, 'draw'::text])));

alter table games add constraint games_venue_id_import_id_fkey FOREIGN KEY (venue_id, import_id) REFERENCES imports(venue_id, id);

alter table games add constraint games_venue_id_match_id_fkey FOREIGN KEY (venue_id, match_id) REFERENCES matches(venue_id, id) ON DELETE CASCADE;

alter table games add constraint games_pkey PRIMARY KEY (venue_id, id);

alter table health_parts add constraint health_parts_state_check CHECK ((state = ANY (ARRAY['ok'::text, 'failing'::text, 'off'::text, 'unknown'::text])));

alter table health_parts add constraint health_parts_pkey PRIMARY KEY (part);

alter table idempotency_keys add constraint idempotency_keys_pkey PRIMARY KEY (actor, key_hash);

alter table import_chunks add constraint import_chunks_part_check CHECK ((part = ANY (ARRAY['file'::text, 'findings'::text])));

alter table import_chunks add constraint import_chunks_import_id_fkey FOREIGN KEY (import_id) REFERENCES imports(id) ON DELETE CASCADE;

alter table import_chunks add constraint import_chunks_pkey PRIMARY KEY (import_id, part, number);

alter table imports add constraint imports_check CHECK (((status = 'failed'::text) = (error_code IS NOT NULL)));

alter table imports add constraint imports_check1 CHECK (((status = ANY (ARRAY['receiving'::text, 'previewed'::text, 'importing'::text])) = (finished_at IS NULL)));

alter table imports add constraint imports_check2 CHECK (((fingerprint IS NOT NULL) OR (status = ANY (ARRAY['receiving'::text, 'failed'::text, 'cancelled'::text]))));

alter table imports add constraint imports_share_check CHECK (((share >= (0)::double precision) AND (share <= (1)::double precision)));

alter table imports add constraint imports_stage_check CHECK ((stage = ANY (ARRAY['receiving'::text, 'learning'::text, 'cleaning'::text, 'judging'::text, 'loading'::text, 'done'::text])));

alter table imports add constraint imports_status_check CHECK ((status = ANY (ARRAY['receiving'::text, 'previewed'::text, 'importing'::text, 'finished'::text, 'unchanged'::text, 'failed'::text, 'cancelled'::text, 'reverted'::text])));

alter table imports add constraint imports_by_id_fkey FOREIGN KEY (by_id) REFERENCES players(id);

alter table imports add constraint imports_venue_id_fkey FOREIGN KEY (venue_id) REFERENCES venues(id);

alter table imports add constraint imports_pkey PRIMARY KEY (venue_id, id);

alter table imports add constraint imports_id_key UNIQUE (id);

alter table inbox_messages add constraint inbox_messages_check CHECK (((kind = 'message'::text) = ((subject IS NOT NULL) AND (body IS NOT NULL))));

alter table inbox_messages add constraint inbox_messages_check1 CHECK (((kind = 'message'::text) = (data IS NULL)));

alter table inbox_messages add constraint inbox_messages_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE;

alter table inbox_messages add constraint inbox_messages_pkey PRIMARY KEY (id);

alter table jobs add constraint jobs_pkey PRIMARY KEY (id);

alter table jobs add constraint jobs_key_key UNIQUE (key);

alter table leases add constraint leases_pkey PRIMARY KEY (name);

alter table live_events add constraint live_events_pkey PRIMARY KEY (version);

alter table live_head add constraint live_head_singleton_check CHECK (singleton);

alter table live_head add constraint live_head_pkey PRIMARY KEY (singleton);

alter table mails add constraint mails_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE;

alter table mails add constraint mails_pkey PRIMARY KEY (id);

alter table match_beginnings add constraint match_beginnings_venue_id_match_id_fkey FOREIGN KEY (venue_id, match_id) REFERENCES matches(venue_id, id) ON DELETE CASCADE;

alter table match_beginnings add constraint match_beginnings_pkey PRIMARY KEY (venue_id, match_id);

alter table match_players add constraint match_players_position_check CHECK (("position" = ANY (ARRAY['goal'::text, 'attack'::text])));

alter table match_players add constraint match_players_side_check CHECK ((side = ANY (ARRAY['red'::text, 'blue'::text])));

alter table match_players add constraint match_players_slot_check CHECK ((slot = ANY (ARRAY[1, 2])));

alter table match_players add constraint match_players_player_id_fkey FOREIGN KEY (player_id) REFERENCES players(id);

alter table match_players add constraint match_players_venue_id_match_id_fkey FOREIGN KEY (venue_id, match_id) REFERENCES matches(venue_id, id) ON DELETE CASCADE;

alter table match_players add constraint match_players_pkey PRIMARY KEY (venue_id, match_id, side, slot);

alter table match_players add constraint match_players_venue_id_match_id_player_id_key UNIQUE (venue_id, match_id, player_id);

alter table matches add constraint matches_score_blue_check CHECK (((score_blue >= 0) AND (score_blue <= 999)));

alter table matches add constraint matches_score_red_check CHECK (((score_red >= 0) AND (score_red <= 999)));

alter table matches add constraint matches_scored_by_check CHECK ((scored_by = ANY (ARRAY['sensor'::text, 'hand'::text])));

alter table matches add constraint matches_status_check CHECK ((status = ANY (ARRAY['scheduled'::text, 'live'::text, 'finished'::text, 'abandoned'::text])));

alter table matches add constraint matches_winner_check CHECK ((winner = ANY (ARRAY['red'::text, 'blue'::text])));

alter table matches add constraint matches_venue_id_table_id_fkey FOREIGN KEY (venue_id, table_id) REFERENCES tables(venue_id, id);

alter table matches add constraint matches_pkey PRIMARY KEY (venue_id, id);

alter table matches add constraint matches_id_key UNIQUE (id);

alter table notice_counts add constraint notice_counts_player_id_fkey FOREIGN KEY (player_id) REFERENCES users(id) ON DELETE CASCADE;

alter table notice_counts add constraint notice_counts_pkey PRIMARY KEY (player_id, channel, day);

alter table notice_deliveries add constraint notice_deliveries_channel_check CHECK ((channel = ANY (ARRAY['push'::text, 'mail'::text, 'webhook'::text])));

alter table notice_deliveries add constraint notice_deliveries_check CHECK (((outcome IS NULL) = (due_at IS NOT NULL)));

alter table notice_deliveries add constraint notice_deliveries_check1 CHECK (((outcome IS NULL) = (settled_at IS NULL)));

alter table notice_deliveries add constraint notice_deliveries_outcome_check CHECK ((outcome = ANY (ARRAY['sent'::text, 'withdrawn'::text, 'untrue'::text, 'gone'::text, 'failed'::text, 'limit'::text])));

alter table notice_deliveries add constraint notice_deliveries_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES notices(id) ON DELETE CASCADE;

alter table notice_deliveries add constraint notice_deliveries_pkey PRIMARY KEY (id);

alter table notice_deliveries add constraint notice_deliveries_notice_id_channel_target_key UNIQUE (notice_id, channel, target);

alter table notice_preferences add constraint notice_preferences_player_id_fkey FOREIGN KEY (player_id) REFERENCES users(id) ON DELETE CASCADE;

alter table notice_preferences add constraint notice_preferences_pkey PRIMARY KEY (player_id);

alter table notices add constraint notices_check CHECK ((num_nonnulls(player_id, venue_id) > 0));

alter table notices add constraint notices_check1 CHECK (((due_at IS NULL) = (planned_at IS NOT NULL)));

alter table notices add constraint notices_player_id_fkey FOREIGN KEY (player_id) REFERENCES players(id);

alter table notices add constraint notices_pkey PRIMARY KEY (id);

alter table player_codes add constraint player_codes_player_id_fkey FOREIGN KEY (player_id) REFERENCES players(id);

alter table player_codes add constraint player_codes_venue_id_fkey FOREIGN KEY (venue_id) REFERENCES venues(id);

alter table player_codes add constraint player_codes_venue_id_import_id_fkey FOREIGN KEY (venue_id, import_id) REFERENCES imports(venue_id, id);

alter table player_codes add constraint player_codes_pkey PRIMARY KEY (venue_id, code);

alter table players add constraint players_display_name_check CHECK (((char_length(display_name) >= 1) AND (char_length(display_name) <= 60)));

alter table players add constraint players_locale_check CHECK ((locale = ANY (ARRAY['fr'::text, 'en'::text])));

alter table players add constraint players_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE SET NULL;

alter table players add constraint players_pkey PRIMARY KEY (id);

alter table players add constraint players_user_id_key UNIQUE (user_id);

alter table process_samples add constraint process_samples_seconds_check CHECK ((seconds > 0));

alter table process_samples add constraint process_samples_pkey PRIMARY KEY (process_id, at);

alter table processes add constraint processes_pkey PRIMARY KEY (id);

alter table push_subscriptions add constraint push_subscriptions_player_id_fkey FOREIGN KEY (player_id) REFERENCES users(id) ON DELETE CASCADE;

alter table push_subscriptions add constraint push_subscriptions_pkey PRIMARY KEY (id);

alter table push_subscriptions add constraint push_subscriptions_endpoint_key UNIQUE (endpoint);

alter table queue_entries add constraint queue_entries_check CHECK (((left_at IS NULL) = (outcome IS NULL)));

alter table queue_entries add constraint queue_entries_outcome_check CHECK ((outcome = ANY (ARRAY['played'::text, 'left'::text, 'expired'::text])));

alter table queue_entries add constraint queue_entries_promised_seconds_check CHECK ((promised_seconds >= 0));

alter table queue_entries add constraint queue_entries_player_id_fkey FOREIGN KEY (player_id) REFERENCES players(id);

alter table queue_entries add constraint queue_entries_venue_id_fkey FOREIGN KEY (venue_id) REFERENCES queues(venue_id);

alter table queue_entries add constraint queue_entries_venue_id_offer_id_fkey FOREIGN KEY (venue_id, offer_id) REFERENCES reservations(venue_id, id);

alter table queue_entries add constraint queue_entries_venue_id_table_id_fkey FOREIGN KEY (venue_id, table_id) REFERENCES tables(venue_id, id);

alter table queue_entries add constraint queue_entries_pkey PRIMARY KEY (venue_id, id);

alter table queue_entries add constraint queue_entries_id_key UNIQUE (id);

alter table queues add constraint queues_venue_id_fkey FOREIGN KEY (venue_id) REFERENCES venues(id);

alter table queues add constraint queues_pkey PRIMARY KEY (venue_id);

alter table reservation_players add constraint reservation_players_answer_check CHECK ((answer = ANY (ARRAY['invited'::text, 'accepted'::text, 'declined'::text])));

alter table reservation_players add constraint reservation_players_player_id_fkey FOREIGN KEY (player_id) REFERENCES players(id);

alter table reservation_players add constraint reservation_players_venue_id_reservation_id_fkey FOREIGN KEY (venue_id, reservation_id) REFERENCES reservations(venue_id, id) ON DELETE CASCADE;

alter table reservation_players add constraint reservation_players_pkey PRIMARY KEY (venue_id, reservation_id, player_id);

alter table reservation_players add constraint nobody_in_two_places EXCLUDE USING gist (player_id WITH =, held WITH &&) WHERE ((answer = 'accepted'::text));

alter table reservation_seats add constraint reservation_seats_seat_check CHECK (((seat >= 1) AND (seat <= 4)));

alter table reservation_seats add constraint reservation_seats_player_id_fkey FOREIGN KEY (player_id) REFERENCES players(id);

alter table reservation_seats add constraint reservation_seats_venue_id_reservation_id_fkey FOREIGN KEY (venue_id, reservation_id) REFERENCES reservations(venue_id, id) ON DELETE CASCADE;

alter table reservation_seats add constraint reservation_seats_pkey PRIMARY KEY (venue_id, reservation_id, seat);

alter table reservation_seats add constraint reservation_seats_one_each UNIQUE (venue_id, reservation_id, player_id);

alter table reservations add constraint reservations_check CHECK ((starts_at < ends_at));

alter table reservations add constraint reservations_check1 CHECK ((check_in_by <= ends_at));

alter table reservations add constraint reservations_check2 CHECK ((held <@ tstzrange(starts_at, ends_at)));

alter table reservations add constraint reservations_house_has_a_label CHECK (((origin = 'house'::text) = (label IS NOT NULL)));

alter table reservations add constraint reservations_origin_check CHECK ((origin = ANY (ARRAY['booking'::text, 'queue'::text, 'walk_up'::text, 'house'::text])));

alter table reservations add constraint reservations_status_check CHECK ((status = ANY (ARRAY['offered'::text, 'booked'::text, 'checked_in'::text, 'ended'::text, 'no_show'::text, 'missed'::text, 'cancelled'::text])));

alter table reservations add constraint reservations_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES players(id);

alter table reservations add constraint reservations_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES players(id);

alter table reservations add constraint reservations_venue_id_table_id_fkey FOREIGN KEY (venue_id, table_id) REFERENCES tables(venue_id, id);

alter table reservations add constraint reservations_pkey PRIMARY KEY (venue_id, id);

alter table reservations add constraint reservations_id_key UNIQUE (id);

alter table reservations add constraint reservations_never_overlap EXCLUDE USING gist (venue_id WITH =, table_id WITH =, held WITH &&);

alter table rollup_games add constraint rollup_games_pkey PRIMARY KEY (day, venue_id, season);

alter table rollup_hours add constraint rollup_hours_hour_check CHECK (((hour >= 0) AND (hour <= 23)));

alter table rollup_hours add constraint rollup_hours_pkey PRIMARY KEY (day, venue_id, season, hour);

alter table rollup_players add constraint rollup_players_grain_check CHECK ((grain = ANY (ARRAY['day'::text, 'month'::text, 'season'::text])));

alter table rollup_players add constraint rollup_players_pkey PRIMARY KEY (grain, starts_on, venue_id, season, player_id);

alter table rollup_records add constraint rollup_records_kind_check CHECK ((kind = ANY (ARRAY['biggest_win'::text, 'most_goals'::text, 'longest_game'::text, 'shortest_game'::text])));

alter table rollup_records add constraint rollup_records_pkey PRIMARY KEY (day, venue_id, season, kind);

alter table rollup_tables add constraint rollup_tables_pkey PRIMARY KEY (day, venue_id, season, table_code, table_id);

alter table screen_keys add constraint screen_keys_generation_check CHECK ((generation > 0));

alter table screen_keys add constraint screen_keys_table_id_fkey FOREIGN KEY (table_id) REFERENCES tables(id) ON DELETE CASCADE;

alter table screen_keys add constraint screen_keys_pkey PRIMARY KEY (table_id);

alter table sessions add constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE;

alter table sessions add constraint sessions_pkey PRIMARY KEY (id);

alter table sessions add constraint sessions_token_key UNIQUE (token);

alter table stale_days add constraint stale_days_pkey PRIMARY KEY (id);

alter table stale_matches add constraint stale_matches_pkey PRIMARY KEY (id);

alter table table_checkpoints add constraint table_checkpoints_venue_id_table_id_fkey FOREIGN KEY (venue_id, table_id) REFERENCES tables(venue_id, id) ON DELETE CASCADE;

alter table table_checkpoints add constraint table_checkpoints_pkey PRIMARY KEY (venue_id, table_id);

alter table table_events add constraint table_events_source_check CHECK ((source = ANY (ARRAY['device'::text, 'board'::text, 'hand'::text, 'system'::text])));

alter table table_events add constraint table_events_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES players(id);

alter table table_events add constraint table_events_pkey PRIMARY KEY (venue_id, table_id, at, boot, seq, id);

alter table table_heads add constraint table_heads_venue_id_table_id_fkey FOREIGN KEY (venue_id, table_id) REFERENCES tables(venue_id, id) ON DELETE CASCADE;

alter table table_heads add constraint table_heads_pkey PRIMARY KEY (venue_id, table_id);

alter table table_locks add constraint table_locks_venue_id_reservation_id_fkey FOREIGN KEY (venue_id, reservation_id) REFERENCES reservations(venue_id, id) ON DELETE CASCADE;

alter table table_locks add constraint table_locks_venue_id_table_id_fkey FOREIGN KEY (venue_id, table_id) REFERENCES tables(venue_id, id) ON DELETE CASCADE;

alter table table_locks add constraint table_locks_pkey PRIMARY KEY (venue_id, table_id);

alter table tables add constraint tables_bounce_ms_check CHECK (((bounce_ms >= 0) AND (bounce_ms <= 10000)));

alter table tables add constraint tables_pkey PRIMARY KEY (venue_id, id);

alter table tables add constraint tables_id_key UNIQUE (id);

alter table tries add constraint tries_pkey PRIMARY KEY (kind, subject);

alter table unexported_days add constraint unexported_days_pkey PRIMARY KEY (venue_id, day, changed_in);

alter table unjournalled_erasures add constraint unjournalled_erasures_player_id_fkey FOREIGN KEY (player_id) REFERENCES players(id);

alter table unjournalled_erasures add constraint unjournalled_erasures_pkey PRIMARY KEY (player_id);

alter table unknown_taps add constraint unknown_taps_venue_id_table_id_fkey FOREIGN KEY (venue_id, table_id) REFERENCES tables(venue_id, id) ON DELETE CASCADE;

alter table unknown_taps add constraint unknown_taps_pkey PRIMARY KEY (venue_id, table_id);

alter table users add constraint users_email_check CHECK ((email = lower(email)));

alter table users add constraint users_role_check CHECK ((role = ANY (ARRAY['player'::text, 'staff'::text, 'admin'::text])));

alter table users add constraint users_pkey PRIMARY KEY (id);

alter table users add constraint users_email_key UNIQUE (email);

alter table venue_webhooks add constraint venue_webhooks_check CHECK (((switched_off_at IS NULL) OR (NOT active)));

alter table venue_webhooks add constraint venue_webhooks_kind_check CHECK ((kind = ANY (ARRAY['webhook'::text, 'discord'::text, 'slack'::text, 'teams'::text])));

alter table venue_webhooks add constraint venue_webhooks_locale_check CHECK ((locale = ANY (ARRAY['fr'::text, 'en'::text])));

alter table venue_webhooks add constraint venue_webhooks_venue_id_fkey FOREIGN KEY (venue_id) REFERENCES venues(id);

alter table venue_webhooks add constraint venue_webhooks_pkey PRIMARY KEY (id);

alter table venues add constraint venues_pkey PRIMARY KEY (id);

alter table verifications add constraint verifications_pkey PRIMARY KEY (id);

create sequence shown_players_seq;

CREATE INDEX alert_episodes_by_end ON public.alert_episodes USING btree (cleared_at);

CREATE UNIQUE INDEX alert_episodes_one_at_a_time ON public.alert_episodes USING btree (rule) WHERE (cleared_at IS NULL);

CREATE INDEX alert_silences_by_end ON public.alert_silences USING btree (ends_at);

CREATE INDEX audit_log_of_actor ON public.audit_log USING btree (actor_id, id DESC);

CREATE INDEX audit_log_of_player ON public.audit_log USING btree (player_id) WHERE (player_id IS NOT NULL);

CREATE INDEX audit_log_of_subject ON public.audit_log USING btree (subject_id, id DESC);

CREATE INDEX audit_log_of_venue ON public.audit_log USING btree (venue_id, id DESC);

CREATE INDEX backups_by_end ON public.backups USING btree (finished_at DESC);

CREATE INDEX cards_of_player ON public.cards USING btree (player_id);

CREATE INDEX credentials_user ON public.credentials USING btree (user_id);

CREATE UNIQUE INDEX device_boots_order ON public.device_boots USING btree (venue_id, device_id, ordinal);

CREATE INDEX device_rejections_device ON public.device_rejections USING btree (venue_id, device_id, received_at);

CREATE INDEX devices_online ON public.devices USING btree (last_seen_at) WHERE online;

CREATE INDEX devices_table ON public.devices USING btree (venue_id, table_id);

CREATE INDEX drills_by_end ON public.drills USING btree (finished_at DESC);

CREATE INDEX faults_open ON public.faults USING btree (venue_id, table_id) WHERE (resolved_at IS NULL);

CREATE INDEX game_lines_player ON public.game_lines USING btree (player_id, venue_id, game_id);

CREATE UNIQUE INDEX games_code ON public.games USING btree (venue_id, code) WHERE (code IS NOT NULL);

CREATE INDEX games_day ON public.games USING btree (venue_id, day);

CREATE INDEX games_import ON public.games USING btree (import_id) WHERE (import_id IS NOT NULL);

CREATE UNIQUE INDEX games_match ON public.games USING btree (venue_id, match_id) WHERE (match_id IS NOT NULL);

CREATE INDEX idempotency_keys_created ON public.idempotency_keys USING btree (created_at);

CREATE INDEX imports_of_files ON public.imports USING btree (venue_id, fingerprint);

CREATE UNIQUE INDEX imports_one_at_a_time ON public.imports USING btree (venue_id) WHERE (status = ANY (ARRAY['receiving'::text, 'importing'::text]));

CREATE INDEX inbox_messages_unread ON public.inbox_messages USING btree (user_id) WHERE (read_at IS NULL);

CREATE INDEX inbox_messages_user ON public.inbox_messages USING btree (user_id, created_at DESC, id DESC);

CREATE INDEX jobs_due ON public.jobs USING btree (run_at, id);

CREATE INDEX live_events_at ON public.live_events USING brin (at) WITH (pages_per_range='16');

CREATE INDEX mails_user ON public.mails USING btree (user_id);

CREATE INDEX match_players_player ON public.match_players USING btree (player_id);

CREATE INDEX matches_of_table ON public.matches USING btree (venue_id, table_id, started_at DESC, id DESC);

CREATE UNIQUE INDEX matches_one_live_per_table ON public.matches USING btree (venue_id, table_id) WHERE (status = 'live'::text);

CREATE INDEX matches_recent ON public.matches USING btree (venue_id, started_at DESC, id DESC);

CREATE INDEX notice_deliveries_due ON public.notice_deliveries USING btree (channel, due_at, id) WHERE (due_at IS NOT NULL);

CREATE INDEX notices_about ON public.notices USING btree (subject);

CREATE INDEX notices_due ON public.notices USING btree (due_at, id) WHERE (due_at IS NOT NULL);

CREATE UNIQUE INDEX notices_nothing_twice ON public.notices USING btree (player_id, key) WHERE (player_id IS NOT NULL);

CREATE UNIQUE INDEX notices_nothing_twice_a_venue ON public.notices USING btree (venue_id, key) WHERE (player_id IS NULL);

CREATE INDEX notices_old ON public.notices USING btree (planned_at) WHERE (planned_at IS NOT NULL);

CREATE INDEX player_codes_import ON public.player_codes USING btree (import_id);

CREATE INDEX player_codes_player ON public.player_codes USING btree (player_id);

CREATE INDEX players_display_name ON public.players USING btree (lower(display_name), id);

CREATE INDEX process_samples_by_time ON public.process_samples USING btree (at);

CREATE INDEX push_subscriptions_of_player ON public.push_subscriptions USING btree (player_id, created_at);

CREATE INDEX queue_entries_of_player ON public.queue_entries USING btree (player_id, joined_at DESC);

CREATE UNIQUE INDEX queue_entries_one_line_each ON public.queue_entries USING btree (player_id) WHERE (left_at IS NULL);

CREATE UNIQUE INDEX queue_entries_one_taker_an_offer ON public.queue_entries USING btree (offer_id) WHERE (offer_id IS NOT NULL);

CREATE INDEX queue_entries_waiting ON public.queue_entries USING btree (venue_id, place) WHERE (left_at IS NULL);

CREATE INDEX reservation_players_of_player ON public.reservation_players USING btree (player_id);

CREATE INDEX reservation_seats_of_player ON public.reservation_seats USING btree (player_id);

CREATE INDEX reservations_next_turn ON public.reservations USING btree (next_turn) WHERE (next_turn IS NOT NULL);

CREATE INDEX reservations_of_owner ON public.reservations USING btree (owner_id, starts_at DESC);

CREATE INDEX reservations_of_series ON public.reservations USING btree (series_id, starts_at) WHERE (series_id IS NOT NULL);

CREATE INDEX reservations_recent ON public.reservations USING btree (venue_id, starts_at DESC, id DESC);

CREATE INDEX reservations_unclaimed ON public.reservations USING btree (venue_id, table_id, check_in_by) WHERE (status = ANY (ARRAY['offered'::text, 'booked'::text]));

CREATE INDEX rollup_players_player ON public.rollup_players USING btree (player_id, grain, starts_on);

CREATE INDEX sessions_user ON public.sessions USING btree (user_id);

CREATE INDEX table_events_before_match ON public.table_events USING btree (venue_id, before_match_id) WHERE (before_match_id IS NOT NULL);

CREATE INDEX table_events_match ON public.table_events USING btree (venue_id, match_id);

CREATE UNIQUE INDEX table_events_once ON public.table_events USING btree (venue_id, device_id, boot_id, seq) WHERE (boot_id IS NOT NULL);

CREATE UNIQUE INDEX tables_code ON public.tables USING btree (upper(code)) WHERE (retired_at IS NULL);

CREATE INDEX venue_webhooks_of_venue ON public.venue_webhooks USING btree (venue_id, id);

CREATE INDEX verifications_identifier ON public.verifications USING btree (identifier);

create schema reporting;

create view reporting.days as
 SELECT g.day AS date,
    g.venue_id,
    v.name AS venue,
    (EXTRACT(isodow FROM g.day))::integer AS weekday,
    (count(*))::integer AS games,
    (count(g.import_id))::integer AS imported_games,
    (sum(g.score_red))::integer AS goals_red,
    (sum(g.score_blue))::integer AS goals_blue,
    (count(*) FILTER (WHERE (g.winner = 'red'::text)))::integer AS won_by_red,
    (count(*) FILTER (WHERE (g.winner = 'blue'::text)))::integer AS won_by_blue,
    (count(*) FILTER (WHERE (g.winner = 'draw'::text)))::integer AS draws,
    (sum(g.duration_seconds))::integer AS played_seconds
   FROM (games g
     JOIN venues v ON ((v.id = g.venue_id)))
  WHERE (g.day IS NOT NULL)
  GROUP BY g.day, g.venue_id, v.name;

create view reporting.events as
 SELECT (e.id)::text AS event_id,
    ((e.at AT TIME ZONE v.time_zone))::date AS date,
    e.at,
    t.code AS table_id,
    (e.match_id)::text AS game_id,
    e.source,
    e.type,
    (e.body ->> 'side'::text) AS side,
    e.outcome,
    (e.device_id)::text AS device_id,
    e.received_at,
    e.table_id AS table_key,
    e.venue_id,
    v.name AS venue
   FROM ((table_events e
     JOIN venues v ON ((v.id = e.venue_id)))
     JOIN tables t ON (((t.venue_id = e.venue_id) AND (t.id = e.table_id))));

create view reporting.games as
 SELECT COALESCE(g.code, (g.match_id)::text) AS game_id,
    g.day AS date,
    g.table_code AS table_id,
    g.duration_seconds,
    g.score_red,
    g.score_blue,
    g.winner,
    g.season,
    g.location,
    g.ball_type,
    g.table_condition,
    g.attendance,
    g.recorded_by,
    g.rating,
    g.started_at,
        CASE
            WHEN (g.import_id IS NULL) THEN 'live'::text
            ELSE 'import'::text
        END AS source,
    g.import_id,
    g.id AS game_key,
    g.table_id AS table_key,
    g.venue_id,
    v.name AS venue
   FROM (games g
     JOIN venues v ON ((v.id = g.venue_id)));

create view reporting.lines as
 SELECT COALESCE(g.code, (g.match_id)::text) AS game_id,
    COALESCE(l.player_code, (l.player_id)::text) AS player_id,
    p.display_name AS player_name,
    l.team,
    l.role,
    l.goals,
    l.own_goals,
    l.assists,
    l.saves,
    l.possession_seconds,
    l.is_substitute,
    g.day AS date,
        CASE
            WHEN (g.winner = 'draw'::text) THEN 'draw'::text
            WHEN (g.winner = l.team) THEN 'won'::text
            WHEN ((g.winner IS NOT NULL) AND (l.team IS NOT NULL)) THEN 'lost'::text
            ELSE NULL::text
        END AS result,
    g.season,
    g.table_code AS table_id,
    g.import_id,
    l.game_id AS game_key,
    l.player_id AS player_key,
    l.venue_id
   FROM ((game_lines l
     JOIN games g ON (((g.venue_id = l.venue_id) AND (g.id = l.game_id))))
     JOIN players p ON ((p.id = l.player_id)));

create view reporting.players as
 SELECT (p.id)::text AS player_id,
    p.display_name AS player_name,
    ( SELECT string_agg(DISTINCT c.code, ' '::text ORDER BY c.code) AS string_agg
           FROM player_codes c
          WHERE (c.player_id = p.id)) AS codes,
    p.on_leaderboards,
    (p.erased_at IS NOT NULL) AS erased,
    COALESCE(played.games, 0) AS games,
    played.first_date,
    played.last_date,
    p.created_at,
    p.id AS player_key
   FROM (players p
     LEFT JOIN ( SELECT l.player_id,
            (count(*))::integer AS games,
            min(g.day) AS first_date,
            max(g.day) AS last_date
           FROM (game_lines l
             JOIN games g ON (((g.venue_id = l.venue_id) AND (g.id = l.game_id))))
          GROUP BY l.player_id) played ON ((played.player_id = p.id)));

create view reporting.reservations as
 SELECT (r.id)::text AS reservation_id,
    ((r.starts_at AT TIME ZONE v.time_zone))::date AS date,
    t.code AS table_id,
    r.starts_at,
    r.ends_at,
    ((EXTRACT(epoch FROM (r.ends_at - r.starts_at)) / (60)::numeric))::integer AS planned_minutes,
        CASE
            WHEN isempty(r.held) THEN 0
            ELSE ((EXTRACT(epoch FROM (upper(r.held) - lower(r.held))) / (60)::numeric))::integer
        END AS held_minutes,
    r.status,
    r.origin,
        CASE
            WHEN (r.label IS NULL) THEN (r.owner_id)::text
            ELSE NULL::text
        END AS player_id,
        CASE
            WHEN (r.label IS NULL) THEN p.display_name
            ELSE NULL::text
        END AS player_name,
    r.label,
    ( SELECT (count(*))::integer AS count
           FROM reservation_players rp
          WHERE ((rp.venue_id = r.venue_id) AND (rp.reservation_id = r.id) AND (rp.answer = 'accepted'::text))) AS players,
    r.checked_in_at,
    r.created_at,
        CASE
            WHEN (r.label IS NULL) THEN r.owner_id
            ELSE NULL::uuid
        END AS player_key,
    r.table_id AS table_key,
    r.venue_id,
    v.name AS venue
   FROM (((reservations r
     JOIN venues v ON ((v.id = r.venue_id)))
     JOIN tables t ON (((t.venue_id = r.venue_id) AND (t.id = r.table_id))))
     JOIN players p ON ((p.id = r.owner_id)));

create view reporting.tables as
 SELECT t.code AS table_id,
    t.name,
    t.location,
    (t.retired_at IS NULL) AS in_service,
    COALESCE(played.games, 0) AS games,
    played.first_date,
    played.last_date,
    t.created_at,
    t.retired_at,
    t.id AS table_key,
    t.venue_id,
    v.name AS venue
   FROM ((tables t
     JOIN venues v ON ((v.id = t.venue_id)))
     LEFT JOIN ( SELECT g.venue_id,
            g.table_id,
            (count(*))::integer AS games,
            min(g.day) AS first_date,
            max(g.day) AS last_date
           FROM games g
          GROUP BY g.venue_id, g.table_id) played ON (((played.venue_id = t.venue_id) AND (played.table_id = t.id))));

create view reporting.venues as
 SELECT id AS venue_id,
    name AS venue,
    time_zone,
    created_at
   FROM venues v;

CREATE OR REPLACE FUNCTION public.assert_believed(holds boolean)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if not holds then
    raise exception using errcode = 'BF001', message = 'what was believed is no longer so';
  end if;
end $function$
;

CREATE OR REPLACE FUNCTION public.create_head_of_table()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into table_heads (venue_id, table_id) values (new.venue_id, new.id);
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.create_player_of_user()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into players (id, user_id, display_name)
  values (new.id, new.id, left(new.name, 30));
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.days_of_games_are_stale()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op in ('INSERT', 'UPDATE') then
    insert into stale_days (venue_id, day) select distinct venue_id, coalesce(day, '-infinity') from added;
  end if;
  if tg_op in ('DELETE', 'UPDATE') then
    insert into stale_days (venue_id, day) select distinct venue_id, coalesce(day, '-infinity') from gone;
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.days_of_lines_are_stale()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION public.days_of_renamed_are_unexported()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into unexported_days
  select distinct g.venue_id, coalesce(g.day, '-infinity')
  from game_lines l join games g on g.venue_id = l.venue_id and g.id = l.game_id
  where l.player_id = new.id
  on conflict do nothing;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.erase_player_of_user()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update players
  set user_id = null, display_name = 'Anonyme', avatar = null, locale = 'fr',
      on_leaderboards = false, version = version + 1, erased_at = now()
  where user_id = old.id;
  return old;
end $function$
;

CREATE OR REPLACE FUNCTION public.erasure_goes_into_the_journal()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into unjournalled_erasures values (new.id, new.erased_at) on conflict do nothing;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.events_name_matches()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (
    select from (
      select venue_id, match_id as id from written where match_id is not null
      union all
      select venue_id, before_match_id from written where before_match_id is not null
    ) as named
    left join lateral (
      select true as there from matches m where m.venue_id = named.venue_id and m.id = named.id limit 1
    ) as found on true
    where found.there is null
  ) then
    raise exception 'an event names a match that there is not'
      using errcode = 'foreign_key_violation', constraint = 'events_name_matches';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.give_back_retired()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare given record;
begin
  for given in
    update reservations
    set status = case when status = 'checked_in' and starts_at <= now() then 'ended' else 'cancelled' end,
        held = held_until_now(held), next_turn = null, version = version + 1
    where venue_id = new.venue_id and table_id = new.id
      and reservation_status(status, check_in_by, ends_at) in ('offered', 'booked', 'checked_in')
    returning *
  loop
    perform withdraw_notices(array[given.id::text], null, null);
    insert into notices (id, player_id, venue_id, kind, subject, key, data, path)
    select gen_random_uuid(), rp.player_id, given.venue_id, 'booking_cancelled', given.id::text,
      'cancelled:' || given.id,
      jsonb_build_object('table', new.name, 'startsAt', to_json(given.starts_at), 'endsAt', to_json(given.ends_at),
        'retired', true), '/bookings'
    from reservation_players rp
    where rp.venue_id = given.venue_id and rp.reservation_id = given.id and rp.answer = 'accepted'
      and given.status = 'cancelled' and given.origin = 'booking'
    on conflict do nothing;
    perform pg_notify('babyfoot_notices', '');
  end loop;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.held_by_now(status text, check_in_by timestamp with time zone, held tstzrange)
 RETURNS tstzrange
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select case when status in ('offered', 'booked') and check_in_by <= now()
    then held * tstzrange(null, check_in_by) else held end
$function$
;

CREATE OR REPLACE FUNCTION public.held_until_now(held tstzrange)
 RETURNS tstzrange
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select case when lower(held) < now() then tstzrange(lower(held), now()) else 'empty'::tstzrange end
$function$
;

CREATE OR REPLACE FUNCTION public.hold_players_too()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update reservation_players set held = new.held
  where venue_id = new.venue_id and reservation_id = new.id;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.keep_an_admin()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_advisory_xact_lock(hashtext('users_keep_an_admin'));
  if not exists (select from users where role = 'admin' and id <> old.id) then
    raise exception 'the last administrator must stay one'
      using errcode = 'check_violation', constraint = 'users_keep_an_admin';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $function$
;

CREATE OR REPLACE FUNCTION public.match_is_stale()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into stale_matches (venue_id, match_id) values (new.venue_id, new.id);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.matches_of_venue_are_stale()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into stale_matches (venue_id, match_id)
  select venue_id, match_id from games where venue_id = new.id and match_id is not null;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.matches_with_events_stay()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from table_events where venue_id = old.venue_id and match_id = old.id)
    or exists (select from table_events where venue_id = old.venue_id and before_match_id = old.id) then
    raise exception 'match % has events', old.id
      using errcode = 'foreign_key_violation', constraint = 'events_name_matches';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.note_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.changed_at := now();
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.refuse_rewriting()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'entries of % are only ever added', tg_table_name using errcode = 'restrict_violation';
end $function$
;

CREATE OR REPLACE FUNCTION public.renew_revision()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.revision := gen_random_uuid();
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.reservation_status(status text, check_in_by timestamp with time zone, ends_at timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select case
    when status = 'booked' and check_in_by <= now() then 'no_show'
    when status = 'offered' and check_in_by <= now() then 'missed'
    when status in ('booked', 'checked_in') and ends_at <= now() then 'ended'
    else status end
$function$
;

CREATE OR REPLACE FUNCTION public.shown_players_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  perform nextval('public.shown_players_seq');
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.stale_days_are_unexported()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- Before the insert, so that it is noted too where the day is stale already.
  insert into unexported_days values (new.venue_id, new.day) on conflict do nothing;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.tables_are_in_a_venue()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform from venues where id = new.venue_id for key share;
  if not found then
    raise exception 'there is no venue %', new.venue_id
      using errcode = 'foreign_key_violation', constraint = 'tables_are_in_a_venue';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.venues_with_tables_stay()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from tables where venue_id = old.id) then
    raise exception 'venue % has tables', old.id
      using errcode = 'foreign_key_violation', constraint = 'tables_are_in_a_venue';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.withdraw_notices(subjects text[], kinds text[], of_player uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  delete from notices n
  where n.subject = any(subjects) and n.due_at is not null
    and (kinds is null or n.kind = any(kinds)) and (of_player is null or n.player_id = of_player);
  -- Only now does a planning that was under way show what it has planned.
  update notice_deliveries d set outcome = 'withdrawn', due_at = null, settled_at = now()
  from notices n
  where n.id = d.notice_id and n.subject = any(subjects) and d.outcome is null
    and (kinds is null or n.kind = any(kinds)) and (of_player is null or n.player_id = of_player);
end $function$
;

CREATE TRIGGER audit_log_only_grows BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER backups_only_grow BEFORE DELETE OR UPDATE OR TRUNCATE ON public.backups FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER days_of_renamed_are_unexported AFTER UPDATE OF display_name ON public.players FOR EACH ROW WHEN ((old.display_name IS DISTINCT FROM new.display_name)) EXECUTE FUNCTION days_of_renamed_are_unexported();

CREATE TRIGGER deleted_games_make_days_stale AFTER DELETE ON public.games REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION days_of_games_are_stale();

CREATE TRIGGER deleted_lines_make_days_stale AFTER DELETE ON public.game_lines REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION days_of_lines_are_stale();

CREATE TRIGGER drills_only_grow BEFORE DELETE OR UPDATE OR TRUNCATE ON public.drills FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER erasures_go_into_the_journal AFTER UPDATE ON public.players FOR EACH ROW WHEN (((old.erased_at IS NULL) AND (new.erased_at IS NOT NULL))) EXECUTE FUNCTION erasure_goes_into_the_journal();

CREATE TRIGGER events_name_matches AFTER INSERT ON public.table_events REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION events_name_matches();

CREATE TRIGGER events_still_name_matches AFTER UPDATE ON public.table_events REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION events_name_matches();

CREATE TRIGGER inserted_games_make_days_stale AFTER INSERT ON public.games REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION days_of_games_are_stale();

CREATE TRIGGER inserted_lines_make_days_stale AFTER INSERT ON public.game_lines REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION days_of_lines_are_stale();

CREATE TRIGGER matches_over_are_stale AFTER INSERT OR UPDATE ON public.matches FOR EACH ROW WHEN ((new.status = ANY (ARRAY['finished'::text, 'abandoned'::text]))) EXECUTE FUNCTION match_is_stale();

CREATE TRIGGER matches_with_events_stay AFTER DELETE OR UPDATE OF venue_id, id ON public.matches FOR EACH ROW EXECUTE FUNCTION matches_with_events_stay();

CREATE TRIGGER players_are_shown_anew AFTER UPDATE ON public.players FOR EACH ROW WHEN (((old.display_name <> new.display_name) OR (old.on_leaderboards <> new.on_leaderboards) OR (old.erased_at IS DISTINCT FROM new.erased_at))) EXECUTE FUNCTION shown_players_change();

CREATE TRIGGER reservations_hold_players AFTER UPDATE OF held ON public.reservations FOR EACH ROW WHEN ((old.held IS DISTINCT FROM new.held)) EXECUTE FUNCTION hold_players_too();

CREATE TRIGGER reservations_note_change BEFORE UPDATE ON public.reservations FOR EACH ROW WHEN ((old.version IS DISTINCT FROM new.version)) EXECUTE FUNCTION note_change();

CREATE TRIGGER stale_days_are_unexported BEFORE INSERT ON public.stale_days FOR EACH ROW EXECUTE FUNCTION stale_days_are_unexported();

CREATE TRIGGER table_heads_revision BEFORE UPDATE ON public.table_heads FOR EACH ROW WHEN ((new.revision = old.revision)) EXECUTE FUNCTION renew_revision();

CREATE TRIGGER tables_are_in_a_venue AFTER INSERT OR UPDATE OF venue_id ON public.tables FOR EACH ROW EXECUTE FUNCTION tables_are_in_a_venue();

CREATE TRIGGER tables_give_back AFTER UPDATE OF retired_at ON public.tables FOR EACH ROW WHEN (((old.retired_at IS NULL) AND (new.retired_at IS NOT NULL))) EXECUTE FUNCTION give_back_retired();

CREATE TRIGGER tables_have_a_head AFTER INSERT ON public.tables FOR EACH ROW EXECUTE FUNCTION create_head_of_table();

CREATE TRIGGER updated_games_make_days_stale AFTER UPDATE ON public.games REFERENCING OLD TABLE AS gone NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION days_of_games_are_stale();

CREATE TRIGGER updated_lines_make_days_stale AFTER UPDATE ON public.game_lines REFERENCING OLD TABLE AS gone NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION days_of_lines_are_stale();

CREATE TRIGGER users_have_a_player AFTER INSERT ON public.users FOR EACH ROW EXECUTE FUNCTION create_player_of_user();

CREATE TRIGGER users_keep_an_admin_on_delete BEFORE DELETE ON public.users FOR EACH ROW WHEN ((old.role = 'admin'::text)) EXECUTE FUNCTION keep_an_admin();

CREATE TRIGGER users_keep_an_admin_on_update BEFORE UPDATE OF role ON public.users FOR EACH ROW WHEN (((old.role = 'admin'::text) AND (new.role <> 'admin'::text))) EXECUTE FUNCTION keep_an_admin();

CREATE TRIGGER users_leave_an_anonymous_player BEFORE DELETE ON public.users FOR EACH ROW EXECUTE FUNCTION erase_player_of_user();

CREATE TRIGGER venues_with_another_clock_make_matches_stale AFTER UPDATE OF time_zone ON public.venues FOR EACH ROW WHEN ((old.time_zone <> new.time_zone)) EXECUTE FUNCTION matches_of_venue_are_stale();

CREATE TRIGGER venues_with_tables_stay AFTER DELETE OR UPDATE OF id ON public.venues FOR EACH ROW EXECUTE FUNCTION venues_with_tables_stay();

comment on table alert_episodes is 'From when to when a rule fired.';

comment on column alert_episodes.told is 'How often it was told that it fires; one that was never told does not tell that it is over.';

comment on column alert_episodes.told_of is 'The things of which it was told, by id; empty although it was told: by a release that kept none.';

comment on table alert_silences is 'While one holds, its rule tells nobody anything; it is judged and shown all the same.';

comment on column alert_silences.ended_at is 'When somebody has ended it before its time.';

comment on table alerts is 'How each rule stands, by whichever worker judged last; what a rule says is in the code. A rule that fires has an open row in alert_episodes.';

comment on column alerts.value is 'What was measured; null: not known.';

comment on column alerts.breached_since is 'Since when it is beyond where it fires.';

comment on column alerts.well_since is 'Since when it is within where it clears.';

comment on column alerts.things is 'The single things that are beyond now, where a rule is of several: id, name, since when.';

comment on column alerts.more_told_at is 'When it was last told that more of them had joined while it fired.';

comment on table analyst_tokens is 'What programs of analysts show to read exports, and nothing else.';

comment on column analyst_tokens.token_hash is 'SHA-256 of the secret, which is shown once and kept nowhere.';

comment on column analyst_tokens.last_used_at is 'To the minute.';

comment on table audit_log is 'What staff and administrators did. Entries are only ever added. Whoever is erased stays in them as an anonymous player.';

comment on column audit_log.venue_id is 'Not a reference: it would lock the venue''s row after the table''s, against the order of locks.';

comment on column audit_log.player_id is 'The person it was about; names are read where they are kept.';

comment on table backups is 'What became of each backup, as those who made it reported. Entries are only ever added; a restored database has those of its moment.';

comment on column backups.kind is 'full and incremental: of the whole cluster; dump: a file of npm run backup.';

comment on column backups.repository is 'Where it is kept, e.g. local or offsite.';

comment on column backups.label is 'What it is called there, e.g. the name of the file.';

comment on table booking_pardons is 'Unclaimed reservations from before no longer count against the player.';

comment on table calendar_addresses is 'How often the secret address of a calendar (of a player or a table) was replaced; without a row never. The address itself follows from the installation''s key, and is kept nowhere.';

comment on table campus_samples is 'What is true of the installation as a whole, a row a minute, by whichever worker comes first; after two days a row a quarter of an hour.';

comment on column campus_samples.disk_free_bytes is 'Of the disk under the database, where it is a disk of the worker''s machine.';

comment on column campus_samples.queue_seconds is 'How long the oldest job should have been done.';

comment on column campus_samples.outbox_seconds is 'How long the oldest notice should have been told.';

comment on table card_codes is 'What a person types at a table to link the card tapped there: one at a time each, for two minutes, once.';

comment on table cards is 'Which student cards are whose.';

comment on column cards.card_hash is 'HMAC-SHA256 of the card''s number by a key that follows from the installation''s: the number itself is kept nowhere.';

comment on table certificates is 'The certificates that are served, as a worker has seen them.';

comment on column certificates.error is 'Why it could not be seen.';

comment on column certificates.begins_at is 'Since when it holds: how near its end is is judged by how long it holds in all.';

comment on table credentials is 'Ways to sign in: a password (argon2id hash) or an account at the school''s provider.';

comment on table device_boots is 'What was received in each run of a device between two restarts.';

comment on column device_boots.seen is 'Every seq received; the first range from 1 is what is acknowledged.';

comment on column device_boots.clock_offset_ms is 'Our time less the device''s, by the quickest message so far (milliseconds).';

comment on column device_boots.wall_offset_ms is 'Our time less the device''s wall clock, by the quickest message that told when it was sent (milliseconds).';

comment on column device_boots.first_at is 'With last_seq_at the stretch of time of its events: the runs of one device do not overlap.';

comment on table device_rejections is 'Events that could not count, kept for whoever mends the device.';

comment on column devices.token_hash is 'SHA-256 of the secret, which is shown once and kept nowhere.';

comment on column devices.online is 'Set by a message, cleared after 45 s of silence.';

comment on column devices.mqtt_password is 'The secret as Mosquitto keeps passwords, for brokers that are not ours; none for boards and for tokens older than this.';

comment on column devices.by_mqtt is 'Whether it was last heard by MQTT.';

comment on table drills is 'What became of restoring a backup beside the running database, as whoever did it reported. Entries are only ever added.';

comment on column drills.repository is 'Where the backup was read from.';

comment on column drills.restored_to is 'The time of the newest change that came back.';

comment on column drills.rpo_seconds is 'What would have been lost: from restored_to to the newest change of the running database; unknown without one.';

comment on column drills.restore_seconds is 'How long it took from nothing to a database that answers, checks not included.';

comment on column drills.rows is 'Rows by table, as restored.';

comment on column drills.checksums is 'Checksums by table, of what the restored and the running database must both have.';

comment on column drills.differences is 'What was missing or other than it must be, a sentence each.';

comment on table export_runs is 'The last exports by day, and what became of them.';

comment on table export_schedule is 'When the daily export is next due; its one row.';

comment on column export_schedule.target is 'Where the exported days are; another place gets all of them.';

comment on table faults is 'What is wrong with a table; an open blocking fault sets it to maintenance.';

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

comment on table games is 'Finished games, played here or taken from an import: what all statistics count. Empty means unknown.';

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

comment on table health_parts is 'Since when each part of the installation is as it is, as a worker has seen it.';

comment on table idempotency_keys is 'Answers already given, for 24 h; the body is encrypted with the key the caller holds.';

comment on table import_chunks is 'The file of an import as it came, and what was found out about its games, in pieces that are deflated each by itself.';

comment on column import_chunks.part is 'The CSV itself, or rows of its report about games.';

comment on table import_games is 'Judged games on their way. Lost with a crash, and made again from the file.';

comment on column import_games.id is 'The id that the game gets if it is new.';

comment on table import_lines is 'Judged lines on their way. Lost with a crash, and made again from the file.';

comment on table import_players is 'People of an import on their way. Lost with a crash, and made again from the file.';

comment on column import_players.is_new is 'The venue knew no such code when the game was judged.';

comment on table import_rows is 'Cleaned rows on their way to their games. Lost with a crash, and made again from the file.';

comment on column import_rows.worker is 'Who put them here: one that was thought dead must not mix with who took over.';

comment on column import_rows.said is 'What judging the game needs of the row, as JSON.';

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

comment on table inbox_messages is 'Messages kept in the application.';

comment on column inbox_messages.kind is 'message: as written; else a kind of notice, whose words are found when it is read.';

comment on table jobs is 'What is to be done in the background, at least once; committed together with its cause.';

comment on column jobs.key is 'A waiting job with the same key is replaced.';

comment on column jobs.run_at is 'When it is due. Taking a job moves this on, so that one whose process died comes back.';

comment on table leases is 'Who does alone what must not be done twice; whoever does not renew it in time loses it.';

comment on table live_events is 'Announcements of the last hour, for viewers that come back; empty after PostgreSQL has broken off.';

comment on column live_events.player_id is 'Who alone is told; null: everybody.';

comment on table live_head is 'The version of the last announcement. Its row lock, taken last in a transaction, makes versions rise in commit order without gaps.';

comment on table mails is 'Mails on their way; a mail that was sent is kept nowhere.';

comment on table match_beginnings is 'The state of a table when a match began there, from which late events are folded again. Apart from the match, whose row is written with every goal.';

comment on table match_players is 'Who plays on which team; red is the team that began on the red side.';

comment on table matches is 'Matches; what is here is what their events add up to.';

comment on column matches.notes is 'Data-quality notes, e.g. winner_contradicts_score.';

comment on column matches.opened_by is 'The entry of the table''s log with which it began.';

comment on table notice_counts is 'How many a player has been sent by a channel on a day.';

comment on table notice_deliveries is 'A notice on its way by one channel to one address, once.';

comment on column notice_deliveries.target is 'The player, their push subscription, or a channel of the venue.';

comment on column notice_deliveries.due_at is 'When it is tried. Taking it moves this on, so that one whose process died comes back.';

comment on table notice_preferences is 'What somebody has chosen otherwise than the defaults.';

comment on table notices is 'What is to be told, written in the transaction of its cause: to a player, or without one to the channels of a venue.';

comment on column notices.venue_id is 'Not a reference: it would lock the venue''s row after its reservations'', against the order of locks.';

comment on column notices.subject is 'What it is about, e.g. a reservation; by it notices are taken back.';

comment on column notices.key is 'Nobody is told the same key twice.';

comment on column notices.due_at is 'When it is told; null once it is.';

comment on column notices.valid_until is 'From then on it is untrue, and is not sent any more.';

comment on table player_codes is 'Who a code of an imported history is: the same code is the same person in every import of a venue.';

comment on column player_codes.import_id is 'The import that brought it first.';

comment on table players is 'Who plays, and all that others see of them; an account''s player has the account''s id.';

comment on column players.erased_at is 'When the person had themselves erased; nothing of them is left here.';

comment on table process_samples is 'What each process measured, a row a minute; after two days all processes together, a row a quarter of an hour.';

comment on column process_samples.process_id is 'Of all together: the id of zeros alone.';

comment on column process_samples.at is 'When its time begins.';

comment on column process_samples.cpu is 'Cores in use by the process.';

comment on column process_samples.machine_cpu is 'The share of the machine that computes, from 0 to 1.';

comment on column process_samples.loop_delay_ms is 'What 99 in 100 turns of the event loop stayed under.';

comment on column process_samples.failures is 'Answers from 500 on.';

comment on column process_samples.events is 'Events of devices that counted.';

comment on column process_samples.ingest is 'Calls of devices by how long they took: how many within each bucket, the last beyond all.';

comment on column process_samples.live is 'Announcements by how long after their transaction began viewers had them; buckets as of ingest.';

comment on table processes is 'The processes of this installation that run, as each says every few seconds; one that ends in peace takes its row away. Not logged: after a crash all say it again.';

comment on column processes.told is 'How it is just now: its checks, load, memory, viewers, the replica as it sees it.';

comment on table push_subscriptions is 'Browsers that show somebody''s notices, at the push service that each has chosen.';

comment on table queue_entries is 'Who waits for a table, or for any of a venue, in order of place; kept when they have left.';

comment on column queue_entries.table_id is 'The table waited for; null for any.';

comment on column queue_entries.away_until is 'Passed over until they say that they are back; from then on out of the line.';

comment on column queue_entries.offer_id is 'The reservation that was last offered to them.';

comment on column queue_entries.promised_seconds is 'The wait that they were told when they joined, for measuring it.';

comment on table queues is 'The waiting line of a venue. Its row lock, taken before any reservation''s, makes offers one after the other.';

comment on table reservation_players is 'Who plays in a reservation: its owner, and those invited. Nobody who has accepted is in two at a time.';

comment on column reservation_players.held is 'As the reservation''s; kept so by a trigger.';

comment on table reservation_seats is 'Who has tapped in while somebody has the table, in order: 1 and 3 are red, 2 and 4 blue. Matches begun then are theirs.';

comment on table reservations is 'Who has a table when.';

comment on column reservations.check_in_by is 'Unclaimed by then (an offer: untaken) the table is free: whoever reads compares it with the clock, no worker is needed for it.';

comment on column reservations.held is 'What it takes of the table, half-open; no two of a table overlap. Shorter than planned when given back early or left unclaimed, empty when cancelled before it began.';

comment on column reservations.changed_by is 'Who moved or cancelled it, where that was not its owner.';

comment on column reservations.next_turn is 'When the table looks different because of it: for telling those who watch.';

comment on column reservations.changed_at is 'For calendars, which take what is newer.';

comment on column reservations.origin is 'Booked ahead, offered to whoever waited, or taken at the table because it was free. Only bookings use up quotas.';

comment on column reservations.label is 'What the house holds the table for, shown in place of a person. The house''s have no row in reservation_players: nobody is in them, so that whoever books for the house may hold many tables at a time.';

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

comment on table rollup_hours is 'The games of a day by the hour of the venue in which they began, where it is known.';

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

comment on table rollup_records is 'What no other game of the day surpassed.';

comment on column rollup_records.value is 'Goals, or seconds.';

comment on column rollup_records.held is 'How many games reached it.';

comment on column rollup_records.game_ids is 'The first of them, at most five.';

comment on table rollup_tables is 'The games of a day by table.';

comment on column rollup_tables.table_id is 'All zeros for a table that only an import knows.';

comment on column rollup_tables.seconds is 'How long those took whose length is known.';

comment on table screen_keys is 'How often the key of a table''s screen was made; the key itself follows from the installation''s, and is kept nowhere.';

comment on table sessions is 'Where people are signed in.';

comment on table stale_days is 'Days whose games have changed since they were counted.';

comment on column stale_days.day is 'A day, or -infinity for the games without one.';

comment on column stale_days.since is 'When they changed.';

comment on table stale_matches is 'Matches that are over and whose game is not written yet, or was before they changed.';

comment on column stale_matches.since is 'When it changed.';

comment on table table_checkpoints is 'The fold of each table''s log up to one of its last entries; the rest is folded when it is needed.';

comment on column table_checkpoints.at is 'With boot and seq the place in the log up to which it is folded.';

comment on column table_checkpoints.bounce_ms is 'The table''s bounce limit with which later entries were played.';

comment on table table_events is 'The log of each table: what its sensors and people said, never edited. Matches are its fold, in log order.';

comment on column table_events.at is 'Its place in time: corrected for clocks, rising with seq within a boot.';

comment on column table_events.device_ms is 'The device''s own clock in milliseconds, as sent.';

comment on column table_events.outcome is 'counted, bounce, held, ignored, noted, or the code of a refusal.';

comment on column table_events.match_id is 'A match that exists, by the trigger `events_name_matches`.';

comment on column table_events.effect is 'What it did to match_id, as events of the game; a match is the fold of its effects.';

comment on column table_events.before_match_id is 'The match that the same entry ended before it began match_id.';

comment on table table_heads is 'Where the fold of each table''s log has come to; its row is the lock for all that changes play.';

comment on column table_heads.last_at is 'With last_boot and last_seq the place of the newest entry.';

comment on column table_heads.heard is 'Milliseconds since 1970 of the newest entry of each device and of people (hand): late events of one never go before what another said.';

comment on column table_heads.revision is 'A new random name with every change of play or of what is known of its devices'' runs, so that a process knows whether what it remembers is still so.';

comment on table table_locks is 'What the devices of a table were last told of its lock.';

comment on column table_locks.reservation_id is 'Whose turn opened it: as that ends, it is to be locked. Null when staff opened it, until then.';

comment on column table_locks.command_id is 'Names the last command, so that a device does not do it twice.';

comment on column tables.venue_id is 'Of a venue that exists, by the trigger `tables_are_in_a_venue`.';

comment on column tables.code is 'As painted on the table, e.g. T05; a retired table frees its code.';

comment on column tables.bounce_ms is 'Two goals of one side nearer than this (milliseconds of the device''s clock) are one.';

comment on table tries is 'Recent tries of what is limited, e.g. sign-ins of one account.';

comment on column tries.subject is 'Keyed hash of an account''s e-mail or of an address, known or not.';

comment on table unexported_days is 'Days whose games, or the names in them, have changed since they were last exported. A row a transaction: whoever exports takes away the rows of what it has seen, and no other, so that nothing waits for anything.';

comment on column unexported_days.day is 'A day, or -infinity for the games without one.';

comment on table unjournalled_erasures is 'Who was erased and is not yet written into the journal outside the database, from which a restore erases them again.';

comment on table unknown_taps is 'The last card tapped at a table that was nobody''s, for as long as a code for it may follow.';

comment on table users is 'People who can sign in.';

comment on column users.version is 'Counts changes by administrators; the ETag of a person.';

comment on table venue_webhooks is 'Where what happens in a venue is posted. The secret that signs is derived, not kept.';

comment on column venue_webhooks.failures is 'In a row.';

comment on column venue_webhooks.switched_off_at is 'When too many failures in a row have switched it off.';

comment on table venues is 'Places with tables; times of day are those of their time zone.';

comment on column venues.closures is 'Stretches in which the venue, or only the tables named, cannot be played at.';

comment on column venues.exceptions is 'Dates with other hours than those of their weekday.';

comment on table verifications is 'Pending resets, verifications and provider sign-ins.';

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

comment on view reporting.events is 'What tables and people at them told (goals, undone goals, beginnings, ends …): one row an event, as it came. A goal is an event of type goal whose outcome is counted.';

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

comment on view reporting.reservations is 'Who had a table when: one row a reservation, cancelled ones included.';

comment on column reporting.reservations.reservation_id is 'The reservation.';

comment on column reporting.reservations.date is 'The day on which it begins, in the time zone of the venue.';

comment on column reporting.reservations.table_id is 'The code of the table.';

comment on column reporting.reservations.starts_at is 'When it begins.';

comment on column reporting.reservations.ends_at is 'When it ends as planned.';

comment on column reporting.reservations.planned_minutes is 'From its beginning to its end as planned, in minutes.';

comment on column reporting.reservations.held_minutes is 'What it took of the table, in minutes: less than planned when given back or left unclaimed, 0 when cancelled before.';

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

comment on view reporting.venues is 'Places with tables.';

comment on column reporting.venues.venue_id is 'The venue; joins all views.';

comment on column reporting.venues.venue is 'What it is called.';

comment on column reporting.venues.time_zone is 'The zone whose days and hours count there, e.g. Europe/Paris.';

comment on column reporting.venues.created_at is 'When it was added.';

grant select on reporting.days to analyst;

grant select on reporting.events to analyst;

grant select on reporting.games to analyst;

grant select on reporting.lines to analyst;

grant select on reporting.players to analyst;

grant select on reporting.reservations to analyst;

grant select on reporting.tables to analyst;

grant select on reporting.venues to analyst;
