# shellcheck shell=bash
# New hosts take the place of old ones, a few at a time, while alarms watch.

REFRESH_LIMIT_S=3600

# The back first: pages of the new release may ask what only its servers know.
refresh_fleets() {
  local fleet
  for fleet in "$back" "$front"; do
    [ -z "$fleet" ] || refresh "$fleet" || return
  done
}

# refresh FLEET: returns 1 where new hosts did not hold.
refresh() {
  local fleet=$1 since id
  wait_for_refresh "$fleet" || true
  since=$(release_set_at) || stop 2 "When the release was set cannot be read." "Run the same command again: it goes on from there."
  if refreshed_since "$since"; then
    say "$fleet has been replaced already"
    return
  fi
  if waits_for_first_release "$fleet"; then
    await_first_hosts "$fleet"
    return
  fi
  say "Replacing the hosts of $fleet"
  id=$(aws autoscaling start-instance-refresh --auto-scaling-group-name "$fleet" --strategy Rolling \
    --preferences "$(preferences)" --query InstanceRefreshId --output text) || return
  wait_for_refresh "$fleet"
  case $refresh_status in
    Successful) say "$fleet runs the release" ;;
    *)
      say "$fleet: $refresh_status ($refresh_reason), refresh $id"
      return 1
      ;;
  esac
}

release_set_at() {
  local at
  at=$(aws ssm get-parameter --name "$release_parameter" --query Parameter.LastModifiedDate \
    --output text) && date -d "$at" +%s
}

# One more host before one less; two quiet minutes at the end. An alarm ends it: the way back is the
# release parameter's, since hosts that AWS itself put back would read the new release again.
preferences() {
  printf '{"MinHealthyPercentage":100,"MaxHealthyPercentage":200,"InstanceWarmup":60,"BakeTime":120,"AutoRollback":false,"AlarmSpecification":{"Alarms":%s}}' \
    "$(tr -d ' \n' <<< "$alarms")"
}

# Reads the fleet's latest refresh; no refresh is "None".
look_at_refresh() {
  IFS=$'\t' read -r refresh_status refresh_begun refresh_reason < <(
    aws autoscaling describe-instance-refreshes --auto-scaling-group-name "$1" --max-records 1 \
      --query 'InstanceRefreshes[0].[Status,StartTime,StatusReason]' --output text
  ) || stop 2 "The refreshes of $1 cannot be read." "Run the same command again: it goes on from there."
}

wait_for_refresh() {
  waited=0
  while :; do
    look_at_refresh "$1"
    case $refresh_status in
      Pending | InProgress | Cancelling | RollbackInProgress | Baking) ;;
      *) return ;;
    esac
    keep_waiting "$REFRESH_LIMIT_S" || stop 2 "The refresh of $1 is $refresh_status for too long." \
      "See: aws autoscaling describe-instance-refreshes --auto-scaling-group-name $1" \
      "Then run the same command again: it goes on from there."
  done
}

refreshed_since() {
  [ "$refresh_status" = Successful ] || return 1
  [ "$(date -d "$refresh_begun" +%s)" -ge "$1" ]
}

# Before the first release no host serves: each waits for the parameter, and begins by itself.
waits_for_first_release() {
  [ "$good_image" = "$NONE" ] || return 1
  [ "$(in_service "$1")" = 0 ]
}

in_service() {
  aws autoscaling describe-auto-scaling-groups --auto-scaling-group-names "$1" \
    --query "length(AutoScalingGroups[0].Instances[?LifecycleState=='InService'])" --output text
}

wanted_hosts() {
  aws autoscaling describe-auto-scaling-groups --auto-scaling-group-names "$1" \
    --query 'AutoScalingGroups[0].DesiredCapacity' --output text
}

await_first_hosts() {
  local wanted
  wanted=$(wanted_hosts "$1")
  say "Waiting for the first $wanted hosts of $1"
  waited=0
  until [ "$(in_service "$1")" -ge "$wanted" ]; do
    keep_waiting "$REFRESH_LIMIT_S" || return 1
  done
}
