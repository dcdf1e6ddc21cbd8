-- Up Migration

alter table certificates add column begins_at timestamptz;
comment on column certificates.begins_at is 'Since when it holds: how near its end is is judged by how long it holds in all.';
