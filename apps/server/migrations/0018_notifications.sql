-- Up Migration

create table notices (
  id uuid primary key,
  player_id uuid references players,
  venue_id uuid references venues,
  kind text not null,
  subject text not null,
  key text not null,
  data jsonb not null,
  path text not null,
  due_at timestamptz default now(),
  valid_until timestamptz,
  planned_at timestamptz,
  created_at timestamptz not null default now(),
  check (num_nonnulls(player_id, venue_id) > 0),
  check ((due_at is null) = (planned_at is not null))
);
create unique index notices_nothing_twice on notices (player_id, key) where player_id is not null;
create unique index notices_nothing_twice_a_venue on notices (venue_id, key) where player_id is null;
create index notices_due on notices (due_at, id) where due_at is not null;
create index notices_about on notices (subject);
create index notices_old on notices (planned_at) where planned_at is not null;
comment on table notices is
  'What is to be told, written in the transaction of its cause: to a player, or without one to the channels of a venue.';
comment on column notices.subject is 'What it is about, e.g. a reservation; by it notices are taken back.';
comment on column notices.key is 'Nobody is told the same key twice.';
comment on column notices.valid_until is 'From then on it is untrue, and is not sent any more.';
comment on column notices.due_at is 'When it is told; null once it is.';

create table notice_deliveries (
  id uuid primary key,
  notice_id uuid not null references notices on delete cascade,
  channel text not null check (channel in ('push', 'mail', 'webhook')),
  target uuid not null,
  due_at timestamptz default now(),
  attempts integer not null default 0,
  outcome text check (outcome in ('sent', 'withdrawn', 'untrue', 'gone', 'failed', 'limit')),
  settled_at timestamptz,
  unique (notice_id, channel, target),
  check ((outcome is null) = (due_at is not null)),
  check ((outcome is null) = (settled_at is null))
);
create index notice_deliveries_due on notice_deliveries (channel, due_at, id) where due_at is not null;
comment on table notice_deliveries is 'A notice on its way by one channel to one address, once.';
comment on column notice_deliveries.target is 'The player, their push subscription, or a channel of the venue.';
comment on column notice_deliveries.due_at is
  'When it is tried. Taking it moves this on, so that one whose process died comes back.';

create function withdraw_notices(subjects text[], kinds text[], of_player uuid) returns void language plpgsql as $$
begin
  delete from notices n
  where n.subject = any(subjects) and n.due_at is not null
    and (kinds is null or n.kind = any(kinds)) and (of_player is null or n.player_id = of_player);
  -- Only now does a planning that was under way show what it has planned.
  update notice_deliveries d set outcome = 'withdrawn', due_at = null, settled_at = now()
  from notices n
  where n.id = d.notice_id and n.subject = any(subjects) and d.outcome is null
    and (kinds is null or n.kind = any(kinds)) and (of_player is null or n.player_id = of_player);
end $$;
comment on function withdraw_notices is 'Takes back what has not been sent yet; null kinds or player: of all.';

create table notice_preferences (
  player_id uuid primary key references users on delete cascade,
  chosen jsonb not null,
  version integer not null default 1
);
comment on table notice_preferences is 'What somebody has chosen otherwise than the defaults.';

create table notice_counts (
  player_id uuid not null references users on delete cascade,
  channel text not null,
  day date not null,
  count integer not null,
  primary key (player_id, channel, day)
);
comment on table notice_counts is 'How many a player has been sent by a channel on a day.';

create table push_subscriptions (
  id uuid primary key,
  player_id uuid not null references users on delete cascade,
  endpoint text not null unique,
  p256dh text not null,
  auth text not null,
  user_agent text,
  created_at timestamptz not null default now()
);
create index push_subscriptions_of_player on push_subscriptions (player_id, created_at);
comment on table push_subscriptions is 'Browsers that show somebody''s notices, at the push service that each has chosen.';

create table venue_webhooks (
  id uuid primary key,
  venue_id uuid not null references venues,
  kind text not null check (kind in ('webhook', 'discord', 'slack', 'teams')),
  name text not null,
  url text not null,
  locale text not null check (locale in ('fr', 'en')),
  events text[] not null,
  active boolean not null default true,
  failures integer not null default 0,
  switched_off_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  check (switched_off_at is null or not active)
);
create index venue_webhooks_of_venue on venue_webhooks (venue_id, id);
comment on table venue_webhooks is 'Where what happens in a venue is posted. The secret that signs is derived, not kept.';
comment on column venue_webhooks.failures is 'In a row.';
comment on column venue_webhooks.switched_off_at is 'When too many failures in a row have switched it off.';

alter table inbox_messages
  add column kind text not null default 'message',
  add column data jsonb,
  alter column subject drop not null,
  alter column body drop not null,
  add check ((kind = 'message') = (subject is not null and body is not null)),
  add check ((kind = 'message') = (data is null));
create index inbox_messages_unread on inbox_messages (user_id) where read_at is null;
comment on column inbox_messages.kind is 'message: as written; else a kind of notice, whose words are found when it is read.';
comment on table inbox_messages is 'Messages kept in the application.';

alter table live_events
  add column player_id uuid,
  alter column venue_id drop not null;
comment on column live_events.player_id is 'Who alone is told; null: everybody.';

create or replace function give_back_retired() returns trigger language plpgsql as $$
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
end $$;
