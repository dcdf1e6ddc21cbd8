-- Up Migration

alter table venues add column exceptions jsonb not null default '[]';
comment on column venues.exceptions is 'Dates with other hours than those of their weekday.';
comment on column venues.closures is 'Stretches in which the venue, or only the tables named, cannot be played at.';

alter table reservations drop constraint reservations_origin_check;
alter table reservations add constraint reservations_origin_check
  check (origin in ('booking', 'queue', 'walk_up', 'house'));
alter table reservations add column label text;
alter table reservations add column series_id uuid;
alter table reservations add constraint reservations_house_has_a_label
  check ((origin = 'house') = (label is not null));
create index reservations_of_series on reservations (series_id, starts_at) where series_id is not null;
comment on column reservations.label is
  'What the house holds the table for, shown in place of a person. The house''s have no row in reservation_players: '
  'nobody is in them, so that whoever books for the house may hold many tables at a time.';

create table audit_log (
  id uuid primary key,
  at timestamptz not null default now(),
  actor_id uuid not null references players,
  action text not null,
  subject_type text not null,
  subject_id uuid not null,
  venue_id uuid,
  player_id uuid references players,
  details jsonb not null default '{}'
);
create index audit_log_of_venue on audit_log (venue_id, id desc);
create index audit_log_of_actor on audit_log (actor_id, id desc);
create index audit_log_of_subject on audit_log (subject_id, id desc);
create index audit_log_of_player on audit_log (player_id) where player_id is not null;
comment on table audit_log is
  'What staff and administrators did. Entries are only ever added. Whoever is erased stays in them as an anonymous player.';
comment on column audit_log.venue_id is
  'Not a reference: it would lock the venue''s row after the table''s, against the order of locks.';
comment on column audit_log.player_id is 'The person it was about; names are read where they are kept.';

create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception 'entries of % are only ever added', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger audit_log_only_grows before update or delete or truncate on audit_log
  for each statement execute function refuse_rewriting();
