# shellcheck shell=bash
# Where everything is on the machine.
# shellcheck disable=SC2034  # read by those who source it

settings_folder=/etc/babyfoot
answers_file=$settings_folder/answers
settings_file=$settings_folder/settings.env
own_settings_file=$settings_folder/own.env
credentials=$settings_folder/credentials
opt=/opt/babyfoot
releases=$opt/releases
current=$opt/current
previous=$opt/previous
data=/var/lib/babyfoot
erasures=/var/lib/babyfoot-erasures
broker_folder=/var/lib/babyfoot-broker
drill_folder=/var/lib/babyfoot-drill
repository=/var/lib/pgbackrest
pgbackrest_logs=/var/log/pgbackrest
# What of the log was let go, a line each.
gaps_log=$pgbackrest_logs/gaps.log
# What each repository has before the others; of postgres, and gone with the next start of the machine.
archive_folder=/var/run/postgresql/babyfoot-archive
# Laid once the recovery key and the first password were shown.
shown=$settings_folder/shown
# Laid once the repositories have been used.
repositories_known=$settings_folder/repositories
pgbackrest_file=/etc/pgbackrest/pgbackrest.conf
stanza=babyfoot
# Laid by whoever wants the next backup to be a full one; postgres takes it away.
full_wanted=/var/run/postgresql/babyfoot-full
server_url=http://127.0.0.1:3000
units=/etc/systemd/system
