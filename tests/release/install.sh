#!/usr/bin/env bash
# Debian's package in a Debian that has nothing else: read a page, start the server by its unit's ExecStart, connect
# with ssh, keep an operator's change over an upgrade, and leave nothing behind after a purge.
set -euo pipefail
# shellcheck source=tests/release/release.bash
source "$(dirname "$0")/release.bash"
export PATH=$PATH:/usr/sbin:/sbin

deb=$dist/calcinosis_$version-1_$(dpkg --print-architecture).deb
bare=$built/release-debian # as it comes, made once
work=$(mktemp -d)
machine=$work/machine
started=()
clean() {
  [ ${#started[@]} -eq 0 ] || kill "${started[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap clean EXIT

# The archive that this machine's own apt asks.
mirror() { apt-get indextargets --format '$(SITE) $(RELEASE)' 'Created-By: Packages' 'Component: main' | awk -v wanted="$1" '$2 == wanted { print $1; exit }'; }
if [ ! -e "$bare/etc/debian_version" ]; then
  # shellcheck source=/dev/null
  suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
  echo "      making a bare Debian, once"
  rm -rf "$bare"
  debootstrap --variant=minbase "$suite" "$bare" "$(mirror "$suite")" >"$work/debootstrap" 2>&1 || { tail -20 "$work/debootstrap"; exit 1; }
fi
cp -a "$bare" "$machine"
on() { chroot "$machine" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb "$@"; }
all_files() { (cd "$machine" && find . -path ./var/log -prune -o -path ./var/lib/dpkg -prune -o -path ./var/cache -prune -o -print | sort); }
# What systemd makes when it first starts anything with a state folder of its own.
mkdir -p "$machine/var/lib/private"
all_files >"$work/before"

cp "$deb" "$machine/tmp/calcinosis.deb"
began=$(date +%s%N)
check "it installs" on dpkg --install /tmp/calcinosis.deb
echo "      in $((($(date +%s%N) - began) / 1000000)) ms; no compiler here: $(on sh -c 'command -v cc rustc cargo' || echo none)"
check "it reads a page" grep -q '^Tumoral calcinosis' <(on calcinosis show types/tumoral)
check "it finds a topic" grep -q 'types/tumoral' <(on calcinosis search HFTC)
check "nothing listens or starts by itself" not test -e "$machine/etc/systemd/system/sockets.target.wants/calcinosis.socket"

units=usr/lib/systemd/system
# This machine's systemd reads them, with the program where it was installed.
for unit in calcinosis.socket calcinosis.service; do
  sed "s#^ExecStart=#&$machine#" "$machine/$units/$unit" >"$work/$unit"
done
verified() { systemd-analyze verify --man=no "$work/calcinosis.socket" "$work/calcinosis.service" 2>&1 | not grep calcinosis; }
check "systemd has nothing to say of the units" verified
exposure() { systemd-analyze security --offline=true --threshold=40 "$work/calcinosis.service" >"$work/security"; }
check "systemd finds the service well confined" exposure
sed -n 's/^→ /      /p' "$work/security"
# As systemd would: on the socket, with a state folder, as nobody.
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
read -ra start <<<"$(sed -n 's/^ExecStart=//p' "$machine/$units/calcinosis.service")"
mkdir -p "$machine/var/lib/private/calcinosis"
chown nobody:nogroup "$machine/var/lib/private/calcinosis"
check "settings are for the operator" test "${start[*]}" = "/usr/bin/calcinosis serve --config /etc/calcinosis/serve.toml"
echo 'name = "ssh.example.org"' >>"$machine/etc/calcinosis/serve.toml"
systemd-socket-activate --listen="127.0.0.1:$port" --setenv=STATE_DIRECTORY=/var/lib/private/calcinosis \
  chroot --userspec=nobody:nogroup "$machine" "${start[@]}" 2>"$work/log" &
started+=($!)
check "the socket listens" within grep -q Listening "$work/log"
quiet=(-F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -p "$port" 127.0.0.1)
page() { grep -q 'Tumoral calcinosis' <(timeout 30 ssh "${quiet[@]}" "$@" </dev/null); }
check "ssh gets a page by the first connect" page show types/tumoral
check "… and a reader without a terminal" page open types/tumoral
check "the operator's setting holds" grep -q 'ssh.example.org' "$work/log"
check "the host key is its owner's alone" test "$(stat -c '%a %U' "$machine"/var/lib/private/calcinosis/ssh_host_*_key)" = "600 nobody"
kill -TERM "${started[0]}"
wait "${started[0]}" && ended=0 || ended=$?
check "SIGTERM ends it well" test "$ended" = 0
started=()

check "it installs again over itself" on dpkg --install --force-confold /tmp/calcinosis.deb
check "… and keeps the operator's change" grep -qx 'name = "ssh.example.org"' "$machine/etc/calcinosis/serve.toml"
check "it can be removed" on dpkg --remove calcinosis
check "… settings and host key stay" test -e "$machine/etc/calcinosis/serve.toml" -a -d "$machine/var/lib/private/calcinosis"
check "… the program is gone" not test -e "$machine/usr/bin/calcinosis"
check "it can be purged" on dpkg --purge calcinosis
rm "$machine/tmp/calcinosis.deb"
all_files >"$work/after"
check "nothing is left" diff "$work/before" "$work/after"
finish
