# shellcheck shell=bash
# Files are laid only where they differ, and what was laid is remembered: a service whose files are as they were is
# left alone, so a second run of the installer disturbs nobody. A run that was cut off is remembered by the next.

pending=/var/lib/babyfoot-install

has_laid() { printf '%s\n' "$1" >> "$pending"; }
has_laid_anything() { [ -s "$pending" ]; }
forget_pending() { rm -f "$pending"; }

# put FILE MODE OWNER:GROUP < CONTENT
put() {
  local file=$1 mode=$2 owner=$3 new
  mkdir -p "$(dirname "$file")"
  new=$(mktemp "$file.XXXXXX")
  cat > "$new"
  chmod "$mode" "$new"
  chown "$owner" "$new"
  if [ -f "$file" ] && cmp -s "$file" "$new" && [ "$(stat -c %a:%U:%G "$file")" = "$mode:$owner" ]; then
    rm "$new"
  else
    mv "$new" "$file"
    has_laid "$file"
  fi
}

# folder FOLDER MODE OWNER:GROUP, where only root could put a link instead: see folder_within.
folder() {
  [ "$(stat -c %a:%U:%G "$1" 2> /dev/null)" != "$2:$3" ] || return 0
  [ ! -L "$1" ] || stop 1 "$1 is a link." "Say the folder it leads to, or mount that there."
  mkdir -p "$1"
  chown -h "$3" "$1"
  chmod "$2" "$1"
}

# as_account ACCOUNT COMMAND...: what is made in a folder that an account owns is made with the rights of that account,
# so that no link it has put there leads root astray.
as_account() { (cd / && runuser -u "$1" -- "${@:2}"); }

# folder_within ACCOUNT FOLDER MODE: of an account, in a folder of its own.
folder_within() { as_account "$1" test -d "$2" || as_account "$1" mkdir -m "$3" "$2"; }

# write_within ACCOUNT FILE MODE < CONTENT
write_within() {
  # shellcheck disable=SC2016  # the inner shell's own
  as_account "$1" sh -euc 'umask 077 && cat > "$1.new" && chmod "$2" "$1.new" && mv "$1.new" "$1"' - "$2" "$3"
}

# Whether a file below one of these paths was laid in this run, or in one that was cut off.
has_changed() {
  local file path
  [ -f "$pending" ] || return 1
  while IFS= read -r file; do
    for path in "$@"; do
      [[ $file != "$path"* ]] || return 0
    done
  done < "$pending"
  return 1
}

# put_block FILE < LINES: our lines, marked, at the top of somebody else's file.
put_block() {
  local file=$1 mode owner
  mode=$(stat -c %a "$file")
  owner=$(stat -c %U:%G "$file")
  { echo '# babyfoot: begin' && cat && echo '# babyfoot: end' && without_block "$file"; } | put "$file" "$mode" "$owner"
}

without_block() { sed '/^# babyfoot: begin$/,/^# babyfoot: end$/d' "$1"; }

# keep_first FILE: what a package brought is kept beside, for whoever uninstalls us.
keep_first() { [ ! -f "$1" ] || [ -f "$1.before-babyfoot" ] || cp -p "$1" "$1.before-babyfoot"; }

random() { od -An -vtx1 -N "$1" /dev/urandom | tr -d ' \n'; }
