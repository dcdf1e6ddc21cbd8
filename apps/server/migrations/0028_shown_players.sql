-- Up Migration

-- A replica that still shows somebody who has been erased, or who no longer agrees to be ranked, must not answer: this
-- tells that there was such a change, as the marks of what is to be counted tell of matches. Nobody but the owner writes
-- it, hence the function's rights.
create sequence shown_players_seq;

create function shown_players_change() returns trigger language plpgsql
security definer set search_path = pg_catalog, public as $$
begin
  perform nextval('public.shown_players_seq');
  return null;
end $$;

create trigger players_are_shown_anew after update on players
  for each row when (old.display_name <> new.display_name or old.on_leaderboards <> new.on_leaderboards
    or old.erased_at is distinct from new.erased_at)
  execute function shown_players_change();
