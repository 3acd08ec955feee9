#!/usr/bin/env bash
# The program for 64-bit ARM, by Debian's cross compiler, tried with an emulator. Where the compiler's library for
# that machine cannot be had, it says so and makes none.
set -euo pipefail
# shellcheck source=tests/release/release.bash
source "$(dirname "$0")/release.bash"

arm=aarch64-unknown-linux-gnu
rustup target add "$arm" >/dev/null 2>&1 || {
  echo "SKIPPED: rustup has no $arm here"
  exit 0
}
if ! command -v aarch64-linux-gnu-gcc qemu-aarch64-static >/dev/null; then
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user-static >/dev/null
fi

export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc
build "$root" "$arm"
built_for_arm=$built/$arm/release/calcinosis

asks_for_nothing() { not grep -qE 'NEEDED|INTERP' <(readelf --wide --dynamic --program-headers "$1"); }
check "it is for that machine" grep -q 'Machine: *AArch64' <(readelf --file-header "$built_for_arm")
check "it asks for no library and no loader" asks_for_nothing "$built_for_arm"
check "it reads a page" grep -q '^Tumoral calcinosis' <(qemu-aarch64-static "$built_for_arm" show types/tumoral)
pack_program "$built_for_arm" "$arm"
finish
