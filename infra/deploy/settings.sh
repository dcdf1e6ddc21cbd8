# shellcheck shell=bash
# The application's secrets are made once, here, and are nowhere else than in Secrets Manager.

random() { od -An -vtx1 -N "$1" /dev/urandom | tr -d ' \n'; }

ensure_settings() {
  local versions
  # Whether it has a value, without reading it.
  versions=$(aws secretsmanager describe-secret --secret-id "$settings_secret" \
    --query VersionIdsToStages --output text) \
    || stop 1 "The application's secret cannot be looked at; nothing is released." "Run the same command again."
  [ "$versions" = None ] || return 0
  say "Making the application's secrets"
  local file=$work/settings.json admin=''
  [ -z "${ADMIN_EMAIL:-}" ] || admin=$(printf ',"ADMIN_EMAIL":"%s","ADMIN_PASSWORD":"%s"' "$ADMIN_EMAIL" "$(random 12)")
  (umask 077 && printf '{"SECRET_KEY":"%s","METRICS_TOKEN":"%s"%s}' "$(random 32)" "$(random 16)" "$admin" > "$file")
  aws secretsmanager put-secret-value --secret-id "$settings_secret" --secret-string "file://$file" > /dev/null \
    || stop 1 "The application's secrets could not be kept." "Run the same command again."
  rm "$file"
  [ -n "$admin" ] || say "Without ADMIN_EMAIL there is no first administrator: docs/infra/deploy.md, step 6"
}
