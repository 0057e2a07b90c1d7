"""The mark of the rules' code, as model/rules/version.py holds it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "model" / "rules" / "version.py"
PACKAGES = ("form", "report", "rules")  # of model/: whatever a finding may depend on
_LINE = re.compile(r'^RULES = ".*"$', re.MULTILINE)


def digest(root: Path = ROOT) -> str:
    """Return the mark of all sources, whatever line ends the checkout has; version.py itself is not among them."""
    found = hashlib.sha256()
    for package in PACKAGES:
        folder = root / "model" / package
        for file in sorted(folder.rglob("*.py"), key=lambda file: file.relative_to(root).as_posix()):
            if file.relative_to(root) != TARGET.relative_to(ROOT):
                source = file.read_bytes().replace(b"\r\n", b"\n")
                found.update(f"{file.relative_to(root).as_posix()}\0{len(source)}\0".encode() + source)
    return found.hexdigest()[:16]


def text() -> str:
    """Return version.py as it should be."""
    return _LINE.sub(f'RULES = "{digest()}"', TARGET.read_text("utf-8"))
