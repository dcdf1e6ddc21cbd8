# shellcheck shell=bash
# pgBackRest: where backups go, how long they stay, and who can read them.

lay_backups() {
  keep_first /etc/pgbackrest.conf
  folder "$repository" 750 postgres:postgres
  folder /var/log/pgbackrest 750 postgres:postgres
  case $offsite in
    /*)
      folder "$offsite" 750 postgres:postgres
      as_postgres test -x "$offsite" || stop 1 "The account postgres cannot reach $offsite." "Each folder above it needs o+x."
      warn_when_same_disk
      ;;
    sftp:*) lay_sftp_key ;;
  esac
  lay_repositories
  local unit
  for unit in babyfoot-backup babyfoot-erasures; do
    writable_repositories | put "$units/$unit.service.d/repositories.conf" 644 root:root
  done
  lay_credentials_to_keep
}

lay_credentials_to_keep() { credentials_to_keep | put "$units/babyfoot-backup.service.d/credentials.conf" 600 root:root; }

# A disk that is not there keeps the other repository from nothing.
writable_repositories() {
  printf '[Service]\nReadWritePaths=%s\n' "$repository"
  case $offsite in /*) printf 'ReadWritePaths=-%s\n' "$offsite" ;; esac
}

# Where the log goes already, other repositories are tried before it goes there: what cannot be used is never laid.
lay_repositories() {
  local new=$pgbackrest_file.new
  mkdir -p "$(dirname "$new")"
  (umask 077 && pgbackrest_conf > "$new")
  chown root:postgres "$new"
  chmod 640 "$new"
  if [ -f "$repositories_known" ] && ! cmp -s "$new" "$pgbackrest_file" \
    && systemctl is-active --quiet "$(pg_unit)" && ! { is_nobody_backing_up && know_cluster "$new"; }; then
    rm "$new"
    is_nobody_backing_up || stop 1 "A backup is under way, and the repositories stay as they were." "Try it again afterwards."
    stop 1 "The repositories of the backups cannot be used, and stay as they were." "What pgBackRest says is above: $offsite."
  fi
  put "$pgbackrest_file" 640 root:postgres < "$new"
  rm "$new"
}

is_nobody_backing_up() { [ "$(systemctl is-active babyfoot-backup.service)" != activating ]; }

# know_cluster CONFIG: the cluster in every repository; what is there already is checked instead. A person waits for it.
know_cluster() { as_postgres pgbackrest --config="$1" --io-timeout=20 --log-level-console=warn --stanza="$stanza" stanza-create; }

warn_when_same_disk() {
  [ "$(stat -c %d "$offsite")" != "$(stat -c %d /var/lib)" ] || tell "Note: $offsite is on the same disk as everything else."
}

# All but the key to the backups themselves, which does not go into what it opens.
credentials_to_keep() {
  local file
  echo '[Service]'
  for file in "$credentials"/*; do
    [ "${file##*/}" = recovery-key ] || printf 'LoadCredential=%s:%s\n' "${file##*/}" "$file"
  done
}

pgbackrest_conf() {
  cat <<CONF
# Laid by the installer of Babyfoot.
[global]
compress-type=zst
start-fast=y
delta=y
process-max=1
archive-timeout=60
lock-path=/var/run/postgresql/pgbackrest
log-path=/var/log/pgbackrest
log-level-file=info
log-level-console=warn
$(repository_conf 1)
repo1-path=$repository
CONF
  [ "$offsite" = none ] || { repository_conf 2 && offsite_conf; }
  cat <<CONF

[$stanza]
pg1-path=$pg_data
pg1-port=5432
CONF
}

repository_conf() {
  cat <<CONF
repo$1-cipher-type=aes-256-cbc
repo$1-cipher-pass=$(secret recovery-key)
repo$1-retention-full-type=time
repo$1-retention-full=$keep_days
CONF
}

offsite_conf() {
  case $offsite in
    /*) echo "repo2-path=$offsite" ;;
    s3://*) s3_conf "${offsite#s3://}" ;;
    sftp://*) sftp_conf "${offsite#sftp://}" ;;
  esac
}

# value_in QUERY NAME
value_in() { tr '&' '\n' <<< "$1" | sed -n "s/^$2=//p"; }

s3_conf() {
  local where=${1%%\?*} query='' region endpoint
  case $1 in *\?*) query=${1#*\?} ;; esac
  region=$(value_in "$query" region)
  endpoint=$(value_in "$query" endpoint)
  cat <<CONF
repo2-type=s3
repo2-path=/${where#*/}
repo2-s3-bucket=${where%%/*}
repo2-s3-region=${region:-us-east-1}
repo2-s3-endpoint=${endpoint:-s3.${region:-us-east-1}.amazonaws.com}
repo2-s3-uri-style=$([ -n "$endpoint" ] && echo path || echo host)
repo2-s3-key=$(secret s3-key)
repo2-s3-key-secret=$(secret s3-secret)
CONF
}

sftp_conf() {
  local account=${1%%/*} host port
  host=${account#*@}
  port=${host#*:}
  [ "$port" != "$host" ] || port=22
  cat <<CONF
repo2-type=sftp
repo2-path=/${1#*/}
repo2-sftp-host=${host%:*}
repo2-sftp-host-port=$port
repo2-sftp-host-user=${account%@*}
repo2-sftp-host-key-hash-type=sha256
repo2-sftp-host-key-check-type=accept-new
repo2-sftp-private-key-file=/var/lib/postgresql/.ssh/babyfoot
CONF
}

keep_s3_keys() {
  case $offsite in s3:*) ;; *) return 0 ;; esac
  [ -z "${BABYFOOT_S3_KEY:-}" ] || printf %s "$BABYFOOT_S3_KEY" | put "$credentials/s3-key" 600 root:root
  [ -z "${BABYFOOT_S3_SECRET:-}" ] || printf %s "$BABYFOOT_S3_SECRET" | put "$credentials/s3-secret" 600 root:root
  if [ ! -s "$credentials/s3-key" ] || [ ! -s "$credentials/s3-secret" ]; then
    stop 1 "The keys of $offsite are not known." "Give them as BABYFOOT_S3_KEY and BABYFOOT_S3_SECRET."
  fi
}

lay_sftp_key() {
  local key=/var/lib/postgresql/.ssh/babyfoot
  [ -f "$key" ] && return 0
  folder_within postgres /var/lib/postgresql/.ssh 700
  as_postgres ssh-keygen -q -t rsa -b 4096 -m PEM -N '' -f "$key" -C babyfoot
  stop 2 "Let this key in at $offsite, then run the same command again:" "$(cat "$key.pub")"
}

start_backups() {
  if ! [ -f "$repositories_known" ] || has_changed "$pgbackrest_file"; then
    know_cluster "$pgbackrest_file" \
      || stop 1 "The repositories of the backups cannot be used." "What pgBackRest says is above: $offsite."
    put "$repositories_known" 644 root:root < <(repositories)
  fi
}

# Going back is possible from the first hour, not from the first night; after a time without us, from now on; and from a
# repository that is new too.
first_backup() {
  [ "$1" = yes ] || is_repository_empty || return 0
  systemctl start --no-block babyfoot-backup.service
}

is_repository_empty() {
  local number
  for number in $(repositories); do
    [ -n "$(newest_backup_seen "$number" || true)" ] || return 0
  done
  return 1
}
