# shellcheck shell=bash
# What the deployment says, and how it ends.

say() { printf '%s\n' "== $1"; }

# stop CODE WHAT [WHAT TO DO]...
stop() {
  local code=$1
  shift
  printf '%s\n' "!! $1" >&2
  shift
  local line
  for line in "$@"; do printf '%s\n' "   $line" >&2; done
  exit "$code"
}

# What no step has foreseen: nothing is hidden, and the way on is the usual one.
unexpected() {
  stop 1 "infra/deploy ended at line $1: $2" "Run the same command again: it goes on from where it was."
}

# Yes by --yes, or by a person at a terminal.
confirm() {
  [ "$assume_yes" = no ] || return 0
  [ -t 0 ] || stop 1 "Nobody is there to say yes: $1" "Run it again with --yes."
  local answer
  read -r -p "$1 Type yes: " answer
  [ "$answer" = yes ] || stop 1 "Left as it is."
}

need_tools() {
  local tool missing=()
  for tool in aws terraform node curl git; do
    command -v "$tool" > /dev/null || missing+=("$tool")
  done
  [ "${#missing[@]}" -eq 0 ] || stop 1 "Install first: ${missing[*]}."
}

# Pauses between two looks at something that takes its time. Returns 1 when that has been too long.
# Each wait begins with `waited=0`.
waited=0
keep_waiting() {
  local limit_s=$1
  local pause_s=${DEPLOY_PAUSE_S:-15}
  waited=$((waited + (pause_s > 0 ? pause_s : 15)))
  [ "$waited" -le "$limit_s" ] || return 1
  sleep "$pause_s"
}
