#!/usr/bin/env bash
# Checksums of all that is shipped, in the form that `sha256sum --check` reads.
set -euo pipefail
# shellcheck source=tests/release/release.bash
source "$(dirname "$0")/release.bash"

cd "$dist"
# What an earlier version left is not of this release.
find . -maxdepth 1 -type f ! -name "*[-_]${version}[-.]*" -delete
sha256sum -- * >SHA256SUMS
check "the checksums hold" sha256sum --check --quiet --strict SHA256SUMS
sed 's/^/      /' SHA256SUMS
finish
