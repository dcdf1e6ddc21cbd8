# shellcheck shell=bash
# Going back to a moment, and becoming another machine. What was there before is kept until somebody says it is fine.

kept_cluster() { find "$(dirname "$pg_data")" -maxdepth 1 -name 'main.before-*' 2> /dev/null | sort | tail -1; }

# moment TIME: in the time zone of the machine where it names none; "date -u" would read it as UTC.
moment() {
  local instant
  [[ $1 =~ [^[:space:]] ]] && instant=$(date -d "$1" +%s.%N) && date -u -d "@$instant" '+%Y-%m-%d %H:%M:%S.%6N+00'
}

# restore_to "2026-11-20 14:32"
restore_to() {
  local target oldest
  target=$(moment "$1") || stop 1 "\"$1\" is no time." 'As in: --to "2026-11-20 14:32"'
  [ "$(date -d "$target" +%s)" -le "$(date +%s)" ] || stop 1 "$target is yet to come."
  oldest=$(oldest_moment)
  [ -n "$oldest" ] || stop 1 "There is no backup yet." "babyfoot backup makes one."
  [ "$(date -d "$target" +%s)" -ge "$oldest" ] \
    || stop 1 "The oldest moment to go back to is $(date -d "@$oldest" '+%Y-%m-%d %H:%M:%S %Z')."
  [ -z "$(kept_cluster)" ] || stop 1 "The database of before the last restore is still there: $(kept_cluster)" \
    "babyfoot restore --done deletes it, babyfoot restore --undo puts it back."
  [ "$(free_mb "$(dirname "$pg_data")")" -gt "$(du -sm "$pg_data" | cut -f1)" ] \
    || stop 1 "There is no room to restore beside what is there: $(du -sh "$pg_data" | cut -f1) are needed."
  say "Back to $(date -d "$target" '+%Y-%m-%d %H:%M:%S %Z')"
  preview_loss "$target" || tell "What would be lost cannot be counted: the database does not say."
  confirm "Everything written since then goes. Shall it be done?"
  go_back "$target"
}

# End of the oldest backup, in seconds since 1970.
oldest_moment() {
  pgb_as_postgres --stanza="$stanza" --output=json info \
    | "$opt/node" -e 'const [s] = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
        if (s?.backup?.length) console.log(Math.min(...s.backup.map((b) => b.timestamp.stop)));'
}

# What the running database has that is newer, by the instant that each table keeps.
preview_loss() {
  systemctl is-active --quiet "$(pg_unit)" || { tell "PostgreSQL does not run, so what would be lost cannot be counted." && return 0; }
  tell "Newer in the running database, and lost by that (with every change of older rows):"
  sql -d babyfoot -v "target=$1" <<'SQL' | sed 's/^/   /'
with instants as (
  select distinct on (table_name) table_name, column_name
  from information_schema.columns join information_schema.tables using (table_schema, table_name)
  where table_schema = 'public' and table_type = 'BASE TABLE' and data_type = 'timestamp with time zone'
    and column_name = any (array['received_at', 'created_at', 'at', 'reported_at', 'linked_at', 'joined_at', 'started_at'])
  order by table_name, array_position(array['received_at', 'created_at', 'at', 'reported_at', 'linked_at', 'joined_at',
    'started_at'], column_name::text)
), counted as (
  select table_name, (xpath('//n/text()', query_to_xml(
    format('select count(*) as n from public.%I where %I > %L', table_name, column_name, :'target'), false, true, '')))[1]::text::bigint as n
  from instants
)
select coalesce(string_agg(format('%s rows of %s', lpad(n::text, 9), table_name), e'\n' order by n desc), 'no row that says when it was written')
from counted where n > 0;
SQL
}

# go_back TARGET: the log of until now is put away first, since the last moments of it may be what is gone back to. What
# was written after TARGET is from then on in the kept database alone: later restores follow the timeline that starts here.
go_back() {
  local begun=$SECONDS kept
  kept=$pg_data.before-$(date -u +%Y%m%dT%H%M%SZ)
  systemctl stop babyfoot.service babyfoot-backup.service
  ! systemctl is-active --quiet "$(pg_unit)" || put_log_away
  systemctl stop "$(pg_unit)"
  mv "$pg_data" "$kept"
  if restore_cluster --type=time --target="$1" --target-action=promote; then
    replay_erasures "$current"
    systemctl start babyfoot.service
    is_ready 60 "$(running_release)" || stop 1 "The database is restored, but the server is not ready." "babyfoot doctor"
    say "Restored in $((SECONDS - begun)) s"
    tell "Boards that have played since then: switch them off and on." "The database of before is kept in $kept." \
      "If all is fine: babyfoot restore --done. If not: babyfoot restore --undo."
    systemctl start --no-block babyfoot-backup.service
  else
    put_back "$kept" true
    stop 1 "That moment could not be restored: everything is as it was."
  fi
}

