#!/usr/bin/env bash
# What packages hold beside the program, each made by the program or from this repository: manual pages, completions,
# systemd's units, the change log and every licence.
set -euo pipefail
# shellcheck source=tests/release/release.bash
source "$(dirname "$0")/release.bash"

pack() { gzip --best --no-name --stdout >"$package/$1"; }

"$program" man | tee "$package/calcinosis.1" | pack calcinosis.1.gz
"$program" man serve | tee "$package/calcinosis-serve.8" | pack calcinosis-serve.8.gz
for page in calcinosis.1 calcinosis-serve.8; do
  # A page without a date warns; anything worse fails.
  check "$page is what man understands" mandoc -T lint -W error "$package/$page"
  check "… with a name, a synopsis and the exit codes" \
    test "$(grep -cE '^\.SH (NAME|SYNOPSIS|"EXIT STATUS")$' "$package/$page")" = 3
done

for shell in bash zsh fish; do
  "$program" completions "$shell" >"$package/calcinosis.$shell"
  check "$shell understands its completions" "$shell" -n "$package/calcinosis.$shell"
done
completed() { fish --no-config --command "source $package/calcinosis.fish; complete --do-complete '$1'"; }
check "fish offers the commands" grep -q '^search' <(completed 'calcinosis se')
check "fish offers the options of one" grep -q '^--limit' <(completed 'calcinosis search --li')
in_bash='source "$1"; COMP_WORDS=(calcinosis search --li); COMP_CWORD=2; _calcinosis calcinosis --li search; echo "${COMPREPLY[@]}"'
check "bash offers them too" test "$(bash -c "$in_bash" - "$package/calcinosis.bash")" = --limit

# The units that `calcinosis serve --systemd` prints, with the paths of a package and a port that sshd has not.
units=src/cli/units
mkdir -p "$package/units"
sed 's#^ExecStart=PROGRAM serve ARGUMENTS$#ExecStart=/usr/bin/calcinosis serve --config /etc/calcinosis/serve.toml#' \
  "$units/calcinosis.service" >"$package/units/calcinosis.service"
sed 's/^ListenStream=22$/ListenStream=2222/' "$units/calcinosis.socket" >"$package/units/calcinosis.socket"
check "the service starts the packaged program" \
  grep -qx 'ExecStart=/usr/bin/calcinosis serve --config /etc/calcinosis/serve.toml' "$package/units/calcinosis.service"
check "the socket is none that sshd has" grep -qx 'ListenStream=2222' "$package/units/calcinosis.socket"

python3 tests/release/licences.py >"$package/licences.txt"
pack licences.txt.gz <"$package/licences.txt"
linked=$(cargo tree --locked --package calcinosis -e normal --prefix none -f '{p}' | sed 's/ (.*//' | sort -u | grep -vc '^calcinosis')
check "the licences of all $linked crates are there" test "$(grep -c '^# .* v[0-9]' "$package/licences.txt")" = "$linked"

day=$(date --utc --rfc-email --date="@$SOURCE_DATE_EPOCH")
printf 'calcinosis (%s-1) unstable; urgency=medium\n\n  * New version; calcinosis start/changes says what changed.\n\n -- %s  %s\n' \
  "$version" "$(sed -n 's/^maintainer = "\(.*\)"$/\1/p' Cargo.toml | head -1)" "$day" >"$package/changelog"
check "the change log is one that Debian understands" dpkg-parsechangelog -l "$package/changelog"

# Every setting in the shipped file is one that the server knows, with its comment sign taken off.
sed -n 's/^# *\([a-z-]* = .*\)/\1/p' tests/release/etc/serve.toml >"$package/all-settings.toml"
known() {
  local name
  while IFS=' =' read -r name _; do
    "$program" serve --help | grep -q -e "--$name " || { echo "no setting $name"; return 1; }
  done <"$1"
}
check "the settings in /etc/calcinosis are ones that the server knows" known "$package/all-settings.toml"
check "… and there are some" test -s "$package/all-settings.toml"

pack_program "$program" "$triple"
finish
