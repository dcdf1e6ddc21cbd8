# shellcheck shell=bash
# A second cluster beside the running one, restored from a repository, on a socket of its own and nothing else.

beside_socket=${RUNTIME_DIRECTORY:-/run/babyfoot-drill}
beside_port=5499
beside_data=''

pg_bin() { dirname "$(find /usr/lib/postgresql -path '*/bin/pg_ctl' | sort -V | tail -1)"; }
url_beside() { printf 'postgresql://postgres@localhost/babyfoot?host=%s&port=%s\n' "$beside_socket" "$beside_port"; }

# restore_beside REPOSITORY FOLDER
restore_beside() {
  beside_data=$2
  local need
  need=$(($(du -sm "$(sed -n 's/^pg1-path=//p' "$pgbackrest_file")" | cut -f1) * 12 / 10))
  [ "$(free_mb "$(dirname "$2")")" -gt "$need" ] || {
    echo "A restore needs $need MB in $(dirname "$2"), and there are $(free_mb "$(dirname "$2")")." >&2
    return 1
  }
  rm -rf "$2"
  mkdir -m 700 "$2"
  pgb --stanza="$stanza" --repo="$1" --pg1-path="$2" --archive-mode=off --no-delta --process-max=2 restore || return 1
  # Those of the distribution are in /etc, so the backup has none.
  touch "$2/postgresql.conf"
  printf 'local all all peer\n' > "$2/pg_hba.conf"
  : > "$2/pg_ident.conf"
  "$(pg_bin)/pg_ctl" -D "$2" -s -w -t 3600 -l "$2/log" -o "-c listen_addresses='' -p $beside_port \
    -c unix_socket_directories=$beside_socket -c shared_buffers=64MB -c max_connections=20 -c hot_standby=off \
    -c autovacuum=off -c fsync=off" start || { tail -n 5 "$2/log" >&2 && return 1; }
}

stop_beside() {
  [ ! -f "$beside_data/postmaster.pid" ] || "$(pg_bin)/pg_ctl" -D "$beside_data" -s -m immediate stop || true
}
