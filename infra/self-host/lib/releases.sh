# shellcheck shell=bash
# Releases lie side by side; "current" is which of them runs. A release brings this installer along, so what it needs
# of the machine is laid by itself.

release_file=''
release_folder=''
release_id=''

# id_of FOLDER: version and commit, as release.json says.
id_of() {
  local version commit
  version=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' "$1/release.json")
  commit=$(sed -n 's/.*"commit": *"\([^"]*\)".*/\1/p' "$1/release.json")
  [[ $version =~ ^[0-9A-Za-z.+-]+$ && $commit =~ ^[0-9a-f]{7,}$ ]] || stop 1 "$1/release.json does not say what it is."
  printf '%s-%s\n' "$version" "${commit:0:7}"
}

# The release that is to run: of --release, or the one this script came with.
find_release() {
  [ "${BABYFOOT_SETTLED:-no}" = no ] || release_file=''
  release_folder=$(cd "$here/../.." && pwd)
  if [ -z "$release_file" ]; then
    [ -f "$release_folder/release.json" ] \
      || stop 1 "This is no release, but its source." "npm run release makes one; then: --release dist/babyfoot-….tar.gz"
    release_id=$(id_of "$release_folder")
  elif [ ! -f "$release_file" ]; then
    stop 1 "There is no file $release_file."
  fi
}

# Puts the release where releases are, and goes on with its own installer.
settle_release() {
  [ -z "$release_file" ] || unpack_release
  [ "$release_folder" != "$releases/$release_id" ] || return 0
  if [ ! -f "$releases/$release_id/release.json" ]; then
    mkdir -p "$releases"
    rm -rf "$releases/.incoming"
    cp -a --no-preserve=ownership "$release_folder" "$releases/.incoming"
    mv -T "$releases/.incoming" "$releases/$release_id"
  fi
  rm -rf "$releases/.unpacked"
  BABYFOOT_SETTLED=yes exec "$releases/$release_id/infra/self-host/install.sh" "$@"
}

unpack_release() {
  [ ! -f "$release_file.sha256" ] || (cd "$(dirname "$release_file")" && sha256sum --status -c "$(basename "$release_file").sha256") \
    || stop 1 "$release_file is damaged: its checksum is another."
  mkdir -p "$releases/.unpacked"
  find "$releases/.unpacked" -mindepth 1 -delete
  tar -xzf "$release_file" -C "$releases/.unpacked" --strip-components=1 --no-same-owner \
    || stop 1 "$release_file cannot be unpacked."
  [ -f "$releases/.unpacked/release.json" ] || stop 1 "$release_file is no release."
  release_folder=$releases/.unpacked
  release_id=$(id_of "$release_folder")
}

running_release() { [ ! -L "$current" ] || basename "$(readlink "$current")"; }
previous_release() { [ ! -L "$previous" ] || basename "$(readlink "$previous")"; }

# migrate RELEASE: forward only, while the release before goes on serving.
migrate() {
  systemctl start "babyfoot-migrate@$1.service" || {
    journalctl -q -n 20 -o cat -u "babyfoot-migrate@$1.service" >&2
    return 1
  }
}

# is_ready SECONDS RELEASE: until the server says that it can serve, and that it is that release.
is_ready() {
  local left=$(($1 * 5)) commit=${2##*-}
  until curl -fsS -m 5 -o /dev/null "$server_url/readyz" 2> /dev/null \
    && curl -fsS -m 5 "$server_url/api/v1/version" 2> /dev/null | grep -q "\"commit\":\"$commit"; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || return 1
    sleep 0.2
  done
}

# run_release RELEASE: makes it the one that runs; the one before comes back by itself where this one is not well.
run_release() {
  local before
  before=$(running_release)
  migrate "$1" || refuse_release "$1" "$before" "could not migrate the database"
  switch_to "$1"
  if is_ready "${BABYFOOT_READY_WITHIN_S:-60}" "$1"; then
    [ -z "$before" ] || [ "$before" = "$1" ] || point "$releases/$before" "$previous"
    tidy_releases
  else
    journalctl -q -n 20 -o cat -u babyfoot.service >&2
    [ -z "$before" ] || switch_to "$before"
    refuse_release "$1" "$before" "was not ready in time"
  fi
}

switch_to() {
  point "$releases/$1" "$current"
  systemctl restart babyfoot.service
}

refuse_release() {
  [ -n "$2" ] || stop 1 "Release $1 $3." "babyfoot logs shows why."
  # What the refused release has laid of units and settings is laid again by the one that runs.
  if [ "$2" != "$1" ]; then "$releases/$2/infra/self-host/install.sh" --lay --yes > /dev/null || true; fi
  is_ready 60 "$2" || stop 2 "Release $1 $3, and $2 does not come back." "babyfoot doctor"
  stop 1 "Release $1 $3: rolled back, $2 runs as before."
}

# The one that runs, the one before, and no more than one other.
tidy_releases() {
  local name count=0
  for name in $(find "$releases" -mindepth 1 -maxdepth 1 -name '[0-9]*' -printf '%T@ %f\n' | sort -rn | cut -d' ' -f2); do
    case $name in
      "$(running_release)" | "$(previous_release)") ;;
      *)
        count=$((count + 1))
        [ "$count" -le 1 ] || rm -rf "${releases:?}/$name"
        ;;
    esac
  done
}
