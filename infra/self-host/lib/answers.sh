# shellcheck shell=bash
# shellcheck disable=SC2034  # read by those who source it
# What only a person can say. Asked once at a terminal, given by flags, or as it was the last time.

domain=''
lan=''
email=''
admin_email=''
offsite=''
ssh=''
keep_days=''
runtime_file=''
recovery_key_file=''
from_repository=no
action=install

ANSWERS=(domain lan email admin_email offsite ssh keep_days)

usage() {
  cat <<'USAGE'
sudo infra/self-host/install.sh [FLAGS]      on Debian 13, Debian 12 or Ubuntu 24.04

--domain NAME      how people reach it; HTTPS by itself (the name must lead here, ports 80 and 443 be open)
--lan [NAME]       on a network of one's own, by this name or address; HTTPS by an authority made here
--email ADDRESS    of whoever should hear about certificates
--admin-email A    the first administrator; the password is shown once, at the end
--offsite WHERE    second place for backups: /another/disk/folder, s3://bucket/folder?region=…&endpoint=…,
                   sftp://user@host[:port]/folder, or "none". Keys of S3: BABYFOOT_S3_KEY and BABYFOOT_S3_SECRET
--keep-days N      how far back one can go, 5 or more (7)
--ssh FROM         who may reach SSH: any, none, or a network such as 10.0.0.0/8
--release FILE     the archive to install; the one this script is in where left out
--runtime FILE     Node, where the distribution's is too old (babyfoot-runtime-….tar.gz)
--from-repository  everything from the backups in --offsite, on a machine that has nothing yet
--recovery-key F   a file with the recovery key, which --from-repository asks for
--yes              asks nothing: defaults where no flag says otherwise
--print-plan       says what would be done, and does nothing

Run again, it changes what flags say and nothing else.
USAGE
}

parse_flags() {
  while [ "$#" -gt 0 ]; do
    case $1 in
      --domain | --email | --admin-email | --offsite | --keep-days | --ssh | --release | --runtime | --recovery-key)
        [ -n "${2:-}" ] || stop 1 "$1 needs a value."
        take "$1" "$2"
        shift
        ;;
      --lan)
        lan=auto
        domain=''
        case ${2:-} in
          '' | --*) ;;
          *) lan=$2 && shift ;;
        esac
        ;;
      --from-repository) from_repository=yes ;;
      --yes) assume_yes=yes ;;
      --print-plan) action=plan ;;
      --lay) action=lay ;;
      --help | -h) usage && exit 0 ;;
      *) stop 1 "There is no $1." "--help says what there is." ;;
    esac
    shift
  done
}

take() {
  case $1 in
    --domain) domain=$2 && lan='' ;;
    --email) email=$2 ;;
    --admin-email) admin_email=$2 ;;
    --offsite) offsite=$2 ;;
    --keep-days) keep_days=$2 ;;
    --ssh) ssh=$2 ;;
    --release) release_file=$2 ;;
    --runtime) runtime_file=$2 ;;
    --recovery-key) recovery_key_file=$2 ;;
  esac
}

# What was answered before, for what no flag says.
recall_answers() {
  [ -f "$answers_file" ] || return 0
  local name value
  while IFS='=' read -r name value; do
    case $name in
      domain | lan) [ -n "$domain$lan" ] || recalled_place "$name" "$value" ;;
      email | admin_email | offsite | ssh | keep_days) [ -n "${!name}" ] || printf -v "$name" %s "$value" ;;
    esac
  done < "$answers_file"
}

recalled_place() { [ -z "$2" ] || printf -v "$1" %s "$2"; }

# ask VARIABLE QUESTION DEFAULT
ask() {
  local name=$1 answer
  [ -z "${!name}" ] || return 0
  if [ "$assume_yes" = no ] && [ -t 0 ]; then
    read -r -p "$2 [$3] " answer
    printf -v "$name" %s "${answer:-$3}"
  else
    printf -v "$name" %s "$3"
  fi
}

