#!/usr/bin/env bash
# Debian's package from the metadata in Cargo.toml, the same bytes each time, and what lintian says of it.
set -euo pipefail
# shellcheck source=tests/release/release.bash
source "$(dirname "$0")/release.bash"

deb=$dist/calcinosis_$version-1_$(dpkg --print-architecture).deb
pack() { cargo deb --quiet --no-build --no-strip --output "$1" >/dev/null; }
pack "$deb"
again=$(mktemp -d)
trap 'rm -rf "$again"' EXIT
pack "$again/calcinosis.deb"
check "packed twice it is the same" cmp "$deb" "$again/calcinosis.deb"

holds() { grep -qE " \./$1$" <(dpkg-deb --contents "$deb"); }
for file in usr/bin/calcinosis usr/share/man/man1/calcinosis.1.gz usr/share/man/man8/calcinosis-serve.8.gz \
  usr/share/bash-completion/completions/calcinosis usr/share/zsh/vendor-completions/_calcinosis \
  usr/share/fish/vendor_completions.d/calcinosis.fish usr/lib/systemd/system/calcinosis.socket \
  usr/lib/systemd/system/calcinosis.service etc/calcinosis/serve.toml usr/share/doc/calcinosis/copyright \
  usr/share/doc/calcinosis/licences.txt.gz; do
  check "it holds $file" holds "$file"
done
check "it needs nothing that a bare Debian lacks" test "$(dpkg-deb --field "$deb" Depends)" = "init-system-helpers (>= 1.54~)"
check "what it is fits a line" grep -qE '^Description: .{20,80}$' <(dpkg-deb --info "$deb" | sed 's/^ //')
check "the settings are the operator's to change" grep -qx /etc/calcinosis/serve.toml <(dpkg-deb --ctrl-tarfile "$deb" | tar --extract --to-stdout ./conffiles)

# Errors and warnings fail; what is as it is on purpose stands in the package's own list, with the reason.
lintian --fail-on error,warning --allow-root --info "$deb" >"$again/lintian" 2>&1 || true
check "lintian has nothing to say beyond the listed exceptions" test -z "$(grep -E '^[EW]:' "$again/lintian")"
grep -E '^[EWIN]: calcinosis' "$again/lintian" | sed 's/^/      /' || true
echo "      exceptions: $(grep -vc '^#' tests/release/debian/lintian-overrides)"
echo "      $(size "$deb") bytes, installed $(dpkg-deb --field "$deb" Installed-Size) KiB"
finish
