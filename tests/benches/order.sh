#!/usr/bin/env bash
# Finds the functions that a start and the first keys need, with valgrind, and writes them to src/build/first.txt:
# the build lays them side by side, so that a reader maps few pages of the program. To be run when starts have
# changed much; a name that exists no more does no harm. Needs valgrind and script.
set -eu
cd "$(dirname "$0")/../.."

for tool in valgrind script nm; do
  command -v "$tool" >/dev/null || { echo "$tool is not installed"; exit 1; }
done
program=${1:-}
if [ -z "$program" ]; then
  cargo build -q --release --config 'profile.release.strip=false'
  program=${CARGO_TARGET_DIR:-target}/release/calcinosis
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TERM=xterm-256color LANG=C.UTF-8 XDG_STATE_HOME=$work/state XDG_CONFIG_HOME=$work/config

press() { # each word's keys, one after the other
  sleep 4
  for keys in "$@"; do
    printf '%b' "$keys"
    sleep 0.5
  done
  for _ in {1..20}; do # what came before the reader was there is lost
    printf q
    sleep 0.5
  done 2>/dev/null
}

asked=
called() { # the functions that these keys call
  press "${@:2}" | script -qec "valgrind -q --tool=callgrind --demangle=no --callgrind-out-file=$work/calls $program $asked" /dev/null >/dev/null
  sed -n "s/^c\?fn=([0-9]*) \(.*\)$/\1/p" "$work/calls" | sed "s/'[0-9]*$//" | LC_ALL=C sort -u >"$work/$1"
}

called 1-start
rm -rf "$work/state"
called 2-keys j j k ' ' b '\t' j '\r' G g / calc '\033' '?' '\033' '\r'
called 3-again
asked=types/scrotal
called 4-asked j

# Hashes change with every build, and a name stands for all functions that differ in nothing else: those that
# would bring much that nobody calls are left where they are.
nm -S --radix=d "$program" | awk -v work="$work" '
  function name(it) {
    sub(/\.llvm\..*$/, "", it); sub(/17h[0-9a-f]+E$/, "17h*", it); gsub(/Cs[0-9A-Za-z]+_/, "Cs*_", it)
    return it
  }
  NF == 4 && tolower($3) ~ /[tw]/ { size[$4] = $2; all[name($4)] += $2 }
  END {
    split("1-start 2-keys 3-again 4-asked", lists, " ")
    for (list = 1; list <= 4; list++)
      while ((getline it < (work "/" lists[list])) > 0)
        if ((it in size) && !(it in seen)) { seen[it]; called[name(it)] += size[it]; order[++count] = name(it) }
    for (place = 1; place <= count; place++) {
      it = order[place]
      if (!(it in written) && (all[it] < 20000 || all[it] < 3 * called[it])) { written[it]; print it }
    }
  }' >src/build/first.txt
wc -l src/build/first.txt