complete_answers() {
  local place=''
  if [ -z "$domain$lan" ]; then
    ask place "Name of this installation on the internet, or \"lan\" for a network of your own?" lan
    case $place in
      lan) lan=auto ;;
      *) domain=$place ;;
    esac
  fi
  [ "$lan" != auto ] || lan=$(name_on_network)
  [ -n "$domain$lan" ] || stop 1 "This machine has no address yet." "Give it one, or say --lan NAME."
  ask admin_email "E-mail address of the first administrator?" "admin@${domain:-babyfoot.example}"
  ask email "Who should hear about certificates?" "$admin_email"
  ask offsite "A second place for backups (/another/disk/folder, s3://…, sftp://…), or none?" none
  ask ssh "Who may reach SSH: any, none, or a network?" "$(ssh_as_it_is)"
  ask keep_days "How many days back must one be able to go?" 7
  check_answers
}

# Nobody is locked out who could come in before.
ssh_as_it_is() {
  if systemctl is-active --quiet ssh.service ssh.socket 2> /dev/null; then echo any; else echo none; fi
}

check_answers() {
  local name=${domain:-$lan}
  [[ $name =~ ^[A-Za-z0-9.-]+$ ]] || stop 1 "\"$name\" is no name of a machine."
  [[ $keep_days =~ ^([5-9]|[1-9][0-9]+)$ ]] || stop 1 "Backups are kept 5 days or more, not \"$keep_days\"."
  [[ $admin_email == ?*@?*.?* ]] || stop 1 "\"$admin_email\" is no e-mail address."
  [[ $email == ?*@?*.?* ]] || stop 1 "\"$email\" is no e-mail address."
  is_ssh_answer "$ssh" || stop 1 "--ssh takes any, none or a network, not \"$ssh\"."
  case $offsite in
    none | /* | s3://?*/* | sftp://?*@?*/*) ;;
    *) stop 1 "--offsite takes /a/folder, s3://bucket/folder, sftp://user@host/folder or none, not \"$offsite\"." ;;
  esac
  case $offsite in /*) check_folder "$offsite" ;; esac
  case $offsite in *[[:space:]\"\']*) stop 1 "--offsite has spaces or quotes in it." ;; esac
}

is_ssh_answer() {
  local part
  case $1 in any | none) return 0 ;; esac
  if [[ $1 =~ ^([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})/([0-9]{1,2})$ ]]; then
    for part in "${BASH_REMATCH[@]:1:4}"; do [ "$((10#$part))" -le 255 ] || return 1; done
    [ "$((10#${BASH_REMATCH[5]}))" -le 32 ]
  else
    [[ $1 =~ ^[0-9a-fA-F:]*:[0-9a-fA-F:]*/([0-9]{1,3})$ ]] && [ "$((10#${BASH_REMATCH[1]}))" -le 128 ]
  fi
}

# What is given to postgres is a folder of its own, neither a whole disk nor one that somebody else uses.
check_folder() {
  local folder
  folder=$(realpath -m "$1")
  if [ "$folder" != / ] && [ -d "$folder/backup/$stanza" ]; then return 0; fi
  if [ "$folder" = / ] || mountpoint -q "$folder"; then
    stop 1 "\"$1\" is a whole disk." "Say a folder on it: --offsite ${folder%/}/babyfoot"
  fi
  [ ! -d "$folder" ] || is_ours_or_empty "$folder" || stop 1 "\"$1\" is used for something else." "Say a folder in it: --offsite $folder/babyfoot"
}

is_ours_or_empty() { [ -d "$1/backup" ] || [ -d "$1/archive" ] || [ -z "$(ls -A "$1" 2> /dev/null)" ]; }

keep_answers() {
  local name
  for name in "${ANSWERS[@]}"; do printf '%s=%s\n' "$name" "${!name}"; done | put "$answers_file" 644 root:root
}

site_name() { printf '%s\n' "${domain:-$lan}"; }

print_plan() {
  cat <<PLAN
address      https://$(site_name) ($([ -n "$domain" ] && echo "certificates by themselves, told to $email" || echo "an authority made here"))
first admin  $admin_email
backups      every night at 01:35 UTC, $keep_days days back, in $repository$([ "$offsite" = none ] || echo " and $offsite")
open ports   80, 443, 8883$([ "$ssh" = none ] || echo ", $(ssh_ports) (from: $ssh)")
release      $release_id
PLAN
}
