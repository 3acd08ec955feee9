#!/usr/bin/env bash
# OpenSSH, dropbear's dbclient and PuTTY's plink read with our server, each in a real terminal.
set -euo pipefail
# shellcheck source=tests/clients/server.bash
source "$(dirname "$0")/server.bash"

quiet="-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -F none"

# client NAME OPTIONS WORDS: the command line of a client.
client() {
  case $1 in
    openssh) echo "ssh $quiet $2 -p $port 127.0.0.1 $3" ;;
    dropbear) echo "dbclient -y -y $2 -p $port reader@127.0.0.1 $3" ;;
    putty) echo "plink -ssh -batch -hostkey $print $2 -P $port reader@127.0.0.1 $3" ;;
  esac
}

# read_with CLIENT: full screen, keys, resizing, copying, quitting.
read_with() {
  local name=$1
  open 80 24 "$(client "$name" "" "")"
  check "$name: full screen" fills 24
  keys ']' ']'
  check "$name: keys" shows "Calcinosis (calcification"
  keys Down Up PageDown M
  check "$name: the mouse is taken when asked" shows "Mouse on"
  keys j
  tmux resize-window -t "$screen" -x 130 -y 40
  check "$name: resizing up" fills 40
  tmux resize-window -t "$screen" -x 60 -y 15
  check "$name: resizing down" fills 15
  keys s
  shows "Search:" || true
  keys -l tumoral
  check "$name: the finder" shows "> .*Tumoral calcinosis"
  keys Enter
  shows "^ Types › Tumoral" || true
  tmux delete-buffer 2>/dev/null || true
  keys y l
  check "$name: a copy arrives in the clipboard" within copied "types/tumoral"
  keys c C
  check "$name: the visit sheet" shows "1 on the sheet"
  keys Escape
  hides "1 on the sheet" || true
  keys q
  check "$name: leaving asks what becomes of the sheet" shows "The sheet ends with this session"
  keys q
  check "$name: restored after quitting" restored
  open 80 24 "$(client "$name" -t "open types/tumoral")"
  check "$name: open at a topic" shows "Tumoral calcinosis (TC)"
  keys C-c C-c
  check "$name: restored after two Ctrl-c" restored
}

copied() { tmux show-buffer 2>/dev/null | grep -q -e "$1"; }

# answer_with CLIENT: commands and their exit status; what is not offered.
answer_with() {
  local name=$1
  # shellcheck disable=SC2046
  check "$name: show" status 0 $(client "$name" "" "show types/tumoral")
  check "$name: … as text" says "Tumoral calcinosis (TC)"
  check "$name: … without escapes" not says $'\x1b'
  # shellcheck disable=SC2046
  check "$name: nothing found is 1" status 1 $(client "$name" "" "show nowhere")
  check "$name: … and says so" complains "nowhere"
  # shellcheck disable=SC2046
  check "$name: a shell's command is 2" status 2 $(client "$name" "" "uname -a")
  check "$name: … and says so" complains "no shell"
}

# Without a terminal: a line in, text out.
plain_with() {
  local name=$1
  # shellcheck disable=SC2046
  printf 's tumoral\n1\nq\n' | timeout 20 $(client "$name" -T "") >"$work/out" 2>"$work/err" || true
  check "$name -T: plain mode" says "Tumoral calcinosis (TC)"
  check "$name -T: … without escapes" not says $'\x1b'
  # plink says what it emulates, whatever TERM says.
  [ "$name" != putty ] || return 0
  open 80 24 "env TERM=dumb $(client "$name" "" "")"
  check "$name, TERM=dumb: plain mode" shows "Words search"
  keys -l "s milia"
  keys Enter
  check "$name, TERM=dumb: answers" shows "A number chooses"
  keys -l q
  keys Enter
  check "$name, TERM=dumb: restored after quitting" restored
}

serve main --exempt 127.0.0.1
for name in openssh dropbear putty; do
  read_with "$name"
  answer_with "$name"
  plain_with "$name"
done

