# shellcheck shell=bash
# The application's secrets are made once, here, and are nowhere else than in Secrets Manager.

random() { od -An -vtx1 -N "$1" /dev/urandom | tr -d ' \n'; }

ensure_settings() {
  if aws secretsmanager get-secret-value --secret-id "$settings_secret" --query VersionId \
    --output text > /dev/null 2>&1; then return; fi
  say "Making the application's secrets"
  local file=$work/settings.json admin=''
  [ -z "${ADMIN_EMAIL:-}" ] || admin=$(printf ',"ADMIN_EMAIL":"%s","ADMIN_PASSWORD":"%s"' "$ADMIN_EMAIL" "$(random 12)")
  (umask 077 && printf '{"SECRET_KEY":"%s","METRICS_TOKEN":"%s"%s}' "$(random 32)" "$(random 16)" "$admin" > "$file")
  aws secretsmanager put-secret-value --secret-id "$settings_secret" --secret-string "file://$file" > /dev/null \
    || stop 1 "The application's secrets could not be kept." "Run the same command again."
  rm "$file"
  [ -n "$admin" ] || say "Without ADMIN_EMAIL there is no first administrator: docs/infra/deploy.md, step 6"
}
