# shellcheck shell=bash
# The hashed files of the pages go to the bucket behind the network of caches before any page asks
# for them. Those of earlier releases stay: somebody has their page open.

publish_pages() {
  [ -n "$files_bucket" ] || return 0
  say "Publishing the files of the pages"
  local folder=$work/release archive
  mkdir -p "$folder"
  aws s3 cp --only-show-errors --recursive "s3://$release_bucket/$release_id/" "$folder/" || true
  archive=$(find "$folder" -name '*.tar.gz' | head -n 1)
  [ -n "$archive" ] || stop 3 "There is no archive of $release_id in $release_bucket; nothing is released." \
    "Run the workflow \"release\" for that commit; then this again."
  (cd "$folder" && sha256sum --quiet --check -- *.sha256) \
    || stop 1 "The archive of $release_id is not the one that was published; nothing is released." \
      "Do not use it. See who wrote to $release_bucket, and release that commit again."
  tar -xzf "$archive" -C "$folder"
  aws s3 sync --only-show-errors --cache-control 'public, max-age=31536000, immutable' \
    "$(find "$folder" -path '*/apps/web/dist/assets' -type d)" "s3://$files_bucket/assets/" \
    || stop 1 "The files of the pages could not be published; nothing is released." "Run the same command again."
}
