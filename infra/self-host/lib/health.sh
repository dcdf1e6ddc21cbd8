# shellcheck shell=bash
# How every part is, in a line each; doctor adds what to do.

problems=0

# line WELL NAME WHAT [WHAT TO DO]
line() {
  local sign='ok'
  [ "$1" = yes ] || sign='!!'
  printf '%s  %-12s %s\n' "$sign" "$2" "$3"
  [ "$1" = yes ] || problems=$((problems + 1))
  [ "$1" = yes ] || [ "${advise:-no}" = no ] || [ -z "${4:-}" ] || printf '    %-12s %s\n' '' "-> $4"
}

show_status() {
  say "https://$(sed -n 's|^PUBLIC_URL=https://||p' "$settings_file"), release $(running_release)"
  look_at_services
  look_at_server
  look_at_backups
  look_at_disk
  look_at_certificate
}

doctor() {
  advise=yes
  show_status
  look_at_archiving
  look_at_gaps
  look_at_files
  [ "$problems" -eq 0 ] || stop 1 "$problems of these need a person."
  say "All is well"
}

name_of_unit() { case $1 in *.path) echo "$1" ;; *) echo "${1%%[.@]*}" ;; esac; }

look_at_services() {
  local unit since
  for unit in babyfoot.service "$(pg_unit)" caddy.service mosquitto.service nftables.service babyfoot-{backup,drill}.timer \
    babyfoot-{broker,certificate,erasures}.path; do
    since=$(systemctl show -p ActiveEnterTimestamp --value "$unit")
    if systemctl is-active --quiet "$unit"; then line yes "$(name_of_unit "$unit")" "since $since"; else
      line no "$(name_of_unit "$unit")" "$(systemctl is-active "$unit" || true)" "systemctl restart $unit; journalctl -u $unit"
    fi
  done
  for unit in babyfoot-backup.service babyfoot-drill.service babyfoot-certificate.service babyfoot-erasures.service babyfoot-broker.service; do
    ! systemctl is-failed --quiet "$unit" || line no "${unit%.*}" "failed" "journalctl -u $unit"
  done
}

look_at_server() {
  local said
  if said=$(curl -sS -m 5 "$server_url/readyz" 2>&1) && [[ $said == *'"ready"'* ]]; then
    line yes server "ready"
  else
    line no server "${said:0:120}" "babyfoot logs"
  fi
}

look_at_backups() {
  local number newest label stop age
  for number in $(repositories); do
    newest=$(newest_backup_seen "$number" || true)
    read -r label _ stop _ <<< "$newest" || true
    age=$((($(date +%s) - ${stop:-0}) / 3600))
    if [ -z "$newest" ]; then line no "$(repository_name "$number")" "no backup" "babyfoot backup"; else
      line "$([ "$age" -lt 26 ] && echo yes || echo no)" "$(repository_name "$number")" "$label, $age h old" "babyfoot backup"
    fi
  done
}

look_at_archiving() {
  local said
  said=$(sql -d postgres -c "select case when last_failed_time > coalesce(last_archived_time, '-infinity') then last_failed_wal end from pg_stat_archiver" || true)
  if [ -z "$said" ]; then line yes archiving "what is written is in the repositories within a minute"; else
    line no archiving "$said could not be archived" "journalctl -u $(pg_unit); is every repository reachable?"
  fi
}

# Moments that no backup of a repository can be brought to: it was out of reach for too long, and some of the log was let
# go. A newer backup is whole again.
look_at_gaps() {
  local number since dropped
  for number in $(repositories); do
    dropped=$(newest_gap "$number")
    [ -n "$dropped" ] || continue
    read -r _ _ since _ <<< "$(newest_backup_seen "$number" || true)" || true
    [ "$(date -d "$dropped" +%s)" -ge "${since:-0}" ] || continue
    line no archiving "the $(repository_name "$number") repository has a gap since $dropped: it was out of reach for too long" \
      "babyfoot backup --full"
  done
}

# newest_gap REPOSITORY: when some of the log was last let go for it, in the time of the machine.
newest_gap() {
  grep -hs " dropped .*: repository $1 " "$gaps_log.1" "$gaps_log" \
    | grep -oE '^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}' | sort | tail -1 || true
}

look_at_disk() {
  local used
  used=$(df --output=pcent /var/lib/postgresql | tail -1 | tr -dc 0-9)
  line "$([ "$used" -lt 85 ] && echo yes || echo no)" disk "$used % used, $(free_mb /var/lib/postgresql) MB free" \
    "make room: old releases, journalctl --vacuum-size=100M, another disk"
}

look_at_certificate() {
  local file=/var/lib/babyfoot-tls/server.crt ends
  ends=$(openssl x509 -noout -enddate -in "$file" 2> /dev/null | cut -d= -f2)
  if openssl x509 -noout -checkend 3600 -in "$file" > /dev/null 2>&1; then line yes certificate "until $ends"; else
    line no certificate "ends $ends" "journalctl -u caddy: does the name lead here, are ports 80 and 443 open?"
  fi
}

look_at_files() {
  local file mode
  for file in "$credentials"/*; do
    mode=$(stat -c %a:%U "$file")
    [ "$mode" = 600:root ] || line no secrets "$file is $mode" "chown root:root $file; chmod 600 $file"
  done
  [ -z "$(kept_cluster)" ] || line yes restore "the database of before is kept: $(kept_cluster) (babyfoot restore --done)"
}
