#!/usr/bin/env bash
# The programs that a release needs: from Debian's packages, and from crates.io into the target folder.
set -euo pipefail
# shellcheck source=tests/release/release.bash
source "$(dirname "$0")/release.bash"

need=()
for pair in lintian:lintian rpm:rpm debootstrap:debootstrap mandoc:mandoc zsh:zsh fish:fish ssh:openssh-client \
  systemd-analyze:systemd xz:xz-utils; do
  command -v "${pair%%:*}" >/dev/null 2>&1 || [ -x "/usr/sbin/${pair%%:*}" ] || need+=("${pair##*:}")
done
if [ ${#need[@]} -gt 0 ]; then
  echo "installing ${need[*]}"
  apt-get update -qq && apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null
fi

# install CRATE VERSION: optimised a little, since each runs few times but packs megabytes.
install() {
  [ -x "$tools/bin/$1" ] && cargo install --root "$tools" --list | grep -q "^$1 v$2:" && return
  echo "building $1 $2"
  CARGO_PROFILE_DEV_OPT_LEVEL=1 CARGO_PROFILE_DEV_DEBUG=0 CARGO_TARGET_DIR=$tools/target cargo install --quiet --debug --locked --root "$tools" "$1@$2"
}
install cargo-deb 3.8.0
install cargo-generate-rpm 0.21.1
install cargo-cyclonedx 0.5.9
rm -rf "$tools/target"

for tool in cargo-deb cargo-generate-rpm cargo-cyclonedx lintian rpm debootstrap mandoc zsh fish ssh; do
  check "$tool is there" env PATH="$PATH:/usr/sbin" bash -c "command -v $tool"
done
finish
