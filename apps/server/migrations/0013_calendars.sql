-- Up Migration

alter table reservations add column changed_at timestamptz not null default now();
comment on column reservations.changed_at is 'For calendars, which take what is newer.';
create function note_change() returns trigger language plpgsql as $$
begin
  new.changed_at := now();
  return new;
end $$;
create trigger reservations_note_change before update on reservations
  for each row when (old.version is distinct from new.version) execute function note_change();

create table calendar_addresses (
  subject uuid primary key,
  generation integer not null check (generation > 0)
);
comment on table calendar_addresses is
  'How often the secret address of a calendar (of a player or a table) was replaced; without a row never. The address '
  'itself follows from the installation''s key, and is kept nowhere.';
