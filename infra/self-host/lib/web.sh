# shellcheck shell=bash
# Caddy: HTTPS in front of the server, by certificates that renew themselves.

lay_web() {
  keep_first /etc/caddy/Caddyfile
  caddyfile | put /etc/caddy/Caddyfile 644 root:root
  put "$units/caddy.service.d/babyfoot.conf" 644 root:root < "$here/systemd/with/caddy.conf"
}

caddyfile() {
  local tls='' files=("$here/caddy/Caddyfile")
  [ -n "$domain" ] || { tls='tls internal' && files+=("$here/caddy/lan"); }
  sed -e "s|@NAME@|$(site_name)|g" -e "s|@EMAIL@|$email|g" -e "s|@TLS@|$tls|g" "${files[@]}"
}

start_web() {
  if ! systemctl is-active --quiet caddy.service || has_changed "$units/caddy.service.d"; then
    systemctl restart caddy.service
  elif has_changed /etc/caddy; then
    systemctl reload caddy.service
  fi
  systemctl -q enable caddy.service
}
