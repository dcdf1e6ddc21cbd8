#!/usr/bin/env bash
# Shows that backups can be restored: infra/restore-test.sh ENVIRONMENT.
# Restores the latest point beside the running database, counts in both, says how long it took, and
# removes what it made, however it ends. Counting needs PGUSER and PGPASSWORD of an analyst or the owner
# and a way to both databases: psql is asked through `count_in`, which COUNT_IN may replace.
# Ends with 0: the same. 1: not restored. 2: restored, but it differs. 3: something is left to remove.
set -Eeuo pipefail

environment=${1:?usage: infra/restore-test.sh ENVIRONMENT}
identifier="babyfoot-$environment"
restored="$identifier-restore-test"
rows_may_grow=${ROWS_MAY_GROW:-1000}
tables=(players matches table_events reservations games)
SECONDS=0

say() { echo "restore test: $*" >&2; }
rds() { aws rds "$@" --output text; }

of_running() {
  rds describe-db-instances --db-instance-identifier "$identifier" --query "DBInstances[0].$1"
}

remove() {
  rds delete-db-instance --db-instance-identifier "$restored" --skip-final-snapshot \
    --delete-automated-backups > /dev/null
}

cleanup() {
  local code=$?
  if [ "${made:-no}" = yes ] && ! remove; then
    say "could not remove $restored: remove it by hand, it costs as much as the running one"
    exit 3
  fi
  exit "$code"
}
trap cleanup EXIT

# How many rows a table of a database has, asked by its host name.
count_in() {
  psql "host=$1 port=5432 dbname=babyfoot sslmode=verify-full sslrootcert=${PGSSLROOTCERT:-system}" \
    --no-psqlrc --tuples-only --no-align --command "select count(*) from $2"
}
count() { "${COUNT_IN:-count_in}" "$1" "$2"; }

latest=$(of_running LatestRestorableTime) || { say "there is no database $identifier"; exit 1; }
say "restoring $identifier as it was at $latest"
rds restore-db-instance-to-point-in-time \
  --source-db-instance-identifier "$identifier" --target-db-instance-identifier "$restored" \
  --use-latest-restorable-time --no-multi-az --no-publicly-accessible --no-deletion-protection \
  --db-subnet-group-name "$(of_running DBSubnetGroup.DBSubnetGroupName)" \
  --db-parameter-group-name "$(of_running 'DBParameterGroups[0].DBParameterGroupName')" \
  --vpc-security-group-ids "$(of_running 'VpcSecurityGroups[0].VpcSecurityGroupId')" > /dev/null || exit 1
made=yes
aws rds wait db-instance-available --db-instance-identifier "$restored" || { say "it never became available"; exit 1; }
minutes=$(((SECONDS + 59) / 60))

running_host=$(of_running Endpoint.Address)
restored_host=$(rds describe-db-instances --db-instance-identifier "$restored" --query 'DBInstances[0].Endpoint.Address')
differs=no
for table in "${tables[@]}"; do
  before=$(count "$restored_host" "$table") || { say "$table cannot be counted"; exit 2; }
  now=$(count "$running_host" "$table") || { say "$table cannot be counted"; exit 2; }
  say "$table: $before restored, $now running"
  # The running one has gone on since: it may have more, by little, and never less.
  if [ "$now" -lt "$before" ] || [ "$((now - before))" -gt "$rows_may_grow" ]; then differs=yes; fi
done
[ "$differs" = no ] || { say "what was restored differs"; exit 2; }
say "restored within $minutes min, and the same"
