#!/usr/bin/env bash
# The program as it is shipped: one file that needs no other, without symbols and without a path of this machine.
set -euo pipefail
# shellcheck source=tests/release/release.bash
source "$(dirname "$0")/release.bash"

limit=16000000 # bytes of the program

began=$SECONDS
build "$root" "$triple"
# Where the lists of packaged files in Cargo.toml say it is.
cp "$built/$triple/release/calcinosis" "$program"
echo "      built in $((SECONDS - began)) s"

asks_for_nothing() { not grep -qE 'NEEDED|INTERP' <(readelf --wide --dynamic --program-headers "$1"); }
has_no_symbols() { not grep -q '\.symtab' <(readelf --wide --sections "$1"); }
has_no_path() { not grep -qaF -e "$root" -e "$HOME/" "$1"; }
check "it asks for no library and no loader" asks_for_nothing "$program"
check "it lies at another address in every run" grep -q 'DYN (Pos' <(readelf --file-header "$program")
check "it has no symbols" has_no_symbols "$program"
check "it names no folder of this machine" has_no_path "$program"
check "it has at most $limit bytes" at_most "$limit" "$program"
check "it is version $version" test "$("$program" --version)" = "calcinosis $version"
# An empty root: whatever the program needed would be missing.
bare=$(mktemp -d)
trap 'rm -rf "$bare"' EXIT
cp "$program" "$bare/"
check "it reads a page where there is nothing else" grep -q '^Tumoral calcinosis' <(chroot "$bare" /calcinosis show types/tumoral)

echo "      $(size "$program") bytes: sha256 $(sha256sum <"$program" | cut -d' ' -f1)"
finish
