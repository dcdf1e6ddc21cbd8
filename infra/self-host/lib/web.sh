# shellcheck shell=bash
# Caddy: HTTPS in front of the server, by certificates that renew themselves.

lay_web() {
  lay_authority
  keep_first /etc/caddy/Caddyfile
  caddyfile | put /etc/caddy/Caddyfile 644 root:root
  put "$units/caddy.service.d/babyfoot.conf" 644 root:root < "$here/systemd/with/caddy.conf"
}

# On a network of one's own phones and boards trust one authority: it is kept as a secret, and with it a machine restored
# from the backups is trusted too.
authority_folder=/var/lib/caddy/.local/share/caddy/pki/authorities/local

lay_authority() {
  if [ -z "$lan" ] || [ ! -s "$credentials/authority.key" ] || as_account caddy test -e "$authority_folder/root.key"; then return 0; fi
  as_account caddy mkdir -p -m 700 "$authority_folder"
  write_within caddy "$authority_folder/root.crt" 600 < "$credentials/authority.crt"
  write_within caddy "$authority_folder/root.key" 600 < "$credentials/authority.key"
}

# Once Caddy has made one; the backups take along what is among the secrets.
keep_authority() {
  [ -n "$lan" ] || return 0
  local part left=25
  until as_account caddy test -s "$authority_folder/root.crt"; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || return 0
    sleep 0.2
  done
  for part in crt key; do as_account caddy cat "$authority_folder/root.$part" | put "$credentials/authority.$part" 600 root:root; done
  lay_credentials_to_keep
  systemctl daemon-reload
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
