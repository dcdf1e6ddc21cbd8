-- Up Migration

create extension if not exists btree_gist;

create table reservations (
  venue_id uuid not null,
  id uuid not null unique,
  table_id uuid not null,
  owner_id uuid not null references players,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  status text not null default 'booked'
    check (status in ('booked', 'checked_in', 'ended', 'no_show', 'cancelled')),
  check_in_by timestamptz not null,
  held tstzrange not null,
  checked_in_at timestamptz,
  changed_by uuid references players,
  reason text,
  next_turn timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (venue_id, id),
  foreign key (venue_id, table_id) references tables,
  check (starts_at < ends_at),
  check (check_in_by <= ends_at),
  check (held <@ tstzrange(starts_at, ends_at)),
  constraint reservations_never_overlap
    exclude using gist (venue_id with =, table_id with =, held with &&)
);
create index reservations_of_owner on reservations (owner_id, starts_at desc);
create index reservations_recent on reservations (venue_id, starts_at desc, id desc);
create index reservations_next_turn on reservations (next_turn) where next_turn is not null;
create index reservations_unclaimed on reservations (venue_id, table_id, check_in_by) where status = 'booked';
comment on table reservations is 'Who has a table when.';
comment on column reservations.check_in_by is
  'Unclaimed by then the table is free: whoever reads compares it with the clock, no worker is needed for it.';
comment on column reservations.held is
  'What it takes of the table, half-open; no two of a table overlap. Shorter than planned when given back early or left '
  'unclaimed, empty when cancelled before it began.';
comment on column reservations.changed_by is 'Who moved or cancelled it, where that was not its owner.';
comment on column reservations.next_turn is 'When the table looks different because of it: for telling those who watch.';

create table reservation_players (
  venue_id uuid not null,
  reservation_id uuid not null,
  player_id uuid not null references players,
  answer text not null check (answer in ('invited', 'accepted', 'declined')),
  held tstzrange not null,
  primary key (venue_id, reservation_id, player_id),
  foreign key (venue_id, reservation_id) references reservations on delete cascade,
  constraint nobody_in_two_places exclude using gist (player_id with =, held with &&) where (answer = 'accepted')
);
create index reservation_players_of_player on reservation_players (player_id);
comment on table reservation_players is
  'Who plays in a reservation: its owner, and those invited. Nobody who has accepted is in two at a time.';
comment on column reservation_players.held is 'As the reservation''s; kept so by a trigger.';

create function hold_players_too() returns trigger language plpgsql as $$
begin
  update reservation_players set held = new.held
  where venue_id = new.venue_id and reservation_id = new.id;
  return null;
end $$;
create trigger reservations_hold_players after update of held on reservations
  for each row when (old.held is distinct from new.held) execute function hold_players_too();

create table booking_pardons (
  venue_id uuid not null references venues,
  player_id uuid not null references players,
  at timestamptz not null default now(),
  given_by uuid not null references players,
  primary key (venue_id, player_id, at)
);
comment on table booking_pardons is 'Unclaimed reservations from before no longer count against the player.';
