# shellcheck shell=bash
# What a visitor would notice, from outside.

SMOKE_LIMIT_S=300

# smoke_test COMMIT: ready, of that commit, and its page loads with its program.
smoke_test() {
  say "Trying it from outside: $url"
  waited=0
  until answers_well "$1"; do
    keep_waiting "$SMOKE_LIMIT_S" || {
      say "Not as it should be: $smoke_problem"
      return 1
    }
  done
}

fetch() { curl --fail --silent --show-error --location --max-time 10 "$url$1" 2>&1; }

answers_well() {
  local version page program
  smoke_problem="$url/readyz does not answer that it is ready"
  fetch /readyz > /dev/null || return
  version=$(fetch /api/v1/version) || return
  smoke_problem="$url/api/v1/version is not $1 but $version"
  grep -q "\"commit\":\"$1\"" <<< "$version" || return
  smoke_problem="$url/ is not the page"
  page=$(fetch /) || return
  program=$(grep -o '/assets/[^"]*\.js' <<< "$page" | head -n 1) || return
  smoke_problem="$url$program, which the page needs, does not load"
  fetch "$program" > /dev/null
}
