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
