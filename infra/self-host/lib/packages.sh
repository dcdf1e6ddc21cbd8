# shellcheck shell=bash
# Packages of the distribution, which also brings their security updates.

PACKAGES=(postgresql pgbackrest caddy mosquitto nftables unattended-upgrades ca-certificates curl)
NODE_WANTED=20.19
log=/var/log/babyfoot-install.log

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2> /dev/null)" = installed ]; }

lay_packages() {
  local package missing=()
  is_installed caddy || update_lists
  for package in "${PACKAGES[@]}" $(node_package) $(offsite_package); do
    is_installed "$package" || missing+=("$package")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  say "Installing ${missing[*]}"
  prepare_cluster
  apt_get install --no-install-recommends "${missing[@]}"
}

update_lists() {
  say "Reading the lists of packages"
  apt_get update
}

apt_get() {
  DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=a apt-get -y -qq -o DPkg::Lock::Timeout=300 \
    -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold "$@" > "$log" 2>&1 \
    || { tail -n 20 "$log" >&2 && stop 1 "apt-get $1 did not work." "The whole of what it said: $log"; }
}

node_package() {
  if [ -x "$opt/runtime/bin/node" ] || [ -n "$runtime_file" ]; then return 0; fi
  local found
  found=$(apt-cache policy nodejs 2> /dev/null | awk '/Candidate:/ { print $2 }')
  if at_least "$NODE_WANTED" "${found%%[-~+]*}"; then echo nodejs; fi
}

# It makes the key that the other side lets in.
offsite_package() { case $offsite in sftp:*) echo openssh-client ;; esac; }

# Node of the distribution where it is new enough, else the one brought along. /opt/babyfoot/node is either.
lay_node() {
  local node=/usr/bin/node
  if [ -n "$runtime_file" ]; then
    folder "$opt/runtime" 755 root:root
    tar -xzf "$runtime_file" -C "$opt/runtime" --strip-components=1 --no-same-owner
  fi
  [ ! -x "$opt/runtime/bin/node" ] || node=$opt/runtime/bin/node
  at_least "$NODE_WANTED" "$("$node" --version 2> /dev/null | tr -d v || echo 0)" \
    || stop 1 "Node of $os_name is older than $NODE_WANTED." \
      "Bring one along: npm run release -- --runtime makes babyfoot-runtime-…-$arch.tar.gz; then --runtime FILE."
  point "$node" "$opt/node"
}

# point TARGET NAME
point() {
  [ "$(readlink "$2" 2> /dev/null)" != "$1" ] || return 0
  ln -sfn "$1" "$2.new"
  mv -T "$2.new" "$2"
  has_laid "$2"
}
