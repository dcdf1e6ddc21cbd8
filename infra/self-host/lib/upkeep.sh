# shellcheck shell=bash
# What keeps the machine well by itself: security updates, bounded logs.

lay_upkeep() {
  put /etc/apt/apt.conf.d/52babyfoot 644 root:root <<'APT'
APT::Periodic::Update-Package-Lists "1";
APT::Periodic::Unattended-Upgrade "1";
APT::Periodic::AutocleanInterval "7";
Unattended-Upgrade::Automatic-Reboot "true";
Unattended-Upgrade::Automatic-Reboot-Time "04:30";
APT
  put /etc/systemd/journald.conf.d/babyfoot.conf 644 root:root <<'JOURNAL'
[Journal]
Storage=persistent
SystemMaxUse=500M
MaxRetentionSec=30day
RateLimitIntervalSec=10s
RateLimitBurst=20000
JOURNAL
  ! has_changed /etc/systemd/journald.conf.d || systemctl restart systemd-journald.service
}
