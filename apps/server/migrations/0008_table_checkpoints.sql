-- Up Migration

create table table_checkpoints (
  venue_id uuid not null,
  table_id uuid not null,
  state jsonb not null,
  at timestamptz not null,
  boot integer not null,
  seq bigint not null,
  bounce_ms integer not null,
  primary key (venue_id, table_id),
  foreign key (venue_id, table_id) references tables on delete cascade
);
comment on table table_checkpoints is
  'The fold of each table''s log up to one of its last entries; the rest is folded when it is needed.';
comment on column table_checkpoints.at is 'With boot and seq the place in the log up to which it is folded.';
comment on column table_checkpoints.bounce_ms is 'The table''s bounce limit with which later entries were played.';

insert into table_checkpoints (venue_id, table_id, state, at, boot, seq, bounce_ms)
select h.venue_id, h.table_id, h.state, h.last_at, h.last_boot, h.last_seq, t.bounce_ms
from table_heads h join tables t on t.venue_id = h.venue_id and t.id = h.table_id
where h.state <> '{}';

alter table table_heads
  drop column state,
  drop column card,
  add column revision uuid not null default gen_random_uuid();
comment on column table_heads.revision is
  'A new random name with every change of play or of what is known of its devices'' runs, so that a process knows whether what it remembers is still so.';

create or replace function create_head_of_table() returns trigger language plpgsql as $$
begin
  insert into table_heads (venue_id, table_id) values (new.venue_id, new.id);
  return new;
end $$;

create function renew_revision() returns trigger language plpgsql as $$
begin
  new.revision := gen_random_uuid();
  return new;
end $$;
create trigger table_heads_revision before update on table_heads for each row
  when (new.revision = old.revision) execute function renew_revision();
comment on function renew_revision is 'Whoever changes a head and names no revision gets one.';
