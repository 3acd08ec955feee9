#!/usr/bin/env bash
# Every crate that the program is built from has a licence that lets anybody use it, offline and by what is fetched.
set -euo pipefail
cd "$(dirname "$0")/../.."

# A licence, or several joined by AND, of which each is allowed; one side of an OR is enough.
allowed='MIT|Apache-2\.0|Apache-2\.0 WITH LLVM-exception|BSD-2-Clause|BSD-3-Clause|BSL-1\.0|ISC|Zlib|Unlicense|Unicode-3\.0'
some="($allowed|\(($allowed)( OR ($allowed))*\))"
fits="^(.* OR )?$some( AND $some)*( OR .*)?$"

list=$(cargo tree --offline --locked -e normal,build --prefix none -f '{l}|{p}' | sed 's| (\*)$||; s|^\([^|]*\)/|\1 OR |' | sort -u)
count=$(wc -l <<<"$list")
wrong=$(fits=$fits awk -F'|' '$1 !~ ENVIRON["fits"]' <<<"$list")
[ "$count" -gt 50 ] || { echo "only $count crates found: is the list of crates complete?"; exit 1; }
if [ -n "$wrong" ]; then
  printf 'A licence that is not on the list in %s:\n%s\n' "$0" "$wrong"
  exit 1
fi
echo "licences: all $count crates"
