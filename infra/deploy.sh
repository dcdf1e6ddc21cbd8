#!/usr/bin/env bash
# From an account to a running campus, and from a release to the next: infra/deploy.sh --help.
# Every step may be run again: what is done already is seen and left.
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=infra/deploy/words.sh
. "$here/deploy/words.sh"
# shellcheck source=infra/deploy/state.sh
. "$here/deploy/state.sh"
# shellcheck source=infra/deploy/release.sh
. "$here/deploy/release.sh"
# shellcheck source=infra/deploy/settings.sh
. "$here/deploy/settings.sh"
# shellcheck source=infra/deploy/pages.sh
. "$here/deploy/pages.sh"
# shellcheck source=infra/deploy/migration.sh
. "$here/deploy/migration.sh"
# shellcheck source=infra/deploy/hosts.sh
. "$here/deploy/hosts.sh"
# shellcheck source=infra/deploy/smoke.sh
. "$here/deploy/smoke.sh"
trap 'unexpected "$LINENO" "$BASH_COMMAND"' ERR

usage() {
  cat <<'USAGE'
infra/deploy.sh ENVIRONMENT [--yes] [--release COMMIT] [--plan-only | --drift | --rollback]
infra/deploy.sh bootstrap

ENVIRONMENT  demo, campus or region: a file of infra/aws/envs
--yes        does not ask before it changes something
--release    the commit whose image is to run; the one checked out where left out
--plan-only  shows what would change, and changes nothing
--drift      the same, and ends with 4 where the account is not as the code says
--rollback   goes back to the release before, or undoes a deployment that was cut off
bootstrap    the account's own: the bucket for states, and the roles of the workflows

Ends with 0: done. 1: not done, and nothing is worse than before. 2: a person is needed.
3: the release has not been published yet. 4: drift.
USAGE
}

environment=''
action=deploy
assume_yes=no
release_id=''

parse_arguments() {
  while [ "$#" -gt 0 ]; do
    case $1 in
      --yes) assume_yes=yes ;;
      --plan-only) action=plan ;;
      --drift) action=drift ;;
      --rollback) action=rollback ;;
      --release)
        release_id=${2:-}
        [ -n "$release_id" ] || stop 1 "--release needs a commit."
        shift
        ;;
      --help | -h) usage && exit 0 ;;
      -*) stop 1 "There is no $1." "infra/deploy.sh --help says what there is." ;;
      *) environment=$1 ;;
    esac
    shift
  done
  [ -n "$environment" ] || { usage >&2 && exit 1; }
  [ "$environment" = bootstrap ] || [ -f "$here/aws/envs/$environment.tfvars" ] \
    || stop 1 "There is no environment $environment." "infra/aws/envs has: $(list_environments)."
  [ -n "$release_id" ] || release_id=$(git -C "$here" rev-parse HEAD)
}

list_environments() {
  local file
  for file in "$here"/aws/envs/*.tfvars; do basename "$file" .tfvars; done | paste -sd ' '
}

deploy() {
  find_image
  apply_infrastructure
  read_outputs
  ensure_settings
  find_current_release
  if [ "$current_image" = "$image" ] && [ "$good_image" = "$image" ]; then
    say "Release $release_id runs here already"
    smoke_test "$release_id" || stop 2 "It runs, but does not answer as it should." "$(advice_when_silent)"
  else
    release_image
  fi
  say "Done: $release_id is at $url"
}

release_image() {
  local was=$good_image
  publish_pages
  run_migration
  set_release "$image"
  if roll_out && smoke_test "$release_id"; then
    mark_good
  else
    undo_release "$was"
  fi
}

main() {
  parse_arguments "$@"
  need_tools
  find_account
  case $action:$environment in
    *:bootstrap) bootstrap ;;
    plan:*) prepare_terraform && show_plan ;;
    drift:*) prepare_terraform && show_drift ;;
    rollback:*)
      prepare_terraform
      read_outputs
      find_current_release
      roll_back
      ;;
    *)
      ensure_bootstrap
      prepare_terraform
      deploy
      ;;
  esac
}

main "$@"
