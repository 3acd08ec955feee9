#!/usr/bin/env bash
# Old and plain terminals: what each is sent, byte by byte, and the reader inside GNU screen and a real xterm.
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo build --quiet

folder=$(mktemp -d)
export XDG_STATE_HOME="$folder/state" XDG_CONFIG_HOME="$folder/config" SCREENDIR="$folder/screens"
reader="${CARGO_TARGET_DIR:-$PWD/target}/debug/calcinosis --private types/dystrophic"
mux() { tmux -L calcinosis-terminals "$@"; }
server=
stop() {
  mux kill-server 2>/dev/null || true
  screen -S calcinosis-test -X quit >/dev/null 2>&1 || true
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$folder"
}
trap stop EXIT

# Waits until a command succeeds, at most ten seconds.
until_true() {
  for _ in $(seq 100); do "$@" && return 0; sleep 0.1; done
  echo "terminals: waited in vain for: $*"
  return 1
}
shows() { mux capture-pane -p 2>/dev/null | grep -q -- "$1"; }
ended() { ! mux has-session 2>/dev/null; }

# Reads through the screens in a terminal of a name and a locale, and keeps every byte that is sent.
sent() {
  mux new-session -d -x 80 -y 24 "sleep 0.5; env TERM=$1 LANG=$2 LC_ALL= $reader"
  mux pipe-pane -O "cat > $folder/bytes"
  until_true shows "Dystrophic calcinosis means"
  mux send-keys w; until_true shows "Where on the body"
  mux send-keys Escape; until_true shows "Dystrophic calcinosis means"
  mux send-keys v; until_true shows "compared, 11 topics"
  mux send-keys Escape; until_true shows "Dystrophic calcinosis means"
  mux send-keys '?'; until_true shows "one line or row down"
  mux send-keys Escape; until_true shows "Dystrophic calcinosis means"
  mux send-keys q; until_true ended
}

for terminal in "linux C.UTF-8" "vt100 C.UTF-8" "screen.linux C.UTF-8" "xterm C"; do
  read -r name locale <<<"$terminal"
  sent "$name" "$locale"
  if LC_ALL=C grep -q -a $'[\x80-\xff]' "$folder/bytes"; then
    echo "terminals: $terminal was sent more than ASCII"
    exit 1
  fi
  echo "terminals: $terminal is sent ASCII alone"
done

plain=$(printf 'q\n' | env TERM=dumb LANG=C $reader)
case $plain in
  *$'\x1b'*) echo "terminals: a dumb terminal was sent an escape"; exit 1 ;;
  *"Dystrophic calcinosis means"*"Part 1 of"*) echo "terminals: a dumb terminal is answered in lines" ;;
  *) echo "terminals: a dumb terminal was not answered: $plain"; exit 1 ;;
esac

screen -U -c /dev/null -dmS calcinosis-test bash -c "LANG=C.UTF-8 $reader"
in_screen() {
  screen -S calcinosis-test -p 0 -X hardcopy "$folder/hardcopy" && grep -q -a "$1" "$folder/hardcopy"
}
until_true in_screen "Dystrophic calcinosis means"
screen -S calcinosis-test -p 0 -X stuff w
until_true in_screen "Where on the body"
screen -S calcinosis-test -p 0 -X stuff qq
echo "terminals: it reads inside GNU screen"

Xvfb :97 -screen 0 1000x700x24 >/dev/null 2>&1 &
server=$!
until_true xdpyinfo -display :97 >/dev/null 2>&1
LANG=C.UTF-8 xterm -display :97 -geometry 100x32 -e $reader 2>/dev/null &
# Ground, ink, headings and citations are four colours, beside the black around the window.
drawn() {
  import -display :97 -window root "$folder/xterm.png"
  [ "$(identify -format '%k' "$folder/xterm.png")" -gt 3 ]
}
until_true drawn
echo "terminals: a real xterm draws it in colour"
