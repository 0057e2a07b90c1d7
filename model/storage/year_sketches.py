"""The sketches of all texts of a year, held in memory while reports of that year are looked at, and kept in step."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from model.rules.peers import Sketch, mask, shared_by_alike, sizes_alike
from model.storage.checksums.sums import tolerant
from model.storage.numbering import last_edit

_OF = (
    'SELECT CAST(sketch."key" AS BLOB), size, report.id, unit_id, CAST(letters AS BLOB) FROM report'
    " JOIN sketch ON sketch.report = report.id WHERE year = ? AND deleted IS NULL"
)
_CHANGED = "SELECT id FROM report WHERE edit > ?"
_TYPES = (bytes, int, bytes)
_GET = 'SELECT size, digest, letters FROM sketch WHERE report = ? AND "key" = ?'


class WhosePeers(NamedTuple):
    """Whose peers are meant: those of a year without those of a unit; None is a unit that is not known yet."""

    year: int
    unit: int | None


class Drawn(NamedTuple):
    """One text of a year: in the order of their lengths those come together that can be alike."""

    size: int
    report: int
    unit: int | None


@dataclass
class OfKey:
    """The texts at one key, shortest first, and their masks, which are compared by the thousand."""

    texts: list[Drawn] = field(default_factory=list)
    masks: list[int] = field(default_factory=list)

    def add(self, new: Iterable[tuple[Drawn, int]]) -> None:
        """Take in texts with their masks."""
        ordered = sorted([*zip(self.texts, self.masks, strict=True), *new], key=_size_and_report)
        self.texts, self.masks = [one for one, _ in ordered], [one for _, one in ordered]

    def remove(self, reports: Container[int]) -> None:
        """Take out the texts of reports."""
        for at in reversed([at for at, one in enumerate(self.texts) if one.report in reports]):
            del self.texts[at], self.masks[at]

    def alike(self, mine: Sketch, least: float) -> list[Drawn]:
        """Return the texts that may be like one."""
        shortest, longest = sizes_alike(mine.size, least)
        start, end = bisect_left(self.texts, (shortest,)), bisect_left(self.texts, (longest + 1,))
        own, share = mask(mine.letters), shared_by_alike(least)
        needed = share * (mine.size + shortest)
        shared = [(own & one).bit_count() for one in self.masks[start:end]]
        some = [at for at, count in enumerate(shared) if count >= needed]
        found = [(self.texts[start + at], shared[at]) for at in some]
        return [one for one, count in found if count >= share * (mine.size + one.size)]


def _size_and_report(one: tuple[Drawn, int]) -> tuple[int, int]:
    return one[0][:2]


@dataclass
class YearSketches:
    """The texts of a year by their keys, as they were after an edit of the library."""

    year: int
    edit: int = -1
    by_key: dict[str, OfKey] = field(default_factory=dict)

    def catch_up(self, db: sqlite3.Connection) -> None:
        """Take in what was changed since."""
        with tolerant(db):
            self._catch_up(db)

    def _catch_up(self, db: sqlite3.Connection) -> None:
        last = last_edit(db)
        if self.edit < 0:
            self._add(db.execute(_OF, (self.year,)))
        elif last != self.edit:
            changed = {row[0] for row in db.execute(_CHANGED, (self.edit,))}
            for of_key in self.by_key.values():
                of_key.remove(changed)
            for report in changed:
                self._add(db.execute(f"{_OF} AND report.id = ?", (self.year, report)))
        self.edit = last

    def _add(self, rows: Iterable[tuple[Any, ...]]) -> None:
        new: dict[bytes, list[tuple[Drawn, int]]] = {}
        for key, size, report, unit, letters in rows:
            if (type(key), type(size), type(letters)) == _TYPES:  # else a flipped bit, which is told of elsewhere
                new.setdefault(key, []).append((Drawn(size, report, unit), mask(letters.decode("ascii", "replace"))))
        for key, texts in new.items():
            self.by_key.setdefault(key.decode("utf-8", "surrogateescape"), OfKey()).add(texts)

    def alike(self, unit: int | None, key: str, mine: Sketch, least: float) -> list[int]:
        """Return the reports of other units whose text at a key may be like one, in the order of their numbers."""
        row = self.by_key.get(key)
        return sorted(one.report for one in row.alike(mine, least) if one.unit != unit) if row else []


def sketch_of(db: sqlite3.Connection, report: int, key: str) -> Sketch | None:
    """Return the sketch of one text."""
    with tolerant(db):
        row = db.execute(_GET, (report, key)).fetchone()
    return None if row is None else Sketch(*row)
