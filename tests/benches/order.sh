#!/usr/bin/env bash
# Finds the functions that a start and the first keys need, with valgrind, and writes them to src/build/first.txt,
# or the object files that they are in: the build lays them side by side, so that a reader maps few pages of the
# program. To be run when starts have changed much; a name that exists no more does no harm. Needs valgrind and script.
set -eu
cd "$(dirname "$0")/../.."

for tool in valgrind script nm; do
  command -v "$tool" >/dev/null || { echo "$tool is not installed"; exit 1; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# As it is always built, but for what tells where all lies: with another profile the names have other hashes.
cargo rustc -q --release --bin calcinosis -- -C strip=none -C link-arg=-Wl,-Map="$work/map"
program=${CARGO_TARGET_DIR:-target}/release/calcinosis
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
called() { # the functions that these keys call, in a list of this name
  press "${@:2}" | script -qec "valgrind -q --tool=callgrind --demangle=no --callgrind-out-file=$work/calls $program $asked" /dev/null >/dev/null
  sed -n "s/^c\?fn=([0-9]*) \(.*\)$/\1/p" "$work/calls" | sed "s/'[0-9]*$//" | LC_ALL=C sort -u >"$work/$1"
}

# What no reader can do without comes first.
called 1-start
rm -rf "$work/state"
asked=start/claims-checked
called 2-asked
called 3-keys j j k ' ' b G g
called 4-finder s c a l c i u m '\033'
rm -rf "$work/state"
asked=
called 5-more j '\t' j '\r' / calc '\033' '?' '\033' '\r'
called 6-again

# The linker is told of pieces: a function has one of its own, those of the C library share one with their file.
{
  sed -nE 's/^ *([0-9a-f]+) +[0-9a-f]+ +[0-9a-f]*[1-9a-f][0-9a-f]* +[0-9]+ +(\S.*):\((\.text\S*)\)$/\1 0 \2 \3/p' "$work/map"
  nm "$program" | sed -nE 's/^([0-9a-f]+) [tTwWi] (\S+)$/\1 1 \2/p'
} | awk '{ while (length($1) < 16) $1 = "0" $1; print }' | LC_ALL=C sort | awk -v work="$work" '
  function piece(file, section) {
    sub(/.*\//, "", file); sub(/\(/, ":", file); sub(/\)$/, "", file)
    if (file ~ /\.a:/ || section == ".text") return file
    sub(/^\.text\.(unlikely\.)?/, "", section); sub(/\.llvm\..*$/, "", section); gsub(/Cs[0-9A-Za-z]+_/, "Cs*_", section)
    return section
  }
  function alike(it) { sub(/17h[0-9a-f]+E$/, "17h", it); return it }
  $2 == 0 { last = piece($3, $4); if (!(last in known)) { known[last]; all[alike(last)]++ } }
  $2 == 1 { of[$3] = last }
  END {
    # What calls main, and what valgrind calls in its own way.
    print "crt1.o\ncrtbeginS.o\nlibc.a:pthread_mutex_lock.o\nlibc.a:strcmp-evex.o\nlibc.a:strstr-avx512.o"
    split("1-start 2-asked 3-keys 4-finder 5-more 6-again", lists, " ")
    for (list = 1; list <= 6; list++)
      while ((getline it < (work "/" lists[list])) > 0)
        if ((it in of) && !(of[it] in seen)) { seen[of[it]]; called[alike(of[it])]++; order[++count] = of[it] }
    # Hashes are others with another compiler, or other crates: they stay where they tell apart what nobody calls.
    for (place = 1; place <= count; place++) {
      it = order[place]
      if (all[alike(it)] == called[alike(it)]) it = alike(it)
      if (!(it in written)) { written[it]; print it }
    }
  }' | sed -E 's/^(libc\.a:.*)-avx2?([-.].*)$/&\n\1-evex\2\n\1-avx512\2/' >src/build/first.txt # which valgrind does not know
wc -l src/build/first.txt
