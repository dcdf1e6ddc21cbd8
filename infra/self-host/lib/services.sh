# shellcheck shell=bash
# Units of ours.

TIMERS=(babyfoot-backup.timer babyfoot-drill.timer)
PATHS=(babyfoot-certificate.path babyfoot-broker.path babyfoot-erasures.path)

lay_services() {
  local unit
  for unit in "$here"/systemd/units/*; do
    sed -e "s|@NAME@|$(site_name)|g" "$unit" | put "$units/${unit##*/}" 644 root:root
  done
  { echo '[Service]' && server_credentials; } | put "$units/babyfoot.service.d/credentials.conf" 600 root:root
  point "$current/infra/self-host/babyfoot" /usr/local/sbin/babyfoot
}

start_services() {
  systemctl -q enable babyfoot.service "${TIMERS[@]}" "${PATHS[@]}"
  local unit
  for unit in "${TIMERS[@]}" "${PATHS[@]}"; do
    if ! systemctl is-active --quiet "$unit" || has_changed "$units/$unit"; then systemctl restart "$unit"; fi
  done
}

# The server is started anew only where what it is started with has changed.
settle_server() {
  if [ "$(running_release)" != "$release_id" ]; then
    run_release "$release_id"
  elif ! systemctl is-active --quiet babyfoot.service \
    || has_changed "$units/babyfoot.service" "$settings_file" "$own_settings_file" "$credentials" "$opt/node"; then
    systemctl restart babyfoot.service
    is_ready 60 "$release_id" || stop 1 "The server is not ready." "babyfoot doctor says what is wrong."
  fi
}
