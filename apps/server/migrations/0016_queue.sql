-- Up Migration

alter table reservations drop constraint reservations_status_check;
alter table reservations add constraint reservations_status_check
  check (status in ('offered', 'booked', 'checked_in', 'ended', 'no_show', 'missed', 'cancelled'));
alter table reservations add column origin text not null default 'booking'
  check (origin in ('booking', 'queue', 'walk_up'));
comment on column reservations.origin is
  'Booked ahead, offered to whoever waited, or taken at the table because it was free. Only bookings use up quotas.';
comment on column reservations.check_in_by is
  'Unclaimed by then (an offer: untaken) the table is free: whoever reads compares it with the clock, no worker is '
  'needed for it.';
drop index reservations_unclaimed;
create index reservations_unclaimed on reservations (venue_id, table_id, check_in_by)
  where status in ('offered', 'booked');

create or replace function reservation_status(status text, check_in_by timestamptz, ends_at timestamptz) returns text
language sql stable parallel safe as $$
  select case
    when status = 'booked' and check_in_by <= now() then 'no_show'
    when status = 'offered' and check_in_by <= now() then 'missed'
    when status in ('booked', 'checked_in') and ends_at <= now() then 'ended'
    else status end
$$;

create or replace function held_by_now(status text, check_in_by timestamptz, held tstzrange) returns tstzrange
language sql stable parallel safe as $$
  select case when status in ('offered', 'booked') and check_in_by <= now()
    then held * tstzrange(null, check_in_by) else held end
$$;

create or replace function give_back_retired() returns trigger language plpgsql as $$
begin
  update reservations
  set status = case when status = 'checked_in' and starts_at <= now() then 'ended' else 'cancelled' end,
      held = held_until_now(held), next_turn = null, version = version + 1
  where venue_id = new.venue_id and table_id = new.id
    and reservation_status(status, check_in_by, ends_at) in ('offered', 'booked', 'checked_in');
  return null;
end $$;

create table queues (
  venue_id uuid primary key references venues,
  version bigint not null default 0
);
comment on table queues is
  'The waiting line of a venue. Its row lock, taken before any reservation''s, makes offers one after the other.';

create table queue_entries (
  venue_id uuid not null references queues,
  id uuid not null unique,
  player_id uuid not null references players,
  table_id uuid,
  place bigint not null,
  joined_at timestamptz not null default now(),
  away_until timestamptz,
  offer_id uuid,
  promised_seconds integer check (promised_seconds >= 0),
  left_at timestamptz,
  outcome text check (outcome in ('played', 'left', 'expired')),
  primary key (venue_id, id),
  foreign key (venue_id, table_id) references tables,
  foreign key (venue_id, offer_id) references reservations,
  check ((left_at is null) = (outcome is null))
);
create unique index queue_entries_one_line_each on queue_entries (player_id) where left_at is null;
create unique index queue_entries_one_taker_an_offer on queue_entries (offer_id) where offer_id is not null;
create index queue_entries_waiting on queue_entries (venue_id, place) where left_at is null;
create index queue_entries_of_player on queue_entries (player_id, joined_at desc);
comment on table queue_entries is 'Who waits for a table, or for any of a venue, in order of place; kept when they have left.';
comment on column queue_entries.table_id is 'The table waited for; null for any.';
comment on column queue_entries.away_until is 'Passed over until they say that they are back; from then on out of the line.';
comment on column queue_entries.offer_id is 'The reservation that was last offered to them.';
comment on column queue_entries.promised_seconds is 'The wait that they were told when they joined, for measuring it.';
