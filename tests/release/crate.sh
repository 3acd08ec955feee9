#!/usr/bin/env bash
# What `cargo install calcinosis` downloads: the sources and the content, and nothing that only tests need.
set -euo pipefail
# shellcheck source=tests/release/release.bash
source "$(dirname "$0")/release.bash"

limit=1500000 # bytes, packed
wanted='^(src/.*\.(css|roff|rs|service|socket|txt)|content/.*\.(md|toml)|([a-z_]+/)*[a-z_]+\.rs|Cargo\.(toml|toml\.orig|lock)|LICENSE|README\.md|\.cargo_vcs_info\.json)$'

# complete NAME FOLDER: whether the list of a crate's files is as it should be.
complete() {
  local list unwanted missing
  list=$(cargo package --list --locked --allow-dirty --package "$1")
  unwanted=$(grep -vE "$wanted" <<<"$list" || true)
  [ -z "$unwanted" ] || { echo "not needed for a build: $unwanted" && return 1; }
  missing=$(git -C "$2" ls-files . | grep -E '\.rs$|^content/' | grep -vE "$3" | grep -vxF -f <(echo "$list") || true)
  [ -z "$missing" ] || { echo "not in the crate: $missing" && return 1; }
}
check "the program's crate: every source and page, nothing else" complete calcinosis . '^(tests|src/content|src/reference)/'
check "the content's crate: every source, nothing else" complete calcinosis-content src/content '^$'
check "the reference's crate: every source, nothing else" complete calcinosis-reference src/reference '^$'

packed=$(mktemp)
trap 'rm -f "$packed"' EXIT
cargo package --list --locked --allow-dirty --package calcinosis | grep -E '^(src|content)/' | tar -czf "$packed" -T -
check "all crates are packed, each against the others as they stand" \
  cargo package --workspace --locked --allow-dirty --no-verify
check "it has at most $limit bytes packed" at_most "$limit" "$packed"
echo "      $(tar -tzf "$packed" | wc -l) files, $(size "$packed") bytes packed"
finish