put_log_away() {
  local wal left=120
  wal=$(sql -d postgres -c 'select pg_walfile_name(pg_switch_wal())') || return 0
  until is_put_away "$wal"; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || { tell "The newest log could not be put away: its last moments cannot be gone back to." && return 0; }
    sleep 0.5
  done
}

# Here or elsewhere is enough to go back to it.
is_put_away() {
  local newest
  newest=$(sql -d postgres -c 'select last_archived_wal from pg_stat_archiver')
  [[ ! $newest < $1 ]] || as_postgres grep -qsxF "$1" "$archive_folder/1/has"
}

# restore_cluster OPTIONS...: into the folder of the cluster, which must not be there.
restore_cluster() {
  as_postgres mkdir -m 700 "$pg_data"
  as_postgres pgbackrest --log-level-console=warn --stanza="$stanza" --no-delta --process-max=2 "$@" restore || return 1
  systemctl start "$(pg_unit)" || return 1
  wait_for_recovery 14400
}

starts_by_itself() { systemctl show -p NRestarts --value "$(pg_unit)"; }

# wait_for_recovery SECONDS: no longer than PostgreSQL lives, which starts again and again where it cannot get there.
wait_for_recovery() {
  local begun=$SECONDS before
  before=$(starts_by_itself)
  until wait_for_database 1; do
    if [ "$(starts_by_itself)" != "$before" ] || systemctl is-failed --quiet "$(pg_unit)"; then
      tell "PostgreSQL cannot get to that moment: journalctl -u $(pg_unit), /var/log/postgresql."
      return 1
    fi
    [ $((SECONDS - begun)) -lt "$1" ] || return 1
  done
}

# put_back KEPT COMMAND...: the command has its way with the folder before PostgreSQL starts on it.
put_back() {
  systemctl stop "$(pg_unit)" || true
  rm -rf "$pg_data"
  mv "$1" "$pg_data"
  shift
  "$@"
  systemctl start "$(pg_unit)"
  wait_for_database 600
  systemctl start babyfoot.service
}

# begin_timeline FOLDER: the cluster reads its own log to the end and then begins a timeline that is newer than the one
# the restore began, which is in the repositories: else every later restore would follow that one, and fail.
# Of where an earlier restore of this cluster was to end nothing is left.
begin_timeline() {
  sed -i -E '/^(recovery_target|restore_command)/d' "$1/postgresql.auto.conf"
  printf '%s\n' "recovery_target_timeline = 'current'" "restore_command = 'pgbackrest --stanza=$stanza archive-get %f \"%p\"'" \
    >> "$1/postgresql.auto.conf"
  touch "$1/recovery.signal"
}

begin_timeline_here() { as_postgres env "stanza=$stanza" bash -euc ". '$here/lib/restore.sh'; begin_timeline '$pg_data'"; }

undo_restore() {
  local kept
  kept=$(kept_cluster)
  [ -n "$kept" ] || stop 1 "There is no database of before a restore."
  confirm "What was written since the restore goes. Shall $kept come back?"
  # What is being backed up is what goes.
  systemctl stop babyfoot.service babyfoot-backup.service
  put_back "$kept" begin_timeline_here
  as_postgres touch "$full_wanted"
  systemctl start --no-block babyfoot-backup.service
  say "Everything is as before the restore"
}

done_restoring() {
  local kept
  kept=$(kept_cluster)
  [ -n "$kept" ] || stop 1 "There is no database of before a restore."
  confirm "The database of before the restore ($kept) is deleted. Shall it be done?"
  rm -rf "$kept"
}

# replay_erasures RELEASE_FOLDER: whoever was erased since the restored moment is erased again.
replay_erasures() {
  as_server "$1" restore.js --replay-erasures || stop 1 "Erasures could not be replayed; the server stays down." "babyfoot doctor"
}

