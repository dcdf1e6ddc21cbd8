-- Up Migration

-- Each match that events name is looked up by its key: with `or`, PostgreSQL read all of them instead.
create or replace function events_name_matches() returns trigger language plpgsql as $$
begin
  if exists (
    select from (
      select venue_id, match_id as id from written where match_id is not null
      union all
      select venue_id, before_match_id from written where before_match_id is not null
    ) as named
    left join lateral (
      select true as there from matches m where m.venue_id = named.venue_id and m.id = named.id limit 1
    ) as found on true
    where found.there is null
  ) then
    raise exception 'an event names a match that there is not'
      using errcode = 'foreign_key_violation', constraint = 'events_name_matches';
  end if;
  return null;
end $$;
