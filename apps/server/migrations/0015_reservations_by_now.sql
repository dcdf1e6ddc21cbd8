-- Up Migration

create function reservation_status(status text, check_in_by timestamptz, ends_at timestamptz) returns text
language sql stable parallel safe as $$
  select case
    when status = 'booked' and check_in_by <= now() then 'no_show'
    when status in ('booked', 'checked_in') and ends_at <= now() then 'ended'
    else status end
$$;
comment on function reservation_status is
  'A reservation is what the clock makes of it, whether or not a worker has written it down.';

create function held_by_now(status text, check_in_by timestamptz, held tstzrange) returns tstzrange
language sql stable parallel safe as $$
  select case when status = 'booked' and check_in_by <= now() then held * tstzrange(null, check_in_by) else held end
$$;
comment on function held_by_now is 'What a reservation takes of its table: left unclaimed, only until its limit.';

create function held_until_now(held tstzrange) returns tstzrange
language sql stable parallel safe as $$
  select case when lower(held) < now() then tstzrange(lower(held), now()) else 'empty'::tstzrange end
$$;
comment on function held_until_now is 'What a reservation that is given back has taken of its table.';

create or replace function give_back_retired() returns trigger language plpgsql as $$
begin
  update reservations
  set status = case when status = 'checked_in' and starts_at <= now() then 'ended' else 'cancelled' end,
      held = held_until_now(held), next_turn = null, version = version + 1
  where venue_id = new.venue_id and table_id = new.id
    and reservation_status(status, check_in_by, ends_at) in ('booked', 'checked_in');
  return null;
end $$;
