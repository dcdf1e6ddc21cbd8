# shellcheck shell=bash
# PostgreSQL of the distribution: its cluster "main", a database, and three roles (the analysts' are made by
# "babyfoot analyst"). Who one is on the machine is who one is there: no password is needed or kept.

pg_version=''
pg_data=''

find_cluster() {
  pg_version=$(pg_lsclusters -h 2> /dev/null | awk '$2 == "main" { print $1 }' | sort -V | tail -1)
  [ -n "$pg_version" ] || stop 1 "PostgreSQL has no cluster \"main\"." "pg_createcluster makes one."
  pg_data=/var/lib/postgresql/$pg_version/main
}

pg_unit() { printf 'postgresql@%s-main.service' "$pg_version"; }
as_postgres() { (cd / && runuser -u postgres -- "$@"); }
sql() { as_postgres psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }

# How the package's own cluster is made, laid before the package: with checksums, and sorted the same everywhere.
prepare_cluster() {
  local options='--data-checksums --encoding=UTF8 --locale=C.UTF-8'
  case $os_id:$os_version in
    debian:13) options='--data-checksums --encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8' ;;
  esac
  put /etc/postgresql-common/createcluster.d/babyfoot.conf 644 root:root <<< "initdb_options = '$options'"
}

lay_database() {
  find_cluster
  local etc=/etc/postgresql/$pg_version/main
  put "$etc/conf.d/babyfoot.conf" 644 postgres:postgres <<CONF
$(cat "$here/postgresql/babyfoot.conf")
shared_buffers = $(shared_buffers)MB
CONF
  put_block "$etc/pg_hba.conf" < "$here/postgresql/hba"
  put_block "$etc/pg_ident.conf" < "$here/postgresql/ident"
  put "$units/postgresql@.service.d/babyfoot.conf" 644 root:root < "$here/systemd/with/postgresql.conf"
}

# Little: PostgreSQL looks after each page of it even where nobody plays, and the system keeps what is read anyway.
shared_buffers() {
  local sixteenth=$(($(memory_mb) / 16))
  echo $((sixteenth > 256 ? 256 : sixteenth < 64 ? 64 : sixteenth))
}

start_database() {
  local etc=/etc/postgresql/$pg_version/main
  if ! systemctl is-active --quiet "$(pg_unit)" || has_changed "$etc/conf.d" "$units/postgresql@"; then
    systemctl restart "$(pg_unit)"
  elif has_changed "$etc"; then
    systemctl reload "$(pg_unit)"
  fi
  wait_for_database 60 || stop 1 "PostgreSQL does not answer." "$(sql -d postgres -c 'select 1' 2>&1 | tail -1)" \
    "journalctl -u $(pg_unit)"
}

# wait_for_database SECONDS: until it takes writes, as after a recovery it does late.
wait_for_database() {
  local left=$(($1 * 5))
  until [ "$(sql -d postgres -c 'select pg_is_in_recovery()' 2> /dev/null)" = f ]; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || return 1
    sleep 0.2
  done
}

lay_roles() {
  sql -d postgres <<'SQL'
do $$ begin
  if not exists (select from pg_roles where rolname = 'babyfoot_owner') then
    create role babyfoot_owner login createrole;
  end if;
end $$;
SQL
  [ "$(sql -d postgres -c "select count(*) from pg_database where datname = 'babyfoot'")" = 1 ] \
    || sql -d postgres -c "create database babyfoot owner babyfoot_owner encoding 'UTF8' template template0"
}
