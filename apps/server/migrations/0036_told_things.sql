-- Up Migration

alter table alerts
  add column things jsonb not null default '[]' check (jsonb_typeof(things) = 'array'),
  add column more_told_at timestamptz;
comment on column alerts.things is
  'The single things that are beyond now, where a rule is of several: id, name, since when.';
comment on column alerts.more_told_at is 'When it was last told that more of them had joined while it fired.';

alter table alert_episodes add column told_of text[] not null default '{}';
comment on column alert_episodes.told_of is
  'The things of which it was told, by id; empty although it was told: by a release that kept none.';
