# A server of ours on a free port, a terminal to read in, and checks; sourced by the scripts beside it.

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=tests/support/checks.bash
source tests/support/checks.bash
cargo build --quiet
program=${CARGO_TARGET_DIR:-$PWD/target}/debug/calcinosis
work=$(mktemp -d)
started=()
export LANG=C.UTF-8

# A tmux server of its own, so that no other is disturbed; the first session keeps it alive.
tmux() { command tmux -L "calcinosis-$$" -f /dev/null "$@"; }
screen=reader

clean() {
  tmux kill-server 2>/dev/null || true
  [ ${#started[@]} -eq 0 ] || kill "${started[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap clean EXIT

# serve NAME ARGUMENT…: starts a server on a free port, or where --listen says; sets $server to its process,
# $port to where it listens, $print to its key, and $log to its log, which is $work/NAME.
serve() {
  log=$work/$1
  shift
  case " $* " in *" --listen "*) ;; *) set -- --listen 127.0.0.1:0 "$@" ;; esac
  STATE_DIRECTORY=$work "$program" serve "$@" 2>"$log" &
  server=$!
  started+=("$server")
  within grep -qs listening "$log" || { cat "$log"; exit 1; }
  port=$(sed -n 's/.*address=.*:\([0-9]*\)$/\1/p' "$log" | head -1)
  print=$(sed -n 's/.*key=\(SHA256:[^ ]*\).*/\1/p' "$log" | head -1)
}

# status CODE COMMAND…: whether a command ends with this code; what it said is kept for says and complains.
status() {
  local wanted=$1 code=0
  shift
  timeout 20 "$@" >"$work/out" 2>"$work/err" </dev/null || code=$?
  [ "$code" = "$wanted" ]
}

says() { grep -q -e "$1" "$work/out"; }
complains() { grep -q -e "$1" "$work/err"; }

# refuses REASON COMMAND…: whether the server refuses what a command asks for, says so in its log, and hands nothing out.
refuses() {
  local reason=$1 before
  before=$(refusals "$reason")
  shift
  timeout 20 "$@" >"$work/out" 2>"$work/err" </dev/null || true
  within more_refusals "$reason" "$before"
}
refusals() { grep -c "refused .*reason=\"$1\"" "$log" || true; }
more_refusals() { [ "$(refusals "$1")" -gt "$2" ]; }

# open COLUMNS ROWS COMMAND: runs a client in a terminal; when it ends, the terminal's settings are shown.
open() {
  tmux has-session -t keeper 2>/dev/null || {
    tmux new-session -d -s keeper cat
    tmux set-option -g set-clipboard on
  }
  tmux kill-session -t "$screen" 2>/dev/null || true
  tmux new-session -d -s "$screen" -x "$1" -y "$2" \
    "env TERM=xterm-256color $3; echo; echo ended \$?; stty -a | tr ' ;' '\n\n' | grep -x -e icanon -e echo; cat"
  tmux set-option -t "$screen" window-size manual
}

keys() { tmux send-keys -t "$screen" "$@"; }
# What the terminal shows, a line that it wrapped as one.
screen_text() { tmux capture-pane -p -J -t "$screen"; }
on_screen() { screen_text | grep -q -e "$1"; }
shows() { within on_screen "$1" || { screen_text; false; }; }
# hides WORDS: waits until they are gone.
hides() { within not on_screen "$1" || { screen_text; false; }; }
# fills ROWS: waits until the hints stand in the last row of a screen this high, and nowhere else.
fills() { within hinted "$1" || { screen_text; false; }; }
hinted() {
  [ "$(tmux capture-pane -p -t "$screen" | grep -n '^ s search' | cut -d: -f1)" = "$1" ]
}

# The terminal as a shell had it: no other screen, cursor shown, no mouse, keys by the line and echoed.
restored() {
  shows "^ended" && shows "^icanon" && shows "^echo" &&
    [ "$(tmux display-message -p -t "$screen" '#{alternate_on}#{mouse_any_flag}#{cursor_flag}')" = 001 ]
}
