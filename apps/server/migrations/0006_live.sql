-- Up Migration

create table live_head (
  singleton boolean primary key default true check (singleton),
  version bigint not null
);
insert into live_head (version) values (0);
comment on table live_head is
  'The version of the last announcement. Its row lock, taken last in a transaction, makes versions rise in commit order without gaps.';

create table live_events (
  version bigint primary key,
  venue_id uuid not null,
  table_id uuid,
  match_id uuid,
  type text not null,
  data text not null,
  at timestamptz not null default now()
);
create index live_events_at on live_events (at);
comment on table live_events is 'Announcements of the last hour, for viewers that come back.';
