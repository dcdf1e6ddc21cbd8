-- Up Migration

create table backups (
  id uuid primary key,
  kind text not null check (kind in ('full', 'incremental', 'dump')),
  repository text not null check (char_length(repository) between 1 and 200),
  started_at timestamptz not null,
  finished_at timestamptz not null check (finished_at >= started_at),
  ok boolean not null,
  bytes bigint check (bytes >= 0),
  label text check (char_length(label) between 1 and 200),
  error text check (char_length(error) between 1 and 2000),
  reported_at timestamptz not null default now(),
  constraint backups_say_why check (ok = (error is null))
);
create index backups_by_end on backups (finished_at desc);
comment on table backups is
  'What became of each backup, as those who made it reported. Entries are only ever added; a restored database has those '
  'of its moment.';
comment on column backups.kind is 'full and incremental: of the whole cluster; dump: a file of npm run backup.';
comment on column backups.repository is 'Where it is kept, e.g. local or offsite.';
comment on column backups.label is 'What it is called there, e.g. the name of the file.';

create table drills (
  id uuid primary key,
  started_at timestamptz not null,
  finished_at timestamptz not null check (finished_at >= started_at),
  repository text not null check (char_length(repository) between 1 and 200),
  backup_label text check (char_length(backup_label) between 1 and 200),
  ok boolean not null,
  restored_to timestamptz,
  rpo_seconds double precision check (rpo_seconds >= 0),
  restore_seconds double precision check (restore_seconds >= 0),
  rows jsonb not null default '{}',
  checksums jsonb not null default '{}',
  differences jsonb not null default '[]',
  erasures_replayed integer check (erasures_replayed >= 0),
  error text check (char_length(error) between 1 and 2000),
  reported_at timestamptz not null default now(),
  constraint drills_that_pass_restored check (not ok or (error is null and restored_to is not null
    and restore_seconds is not null and differences = '[]'))
);
create index drills_by_end on drills (finished_at desc);
comment on table drills is
  'What became of restoring a backup beside the running database, as whoever did it reported. Entries are only ever added.';
comment on column drills.repository is 'Where the backup was read from.';
comment on column drills.restored_to is 'The time of the newest change that came back.';
comment on column drills.rpo_seconds is 'What would have been lost: from restored_to to the newest change of the running database; unknown without one.';
comment on column drills.restore_seconds is 'How long it took from nothing to a database that answers, checks not included.';
comment on column drills.rows is 'Rows by table, as restored.';
comment on column drills.checksums is 'Checksums by table, of what the restored and the running database must both have.';
comment on column drills.differences is 'What was missing or other than it must be, a sentence each.';

create trigger backups_only_grow before update or delete or truncate on backups
  for each statement execute function refuse_rewriting();
create trigger drills_only_grow before update or delete or truncate on drills
  for each statement execute function refuse_rewriting();
