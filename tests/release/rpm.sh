#!/usr/bin/env bash
# The same files as an RPM, from the metadata in Cargo.toml, unpacked and tried in an empty root.
set -euo pipefail
# shellcheck source=tests/release/release.bash
source "$(dirname "$0")/release.bash"

rpm=$dist/calcinosis-$version-1.$(uname -m).rpm
pack() { cargo generate-rpm --target-dir "$built" --source-date "$SOURCE_DATE_EPOCH" --output "$1" >/dev/null; }
pack "$rpm"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pack "$work/again.rpm"
check "packed twice it is the same" cmp "$rpm" "$work/again.rpm"
check "rpm finds its checksums right" rpm --checksig --nosignature "$rpm"

# Where a file lies in Debian's package and, where it differs, in this one.
of_deb() { dpkg-deb --contents "$dist/calcinosis_$version-1_$(dpkg --print-architecture).deb" | awk '$1 ~ /^-/ { print substr($6, 2) }'; }
expected() {
  of_deb | grep -vE '/lintian/|/changelog' | sed 's#/zsh/vendor-completions/#/zsh/site-functions/#; s#/doc/calcinosis/copyright#/licenses/calcinosis/LICENSE#; s#/doc/calcinosis/licences#/licenses/calcinosis/licences#' | sort
}
check "it holds the files of Debian's package" diff <(expected) <(rpm --query --package --list "$rpm" | sort)
check "it needs no other package" not grep -vE '^(/bin/sh|rpmlib\(.*|config\(calcinosis\) .*)$' <(rpm --query --package --requires "$rpm")
check "the settings are the operator's to change" grep -qx /etc/calcinosis/serve.toml <(rpm --query --package --configfiles "$rpm")

# A root with nothing in it: rpm's scripts need a shell, so they are passed over.
mkdir -p "$work/root"
check "it installs" rpm --root "$work/root" --install --nodeps --noscripts --ignorearch "$rpm"
check "it reads a page" grep -q '^Tumoral calcinosis' <(chroot "$work/root" /usr/bin/calcinosis show types/tumoral)
check "it can be removed" rpm --root "$work/root" --erase --nodeps --noscripts calcinosis
check "… and leaves no file" test -z "$(find "$work/root" -name .rpmdb -prune -o -path '*/lib/rpm' -prune -o -type f -print)"
echo "      $(size "$rpm") bytes"
finish
