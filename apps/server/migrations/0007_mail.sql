-- Up Migration

create table tries (
  kind text not null,
  subject bytea not null,
  at timestamptz[] not null,
  primary key (kind, subject)
);
comment on table tries is 'Recent tries of what is limited, e.g. sign-ins of one account.';
comment on column tries.subject is 'Keyed hash of an account''s e-mail or of an address, known or not.';

create table mails (
  id uuid primary key,
  user_id uuid references users on delete cascade,
  recipient text not null,
  subject text not null,
  body text not null,
  html text,
  link text,
  created_at timestamptz not null default now()
);
create index mails_user on mails (user_id);
comment on table mails is 'Mails on their way; a mail that was sent is kept nowhere.';

create table inbox_messages (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  subject text not null,
  body text not null,
  link text,
  created_at timestamptz not null default now(),
  read_at timestamptz
);
create index inbox_messages_user on inbox_messages (user_id, created_at desc, id desc);
comment on table inbox_messages is 'Messages kept in the application, for installations without mail.';

create table jobs (
  id uuid primary key,
  task text not null,
  payload jsonb not null,
  key text unique,
  daily boolean not null default false,
  attempts integer not null default 0,
  run_at timestamptz not null default now(),
  created_at timestamptz not null default now()
);
create index jobs_due on jobs (run_at, id);
comment on table jobs is 'What is to be done in the background, at least once; committed together with its cause.';
comment on column jobs.key is 'A waiting job with the same key is replaced.';
comment on column jobs.run_at is 'When it is due. Taking a job moves this on, so that one whose process died comes back.';
