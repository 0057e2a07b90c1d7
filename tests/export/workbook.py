"""A spreadsheet read as the office programs store it, by the standard library alone."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Place = tuple[int, int]


@dataclass
class Stored:
    """One cell: its formula if it has one, and its value; `number` tells a number from words."""

    value: str
    number: bool
    formula: str
    look: int
    locked: bool


@dataclass
class StoredSheet:
    """One sheet: its cells by (row, column) from 0, and the corners of its merged cells."""

    cells: dict[Place, Stored] = field(default_factory=dict)
    merged: set[tuple[Place, Place]] = field(default_factory=set)
    markup: str = ""

    def words(self, place: Place) -> str:
        """Return what a reader sees without calculating."""
        return self.cells[place].value if place in self.cells else ""

    def known(self) -> dict[Place, Decimal]:
        """Return every number, also those of formulas."""
        return {place: Decimal(cell.value) for place, cell in self.cells.items() if cell.number and cell.value}


def place_of(name: str) -> Place:
    """Read the name of a cell.

    >>> place_of("B3"), place_of("AA1")
    ((2, 1), (0, 26))
    """
    letters, digits = re.fullmatch(r"\$?([A-Z]+)\$?(\d+)", name).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits) - 1, column - 1


def corners(name: str) -> tuple[Place, Place]:
    first, _, last = name.partition(":")
    return place_of(first), place_of(last or first)


def unescaped(words: str) -> str:
    """Undo what spreadsheets do to control characters, and to words that look like it."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), words)


def read(data: bytes) -> Mapping[str, StoredSheet]:
    """Read all sheets, in their order."""
    with ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    strings = [unescaped("".join(item.itertext())) for item in ET.fromstring(parts["xl/sharedStrings.xml"])]  # noqa: S314
    locked = [
        (found := form.find(f"{_MAIN}protection")) is None or found.get("locked") != "0"
        for form in ET.fromstring(parts["xl/styles.xml"]).iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")  # noqa: S314
    ]
    names = [one.get("name", "") for one in ET.fromstring(parts["xl/workbook.xml"]).iter(f"{_MAIN}sheet")]  # noqa: S314
    return {
        name: _sheet(parts[f"xl/worksheets/sheet{i}.xml"].decode("utf-8"), strings, locked)
        for i, name in enumerate(names, 1)
    }


def _sheet(markup: str, strings: list[str], locked: list[bool]) -> StoredSheet:
    root = ET.fromstring(markup)  # noqa: S314
    sheet = StoredSheet(markup=markup)
    for cell in root.iter(f"{_MAIN}c"):
        kind, look = cell.get("t", "n"), int(cell.get("s", "0"))
        value, formula = (cell.findtext(f"{_MAIN}{tag}") or "" for tag in ("v", "f"))
        words = strings[int(value)] if kind == "s" else value
        sheet.cells[place_of(cell.get("r", ""))] = Stored(words, kind == "n", formula, look, locked[look])
    sheet.merged = {corners(one.get("ref", "")) for one in root.iter(f"{_MAIN}mergeCell")}
    return sheet


class _Words(str):
    __slots__ = ()

    def __and__(self, other: object) -> "_Words":
        return _Words(f"{self}{_shown(other)}")


def _shown(value: object) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def calculate(formula: str, known: Mapping[Place, Decimal]) -> str:
    """Calculate a formula of SUM, COUNT, ROUND, IF and &."""

    def numbers(*names: str) -> Iterator[Decimal]:
        for (top, left), (bottom, right) in map(corners, names):
            for row in range(top, bottom + 1):
                yield from (known[row, c] for c in range(left, right + 1) if (row, c) in known)

    functions: dict[str, Any] = {
        "SUM": lambda *names: sum(numbers(*names), Decimal()),
        "COUNT": lambda *names: len(list(numbers(*names))),
        "ROUND": round,
        "IF": lambda condition, yes, no: yes if condition else no,
        "W": _Words,
        "__builtins__": {},
    }
    python = re.sub(r'"([^"]*)"', r"W('\1')", formula)
    python = re.sub(r"\b([A-Z]+\d+(?::[A-Z]+\d+)?)\b", r"'\1'", python)
    python = re.sub(r"(?<![<>])=", "==", python)
    return _shown(eval(python, functions))  # noqa: S307 — of our own formulas
