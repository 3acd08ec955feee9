#!/usr/bin/env bash
# Two servers behind the real HAProxy, with the configuration that README shows.
set -euo pipefail
# shellcheck source=tests/clients/server.bash
source "$(dirname "$0")/server.bash"
command -v haproxy >/dev/null || PATH=$PATH:/usr/sbin

quiet="-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -F none"

# Two replicas with one host key; README's network is this machine's here.
"$program" serve --init --host-key "$work/key" >/dev/null
replica() { serve "$1" --listen 127.0.0.1:0 --proxy-from 127.0.0.0/30 --host-key "$work/key"; }
replica a
server_a=$server port_a=$port
replica b
server_b=$server port_b=$port

# The configuration as it is printed, with other addresses, and a socket to ask it questions.
front=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
awk '/^```haproxy$/ { inside = 1; next } /^```$/ { inside = 0 } inside' README.md >"$work/printed"
sed -e "s/bind :22$/bind 127.0.0.1:$front/" -e "s/10\.0\.0\.11:2222/127.0.0.1:$port_a/" \
  -e "s/10\.0\.0\.12:2222/127.0.0.1:$port_b/" "$work/printed" >"$work/haproxy.cfg"
printf 'global\n  stats socket %s/asked\n' "$work" >"$work/global.cfg"
check "README's configuration is valid" status 0 haproxy -c -f "$work/printed"
haproxy -db -f "$work/global.cfg" -f "$work/haproxy.cfg" 2>"$work/haproxy" &
started+=("$!")

# checked SERVER WORDS: whether the last health check of a server came to this.
ask='import socket, sys
s = socket.socket(socket.AF_UNIX)
s.connect(sys.argv[1])
s.sendall(b"show stat\n")
for line in s.makefile():
    values = line.split(",")
    if len(values) > 36 and values[1] == sys.argv[2]:
        print(values[17], values[36])'
checked() { python3 -c "$ask" "$work/asked" "$1" 2>/dev/null | grep -q -x -e "$2"; }

through() { echo "ssh $quiet -p $front"; }
readers() { grep -c "logged in" "$work/$1" || true; }
has_readers() { [ "$(readers "$1")" -ge "$2" ]; }

check "a is healthy" within checked a "UP L7OK"
check "b is healthy" within checked b "UP L7OK"

# Readers that stay, one in a terminal each.
screen=first
open 80 24 "$(through) -b 127.0.0.21 127.0.0.1 -t open types/tumoral"
check "a reader behind the proxy" shows "Tumoral calcinosis (TC)"
screen=second
open 80 24 "$(through) -b 127.0.0.22 127.0.0.1"
check "another" shows "^ s search"
check "both replicas are used" test "$(readers a) $(readers b)" = "1 1"
source_seen() { cat "$work/a" "$work/b" | grep -q "logged in .*client=$1"; }
check "the source of the first is seen" source_seen 127.0.0.21
check "the source of the second is seen" source_seen 127.0.0.22
check "a command" status 0 $(through) 127.0.0.1 show types/tumoral
check "… as text" says "Tumoral calcinosis (TC)"

# One replica stops: its reader is told, new ones land on the other, and nobody is refused.
has_first=a other=b
grep -q "client=127.0.0.21" "$work/a" || { has_first=b other=a; }
stopped=server_$has_first
kill -TERM "${!stopped}"
screen=first
check "the reader of the replica that stops is told how to come back" shows "open types/tumoral"
check "… and has the terminal back" restored
came=$(readers "$other")
landed=0
for _ in 1 2 3 4 5 6 7 8; do
  if $(through) 127.0.0.1 show types/tumoral >/dev/null 2>&1; then landed=$((landed + 1)); fi
done
check "eight who come right then are all served" test "$landed" = 8
check "… by the other replica" test "$(readers "$other")" = "$((came + 8))"
check "the health check sees it" within checked "$has_first" "DOWN .*"
screen=second
keys ']'
check "the other reader goes on" shows "What is calcinosis"

# The replica comes back where it was.
ports=port_$has_first
serve again --listen "127.0.0.1:${!ports}" --proxy-from 127.0.0.0/30 --host-key "$work/key"
check "the health check sees it come back" within checked "$has_first" "UP L7OK"
check "its reader comes back" status 0 $(through) 127.0.0.1 show types/tumoral

# A header from a source that is not listed is no greeting, and a listed one has to send it.
header() {
  printf '\r\n\r\n\0\r\nQUIT\n\x21\x11\x00\x0c\xc0\x00\x02\x07\x7f\x00\x00\x01\x12\x34\x08\xae'
}
serve strict --proxy-from 10.0.0.0/24
exec 9<>"/dev/tcp/127.0.0.1/$port"
# The server may have hung up before all of it is written.
(header && printf 'SSH-2.0-test\r\n') >&9 2>/dev/null || true
timeout 20 cat <&9 >"$work/answer" || true
exec 9>&-
check "a header from elsewhere is refused" within grep -q 'left before login.*reason="not SSH"' "$log"
check "… and its address is not believed" not grep -q "192.0.2.7" "$log"
check "… and no keys are exchanged" test "$(wc -c <"$work/answer")" -lt 100
log=$work/again
check "a listed source without a header is refused" \
  refuses proxy ssh $quiet -p "${!ports}" 127.0.0.1 show types/tumoral

finish
