#!/usr/bin/env bash
# ssh-audit finds no failure, no warning but the classical key exchange kept for older clients, and a limiter that holds.
set -euo pipefail
# shellcheck source=tests/clients/server.bash
source "$(dirname "$0")/server.bash"

# The one on this machine, or one from PyPI in a folder of its own.
audit=ssh-audit
if ! "$audit" --help >/dev/null 2>&1; then
  audit=$work/python/bin/ssh-audit
  if ! { python3 -m venv "$work/python" && "$work/python/bin/pip" install --quiet ssh-audit; } >"$work/fetching" 2>&1; then
    cat "$work/fetching"
    echo "SKIPPED: ssh-audit is not installed and could not be fetched from PyPI"
    exit 0
  fi
fi

# The usual limits: this is what a stranger sees.
serve audited
timeout 100 "$audit" -n -p "$port" 127.0.0.1 >"$work/report" 2>&1 || true

in_report() { grep -q -E "$@" "$work/report"; }
warnings() { grep -E '\[warn\]' "$work/report" | grep -v -E '\(kex\) curve25519-sha256(@libssh.org)? .*post-quantum'; }

check "there is a report" in_report '\(key\) ssh-ed25519'
check "no failure" not in_report '\[fail\]'
check "no warning but the classical key exchange" not warnings
check "the post-quantum key exchange is offered" in_report '\(kex\) mlkem768x25519-sha256'
check "nothing about throttling: the limiter holds" not in_report -i 'throttl|DHEat'
check "it was the limiter" grep -q 'refused .*reason="rate"' "$log"
[ "$failed" = 0 ] || cat "$work/report"
finish
