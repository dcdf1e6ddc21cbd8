# shellcheck shell=bash
# What may come in: HTTP, HTTPS, MQTT over TLS, and SSH as far as it was said. Everything else is dropped.

# What nftables does not understand is never laid: after the next start nobody could come in.
lay_firewall() {
  local new
  new=$(mktemp)
  firewall > "$new"
  nft -c -f "$new" || stop 1 "The firewall would not be understood, and stays as it was." "What nft says is above; --ssh $ssh."
  put "$settings_folder/firewall.nft" 644 root:root < "$new"
  rm "$new"
  keep_first /etc/nftables.conf
  grep -q "$settings_folder/firewall.nft" /etc/nftables.conf \
    || { cat /etc/nftables.conf && echo "include \"$settings_folder/firewall.nft\""; } | put /etc/nftables.conf 755 root:root
}

firewall() {
  local rule='' family=ip ports
  ports="{ $(ssh_ports) }"
  case $ssh in *:*) family=ip6 ;; esac
  case $ssh in
    none) ;;
    any) rule="tcp dport $ports accept" ;;
    *) rule="$family saddr $ssh tcp dport $ports accept" ;;
  esac
  sed -e "s|@SSH@|$rule|" "$here/nftables/firewall.nft"
}

start_firewall() {
  if ! systemctl is-active --quiet nftables.service || ! nft list table inet babyfoot > /dev/null 2>&1; then
    systemctl restart nftables.service
  elif has_changed "$settings_folder/firewall.nft" /etc/nftables.conf; then
    # Only our table is laid anew: what others have laid stays.
    nft -f "$settings_folder/firewall.nft"
  fi
  systemctl -q enable nftables.service
}
