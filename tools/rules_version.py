"""The marks of the rules' code and of our sentences, as model/rules/version.py holds them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "model" / "rules" / "version.py"
PACKAGES = ("form", "places", "report", "rules", "sentences")  # of model/: whatever a finding may depend on
DATA = (
    "places.txt",
    "former-places.txt",
    "place-letters.txt",
    "sign-joints.txt",
)  # of assets/: what those packages read
SENTENCES = ("sentences",)  # what is left out of the sketches of texts
_LINE = re.compile(r'^(?P<name>RULES|SENTENCES) = ".*"$', re.MULTILINE)


def digest(root: Path = ROOT, packages: Sequence[str] = PACKAGES) -> str:
    """Return the mark of all sources, whatever line ends the checkout has; version.py itself is not among them."""
    found = hashlib.sha256()
    for file in _files(root, packages):
        if file.relative_to(root) != TARGET.relative_to(ROOT):
            source = file.read_bytes().replace(b"\r\n", b"\n")
            found.update(f"{file.relative_to(root).as_posix()}\0{len(source)}\0".encode() + source)
    return found.hexdigest()[:16]


def _files(root: Path, packages: Sequence[str]) -> Iterator[Path]:
    for package in packages:
        folder = root / "model" / package
        yield from sorted(folder.rglob("*.py"), key=lambda file: file.relative_to(root).as_posix())
    if "places" in packages:
        yield from (root / "assets" / name for name in DATA)


def text() -> str:
    """Return version.py as it should be."""
    marks = {"RULES": digest(), "SENTENCES": digest(packages=SENTENCES)}
    return _LINE.sub(lambda line: f'{line["name"]} = "{marks[line["name"]]}"', TARGET.read_text("utf-8"))
