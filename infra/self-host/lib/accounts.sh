# shellcheck shell=bash
# Accounts of the machine, folders, and secrets. Secrets are made once, readable by root alone, and handed to services
# as credentials of systemd: they are in no environment and on no command line.

lay_accounts() {
  local name
  for name in babyfoot babyfoot-owner; do
    getent passwd "$name" > /dev/null \
      || useradd --system --no-create-home --home-dir "$data" --shell /usr/sbin/nologin --user-group "$name"
  done
}

lay_folders() {
  folder "$settings_folder" 755 root:root
  folder "$credentials" 700 root:root
  folder "$opt" 755 root:root
  folder "$releases" 755 root:root
  folder "$data" 700 babyfoot:babyfoot
  folder_within babyfoot "$data/export" 700
  # Written by the server, read by whoever backs up.
  folder "$erasures" 2750 babyfoot:postgres
  # Written by the server, read by the broker.
  folder "$broker_folder" 2750 babyfoot:mosquitto
}

# keep_secret NAME COMMAND...: what the command writes, unless there is one.
keep_secret() {
  local file=$credentials/$1
  shift
  [ -s "$file" ] || "$@" | put "$file" 600 root:root
}

secret() { cat "$credentials/$1"; }

show_secret() {
  [ -f "$credentials/$1" ] || stop 1 "There is no secret $1." "babyfoot secret $1 --set < FILE keeps one."
  secret "$1"
  echo
}

# set_secret NAME < VALUE: only what has been said is kept; the backups there are stay readable by the key there is.
set_secret() {
  [ "$1" != recovery-key ] || stop 1 "The recovery key stays: with another one no backup there is could be read."
  local value
  if [ -t 0 ]; then read -r -s -p "$1: " value && echo >&2; else value=$(cat); fi
  [ -n "$value" ] || stop 1 "Nothing was said, so $1 stays as it is."
  printf %s "$value" | put "$credentials/$1" 600 root:root
}

# The key that the repositories are read by; a new one only where there is none.
recovery_key_there_is() {
  local key=''
  [ ! -f "$pgbackrest_file" ] || key=$(cipher_pass 1)
  if [ -n "$key" ]; then printf %s "$key"; else random 24; fi
}

lay_secrets() {
  keep_secret SECRET_KEY random 32
  keep_secret METRICS_TOKEN random 16
  keep_secret ADMIN_PASSWORD random 10
  keep_secret recovery-key recovery_key_there_is
  keep_secret broker-password random 16
  keep_secret MQTT_URL printf 'mqtt://babyfoot:%s@127.0.0.1:1883' "$(secret broker-password)"
}

lay_settings() {
  put "$settings_file" 644 root:root <<SETTINGS
# Laid by the installer. What you set yourself goes into own.env beside this file, secrets by: babyfoot secret NAME --set
PORT=3000
HOST=127.0.0.1
PUBLIC_URL=https://$(site_name)
TRUST_PROXY=127.0.0.1
DATA_DIR=$data
DATABASE_URL=postgresql://babyfoot_app@localhost/babyfoot?host=/var/run/postgresql
ERASURE_JOURNAL=$erasures
MQTT_PASSWORD_FILE=$broker_folder/passwords
ENVIRONMENT=self-hosted
ADMIN_EMAIL=$admin_email
SETTINGS
  [ -f "$own_settings_file" ] || put "$own_settings_file" 644 root:root <<'OWN'
# Your own settings, a NAME=VALUE a line (docs/settings.md); then: systemctl restart babyfoot
OWN
}

# Every secret with the name of a setting is handed to the server under that name.
server_credentials() {
  local file name
  for file in "$credentials"/*; do
    name=${file##*/}
    [[ ! $name =~ ^[A-Z][A-Z_]*$ ]] || printf 'LoadCredential=%s:%s\n' "$name" "$file"
  done
}