ssh_to() { echo "ssh $quiet -p $port"; }
# shellcheck disable=SC2086
{
  check "openssh: no sftp" refuses subsystem sftp $quiet -P "$port" 127.0.0.1
  check "openssh: no scp" refuses subsystem scp $quiet -P "$port" 127.0.0.1:/etc/passwd "$work/stolen"
  check "openssh: no scp of the old kind" status 1 scp -O $quiet -P "$port" 127.0.0.1:/etc/passwd "$work/stolen"
  check "openssh: … and nothing came" not test -e "$work/stolen"
  check "openssh: no subsystem" refuses subsystem $(ssh_to) -s 127.0.0.1 netconf
  check "openssh: no forwarding from there" \
    refuses forwarding $(ssh_to) -o ExitOnForwardFailure=yes -N -R 0:localhost:1 127.0.0.1
  check "openssh: no forwarding to there" refuses forwarding $(ssh_to) -W 127.0.0.1:22 127.0.0.1
  eval "$(ssh-agent -s)" >/dev/null
  started+=("$SSH_AGENT_PID")
  check "openssh: no agent" refuses agent $(ssh_to) -A 127.0.0.1 show types/tumoral
  check "openssh: … and reading goes on" says "Tumoral calcinosis (TC)"
  check "openssh: no windows" refuses x11 env DISPLAY=127.0.0.1:9 $(ssh_to) -Y 127.0.0.1 show types/tumoral
  check "openssh: … and reading goes on" says "Tumoral calcinosis (TC)"
  check "dropbear: no forwarding" refuses forwarding $(client dropbear "-B 127.0.0.1:22" "")
  check "dropbear: … and nothing came" test ! -s "$work/out"
  check "dropbear: no forwarding from there" refuses forwarding $(client dropbear "-N -R 0:localhost:1" "")
  check "dropbear: no agent" refuses agent $(client dropbear -A "show types/tumoral")
  check "dropbear: no subsystem" refuses subsystem $(client dropbear -s sftp)
  check "putty: no forwarding" refuses forwarding $(client putty "-nc 127.0.0.1:22" "")
  check "putty: no forwarding from there" refuses forwarding $(client putty "-R 8022:localhost:1" "show types/tumoral")
  check "putty: … and reading goes on" says "Tumoral calcinosis (TC)"
  check "putty: no agent" refuses agent $(client putty -A "show types/tumoral")
  check "putty: no subsystem" refuses subsystem $(client putty -s sftp)
}

# Key exchanges in between lose nothing, and who asks for no end of them is sent away, alone.
again() { echo "ssh $quiet -o RekeyLimit=$1 -p $port"; }
# shellcheck disable=SC2046
{
  check "openssh: a long answer" status 0 $(ssh_to) 127.0.0.1 list --format json
  mv "$work/out" "$work/whole"
  check "openssh: … with key exchanges in it" status 0 $(again 1K) 127.0.0.1 list --format json
  check "openssh: … is the same" cmp "$work/out" "$work/whole"
  check "openssh: key exchanges without end" \
    refuses flood bash -c "while echo k; do sleep 0.01; done | $(again 16) -T 127.0.0.1"
  check "openssh: … and others read on" status 0 $(ssh_to) 127.0.0.1 show types/tumoral
}

# The SSH library ends a connection whose names are no text before we are asked: that one, and no other.
for name in TERM LC_ALL; do
  # shellcheck disable=SC2086
  check "openssh: $name that is no text ends its connection" \
    status 255 env "$name"=$'\377' ssh $quiet -o SendEnv=LC_ALL -p "$port" -tt 127.0.0.1
  # shellcheck disable=SC2046
  check "openssh: … and no other" status 0 $(ssh_to) 127.0.0.1 show types/tumoral
done

# A list to a pipe that is closed early ends.
check "openssh: a closed pipe" within bash -c "ssh $quiet -p $port 127.0.0.1 list | head -1 | grep -q ."

