-- Up Migration

create unlogged table processes (
  id uuid primary key,
  host text not null,
  roles text[] not null,
  version text not null,
  "commit" text not null,
  node text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null default now(),
  told jsonb not null
);
comment on table processes is
  'The processes of this installation that run, as each says every few seconds; one that ends in peace takes its row away. '
  'Not logged: after a crash all say it again.';
comment on column processes.told is 'How it is just now: its checks, load, memory, viewers, the replica as it sees it.';

create table process_samples (
  process_id uuid not null,
  at timestamptz not null,
  seconds integer not null check (seconds > 0),
  cpu real not null,
  machine_cpu real not null,
  memory_bytes bigint not null,
  loop_delay_ms real not null,
  viewers integer not null,
  requests integer not null,
  failures integer not null,
  events integer not null,
  ingest integer[] not null,
  live integer[] not null,
  primary key (process_id, at)
);
create index process_samples_by_time on process_samples (at);
comment on table process_samples is
  'What each process measured, a row a minute; after two days all processes together, a row a quarter of an hour.';
comment on column process_samples.process_id is 'Of all together: the id of zeros alone.';
comment on column process_samples.at is 'When its time begins.';
comment on column process_samples.cpu is 'Cores in use by the process.';
comment on column process_samples.machine_cpu is 'The share of the machine that computes, from 0 to 1.';
comment on column process_samples.loop_delay_ms is 'What 99 in 100 turns of the event loop stayed under.';
comment on column process_samples.failures is 'Answers from 500 on.';
comment on column process_samples.events is 'Events of devices that counted.';
comment on column process_samples.ingest is 'Calls of devices by how long they took: how many within each bucket, the last beyond all.';
comment on column process_samples.live is 'Announcements by how long after their transaction began viewers had them; buckets as of ingest.';

create table campus_samples (
  at timestamptz primary key,
  seconds integer not null check (seconds > 0),
  database_bytes bigint not null,
  disk_free_bytes bigint,
  disk_bytes bigint,
  connections integer not null,
  connections_allowed integer not null,
  sensors_silent integer not null,
  queue_seconds real not null,
  outbox_seconds real not null
);
comment on table campus_samples is
  'What is true of the installation as a whole, a row a minute, by whichever worker comes first; after two days a row a '
  'quarter of an hour.';
comment on column campus_samples.disk_free_bytes is 'Of the disk under the database, where it is a disk of the worker''s machine.';
comment on column campus_samples.queue_seconds is 'How long the oldest job should have been done.';
comment on column campus_samples.outbox_seconds is 'How long the oldest notice should have been told.';
