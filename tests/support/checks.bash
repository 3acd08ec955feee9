# Checks of the scripts that run real programs; sourced by what they share.

failed=0
# check WHAT COMMAND…: says whether a command succeeds; what it said is shown when it does not.
check() {
  local what=$1 said
  shift
  said=$(mktemp)
  # Not in a shell of its own: a command may wait for what this one started.
  if "$@" >"$said" 2>&1; then echo "ok    $what"; else
    echo "FAILS $what"
    sed 's/^/      /' "$said"
    failed=1
  fi
  rm -f "$said"
}
not() { ! "$@"; }
finish() { exit "$failed"; }

# within COMMAND…: repeats a command until it succeeds, or for twenty seconds.
within() {
  local end=$((SECONDS + 20))
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.05
  done
}
