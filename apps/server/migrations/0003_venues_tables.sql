-- Up Migration

create table venues (
  id uuid primary key,
  name text not null,
  time_zone text not null,
  opening_hours jsonb not null,
  closures jsonb not null default '[]',
  policy jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null default now()
);
comment on table venues is 'Places with tables; times of day are those of their time zone.';

create table tables (
  venue_id uuid not null references venues,
  id uuid not null unique,
  code text not null,
  name text not null,
  location text,
  condition text,
  bounce_ms integer not null default 400 check (bounce_ms between 0 and 10000),
  retired_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (venue_id, id)
);
create unique index tables_code on tables (upper(code)) where retired_at is null;
comment on column tables.code is 'As painted on the table, e.g. T05; a retired table frees its code.';
comment on column tables.bounce_ms is
  'Two goals of one side nearer than this (milliseconds of the device''s clock) are one.';

create table faults (
  venue_id uuid not null,
  id uuid not null unique,
  table_id uuid not null,
  kind text not null check (kind in ('broken_rod', 'lost_ball', 'sensor', 'other')),
  description text,
  blocking boolean not null default false,
  reported_by uuid references players,
  reported_at timestamptz not null default now(),
  resolved_by uuid references players,
  resolved_at timestamptz,
  resolution text,
  version integer not null default 1,
  primary key (venue_id, id),
  foreign key (venue_id, table_id) references tables on delete cascade
);
create index faults_open on faults (venue_id, table_id) where resolved_at is null;
comment on table faults is 'What is wrong with a table; an open blocking fault sets it to maintenance.';
