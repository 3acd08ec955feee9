#!/usr/bin/env bash
# The units that are printed, and that README shows, are what systemd understands, and a socket it hands over is served.
set -euo pipefail
# shellcheck source=tests/clients/server.bash
source "$(dirname "$0")/server.bash"
command -v systemd-analyze >/dev/null || { echo "SKIPPED: there is no systemd here"; exit 0; }

# The units as this program prints them, each below a comment with the file it belongs into.
"$program" serve --init --systemd --name ssh.example.org >"$work/units"
unit() { awk -v end="calcinosis.$1\$" '/^# (\/etc|systemctl)/ { inside = $0 ~ end } inside' "$work/units"; }
unit socket >"$work/calcinosis.socket"
unit service | sed "s#^ExecStart=[^ ]*#ExecStart=$program#" >"$work/calcinosis.service"
check "there are two units" test -s "$work/calcinosis.socket" -a -s "$work/calcinosis.service"
check "systemd understands them" status 0 systemd-analyze verify --man=no "$work/calcinosis.socket" "$work/calcinosis.service"
check "… without a word about ours" not complains calcinosis

exposed() { systemd-analyze security --offline=true --threshold=15 --no-pager "$1" >/dev/null; }
check "systemd finds little to attack" exposed "$work/calcinosis.service"

# The service as it is started, by the first connect to a socket.
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
arguments=$(sed -n 's#^ExecStart=[^ ]* ##p' "$work/calcinosis.service")
log=$work/activated
# shellcheck disable=SC2086
systemd-socket-activate -l "127.0.0.1:$port" -E STATE_DIRECTORY="$work" "$program" $arguments 2>"$log" &
server=$!
started+=("$server")
within grep -q "Listening" "$log"
quiet="-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -F none"
# shellcheck disable=SC2086
check "the first connect starts it and is served" status 0 ssh $quiet -p "$port" 127.0.0.1 show types/tumoral
check "… with the page" says "Tumoral calcinosis (TC)"
check "it says how to connect" grep -q "read with: ssh -p $port ssh.example.org" "$log"
kill -TERM "$server"
check "it ends when told" wait "$server"

finish
