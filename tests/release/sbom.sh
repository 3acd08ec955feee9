#!/usr/bin/env bash
# What the program is made of, as a CycloneDX file that vulnerability scanners read.
set -euo pipefail
# shellcheck source=tests/release/release.bash
source "$(dirname "$0")/release.bash"

name=calcinosis-$version.cdx
cargo cyclonedx --quiet --format json --spec-version 1.5 --override-filename "$name"
mv "$name.json" "$dist/"
# One is written for each crate of ours; the program's has all.
rm -f "src/content/$name.json" "src/reference/$name.json"

check "it lists every crate that is linked, with licence and checksum" python3 - "$dist/$name.json" <<'PYTHON'
import json, subprocess, sys

bom = json.load(open(sys.argv[1]))
assert bom["bomFormat"] == "CycloneDX", bom["bomFormat"]
tree = subprocess.run(
    ["cargo", "tree", "--locked", "--package", "calcinosis", "-e", "normal", "--prefix", "none", "-f", "{p}"],
    check=True, capture_output=True, text=True,
).stdout.splitlines()
linked = {(line.split()[0], line.split()[1].removeprefix("v")) for line in tree}
linked = {it for it in linked if not it[0].startswith("calcinosis")}
listed = {(it["name"], it["version"]): it for it in bom["components"]}
missing = linked - listed.keys()
assert not missing, f"not listed: {missing}"
for crate in linked:
    assert listed[crate].get("licenses") and listed[crate].get("hashes"), f"no licence or checksum: {crate}"
assert len(linked) > 50, len(linked)
PYTHON
echo "      $(python3 -c 'import json, sys; print(len(json.load(open(sys.argv[1]))["components"]))' "$dist/$name.json") components, $(size "$dist/$name.json") bytes"
finish
