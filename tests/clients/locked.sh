#!/usr/bin/env bash
# With --locked no file is opened for writing, whatever is pressed: what the system calls say.
set -euo pipefail
cd "$(dirname "$0")/../.."
cargo build --quiet

folder=$(mktemp -d)
screen() { tmux -L calcinosis-locked "$@"; }
trap 'screen kill-server 2>/dev/null || true; rm -rf "$folder"' EXIT
export XDG_STATE_HOME="$folder/state" XDG_CONFIG_HOME="$folder/config" LANG=C.UTF-8

# Waits until a command succeeds, at most ten seconds.
until_true() {
  for _ in $(seq 100); do "$@" && return 0; sleep 0.1; done
  echo "locked: waited in vain for: $*"
  return 1
}
shows() { screen capture-pane -p 2>/dev/null | grep -q -- "$1"; }
ended() { ! screen has-session 2>/dev/null; }

screen new-session -d -x 80 -y 24 \
  "strace -f -e trace=file -o $folder/trace ${CARGO_TARGET_DIR:-target}/debug/calcinosis --locked types/scrotal"
until_true shows "Scrotal calcinosis (idiopathic"
# A mark, a bookmark, a clip, the visit sheet and its export, a copy, and the whole of the page.
screen send-keys m a a c C
until_true shows "Visit sheet"
screen send-keys w m Escape Escape
screen send-keys y t G
# The sheet ends with the session: the first q asks, the second leaves.
screen send-keys q q
until_true ended

[ -s "$folder/trace" ] || { echo "locked: strace wrote nothing"; exit 1; }
calls='O_WRONLY|O_RDWR|O_CREAT|O_TRUNC| (creat|rename|unlink|mkdir|symlink|link)(at|at2)?\('
written=$(grep -E "$calls" "$folder/trace" | grep -v '"/dev/' || true)
if [ -n "$written" ]; then
  echo "locked: files were written to:"
  echo "$written"
  exit 1
fi
[ ! -e "$folder/state" ] || { echo "locked: a state folder was made"; exit 1; }
echo "locked: no file was opened for writing"
