#!/usr/bin/env python3
"""Writes the licence texts of every crate that is linked into the program, each text once."""

import json
import re
import subprocess
import sys
from pathlib import Path

NAMES = re.compile(r"^(licen[cs]e|copying|notice|unlicense)", re.IGNORECASE)

# What the compiler and the system's C library add to a program that brings its own libraries.
SYSTEM = """\
The program also holds parts of the standard library of Rust (MIT or Apache-2.0), of the GNU C Library
(LGPL-2.1-or-later, in /usr/share/common-licenses/LGPL-2.1 on Debian; its source is Debian's package glibc) and of
libgcc (GPL-3.0-or-later with the GCC Runtime Library Exception). The program's own source, from which it can be
linked with another version of these, is the crate of this version.
"""


def cargo(*arguments):
    return subprocess.run(["cargo", *arguments], check=True, capture_output=True, text=True).stdout


def linked():
    """Name and version of each crate that is linked."""
    lines = cargo("tree", "--locked", "--package", "calcinosis", "-e", "normal", "--prefix", "none", "-f", "{p}").splitlines()
    crates = {tuple(line.split()[:2]) for line in lines}
    return {(name, version.removeprefix("v")) for name, version in crates if not name.startswith("calcinosis")}


def texts(package):
    """The licence files of a crate; some ship none."""
    folder = Path(package["manifest_path"]).parent
    files = sorted(it for it in folder.iterdir() if it.is_file() and NAMES.match(it.name))
    if (named := package.get("license_file")) and (folder / named) not in files:
        files.append(folder / named)
    return [it.read_text(errors="replace").strip() for it in files]


def standard(package, known):
    """The text of a crate's licence from another crate, where the text is the same for all."""
    if "Apache-2.0" not in package["license"]:
        sys.exit(f"{package['name']} ships no text of {package['license']}")
    apache = [text for text in known if text.startswith("Apache License") and "APPENDIX" in text]
    return apache[:1] or sys.exit("no crate ships the text of Apache-2.0")


def main():
    wanted = linked()
    packages = json.loads(cargo("metadata", "--locked", "--format-version", "1"))["packages"]
    packages = [it for it in packages if (it["name"], it["version"]) in wanted]
    packages.sort(key=lambda it: (it["name"], it["version"]))
    found = [texts(package) for package in packages]
    known = [text for own in found for text in own]
    numbers = {}
    print("The crates that are linked into calcinosis, each with its licence and the numbers of the texts below.\n")
    print(SYSTEM)
    for package, own in zip(packages, found):
        own = own or standard(package, known)
        where = ", ".join(f"[{numbers.setdefault(text, len(numbers) + 1)}]" for text in own)
        print(f"# {package['name']} v{package['version']}: {package['license']}: {where}")
    for text, number in numbers.items():
        print(f"\n\n[{number}]\n\n{text}")
    if len(packages) != len(wanted):
        sys.exit(f"{len(wanted)} crates are linked, {len(packages)} are known")


main()
