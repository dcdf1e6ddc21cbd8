# shellcheck shell=bash
# Which release runs, which is to run, and the way back. The parameter's label `good` is on the last
# value that passed the smoke test, `previous` on the one before. Which version of the parameter a
# host runs stands in its launch template, so that AWS's own way back leads to the former release.

NONE=none
REPOSITORY=babyfoot

# The digest of the release: tags can be read by people, a digest cannot be changed by anyone.
find_image() {
  local digest address
  address=$(aws ecr describe-repositories --repository-names "$REPOSITORY" \
    --query 'repositories[0].repositoryUri' --output text) \
    || stop 1 "There is no repository for images." "infra/deploy.sh bootstrap makes it."
  digest=$(image_detail "imageTag=$release_id" imageDigest) || stop 3 \
    "There is no image of $release_id yet; nothing has been changed." \
    "Run the workflow \"release\" for that commit, or push it by hand (docs/infra/deploy.md); then this again."
  image="$address@$digest"
}

# image_detail IMAGE-ID WHAT
image_detail() {
  aws ecr describe-images --repository-name "$REPOSITORY" --image-ids "$1" \
    --query "imageDetails[0].$2" --output text
}

# The commit of an image, as its tag says.
commit_of() { image_detail "imageDigest=${1##*@}" "imageTags[0]"; }

parameter_value() {
  aws ssm get-parameter --name "$1" --query Parameter.Value --output text 2> /dev/null || echo "$NONE"
}

find_current_release() {
  current_image=$(aws ssm get-parameter --name "$release_parameter" --query Parameter.Value --output text) \
    || stop 1 "The parameter $release_parameter cannot be read; nothing has been released."
  good_image=$(parameter_value "$release_parameter:good")
  say "Now: ${current_image##*@}"
}

set_release() {
  if [ "$current_image" = "$1" ]; then return; fi
  say "New hosts start ${1##*@} from now on"
  aws ssm put-parameter --name "$release_parameter" --value "$1" --overwrite > /dev/null \
    || stop 1 "The release could not be set; the fleets are as they were." "Run the same command again."
  current_image=$1
}

# label LABEL PARAMETER: the version that PARAMETER has now gets the label.
label() {
  local version
  if version=$(aws ssm get-parameter --name "$2" --query Parameter.Version --output text) \
    && aws ssm label-parameter-version --name "$release_parameter" --parameter-version "$version" \
      --labels "$1" > /dev/null; then
    return
  fi
  stop 1 "The release runs, but could not be marked $1." "Run the same command again: nothing else is left to do."
}

mark_good() {
  if [ "$good_image" != "$NONE" ] && [ "$good_image" != "$current_image" ]; then
    label previous "$release_parameter:good"
  fi
  label good "$release_parameter"
  good_image=$current_image
}

# After a release that failed: back to what ran before, and an end that says so.
undo_release() {
  local was=$1
  [ "$was" != "$NONE" ] || stop 2 "The first release does not run, and there is none to go back to." \
    "The hosts keep trying. $(advice_when_silent)" \
    "Mend it and run the same command again; nothing is lost."
  say "Going back to ${was##*@}"
  # Whoever said yes to the release said yes to being without it.
  assume_yes=yes
  # Before anything is set: whoever is called for begins where this stopped.
  wait_for_quiet
  set_release "$was"
  if roll_out && smoke_test "$(commit_of "$was")"; then
    stop 1 "$release_id was not good; ${was##*@} runs again." \
      "Why: the lines above, and the logs of the new hosts ($(log_command))." \
      "The database keeps its new schema, which the release before can work with."
  fi
  stop 2 "$release_id was not good, and going back to ${was##*@} did not work either." \
    "$(advice_when_silent)" \
    "Then: infra/deploy.sh $environment --rollback --yes"
}

roll_back() {
  local to=$good_image
  [ "$current_image" != "$good_image" ] || to=$(parameter_value "$release_parameter:previous")
  if [ "$to" = "$NONE" ] || [ "$to" = "$current_image" ]; then
    stop 1 "There is no release to go back to: ${current_image##*@} stays."
  fi
  confirm "Go back from ${current_image##*@} to ${to##*@} in $environment?"
  assume_yes=yes
  wait_for_quiet
  set_release "$to"
  if roll_out && smoke_test "$(commit_of "$to")"; then
    # What was left is not what one goes back to: "previous" stays.
    label good "$release_parameter"
    say "Done: ${to##*@} runs again at $url"
    return
  fi
  stop 2 "Going back to ${to##*@} did not work." "$(advice_when_silent)" \
    "The same command may be run again."
}

log_command() { echo "aws logs tail /babyfoot/$environment/app --since 30m"; }

advice_when_silent() {
  echo "Look at: $(log_command); docs/infra/troubleshooting.md."
}
