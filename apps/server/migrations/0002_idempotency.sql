-- Up Migration

create table idempotency_keys (
  actor text not null,
  key_hash bytea not null,
  request_hash bytea not null,
  status integer,
  body bytea,
  created_at timestamptz not null default now(),
  primary key (actor, key_hash)
);
create index idempotency_keys_created on idempotency_keys (created_at);
comment on table idempotency_keys is
  'Answers already given, for 24 h; the body is encrypted with the key the caller holds.';
