# shellcheck shell=bash
# The account, Terraform's state, the plan and what comes of it.

region=${AWS_REGION:-eu-west-3}
export AWS_REGION=$region AWS_PAGER='' TF_IN_AUTOMATION=1 TF_INPUT=0

find_account() {
  account=$(aws sts get-caller-identity --query Account --output text) \
    || stop 1 "AWS does not know who asks." "Sign in first: aws sso login, or aws configure."
  state_bucket="babyfoot-state-$account"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
}

tf() { terraform -chdir="$here/aws" "$@"; }

has_state_bucket() { aws s3api head-bucket --bucket "$state_bucket" > /dev/null 2>&1; }

ensure_bootstrap() {
  if has_state_bucket; then return; fi
  say "This account has no bucket for Terraform's states yet"
  bootstrap
}

# The bucket cannot hold its own state before it is there: the state is a file, kept in it afterwards.
bootstrap() {
  local state=$work/bootstrap.tfstate key="s3://$state_bucket/bootstrap/terraform.tfstate"
  local tf=(terraform -chdir="$here/aws/bootstrap")
  if has_state_bucket; then aws s3 cp --only-show-errors "$key" "$state"; fi
  "${tf[@]}" init -input=false
  "${tf[@]}" plan -input=false -state="$state" -out="$work/bootstrap.plan" -var "region=$region" \
    -var "github_repository=$(github_repository)"
  confirm "Apply this to account $account ($region)?"
  local applied=yes
  "${tf[@]}" apply -input=false -state="$state" "$work/bootstrap.plan" || applied=no
  keep_bootstrap_state "$state" "$key"
  [ "$applied" = yes ] || stop 1 "The bootstrap was not applied whole." "Run the same command again: it goes on from there."
}

# Whose workflows may deploy: owner/name.
github_repository() {
  local origin
  if [ -n "${GITHUB_REPOSITORY:-}" ]; then
    echo "$GITHUB_REPOSITORY"
    return
  fi
  origin=$(git -C "$here" remote get-url origin 2> /dev/null) || origin=''
  sed -E 's#^.*[:/]([^/]+/[^/]+)$#\1#; s#\.git$##' <<< "$origin"
}

# Whatever came of the apply, its state is the only list of what it made.
keep_bootstrap_state() {
  [ -s "$1" ] || return 0
  if has_state_bucket && aws s3 cp --only-show-errors "$1" "$2"; then return; fi
  cp "$1" "$here/aws/bootstrap/terraform.tfstate"
  stop 2 "The state of the bootstrap could not be kept in $state_bucket." \
    "It is in infra/aws/bootstrap/terraform.tfstate: put it there by hand," \
    "aws s3 cp infra/aws/bootstrap/terraform.tfstate $2" \
    "and run this again."
}

# Where a replica follows, the database's owner gets this password with each new owner_password_version; else
# nobody looks at it. By the environment, so that it is in no list of processes; the same for a plan and its apply.
make_up_owner_password() {
  TF_VAR_owner_password=$(random 24)
  export TF_VAR_owner_password
}

prepare_terraform() {
  has_state_bucket || stop 1 "There is no bucket $state_bucket: nothing has been deployed here." \
    "infra/deploy.sh $environment --yes begins."
  make_up_owner_password
  tf init -input=false -reconfigure -backend-config="bucket=$state_bucket" \
    -backend-config="key=$environment/terraform.tfstate" -backend-config="region=$region" \
    -backend-config="use_lockfile=true" -backend-config="encrypt=true" \
    -backend-config="kms_key_id=arn:aws:kms:$region:$account:alias/babyfoot-shared"
}

# Answers by plan_found: 0 no change, 2 changes.
make_plan() {
  plan_found=0
  tf plan -input=false -detailed-exitcode -var-file="envs/$environment.tfvars" \
    -out="$work/plan" "$@" || plan_found=$?
  [ "$plan_found" -ne 1 ] || stop 1 "Terraform could not make a plan; nothing has changed." \
    "If it says that the state is locked, and nobody deploys: terraform force-unlock, see docs/infra/troubleshooting.md."
}

# Whoever only looks has no right to write, not even a lock.
show_plan() {
  make_plan -lock=false
  say "$([ "$plan_found" -eq 2 ] && echo "This would change" || echo "Nothing would change")"
}

show_drift() {
  make_plan -lock=false
  [ "$plan_found" -eq 0 ] || stop 4 "$environment is not as the code says: see the plan above."
  say "$environment is as the code says"
}

apply_infrastructure() {
  make_plan
  if [ "$plan_found" -eq 0 ]; then
    say "The infrastructure is as the code says"
    return
  fi
  confirm "Apply this plan to $environment in account $account?"
  tf apply -input=false "$work/plan" || stop 1 "The apply ended half way; what it made is in the state." \
    "Mend what it names above, and run the same command again: it goes on from there."
}

# The value of each output named, a line each; empty where this size has no such thing.
outputs() {
  tf output -json > "$work/outputs.json" && node -e '
    const [file, ...names] = process.argv.slice(1);
    const all = JSON.parse(require("node:fs").readFileSync(file, "utf8"));
    for (const name of names) {
      if (all[name] === undefined) throw new Error("there is no output " + name);
      const { value } = all[name];
      console.log(typeof value === "object" && value !== null ? JSON.stringify(value) : (value ?? ""));
    }' "$work/outputs.json" "$@"
}

read_outputs() {
  local values
  values=$(outputs url back_asg_name front_asg_name instance_id files_bucket release_bucket \
    migrate_document_name release_parameter_name settings_secret_arn rollback_alarm_names) \
    || stop 1 "The outputs of $environment cannot be read; nothing is released." "Run the same command again."
  {
    read -r url
    read -r back
    read -r front
    read -r single_host
    read -r files_bucket
    read -r release_bucket
    read -r migrate_document
    read -r release_parameter
    read -r settings_secret
    read -r alarms
  } <<< "$values"
}
