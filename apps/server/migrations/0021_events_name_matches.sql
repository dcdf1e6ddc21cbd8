-- Up Migration

-- A foreign key asks once a row, and writes a lock on the match each time: the hottest rows there are. These ask once a
-- statement, and lock nothing.
alter table table_events drop constraint table_events_venue_id_match_id_fkey;
alter table table_events drop constraint table_events_venue_id_before_match_id_fkey;

create function events_name_matches() returns trigger language plpgsql as $$
begin
  if exists (
    select from written w
    where w.match_id is not null
        and not exists (select from matches m where m.venue_id = w.venue_id and m.id = w.match_id)
      or w.before_match_id is not null
        and not exists (select from matches m where m.venue_id = w.venue_id and m.id = w.before_match_id)
  ) then
    raise exception 'an event names a match that there is not'
      using errcode = 'foreign_key_violation', constraint = 'events_name_matches';
  end if;
  return null;
end $$;
create trigger events_name_matches after insert on table_events
  referencing new table as written for each statement execute function events_name_matches();
create trigger events_still_name_matches after update on table_events
  referencing new table as written for each statement execute function events_name_matches();

create function matches_with_events_stay() returns trigger language plpgsql as $$
begin
  if exists (select from table_events where venue_id = old.venue_id and match_id = old.id)
    or exists (select from table_events where venue_id = old.venue_id and before_match_id = old.id) then
    raise exception 'match % has events', old.id
      using errcode = 'foreign_key_violation', constraint = 'events_name_matches';
  end if;
  return null;
end $$;
create trigger matches_with_events_stay after delete or update of venue_id, id on matches
  for each row execute function matches_with_events_stay();
comment on column table_events.match_id is 'A match that exists, by the trigger `events_name_matches`.';
