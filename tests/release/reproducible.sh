#!/usr/bin/env bash
# The committed sources, unpacked in another folder and built from nothing, give the same program.
set -euo pipefail
# shellcheck source=tests/release/release.bash
source "$(dirname "$0")/release.bash"

other=$(mktemp -d)
trap 'rm -rf "$other"' EXIT
mkdir "$other/sources"
git archive HEAD | tar -x -C "$other/sources"
began=$SECONDS
CARGO_TARGET_DIR=$other/built build "$other/sources" "$triple"
echo "      built from nothing in $((SECONDS - began)) s"
again=$other/built/$triple/release/calcinosis
hash() { sha256sum <"$1" | cut -d' ' -f1; }
echo "      $(hash "$program") in $root"
echo "      $(hash "$again") in $other"
check "two builds in two folders are the same bytes" cmp "$program" "$again"
finish
