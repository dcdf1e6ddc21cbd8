# shellcheck shell=bash
# The release that is set comes to the hosts. In fleets Terraform writes its version into the launch
# templates, and new hosts take the place of old ones while alarms watch: AWS itself goes back when
# one goes off. A single host changes in place.

REFRESH_LIMIT_S=3600
ALARM_LIMIT_S=1200

# Returns 1 where the release did not hold.
roll_out() {
  if [ -n "$single_host" ]; then
    switch_single_host
    return
  fi
  local back_before front_before
  look_at_refresh "$back"
  back_before=$refresh_id
  look_at_refresh "$front"
  front_before=$refresh_id
  wait_for_quiet
  apply_infrastructure
  finish_refresh "$back" "$back_before" && finish_refresh "$front" "$front_before"
}

switch_single_host() {
  host=$single_host
  say "Changing the release of $host"
  run_on_host "Switch to ${current_image##*@}" --document-name AWS-RunShellScript \
    --parameters "commands=/usr/local/sbin/babyfoot-switch $current_image"
}

# finish_refresh FLEET BEFORE: waits for the refresh that the apply began. Where it began none, a
# deployment that was cut off may have left hosts of two releases: then one is begun here.
finish_refresh() {
  local fleet=$1 before=$2
  look_at_refresh "$fleet"
  if [ "$refresh_id" = "$before" ] && ! is_under_way && [ "$refresh_status" != Successful ]; then
    wait_for_quiet
    say "Replacing the hosts of $fleet that have another release"
    aws autoscaling start-instance-refresh --auto-scaling-group-name "$fleet" --strategy Rolling \
      --preferences "$(preferences)" > /dev/null || return
  fi
  say "Waiting for the new hosts of $fleet"
  wait_for_refresh "$fleet"
  [ "$refresh_status" = Successful ] || {
    say "$fleet: $refresh_status ($refresh_reason), refresh $refresh_id"
    return 1
  }
}

# AWS fails a refresh that begins while one of its alarms is in ALARM. Before the first release nobody
# answers, and they all are: the waiting hosts take the release that has just been set, and it ends.
wait_for_quiet() {
  local names in_alarm
  [ -z "$single_host" ] || return 0
  IFS=' ' read -ra names <<< "$(tr -d '[]"' <<< "$alarms" | tr ',' ' ')"
  waited=0
  while :; do
    in_alarm=$(aws cloudwatch describe-alarms --alarm-names "${names[@]}" --state-value ALARM \
      --query 'MetricAlarms[].AlarmName' --output text) \
      || stop 2 "The alarms cannot be read; no host has been replaced." "Run the same command again: it goes on from there."
    if [ -z "$in_alarm" ] || [ "$in_alarm" = None ]; then return; fi
    [ "$waited" -ne 0 ] || say "Waiting until no alarm is on: $(tr '\t' ' ' <<< "$in_alarm")"
    keep_waiting "$ALARM_LIMIT_S" || break
  done
  stop 2 "Still in ALARM after $((ALARM_LIMIT_S / 60)) minutes: $(tr '\t' ' ' <<< "$in_alarm"). AWS would fail the refresh; no host has been replaced." \
    "$(advice_when_silent)" \
    "When they are off, run the same command again: it goes on from there." \
    "If what runs now is what sets them off: docs/infra/troubleshooting.md, \"Still in ALARM\"."
}

preferences() {
  printf '{"MinHealthyPercentage":100,"MaxHealthyPercentage":150,"SkipMatching":false,"AlarmSpecification":{"Alarms":%s}}' \
    "$alarms"
}

# The fleet's latest refresh; "None" where there was none yet.
look_at_refresh() {
  IFS=$'\t' read -r refresh_id refresh_status refresh_reason < <(
    aws autoscaling describe-instance-refreshes --auto-scaling-group-name "$1" --max-records 1 \
      --query '[InstanceRefreshes[0].InstanceRefreshId, InstanceRefreshes[0].Status, InstanceRefreshes[0].StatusReason]' \
      --output text
  ) || stop 2 "The refreshes of $1 cannot be read." "Run the same command again: it goes on from there."
}

is_under_way() {
  case $refresh_status in
    Pending | InProgress | Cancelling | RollbackInProgress | Baking) return 0 ;;
    *) return 1 ;;
  esac
}

wait_for_refresh() {
  waited=0
  while look_at_refresh "$1" && is_under_way; do
    keep_waiting "$REFRESH_LIMIT_S" || stop 2 "The refresh of $1 is $refresh_status for too long." \
      "See: aws autoscaling describe-instance-refreshes --auto-scaling-group-name $1" \
      "Then run the same command again: it goes on from there."
  done
}
