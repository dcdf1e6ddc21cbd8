-- Up Migration

create table alerts (
  rule text primary key,
  value double precision,
  breached_since timestamptz,
  well_since timestamptz,
  judged_at timestamptz not null
);
comment on table alerts is
  'How each rule stands, by whichever worker judged last; what a rule says is in the code. A rule that fires has an open '
  'row in alert_episodes.';
comment on column alerts.value is 'What was measured; null: not known.';
comment on column alerts.breached_since is 'Since when it is beyond where it fires.';
comment on column alerts.well_since is 'Since when it is within where it clears.';

create table alert_episodes (
  id uuid primary key,
  rule text not null,
  fired_at timestamptz not null,
  cleared_at timestamptz check (cleared_at >= fired_at),
  worst double precision not null,
  told_at timestamptz,
  told integer not null default 0 check ((told = 0) = (told_at is null))
);
create unique index alert_episodes_one_at_a_time on alert_episodes (rule) where cleared_at is null;
create index alert_episodes_by_end on alert_episodes (cleared_at);
comment on table alert_episodes is 'From when to when a rule fired.';
comment on column alert_episodes.told is 'How often it was told that it fires; one that was never told does not tell that it is over.';

create table alert_silences (
  id uuid primary key,
  rule text not null,
  reason text not null check (char_length(reason) between 1 and 200),
  created_by uuid not null references players,
  created_at timestamptz not null default now(),
  ends_at timestamptz not null check (ends_at > created_at),
  ended_at timestamptz
);
create index alert_silences_by_end on alert_silences (ends_at);
comment on table alert_silences is 'While one holds, its rule tells nobody anything; it is judged and shown all the same.';
comment on column alert_silences.ended_at is 'When somebody has ended it before its time.';

create table health_parts (
  part text primary key,
  state text not null check (state in ('ok', 'failing', 'off', 'unknown')),
  since timestamptz not null
);
comment on table health_parts is 'Since when each part of the installation is as it is, as a worker has seen it.';

create table certificates (
  of_what text primary key check (of_what in ('public_url', 'database')),
  subject text,
  issuer text,
  ends_at timestamptz,
  error text,
  checked_at timestamptz not null,
  check ((ends_at is null) = (error is not null))
);
comment on table certificates is 'The certificates that are served, as a worker has seen them.';
comment on column certificates.error is 'Why it could not be seen.';
