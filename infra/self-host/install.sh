#!/usr/bin/env bash
# A machine of one's own becomes a running campus: infra/self-host/install.sh --help.
# Every step may be run again: what is as it should be is left alone.
set -Eeuo pipefail
shopt -s inherit_errexit
umask 022

here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
# shellcheck source=infra/self-host/lib/words.sh
. "$here/lib/words.sh"
# shellcheck source=infra/self-host/lib/places.sh
. "$here/lib/places.sh"
# shellcheck source=infra/self-host/lib/files.sh
. "$here/lib/files.sh"
# shellcheck source=infra/self-host/lib/machine.sh
. "$here/lib/machine.sh"
# shellcheck source=infra/self-host/lib/answers.sh
. "$here/lib/answers.sh"
# shellcheck source=infra/self-host/lib/packages.sh
. "$here/lib/packages.sh"
# shellcheck source=infra/self-host/lib/accounts.sh
. "$here/lib/accounts.sh"
# shellcheck source=infra/self-host/lib/database.sh
. "$here/lib/database.sh"
# shellcheck source=infra/self-host/lib/web.sh
. "$here/lib/web.sh"
# shellcheck source=infra/self-host/lib/broker.sh
. "$here/lib/broker.sh"
# shellcheck source=infra/self-host/lib/firewall.sh
. "$here/lib/firewall.sh"
# shellcheck source=infra/self-host/lib/upkeep.sh
. "$here/lib/upkeep.sh"
# shellcheck source=infra/self-host/lib/repository.sh
. "$here/lib/repository.sh"
# shellcheck source=infra/self-host/lib/backups.sh
. "$here/lib/backups.sh"
# shellcheck source=infra/self-host/lib/releases.sh
. "$here/lib/releases.sh"
# shellcheck source=infra/self-host/lib/services.sh
. "$here/lib/services.sh"
# shellcheck source=infra/self-host/lib/restore.sh
. "$here/lib/restore.sh"
trap 'unexpected "$LINENO" "$BASH_COMMAND"' ERR

lay_machine() {
  lay_packages
  lay_node
  lay_accounts
  lay_folders
  keep_s3_keys
  lay_secrets
  lay_settings
  lay_database
  lay_backups
  lay_services
  lay_web
  lay_broker
  lay_firewall
  lay_upkeep
}

start_data() {
  systemctl daemon-reload
  start_firewall
  [ "$from_repository" = no ] || begin_with_fresh_cluster
  start_database
  if [ "$from_repository" = yes ]; then restore_machine; else lay_roles; fi
  start_backups
}

# Their programs are those of the release that runs, so they come after it.
start_rest() {
  start_services
  start_web
  keep_authority
  start_broker
}

become_campus() {
  local first=no
  [ -L "$current" ] || first=yes
  print_plan
  [ "$first" = no ] || confirm "Shall it be done?"
  keep_answers
  lay_machine
  start_data
  settle_server
  start_rest
  first_backup "$first"
  finish
  forget_fresh_cluster
  forget_pending
}

# A run that was cut off has shown nothing: the next one does.
finish() {
  if [ -f "$shown" ] && ! has_laid_anything; then
    say "Everything was as it should be: https://$(site_name)"
    return 0
  fi
  say "Ready: https://$(site_name)"
  [ ! -f "$shown" ] || return 0
  [ "$from_repository" = yes ] || is_being_restored || tell "Sign in as $admin_email with the password $(secret ADMIN_PASSWORD) and change it."
  tell "Recovery key: $(secret recovery-key)" \
    "Write it down and keep it elsewhere: with it and the backups, any machine becomes this one; without it, none does." \
    "babyfoot status says how everything is; babyfoot --help what else there is."
  [ -n "$domain" ] || tell "Phones and boards trust this installation with http://$(site_name)/babyfoot-authority.crt"
  put "$shown" 600 root:root < /dev/null
}

main() {
  parse_flags "$@"
  find_release
  if [ "$action" = plan ]; then
    recall_answers
    assume_yes=yes
    complete_answers
    print_plan
    exit 0
  fi
  need_root
  find_machine
  settle_release "$@"
  [ "$from_repository" = no ] || adopt_machine
  recall_answers
  complete_answers
  case $action in
    # A line each: within "a && b" nothing that fails would end it.
    lay)
      lay_machine
      start_data
      start_rest
      forget_pending
      ;;
    *) become_campus ;;
  esac
}

main "$@"
