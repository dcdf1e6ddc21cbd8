# shellcheck shell=bash
# The database is brought to the release's schema once, by one host of the back, before any host of
# the fleets runs that release.

MIGRATION_LIMIT_S=1800
HOST_LIMIT_S=900

# A host of the back that takes commands; at the first deployment they are just starting.
find_host() {
  local hosts
  waited=0
  while :; do
    hosts=$(aws autoscaling describe-auto-scaling-groups --auto-scaling-group-names "$back" \
      --query 'AutoScalingGroups[0].Instances[].InstanceId' --output text)
    if [ -n "$hosts" ] && [ "$hosts" != None ]; then
      host=$(first_online "$hosts")
      if [ -n "$host" ] && [ "$host" != None ]; then return; fi
    fi
    keep_waiting "$HOST_LIMIT_S" || return 1
  done
}

first_online() {
  aws ssm describe-instance-information --filters "Key=InstanceIds,Values=$(tr -s ' \t\n' ',' <<< "$1" | sed 's/,$//')" \
    --query "InstanceInformationList[?PingStatus=='Online'].InstanceId | [0]" --output text
}

run_migration() {
  find_host || stop 1 "No host of $back takes commands; the database and the release are as they were." \
    "See why hosts do not start: aws autoscaling describe-scaling-activities --auto-scaling-group-name $back" \
    "Then run the same command again."
  say "Migrating the database, on $host"
  command_id=$(aws ssm send-command --document-name "$migrate_document" --instance-ids "$host" \
    --parameters "Image=$image" --comment "Migrate to $release_id" \
    --query Command.CommandId --output text) \
    || stop 1 "The migration could not be started; the database and the release are as they were."
  wait_for_migration
}

invocation() {
  aws ssm get-command-invocation --command-id "$command_id" --instance-id "$host" \
    --query "$1" --output text
}

wait_for_migration() {
  local status
  waited=0
  while :; do
    # For a moment after it was sent, a command is not known.
    status=$(invocation Status 2> /dev/null) || status=Pending
    case $status in
      Success) return ;;
      Pending | InProgress | Delayed) ;;
      *) migration_failed "$status" ;;
    esac
    keep_waiting "$MIGRATION_LIMIT_S" || migration_failed "still $status after $MIGRATION_LIMIT_S s"
  done
}

migration_failed() {
  invocation StandardOutputContent >&2 || true
  invocation StandardErrorContent >&2 || true
  stop 1 "The migration failed ($1). The fleets run what they ran." \
    "A migration is a transaction: the database is as it was before the one that failed." \
    "Mend it in a new commit, release that, and deploy it. The whole output: command $command_id on $host."
}
