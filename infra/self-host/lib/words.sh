# shellcheck shell=bash
# What the installer and the command say, and how they end.

say() { printf '== %s\n' "$1"; }
tell() { printf '   %s\n' "$@"; }

# stop CODE WHAT [WHAT TO DO]...
stop() {
  local code=$1
  shift
  printf '!! %s\n' "$1" >&2
  shift
  [ "$#" -eq 0 ] || printf '   %s\n' "$@" >&2
  exit "$code"
}

# What no step has foreseen: nothing is hidden, and the way on is the usual one.
unexpected() {
  stop 1 "Ended at line $1 of ${BASH_SOURCE[1]}: $2" "Run the same command again: it goes on from where it was."
}

assume_yes=no

# Yes by --yes, or by a person at a terminal.
confirm() {
  [ "$assume_yes" = no ] || return 0
  [ -t 0 ] || stop 1 "Nobody is there to say yes: $1" "Run it again with --yes."
  local answer
  read -r -p "$1 Type yes: " answer
  [ "$answer" = yes ] || stop 1 "Left as it is."
}

need_root() { [ "$(id -u)" -eq 0 ] || stop 1 "Only root may do that." "Run it with sudo."; }