# Pages in other scripts reach every client whole, with a terminal and without, whatever locale is sent or not; ASCII
# alone where the locale says so.
mkdir "$work/pages"
{
  printf '# Кальциноз\n\nОтложения кальция. Ασβέστιο. 石灰。 مرحبا. cafe\xcc\x81 🇩🇪 1️⃣ 👨‍👩‍👧.\n\n'
  for row in {1..30}; do printf '👍🏽 Строка %s, ❤️ μία ⚠️ 行 👨‍👩‍👧 سطر 🇩🇪 e\xcc\x81.\n\n' "$row"; done
} >"$work/pages/a.md"
serve scripts --exempt 127.0.0.1 --content "$work/pages"
scripts=("Отложения кальция" Ασβέστιο 石灰 مرحبا)
# sending OPTIONS WORDS: the command line of the client $name that sends the locale $sent, as far as it can.
sending() {
  local send=
  [ "$name" != openssh ] || send="-o SendEnv=LANG"
  echo "env -u LC_ALL LANG=$sent $(client "$name" "$send $1" "$2")"
}
settled() {
  screen_text >"$work/scrolled"
  sleep 0.3
  drawn_alike
}
drawn_alike() { screen_text | cmp -s - "$work/scrolled"; }
for name in openssh dropbear putty; do
  for sent in "" de_DE.UTF-8; do
    told="$name, ${sent:-no locale} sent"
    # shellcheck disable=SC2046
    printf 'open a\nq\n' | timeout 20 $(sending -T "") >"$work/out" 2>"$work/err" || true
    for word in "${scripts[@]}"; do check "$told: plain mode says $word" says "$word"; done
    # shellcheck disable=SC2046
    check "$told: show" status 0 $(sending "" "show a")
    for word in "${scripts[@]}"; do check "$told: show says $word" says "$word"; done
    open 80 24 "$(sending -t "open a")"
    for word in "${scripts[@]}"; do check "$told: the screen shows $word" shows "$word"; done
    for pressed in "Down Down Down" "Space b d" "G u Up Up"; do
      # shellcheck disable=SC2086
      keys $pressed
      within settled
      keys C-l
      sleep 0.5
      check "$told: $pressed, as Ctrl-l draws it" within drawn_alike
    done
    keys q
    check "$told: restored after quitting" restored
  done
done
open 80 24 "env -u LC_ALL LANG=C $(client openssh "-o SendEnv=LANG" "")"
check "openssh, LANG=C sent: letters are spelled out" shows "Kal'tsinoz"

# Every other end.
serve idle --exempt 127.0.0.1 --idle 2s --idle-notice 1s
open 80 24 "$(client openssh "" "")"
keys M
check "idle: told before" shows "Still reading?"
check "idle: restored" restored
check "idle: and why" shows "Nothing was pressed"

serve drain --exempt 127.0.0.1
open 80 24 "$(client openssh -t "open types/tumoral")"
shows "Tumoral calcinosis (TC)"
keys M
shows "Mouse on"
kill -TERM "$server"
check "drain: restored" restored
check "drain: how to come back" shows "Reconnect with: ssh -t -p $port 127.0.0.1 open types/tumoral"
check "drain: the server ends" wait "$server"

serve killed --exempt 127.0.0.1
open 80 24 "$(client openssh "" "")"
fills 24
tmux kill-session -t "$screen"
check "killed client: its place is free" within grep -q disconnected "$log"
open 80 24 "$(client openssh "" "")"
fills 24
kill -KILL "$server"
wait "$server" 2>/dev/null || true
check "killed server: the client gives the keyboard back" shows "^icanon"

# Nothing a reader does touches the server's disk.
calls='O_WRONLY|O_RDWR|O_CREAT|O_TRUNC| (creat|rename|unlink|mkdir|symlink|link)(at|at2)?\('
serve traced --exempt 127.0.0.1
strace -q -f -e trace=file -o "$work/trace" -p "$server" 2>"$work/strace" &
within grep -q "^TracerPid:[^0]*[1-9]" "/proc/$server/status"
open 80 24 "$(client openssh -t "open types/tumoral")"
shows "Tumoral calcinosis (TC)"
keys m a a c C w m Escape Escape y t R q q
check "traced: restored after quitting" restored
check "traced: a command" status 0 ssh $quiet -p "$port" 127.0.0.1 search chalk
# Reading the content anew shows that the trace sees what the server opens.
kill -HUP "$server"
check "traced: what is opened is seen" within grep -qs openat "$work/trace"
check "traced: no file was opened for writing" not grep -E "$calls" "$work/trace"

finish
