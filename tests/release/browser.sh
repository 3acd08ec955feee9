#!/usr/bin/env bash
# The visit sheet's HTML in a real browser: how it prints on A4 and Letter, its links and sources, and how it reads.
set -euo pipefail
# shellcheck source=tests/release/release.bash
source "$(dirname "$0")/release.bash"

need=()
for pair in chromium:chromium pdfinfo:poppler-utils; do
  command -v "${pair%%:*}" >/dev/null 2>&1 || need+=("${pair##*:}")
done
[ ${#need[@]} -eq 0 ] || { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${need[@]}" fonts-dejavu-core >/dev/null; }
[ -x "$program" ] || program=$built/debug/calcinosis

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_STATE_HOME=$work/state HOME=$work
mkdir -p "$XDG_STATE_HOME/calcinosis"

# sheet NAME CLIP…: a sheet with these clips, each TOPIC or TOPIC#HEADING, and a note; as HTML and as data.
sheet() {
  local name=$1 clip heading
  shift
  {
    echo 'version = 1'
    for clip in "$@"; do
      heading=; [[ $clip != *#* ]] || heading=${clip#*#}
      printf '[[sheet.clips]]\ntopic = "%s"\nheading = "%s"\nnote = "ask about my elbow"\n' "${clip%%#*}" "$heading"
    done
    printf '[[sheet.clips]]\nnote = "Do I need an X-ray? <b>5 > 3</b> & more"\n'
  } >"$XDG_STATE_HOME/calcinosis/shelf.toml"
  "$program" sheet --format html >"$work/$name.html"
  "$program" sheet --format json >"$work/$name.json"
}

browse() {
  timeout 60 chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --user-data-dir="$work/profile" "$@" 2>/dev/null
}

# print_on PAPER NAME: a PDF, as the browser prints the page on that paper.
print_on() {
  sed "s|</head>|<style>@page { size: $1 }</style></head>|" "$work/$2.html" >"$work/$2-$1.html"
  browse --no-pdf-header-footer --print-to-pdf="$work/$2-$1.pdf" "file://$work/$2-$1.html"
}

pages() { pdfinfo "$1" | sed -n 's/^Pages: *//p'; }
has_all_sources() {
  python3 - "$work/$1.json" "$2" <<'PYTHON'
import json, subprocess, sys

data, pdf = json.load(open(sys.argv[1])), sys.argv[2]
links = subprocess.run(["pdfinfo", "-url", pdf], capture_output=True, text=True, check=True).stdout
text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
flowing = lambda text: "".join(text.split()).replace("-", "")  # pdftotext drops hyphens at line ends
text = flowing(text)
sources = [source for piece in data["pieces"] for source in piece["sources"]]
assert sources, "no sources at all"
for source in sources:
    address = source["address"]
    if address:
        assert address in links, f"no link to {address}"
        assert flowing(address.split("://", 1)[1]) in text, f"not to be read on paper: {address}"
for line in data["questions"] + data["notes"] + [piece["title"] for piece in data["pieces"]]:
    assert flowing(line) in text, f"not printed: {line}"
PYTHON
}

# What a page may hold, and how it looks, asked in the browser itself: the copy that is asked has a script, the page none.
read_by_browser() {
  sed -e '/Content-Security-Policy/d' -e "s|</body>|<script>$(tr '\n' ' ' <<'SCRIPT'
const channel = (value) => { const share = value / 255; return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4 };
const light = (colour) => { const [red, green, blue] = colour.match(/[0-9.]+/g).map(Number); return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue) };
const ground = light(getComputedStyle(document.body).backgroundColor);
const said = [];
for (const element of document.body.querySelectorAll("*:not(script)")) {
  const ink = light(getComputedStyle(element).color);
  const contrast = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
  if (contrast < 7) said.push(element.tagName + " contrast " + contrast);
  if (parseFloat(getComputedStyle(element).fontSize) < 14) said.push(element.tagName + " small type");
}
const levels = [...document.querySelectorAll("h1, h2, h3")].map((it) => Number(it.tagName[1]));
if (levels[0] != 1 \|\| levels.filter((it) => it == 1).length != 1) said.push("not one h1");
if (levels.some((it, at) => at \&\& it > levels[at - 1] + 1)) said.push("a level is left out");
if (document.documentElement.lang == "") said.push("no language");
if (document.querySelectorAll("main").length != 1) said.push("not one main");
for (const part of document.querySelectorAll("section, article")) {
  if (!document.getElementById(part.getAttribute("aria-labelledby"))) said.push("a part without a name");
}
const ids = [...document.querySelectorAll("[id]")].map((it) => it.id);
if (new Set(ids).size != ids.length) said.push("an id twice");
document.body.textContent = said.length ? "WRONG " + said.join(", ") : "ALL IS WELL";
SCRIPT
)</script></body>|" "$work/$1.html" >"$work/asked.html"
  browse --dump-dom "file://$work/asked.html" | grep -oE 'WRONG.*|ALL IS WELL' | tee "$work/said"
  grep -q 'ALL IS WELL' "$work/said"
}

asks_for_nothing() { not grep -qE '<(script|link|img|iframe|object|form)|url\(|@import|src=' "$1"; }

sheet usual 'treatments/curettage#what-it-is' 'types/dystrophic#what-it-is'
sheet long treatments/sodium-thiosulfate treatments/diltiazem types/calciphylaxis causes/systemic-sclerosis diagnostics/blood-tests

for name in usual long; do
  check "$name: it stands alone and asks for nothing" asks_for_nothing "$work/$name.html"
  check "$name: contrast, type, headings, names and language" read_by_browser "$name"
  for paper in A4 Letter; do
    check "$name: it prints on $paper" print_on "$paper" "$name"
    check "$name: every link and source is on $paper" has_all_sources "$name" "$work/$name-$paper.pdf"
    echo "      $name on $paper: $(pages "$work/$name-$paper.pdf") pages"
  done
done
check "a usual sheet is one page of A4" test "$(pages "$work/usual-A4.pdf")" = 1
check "a usual sheet is one page of Letter" test "$(pages "$work/usual-Letter.pdf")" = 1

finish