# as_server RELEASE_FOLDER PROGRAM ARGUMENTS...: with the settings, secrets and rights that the server has.
as_server() {
  local folder=$1 program=$2 credential options=()
  shift 2
  while IFS= read -r credential; do options+=(-p "$credential"); done < <(server_credentials)
  systemd-run -q --wait --pipe --collect -p User=babyfoot -p Group=babyfoot -p UMask=0027 -p "EnvironmentFile=$settings_file" \
    -p "EnvironmentFile=-$own_settings_file" -p Environment=NODE_ENV=production -p "WorkingDirectory=$folder" "${options[@]}" \
    "$opt/node" "apps/server/dist/$program" "$@"
}

# Before anything is asked: what the other machine was, from beside its backups.
adopt_machine() {
  # Cut off when it was restored and ran already: what is left to do is any run's.
  # shellcheck disable=SC2034  # read by the installer
  if [ -L "$current" ] && is_being_restored; then from_repository=no && return 0; fi
  [ ! -L "$current" ] || stop 1 "Something is installed here already." "A machine is restored onto one that is fresh."
  [ "${offsite:-none}" != none ] || stop 1 "--from-repository needs --offsite: where the backups are."
  lay_packages
  lay_node
  lay_accounts
  lay_folders
  recovery_key | put "$credentials/recovery-key" 600 root:root
  keep_s3_keys
  find_cluster
  take_over_disk
  lay_backups
  local unpacked
  unpacked=$(mktemp -d)
  fetch_beside 2 machine.tar | tar -xf - -C "$unpacked" --no-same-owner \
    || stop 1 "$offsite does not hold a machine that this recovery key opens."
  put "$answers_file" 644 root:root < "$unpacked/answers"
  put "$own_settings_file" 644 root:root < "$unpacked/own.env"
  rm "$unpacked/answers" "$unpacked/own.env"
  local file
  for file in "$unpacked"/*; do put "$credentials/${file##*/}" 600 root:root < "$file"; done
  rm -rf "$unpacked"
  fetch_beside 2 erasures.tar | as_account babyfoot tar -xf - -C "$erasures" --no-same-owner --no-overwrite-dir
}

# A disk that was carried here: the account postgres may have had another number where it comes from.
take_over_disk() {
  case $offsite in /*) ;; *) return 0 ;; esac
  [ -d "$offsite/backup/$stanza" ] || stop 1 "$offsite holds no backups." "Is the disk mounted?"
  chown -hR postgres:postgres "$offsite"
}

recovery_key() {
  local key
  if [ -n "$recovery_key_file" ]; then
    tr -d '[:space:]' < "$recovery_key_file"
  else
    [ -t 0 ] || stop 1 "The recovery key is not known." "Give it in a file: --recovery-key FILE"
    read -r -s -p "Recovery key: " key
    echo >&2
    tr -d '[:space:]' <<< "$key"
  fi
}

# The cluster that the package has made stays aside until the machine runs: where something breaks, it is begun with anew.
fresh_cluster() { printf '%s.fresh\n' "$pg_data"; }
is_being_restored() { compgen -G '/var/lib/postgresql/*/main.fresh' > /dev/null; }
forget_fresh_cluster() { rm -rf "$(fresh_cluster)"; }

begin_with_fresh_cluster() {
  [ -d "$(fresh_cluster)" ] || return 0
  systemctl stop "$(pg_unit)"
  rm -rf "$pg_data"
  mv "$(fresh_cluster)" "$pg_data"
}

restore_machine() {
  local theirs
  theirs=$(pgb_as_postgres --stanza="$stanza" --repo=2 --output=json info \
    | "$opt/node" -e 'console.log(JSON.parse(require("node:fs").readFileSync(0, "utf8"))[0]?.db?.at(-1)?.version ?? "")')
  [ -n "$theirs" ] || stop 1 "There is no backup in $offsite."
  [ "$theirs" = "$pg_version" ] || stop 1 "The backups are of PostgreSQL $theirs; here is $pg_version." \
    "Restore onto a machine with $theirs, or from a dump (docs/operations/self-host.md)."
  local others
  others=$(sql -d postgres -c "select string_agg(datname, ', ') from pg_database where datname not in ('postgres', 'template0', 'template1')")
  [ -z "$others" ] || stop 1 "There are databases here already: $others." "A machine is restored onto one that is fresh."
  say "Restoring the newest moment of $offsite"
  systemctl stop "$(pg_unit)"
  mv "$pg_data" "$(fresh_cluster)"
  restore_cluster --repo=2 --type=default || stop 1 "The backup could not be restored." "What pgBackRest says is above."
  migrate "$release_id" || stop 1 "The restored database could not be migrated."
  replay_erasures "$releases/$release_id"
}
