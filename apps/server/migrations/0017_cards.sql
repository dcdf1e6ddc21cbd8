-- Up Migration

create table cards (
  player_id uuid not null references players,
  id uuid primary key,
  card_hash bytea not null,
  label text,
  linked_at timestamptz not null default now(),
  last_used_at timestamptz,
  constraint cards_belong_to_one unique (card_hash)
);
create index cards_of_player on cards (player_id);
comment on table cards is 'Which student cards are whose.';
comment on column cards.card_hash is
  'HMAC-SHA256 of the card''s number by a key that follows from the installation''s: the number itself is kept nowhere.';

create table card_codes (
  player_id uuid primary key references players,
  code_hash bytea not null,
  label text,
  expires_at timestamptz not null,
  constraint card_codes_differ unique (code_hash)
);
comment on table card_codes is
  'What a person types at a table to link the card tapped there: one at a time each, for two minutes, once.';

create table unknown_taps (
  venue_id uuid not null,
  table_id uuid not null,
  card_hash bytea not null,
  at timestamptz not null default now(),
  primary key (venue_id, table_id),
  foreign key (venue_id, table_id) references tables on delete cascade
);
comment on table unknown_taps is 'The last card tapped at a table that was nobody''s, for as long as a code for it may follow.';

create table reservation_seats (
  venue_id uuid not null,
  reservation_id uuid not null,
  seat smallint not null check (seat between 1 and 4),
  player_id uuid not null references players,
  seated_at timestamptz not null default now(),
  primary key (venue_id, reservation_id, seat),
  constraint reservation_seats_one_each unique (venue_id, reservation_id, player_id),
  foreign key (venue_id, reservation_id) references reservations on delete cascade
);
create index reservation_seats_of_player on reservation_seats (player_id);
comment on table reservation_seats is
  'Who has tapped in while somebody has the table, in order: 1 and 3 are red, 2 and 4 blue. Matches begun then are theirs.';

create table table_locks (
  venue_id uuid not null,
  table_id uuid not null,
  open boolean not null,
  until timestamptz not null,
  reservation_id uuid,
  command_id uuid not null,
  changed_at timestamptz not null default now(),
  primary key (venue_id, table_id),
  foreign key (venue_id, table_id) references tables on delete cascade,
  foreign key (venue_id, reservation_id) references reservations on delete cascade
) with (fillfactor = 70);
comment on table table_locks is 'What the devices of a table were last told of its lock.';
comment on column table_locks.reservation_id is
  'Whose turn opened it: as that ends, it is to be locked. Null when staff opened it, until then.';
comment on column table_locks.command_id is 'Names the last command, so that a device does not do it twice.';

create table screen_keys (
  table_id uuid primary key references tables (id) on delete cascade,
  generation integer not null check (generation > 0)
);
comment on table screen_keys is
  'How often the key of a table''s screen was made; the key itself follows from the installation''s, and is kept nowhere.';
