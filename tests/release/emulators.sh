#!/usr/bin/env bash
# Terminals of other people, on a display that nobody sees: a page full of signs whose width they disagree on, scrolled
# by every key, is in each of them, picture for picture, what Ctrl-l draws; and nothing is left when one quits.
# With a word, only those whose name has it.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=tests/support/checks.bash
source tests/support/checks.bash
only=${1:-}
need=()
for pair in tmux:tmux Xvfb:xvfb xterm:xterm import:imagemagick xdpyinfo:x11-utils xdotool:xdotool kitty:kitty \
  alacritty:alacritty pterm:pterm mosh:mosh sakura:sakura foot:foot \
  sway:sway grim:grim wtype:wtype; do
  command -v "${pair%%:*}" >/dev/null 2>&1 || need+=("${pair##*:}")
done
# With what kitty and alacritty draw with where there is no graphics card.
[ ${#need[@]} -eq 0 ] || { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${need[@]}" libgl1-mesa-dri >/dev/null; }
cargo build --quiet

folder=$(mktemp -d)
export XDG_STATE_HOME="$folder/state" XDG_CONFIG_HOME="$folder/config" LANG=C.UTF-8 DISPLAY=:96 LIBGL_ALWAYS_SOFTWARE=1
mkdir -p "$folder/pages" "$folder/config/sakura"
reader="${CARGO_TARGET_DIR:-$PWD/target}/debug/calcinosis --private --content $folder/pages"
mux() { tmux -L calcinosis-emulators -f /dev/null "$@"; }
started=()
stop() {
  mux kill-server 2>/dev/null || true
  [ ${#started[@]} -eq 0 ] || kill "${started[@]}" 2>/dev/null || true
  rm -rf "$folder"
}
trap stop EXIT

{
  printf '+++\ntitle = "Signs in a row"\n+++\n'
  signs=(1️⃣ ⚡︎ ❤️ ⚠️ 👨‍👩‍👧 🇩🇪 👍🏽 ✔ ±5 → ≤ αβ 石灰 e$'\u0301' moss iris larch)
  for row in {1..40}; do
    for place in {1..24}; do printf '%s ' "${signs[$(((row * 31 + place * (5 + row % 7)) % ${#signs[@]}))]}"; done
    printf '\n\n'
  done
} >"$folder/pages/_index.md"

gone() { ! kill -0 "$1" 2>/dev/null; }
same() { cmp -s "$1" "$2"; }

focus() { xdotool search --onlyvisible --class . windowfocus 2>/dev/null || true; }
press() { xdotool key --delay 30 "$@"; }
picture() { import -silent -window root "$1.rgb" 2>/dev/null; }
drawn() { picture "$folder/drawn" && [ "$(identify -size 1000x700 -depth 8 -format '%k' "$folder/drawn.rgb")" -gt 20 ]; }
# Two pictures one after the other that are the same.
still() { picture "$folder/one" && sleep 1 && picture "$1" && same "$folder/one.rgb" "$1.rgb"; }
stays() { still "$folder/redrawn" && same "$1.rgb" "$folder/redrawn.rgb"; }
other() { still "$1" && ! same "$1.rgb" "$2.rgb"; }

Xvfb :96 -screen 0 1000x700x24 >/dev/null 2>&1 &
started+=($!)
within xdpyinfo >/dev/null 2>&1

# emulator NAME COMMAND…: reads in a terminal that takes a program as its last arguments.
emulator() {
  local name=$1 pid
  [[ $name == *"$only"* ]] || return 0
  shift
  command -v "$1" >/dev/null || { echo "SKIPPED: $1 is not installed"; return; }
  "$@" $reader >"$folder/log" 2>&1 &
  pid=$!
  started+=("$pid")
  within drawn || { cat "$folder/log"; check "$name draws" false; return; }
  focus
  within still "$folder/first"
  for keys in "Down Down Down" "space b d" "G u Up minus Down t Up"; do
    press $keys
    check "$name: $keys" within other "$folder/scrolled" "$folder/first"
    press ctrl+l
    sleep 0.5
    check "$name: $keys, as Ctrl-l draws it" within stays "$folder/scrolled"
    cp "$folder/scrolled.rgb" "$folder/first.rgb"
  done
  press q
  check "$name: q" within gone "$pid"
}

emulator xterm xterm -geometry 90x30 -e
emulator "xterm, ambiguous wide" xterm -geometry 90x30 -cjk_width -e
emulator kitty kitty -o update_check_interval=0 -o confirm_os_window_close=0 -o cursor_blink_interval=0
emulator alacritty alacritty -e
emulator "pterm, PuTTY's terminal" pterm -e
emulator "sakura, of VTE" sakura -e

# foot draws on Wayland only: for a compositor without a display, which root must not run.
wayland() {
  local nobody=()
  export XDG_RUNTIME_DIR="$folder/run" WAYLAND_DISPLAY=wayland-1
  mkdir -m 700 "$XDG_RUNTIME_DIR"
  if [ "$(id -u)" = 0 ]; then
    nobody=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
    chown nobody "$XDG_RUNTIME_DIR"
    chmod 711 "$folder"
  fi
  printf '%s\n' 'output HEADLESS-1 resolution 1000x700' 'xwayland disable' 'default_border none' >"$folder/sway"
  WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1 WLR_RENDERER=pixman "${nobody[@]}" sway -c "$folder/sway" >"$folder/log" 2>&1 &
  started+=($!)
  within test -S "$XDG_RUNTIME_DIR/$WAYLAND_DISPLAY"
}
if [[ foot == *"$only"* ]]; then
  wayland
  focus() { :; }
  press() {
    local key
    for key in "$@"; do
      case $key in
        ctrl+*) wtype -M ctrl "${key#ctrl+}" -m ctrl ;;
        *) wtype -k "$key" ;;
      esac
    done
  }
  picture() { grim -t ppm - 2>/dev/null | convert ppm:- -depth 8 "rgb:$1.rgb"; }
  emulator foot foot
fi

# mosh keeps a screen of its own and draws it anew on whatever terminal it runs in: signs that both count alike only.
if [[ mosh != *"$only"* ]]; then
  :
elif command -v mosh-server >/dev/null; then
  connect=$(mosh-server new -i 127.0.0.1 -- ${reader%--content*} types/tumoral 2>"$folder/log" | tr -d '\r' | sed -n 's/^MOSH CONNECT //p')
  started+=("$(sed -n 's/.*pid = \([0-9]*\).*/\1/p' "$folder/log")")
  mux new-session -d -x 90 -y 30 "MOSH_KEY=${connect#* } MOSH_PREDICTION_DISPLAY=never mosh-client 127.0.0.1 ${connect% *}"
  text() { mux capture-pane -p 2>/dev/null; }
  shows() { text | grep -q -- "$1"; }
  settled() { text >"$folder/one" && sleep 1 && text >"$1" && same "$folder/one" "$1"; }
  redrawn() { settled "$folder/redrawn" && same "$folder/scrolled" "$folder/redrawn"; }
  check "mosh draws" within shows "s search"
  for keys in "Down Down Down" "Space b d" "G u Up Up"; do
    mux send-keys $keys
    within settled "$folder/scrolled"
    mux send-keys C-l
    sleep 0.5
    check "mosh: $keys, as Ctrl-l draws it" within redrawn
  done
  mux send-keys q
  ended() { ! mux has-session 2>/dev/null; }
  check "mosh: q" within ended
else
  echo "SKIPPED: mosh is not installed"
fi
finish
