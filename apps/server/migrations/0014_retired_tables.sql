-- Up Migration

create function give_back_retired() returns trigger language plpgsql as $$
begin
  update reservations
  set status = case when status = 'checked_in' and starts_at <= now() then 'ended' else 'cancelled' end,
      held = case when lower(held) < now() then tstzrange(lower(held), now()) else 'empty'::tstzrange end,
      next_turn = null, version = version + 1
  where venue_id = new.venue_id and table_id = new.id and status in ('booked', 'checked_in')
    and upper(held) > now() and not (status = 'booked' and check_in_by <= now());
  return null;
end $$;
create trigger tables_give_back after update of retired_at on tables
  for each row when (old.retired_at is null and new.retired_at is not null)
  execute function give_back_retired();
comment on function give_back_retired is 'Nobody has a table that is no longer there.';
