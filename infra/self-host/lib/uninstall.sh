# shellcheck shell=bash
# Takes off what the installer laid. Packages stay; data and backups go only where that is said.

uninstall() {
  local purge=no unit
  [ "${1:-}" != --purge ] || purge=yes
  if [ "$purge" = yes ] && [ -s "$credentials/recovery-key" ]; then
    tell "Recovery key: $(secret recovery-key)" "It goes too: without it nobody reads what is in a second repository."
  fi
  confirm "Babyfoot is taken off this machine$([ "$purge" = no ] || echo ", with all its data and its local backups"). Shall it be done?"
  for unit in "$units"/babyfoot*; do
    case $unit in *.d | *@.service) ;; *) systemctl -q disable --now "${unit##*/}" 2> /dev/null || true ;; esac
  done
  rm -rf "$units"/babyfoot* "$units"/{caddy,mosquitto}.service.d/babyfoot.conf "$units/postgresql@.service.d/babyfoot.conf"
  rm -f /usr/local/sbin/babyfoot /etc/apt/apt.conf.d/52babyfoot /etc/systemd/journald.conf.d/babyfoot.conf \
    /etc/mosquitto/conf.d/babyfoot.conf /etc/mosquitto/babyfoot-*
  bring_back /etc/caddy/Caddyfile
  bring_back /etc/nftables.conf
  nft delete table inet babyfoot 2> /dev/null || true
  systemctl daemon-reload
  forget_database "$purge"
  [ "$purge" = no ] || rm -rf "$data" "$erasures" "$broker_folder" /var/lib/babyfoot-tls "$drill_folder" "${repository:?}"/* \
    "$settings_folder" /etc/postgresql-common/createcluster.d/babyfoot.conf
  rm -rf "$opt" "$shown"
  systemctl try-restart caddy.service mosquitto.service
  say "Taken off"
  [ "$purge" = yes ] || tell "Kept: the database, $data, $erasures, $settings_folder, $repository. The installer takes them up again."
}

bring_back() { [ ! -f "$1.before-babyfoot" ] || mv "$1.before-babyfoot" "$1"; }

# Without us the log is archived nowhere; without our data there is no cluster of ours.
forget_database() {
  local etc=/etc/postgresql/$pg_version/main file
  if [ "$1" = yes ]; then
    sql -d postgres -c 'drop database if exists babyfoot' || true
    sql -d postgres -c 'drop role if exists babyfoot_app' -c 'drop role if exists babyfoot_owner' || true
  fi
  rm -f "$etc/conf.d/babyfoot.conf" "$pgbackrest_file"
  for file in "$etc/pg_hba.conf" "$etc/pg_ident.conf"; do
    without_block "$file" | put "$file" "$(stat -c %a "$file")" "$(stat -c %U:%G "$file")"
  done
  systemctl restart "$(pg_unit)"
}
