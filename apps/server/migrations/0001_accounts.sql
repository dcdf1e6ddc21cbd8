-- Up Migration

create table users (
  id uuid primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  role text not null default 'player' check (role in ('player', 'staff', 'admin')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table users is 'People who can sign in.';
comment on column users.version is 'Counts changes by administrators; the ETag of a person.';

create table sessions (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_user on sessions (user_id);
comment on table sessions is 'Where people are signed in.';

create table credentials (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  provider_id text not null,
  account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index credentials_user on credentials (user_id);
comment on table credentials is 'Ways to sign in: a password (argon2id hash) or an account at the school''s provider.';

create table verifications (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_identifier on verifications (identifier);
comment on table verifications is 'Pending resets, verifications and provider sign-ins.';

create table players (
  id uuid primary key,
  user_id uuid unique references users on delete set null,
  display_name text not null check (char_length(display_name) between 1 and 60),
  avatar text,
  locale text not null default 'fr' check (locale in ('fr', 'en')),
  on_leaderboards boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  erased_at timestamptz
);
create index players_display_name on players (lower(display_name), id);
comment on column players.erased_at is 'When the person had themselves erased; nothing of them is left here.';
comment on table players is 'Who plays, and all that others see of them; an account''s player has the account''s id.';

create function create_player_of_user() returns trigger language plpgsql as $$
begin
  insert into players (id, user_id, display_name)
  values (new.id, new.id, left(new.name, 30));
  return new;
end $$;
create trigger users_have_a_player after insert on users
  for each row execute function create_player_of_user();

create function erase_player_of_user() returns trigger language plpgsql as $$
begin
  update players
  set user_id = null, display_name = 'Anonyme', avatar = null, locale = 'fr',
      on_leaderboards = false, version = version + 1, erased_at = now()
  where user_id = old.id;
  return old;
end $$;
create trigger users_leave_an_anonymous_player before delete on users
  for each row execute function erase_player_of_user();

-- The advisory lock makes two last administrators, demoted at once, wait for each other.
create function keep_an_admin() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('users_keep_an_admin'));
  if not exists (select from users where role = 'admin' and id <> old.id) then
    raise exception 'the last administrator must stay one'
      using errcode = 'check_violation', constraint = 'users_keep_an_admin';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger users_keep_an_admin_on_update before update of role on users
  for each row when (old.role = 'admin' and new.role <> 'admin') execute function keep_an_admin();
create trigger users_keep_an_admin_on_delete before delete on users
  for each row when (old.role = 'admin') execute function keep_an_admin();
