# shellcheck shell=bash
# PostgreSQL hands its log over piece by piece, and the next only when the one before is put away. A repository that is
# out of reach holds no other up: those that are there get whatever waits, and PostgreSQL keeps it for the one that is not.

# Pieces of 16 MiB that may wait, 4 GiB: rather no way back to the last hours than a machine that stands still on a full disk.
MAY_WAIT=256

# archive FILE: ends well once it is in every repository, or was let go.
archive() {
  local number name=${1##*/} there=() away=()
  for number in $(repositories); do
    know_repository "$number"
    if push_beside "$number" "$1"; then there+=("$number"); else away+=("$number"); fi
  done
  if [ "${#away[@]}" -gt 0 ]; then
    for number in "${there[@]}"; do push_waiting "$number"; done
    [ "$(waiting | wc -l)" -gt "$MAY_WAIT" ] || return 1
    for number in "${away[@]}"; do let_go "$name" "$number"; done
  fi
  # PostgreSQL asks for it no more; and if it did, it may be there already.
  for number in "${there[@]}"; do forget "$number" "$name"; done
}

# In the order in which PostgreSQL would hand it over.
waiting() { find pg_wal/archive_status -name '*.ready' -printf '%f\n' | sed 's/\.ready$//' | LC_ALL=C sort; }

# Its part of the configuration, and what it has before the others. With another configuration nothing is known of it.
know_repository() {
  local conf=$archive_folder/$1/pgbackrest.conf
  [ ! "$conf" -nt "$pgbackrest_file" ] || return 0
  rm -rf "${archive_folder:?}/$1"
  (umask 077 && mkdir -p "$archive_folder/$1" && sed "/^repo[^$1]-/d" "$pgbackrest_file" > "$conf")
}

# has REPOSITORY NAME
has() { grep -qsxF "$2" "$archive_folder/$1/has"; }
forget() { sed -i "/^$2\$/d" "$archive_folder/$1/has"; }

# push REPOSITORY FILE: PostgreSQL stops no sooner than this ends, so nobody is waited for longer than 20 s at a time.
push() {
  ! has "$1" "${2##*/}" || return 0
  pgbackrest --config="$archive_folder/$1/pgbackrest.conf" --io-timeout=20 --stanza="$stanza" archive-push "$2" || return 1
  echo "${2##*/}" >> "$archive_folder/$1/has"
}

# push_beside REPOSITORY FILE: while one that may be out of reach is tried, those that are there get what comes.
push_beside() {
  local pushing number
  push "$1" "$2" &
  pushing=$!
  until timeout 5 tail -s 0.1 --pid="$pushing" -f /dev/null; do
    for number in "${there[@]}"; do push_waiting "$number"; done
  done
  wait "$pushing"
}

# As far as it takes it.
push_waiting() {
  local name
  for name in $(waiting); do push "$1" "pg_wal/$name" || return 0; done
}

# let_go NAME REPOSITORY: told where "babyfoot doctor" finds it.
let_go() {
  printf '%s dropped %s: repository %s was out of reach for too long\n' "$(date '+%Y-%m-%d %H:%M:%S')" "$1" "$2" | tee -a "$gaps_log" >&2
}
