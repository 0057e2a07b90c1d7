"""The reports of other units of a year: their texts are read where their sketches say that they matter."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, overload

from model.errors import UserError
from model.report.report import Report
from model.rules.peers import Peers, Sketch, may_be_alike, sizes_alike, sketch
from model.storage import parsing
from model.storage.failures import told

_SKETCHES = (
    "SELECT sketch.report, size, digest, letters FROM report JOIN sketch ON sketch.report = report.id"
    ' WHERE year = ? AND deleted IS NULL AND unit_id IS NOT ? AND sketch."key" = ? AND size BETWEEN ? AND ?'
    " ORDER BY report.id"
)
_SOME = 500  # numbers of reports in one statement


class Whose(NamedTuple):
    """Whose peers are meant: those of a year without those of a unit; None is a unit that is not known yet."""

    year: int
    unit: int | None


class StoredPeers(Peers):
    """The peers of a report as the library holds them, asked anew for each new text; `db` is the open library's."""

    def __init__(self, db: Callable[[], sqlite3.Connection], path: Path, whose: Whose) -> None:
        self._db, self._path, self._whose = db, path, whose
        self._near: dict[str, tuple[str, tuple[Report, ...]]] = {}  # by key: the text that was asked for last
        self._all: tuple[Report, ...] | None = None

    def near(self, key: str, text: str, least: float) -> Sequence[Report]:
        """Return those whose text at a key may be `least` per cent like this one; of identical ones only the first.

        What the disk does not give now is as it was for the text before: nothing of it is lost.
        """
        asked, found = self._near.get(key, (None, ()))
        if asked != text:
            with suppress(UserError), told(self._path):
                found = self._found(key, text, least)
            self._near[key] = text, found
        return found

    def _found(self, key: str, text: str, least: float) -> tuple[Report, ...]:
        mine = sketch(text)
        alike = alike_sketches(self._db(), self._whose, key, mine, least)
        for report, other in alike:
            if (other.size, other.digest) == (mine.size, mine.digest):
                twin = self._read([report], key)
                if [one.texts[key] for one in twin] == [text]:
                    return twin
        return self._read([report for report, _ in alike], key)

    def _read(self, reports: Sequence[int], key: str) -> tuple[Report, ...]:
        found: list[Report] = []
        for start in range(0, len(reports), _SOME):
            some = reports[start : start + _SOME]
            blanks = ", ".join("?" * len(some))
            found += parsing.read_texts(self._db(), f'report.id IN ({blanks}) AND text."key" = ?', *some, key)
        return tuple(found)

    def _everything(self) -> tuple[Report, ...]:
        if self._all is None:
            which = "year = ? AND deleted IS NULL AND unit_id IS NOT ?"
            with told(self._path):
                self._all = parsing.read_texts(self._db(), which, *self._whose)
        return self._all

    @overload
    def __getitem__(self, index: int) -> Report: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Report]: ...
    def __getitem__(self, index: int | slice) -> Report | Sequence[Report]:
        return self._everything()[index]

    def __len__(self) -> int:
        return len(self._everything())

    def __iter__(self) -> Iterator[Report]:
        return iter(self._everything())


def alike_sketches(
    db: sqlite3.Connection, whose: Whose, key: str, mine: Sketch, least: float
) -> list[tuple[int, Sketch]]:
    """Return the reports of a year's other units whose text at a key may be like one, in the order of their numbers."""
    sizes = sizes_alike(mine.size, least)
    rows = db.execute(_SKETCHES, (whose.year, whose.unit, key, *sizes))
    found = ((report, Sketch(*drawn)) for report, *drawn in rows)
    return [(report, other) for report, other in found if may_be_alike(mine, other, least)]
