#!/usr/bin/env bash
# Instructions that a key and its frame cost, counted by valgrind: the same on a quiet and on a busy machine.
# 24 presses less 4, divided by 20. Needs valgrind; builds the bench unless a program is named.
set -euo pipefail
cd "$(dirname "$0")/../.."

command -v valgrind >/dev/null || { echo "valgrind is not installed"; exit 1; }
program=${1:-$(cargo bench --no-run --bench allocations 2>&1 | sed -n 's/.*Executable.*(\(.*\))$/\1/p')}

instructions() { # of so many presses
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" --press "$1" --size "$2" --times "$3" 2>&1 |
    sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}

printf '%-8s %8s %14s\n' '' size 'thousand a key'
for script in line page jump finder redraw resize; do
  for size in 80x24 120x40 200x60; do
    few=$(instructions "$script" "$size" 4)
    many=$(instructions "$script" "$size" 24)
    printf '%-8s %8s %14d\n' "$script" "$size" $(((many - few) / 20 / 1000))
  done
done
