# Where things are, how the program is built for release, and checks; sourced by the scripts beside it.

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD
# Paths in Cargo.toml's lists of files begin with target/, wherever that is.
built=${CARGO_TARGET_DIR:-$root/target}
[ -e target ] || ln -s "$built" target
tools=$built/release-tools
package=$built/release/package # what packages hold beside the program
dist=$built/dist               # what a release ships
program=$built/release/calcinosis
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -1)
mkdir -p "$package" "$dist"
export PATH=$tools/bin:$PATH LANG=C.UTF-8

# Every date in what is made is that of the last commit.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH

triple=$(rustc -vV | sed -n 's/^host: //p')
# build FOLDER TRIPLE: builds the program for release from the sources in a folder, with the whole of the C library in
# it and no path of this machine.
build() {
  local flags="-Ctarget-feature=+crt-static --remap-path-prefix=$1=/calcinosis" sources
  for sources in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*; do flags+=" --remap-path-prefix=$sources=/crates"; done
  (cd "$1" && RUSTFLAGS=$flags cargo build --release --locked --package calcinosis --bin calcinosis --target "$2")
}

# pack_program FILE TRIPLE: what somebody without a package manager downloads.
pack_program() {
  local folder=calcinosis-$version-$2 work
  work=$(mktemp -d)
  mkdir "$work/$folder"
  cp "$1" "$package"/calcinosis.1 "$package"/calcinosis-serve.8 README.md LICENSE "$package/licences.txt" "$work/$folder/"
  tar --create --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --mode=go=rX,u=rwX \
    --directory "$work" "$folder" | xz -9 >"$dist/$folder.tar.xz"
  rm -rf "$work"
  echo "      $(size "$1") bytes, packed $(size "$dist/$folder.tar.xz")"
}

# shellcheck source=tests/support/checks.bash
source tests/support/checks.bash

size() { stat -c %s "$1"; }
# at_most BYTES FILE
at_most() { [ "$(size "$2")" -le "$1" ] || { echo "$2 has $(size "$2") bytes, more than $1"; false; }; }
