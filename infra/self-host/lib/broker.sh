# shellcheck shell=bash
# Mosquitto: tables from outside over TLS with passwords of their own, the server over loopback with its own.

tls_folder=/var/lib/babyfoot-tls

lay_broker() {
  sed -e "s|@TLS@|$tls_folder|g" -e "s|@PASSWORDS@|$broker_folder/passwords|g" "$here/mosquitto/babyfoot.conf" \
    | put /etc/mosquitto/conf.d/babyfoot.conf 644 root:root
  put /etc/mosquitto/babyfoot-devices.acl 640 root:mosquitto < "$here/mosquitto/devices.acl"
  put /etc/mosquitto/babyfoot-server.acl 640 root:mosquitto < "$here/mosquitto/server.acl"
  put "$units/mosquitto.service.d/babyfoot.conf" 644 root:root < "$here/systemd/with/mosquitto.conf"
  lay_broker_passwords
  folder "$tls_folder" 2750 caddy:mosquitto
  # Until Caddy has one, so that the broker can start at all.
  [ -f "$tls_folder/server.crt" ] || temporary_certificate
}

lay_broker_passwords() {
  local file=/etc/mosquitto/babyfoot-server.passwords
  [ -f "$broker_folder/passwords" ] || write_within babyfoot "$broker_folder/passwords" 640 < /dev/null
  [ -s "$file" ] && [ "$file" -nt "$credentials/broker-password" ] && return 0
  (umask 077 && printf 'babyfoot:%s\n' "$(secret broker-password)" > "$file.new" && mosquitto_passwd -U "$file.new")
  put "$file" 640 root:mosquitto < "$file.new"
  rm "$file.new"
}

temporary_certificate() {
  local made
  made=$(mktemp -d)
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=babyfoot-temporary \
    -keyout "$made/server.key" -out "$made/server.crt" 2> /dev/null
  write_within caddy "$tls_folder/server.key" 640 < "$made/server.key"
  write_within caddy "$tls_folder/server.crt" 640 < "$made/server.crt"
  rm -r "$made"
}

# On a network of one's own Caddy has its certificate at once; from the internet it comes when it comes, by the path unit.
fetch_certificate() {
  local left=5
  [ -z "$lan" ] || left=50
  until compgen -G "/var/lib/caddy/.local/share/caddy/certificates/*/$(site_name)/*.crt" > /dev/null; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || return 0
    sleep 0.2
  done
  systemctl start babyfoot-certificate.service
}

start_broker() {
  case $(openssl x509 -noout -subject -in "$tls_folder/server.crt") in *babyfoot-temporary) fetch_certificate ;; esac
  if ! systemctl is-active --quiet mosquitto.service || has_changed /etc/mosquitto "$units/mosquitto.service.d"; then
    systemctl restart mosquitto.service
  fi
  systemctl -q enable mosquitto.service
}
