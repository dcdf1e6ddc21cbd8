-- Up Migration

alter table notices drop constraint notices_venue_id_fkey;
comment on column notices.venue_id is
  'Not a reference: it would lock the venue''s row after its reservations'', against the order of locks.';

-- PostgreSQL asks a foreign key again when a row is written twice in a transaction, as at the beginning of a match: the
-- venue was locked after its table. These ask only when a table comes to a venue.
alter table tables drop constraint tables_venue_id_fkey;
create function tables_are_in_a_venue() returns trigger language plpgsql as $$
begin
  perform from venues where id = new.venue_id for key share;
  if not found then
    raise exception 'there is no venue %', new.venue_id
      using errcode = 'foreign_key_violation', constraint = 'tables_are_in_a_venue';
  end if;
  return null;
end $$;
create trigger tables_are_in_a_venue after insert or update of venue_id on tables
  for each row execute function tables_are_in_a_venue();
create function venues_with_tables_stay() returns trigger language plpgsql as $$
begin
  if exists (select from tables where venue_id = old.id) then
    raise exception 'venue % has tables', old.id
      using errcode = 'foreign_key_violation', constraint = 'tables_are_in_a_venue';
  end if;
  return null;
end $$;
create trigger venues_with_tables_stay after delete or update of id on venues
  for each row execute function venues_with_tables_stay();
comment on column tables.venue_id is 'Of a venue that exists, by the trigger `tables_are_in_a_venue`.';
