# shellcheck shell=bash
# What the machine is: distribution, processor, memory, names, addresses.

os_id=''
os_version=''
os_name=''
arch=''

find_machine() {
  # shellcheck source=/dev/null
  . /etc/os-release
  os_id=${ID:-}
  os_version=${VERSION_ID:-}
  os_name=${PRETTY_NAME:-$os_id}
  arch=$(uname -m)
  case $arch in
    x86_64) arch=x64 ;;
    aarch64) arch=arm64 ;;
    *) stop 1 "A processor of the kind $arch is none that this runs on: x86-64 and arm64 are." ;;
  esac
  case $os_id:$os_version in
    debian:13 | debian:12 | ubuntu:24.04) ;;
    *) stop 1 "$os_name is not what this was made for: Debian 13, Debian 12 and Ubuntu 24.04 are." ;;
  esac
  [ -d /run/systemd/system ] || stop 1 "systemd does not run here." "Containers: infra/self-host/compose.yaml."
}

memory_mb() { awk '/^MemTotal:/ { print int($2 / 1024) }' /proc/meminfo; }
free_mb() { df --output=avail -BM "$1" | tail -1 | tr -dc 0-9; }
address_of_machine() { hostname -I | tr ' ' '\n' | grep -m1 -v -e '^127\.' -e : || true; }

# The name by which others on the network may know it: one with a dot, else its address.
name_on_network() {
  local name
  name=$(hostname -f 2> /dev/null || hostname)
  case $name in
    *.localdomain | localhost* | '') address_of_machine ;;
    *.*) printf '%s\n' "$name" ;;
    *) address_of_machine ;;
  esac
}

# Where sshd listens, which need not be 22: "22, 2222".
ssh_ports() {
  local found
  found=$(sshd_settings | awk '$1 == "port" { print $2 }' | sort -un | paste -sd, | sed 's/,/, /g')
  printf '%s\n' "${found:-22}"
}

sshd_settings() { /usr/sbin/sshd -T 2> /dev/null || true; }

is_address() { [[ $1 =~ ^[0-9]+(\.[0-9]+){3}$ ]]; }

# at_least WANTED FOUND, both as 20.19.2.
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -1)" = "$1" ]; }
