#!/usr/bin/env bash
# Five hundred readers at a time who come and go in every way (SOAK_MINUTES), and what is left of them in the server.
set -euo pipefail
# shelllog=$package/soak.log
soak() { cargo bench --quiet --bench load -- --sessions 500 --soak "${SOAK_MINUTES:-30}" >"$log" 2>&1 || { cat "$log"; false; }; }
check "nothing is left of readers who left" soak
grep '^| soak' "$log"
finish
