#!/usr/bin/env bash
# A copy of the database that outlives the account: infra/offsite-dump.sh FOLDER.
# Needs DATABASE_URL (of the owner, or of whoever may read everything) and AGE_RECIPIENT, a public key of
# age whose private half is in no cloud account. Keeps the newest KEEP (8) dumps.
# Restore: age --decrypt --identity key.txt FILE | pg_restore --clean --if-exists --no-owner --dbname URL
set -Eeuo pipefail

folder=${1:?usage: infra/offsite-dump.sh FOLDER}
: "${DATABASE_URL:?DATABASE_URL is needed}"
case ${AGE_RECIPIENT:?AGE_RECIPIENT is needed} in
  age1*) ;;
  *) echo "off-site dump: AGE_RECIPIENT is no public key of age" >&2 && exit 1 ;;
esac
keep=${KEEP:-8}

umask 077
mkdir -p "$folder"
name="babyfoot-$(date -u +%Y%m%dT%H%M%SZ).dump.age"
part="$folder/.$name.part"
trap 'rm -f "$part"' EXIT

# Nothing in clear touches the disk; a dump that breaks off never gets its name.
pg_dump --format=custom --dbname="$DATABASE_URL" | age --encrypt --recipient "$AGE_RECIPIENT" > "$part"
mv "$part" "$folder/$name"
(cd "$folder" && sha256sum "$name" > "$name.sha256")
echo "off-site dump: $folder/$name ($(wc -c < "$folder/$name") bytes)" >&2

find "$folder" -maxdepth 1 -name 'babyfoot-*.dump.age' -printf '%f\n' | sort -r | tail -n "+$((keep + 1))" \
  | while IFS= read -r old; do rm -f "$folder/$old" "$folder/$old.sha256"; done
