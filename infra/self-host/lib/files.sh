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

# folder FOLDER MODE OWNER:GROUP
folder() {
  [ "$(stat -c %a:%U:%G "$1" 2> /dev/null)" != "$2:$3" ] || return 0
  mkdir -p "$1"
  chown "$3" "$1"
  chmod "$2" "$1"
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
