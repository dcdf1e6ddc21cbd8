-- Up Migration

create table unjournalled_erasures (
  player_id uuid primary key references players,
  erased_at timestamptz not null
);
comment on table unjournalled_erasures is
  'Who was erased and is not yet written into the journal outside the database, from which a restore erases them again.';

insert into unjournalled_erasures select id, erased_at from players where erased_at is not null;

create function erasure_goes_into_the_journal() returns trigger language plpgsql as $$
begin
  insert into unjournalled_erasures values (new.id, new.erased_at) on conflict do nothing;
  return null;
end $$;

-- In the transaction that erases, so that none is forgotten, whoever dies when.
create trigger erasures_go_into_the_journal after update on players
  for each row when (old.erased_at is null and new.erased_at is not null)
  execute function erasure_goes_into_the_journal();
