-- Up Migration

create table devices (
  venue_id uuid not null,
  id uuid not null unique,
  table_id uuid not null,
  name text not null,
  kind text not null check (kind in ('native', 'board')),
  token_hash bytea not null unique,
  online boolean not null default false,
  last_seen_at timestamptz,
  firmware text,
  battery_percent smallint,
  rssi_dbm smallint,
  clock_skew_seconds double precision,
  catching_up boolean not null default false,
  rejected_events integer not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  primary key (venue_id, id),
  foreign key (venue_id, table_id) references tables on delete cascade on update cascade
);
create index devices_table on devices (venue_id, table_id);
create index devices_online on devices (last_seen_at) where online;
comment on column devices.token_hash is 'SHA-256 of the secret, which is shown once and kept nowhere.';
comment on column devices.online is 'Set by a message, cleared after 45 s of silence.';

create table device_boots (
  venue_id uuid not null,
  device_id uuid not null,
  boot_id text not null,
  ordinal integer not null,
  seen int8multirange not null default '{}',
  clock_offset_ms double precision,
  wall_offset_ms double precision,
  first_at timestamptz,
  last_seq_at timestamptz,
  first_seen_at timestamptz not null default now(),
  primary key (venue_id, device_id, boot_id),
  foreign key (venue_id, device_id) references devices on delete cascade
) with (fillfactor = 50);
create unique index device_boots_order on device_boots (venue_id, device_id, ordinal);
comment on table device_boots is 'What was received in each run of a device between two restarts.';
comment on column device_boots.seen is 'Every seq received; the first range from 1 is what is acknowledged.';
comment on column device_boots.clock_offset_ms is
  'Our time less the device''s, by the quickest message so far (milliseconds).';
comment on column device_boots.wall_offset_ms is
  'Our time less the device''s wall clock, by the quickest message that told when it was sent (milliseconds).';
comment on column device_boots.first_at is
  'With last_seq_at the stretch of time of its events: the runs of one device do not overlap.';

create table device_rejections (
  venue_id uuid not null,
  id uuid not null,
  device_id uuid not null,
  code text not null,
  event text,
  received_at timestamptz not null default now(),
  primary key (venue_id, id),
  foreign key (venue_id, device_id) references devices on delete cascade
);
create index device_rejections_device on device_rejections (venue_id, device_id, received_at);
comment on table device_rejections is 'Events that could not count, kept for whoever mends the device.';
