# shellcheck shell=bash
# The backups' repositories: 1 is on this machine, 2 is elsewhere, where one was given. Both are encrypted.

# What goes wrong is told on stderr, from where reports have it: a warning on stdout would spoil what is read from there.
pgb() { pgbackrest --log-level-console=off --log-level-stderr=warn "$@"; }

# Numbers of the repositories there are.
repositories() { sed -n 's/^repo\([0-9]\)-path=.*/\1/p' "$pgbackrest_file"; }
repository_name() { if [ "$1" = 1 ]; then echo local; else echo offsite; fi; }

# newest_backup REPOSITORY: a line "label kind seconds-since-1970 bytes", or nothing.
newest_backup() {
  pgb --stanza="$stanza" --repo="$1" --output=json info | "$opt/node" -e '
    const [stanza] = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
    const newest = stanza?.backup?.at(-1);
    const kind = { full: "full", incr: "incremental", diff: "incremental" };
    if (newest) console.log(newest.label, kind[newest.type], newest.timestamp.stop, newest.info.repository.delta);
  '
}

# is_full_due REPOSITORY: its newest full backup is almost a week old, or there is none.
is_full_due() {
  pgb --stanza="$stanza" --repo="$1" --output=json info | "$opt/node" -e '
    const [stanza] = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
    const newest = Math.max(0, ...(stanza?.backup ?? []).filter(({ type }) => type === "full").map((full) => full.timestamp.stop));
    process.exit(Date.now() / 1_000 - newest > 6.5 * 86_400 ? 0 : 1);
  '
}

# The newest backup as root sees it, who leaves no files of its own among those of postgres. A person waits for it.
newest_backup_seen() {
  as_postgres env PGBACKREST_IO_TIMEOUT=10 "opt=$opt" "stanza=$stanza" bash -c ". '$here/lib/repository.sh' && newest_backup $1"
}

# Beside the backups, encrypted as they are: what a second machine needs to be this one.
keep_beside() { pgb --repo="$1" repo-put "babyfoot/$2"; }

# fetch_beside REPOSITORY NAME: the key goes by the environment, where only root and postgres could read it.
fetch_beside() { PGBACKREST_CIPHER_PASS=$(cipher_pass "$1") pgb_as_postgres --repo="$1" repo-get "babyfoot/$2"; }

# As postgres, who alone keeps what hosts are known.
pgb_as_postgres() { as_postgres pgbackrest --log-level-console=off --log-level-stderr=warn "$@"; }

cipher_pass() { sed -n "s/^repo$1-cipher-pass=//p" "$pgbackrest_file"; }
