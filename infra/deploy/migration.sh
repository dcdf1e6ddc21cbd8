# shellcheck shell=bash
# The database is brought to the release's schema once, by one host, before any host runs that release.

COMMAND_LIMIT_S=1800
HOST_LIMIT_S=900

# A host that reaches the database and takes commands; at the first deployment they are just starting.
find_host() {
  local hosts
  waited=0
  while :; do
    hosts=$(database_hosts)
    if [ -n "$hosts" ] && [ "$hosts" != None ]; then
      host=$(first_online "$hosts")
      if [ -n "$host" ] && [ "$host" != None ]; then return; fi
    fi
    keep_waiting "$HOST_LIMIT_S" || return 1
  done
}

database_hosts() {
  if [ -n "$single_host" ]; then
    echo "$single_host"
    return
  fi
  aws autoscaling describe-auto-scaling-groups --auto-scaling-group-names "$back" \
    --query 'AutoScalingGroups[0].Instances[].InstanceId' --output text
}

first_online() {
  aws ssm describe-instance-information --filters "Key=InstanceIds,Values=$(tr -s ' \t\n' ',' <<< "$1" | sed 's/,$//')" \
    --query "InstanceInformationList[?PingStatus=='Online'].InstanceId | [0]" --output text
}

run_migration() {
  find_host || stop 1 "No host takes commands; the database and the release are as they were." \
    "See why hosts do not start: docs/infra/troubleshooting.md. Then run the same command again."
  say "Migrating the database, on $host"
  run_on_host "Migrate to $release_id" --document-name "$migrate_document" --parameters "Image=$image" && return
  stop 1 "The migration failed ($command_status). What runs is what ran." \
    "A migration is a transaction: the database is as it was before the one that failed." \
    "Mend it in a new commit, release that, and deploy it. The whole output: command $command_id on $host."
}

# run_on_host COMMENT ARGUMENTS...: returns 1 where it failed, having shown what it wrote.
run_on_host() {
  local comment=$1
  shift
  command_status='not sent'
  command_id=$(aws ssm send-command "$@" --instance-ids "$host" --comment "$comment" \
    --query Command.CommandId --output text) || return 1
  waited=0
  while :; do
    # For a moment after it was sent, a command is not known.
    command_status=$(invocation Status 2> /dev/null) || command_status=Pending
    case $command_status in
      Success) return 0 ;;
      Pending | InProgress | Delayed) ;;
      *) break ;;
    esac
    keep_waiting "$COMMAND_LIMIT_S" || break
  done
  invocation StandardOutputContent >&2 || true
  invocation StandardErrorContent >&2 || true
  return 1
}

invocation() {
  aws ssm get-command-invocation --command-id "$command_id" --instance-id "$host" \
    --query "$1" --output text
}
