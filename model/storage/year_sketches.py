"""The sketches of all texts of a year, held in memory while reports of that year are looked at, and kept in step."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from model.rules.peers import Sketch, mask, shared_by_alike, sizes_alike

_OF = (
    'SELECT sketch."key", size, sketch.report, unit_id, letters FROM report'
    " JOIN sketch ON sketch.report = report.id WHERE year = ? AND deleted IS NULL"
)
_CHANGED = "SELECT id FROM report WHERE edit > ?"
_LAST = "SELECT coalesce(max(edit), 0) FROM report"
_GET = 'SELECT size, digest, letters FROM sketch WHERE report = ? AND "key" = ?'


class Whose(NamedTuple):
    """Whose peers are meant: those of a year without those of a unit; None is a unit that is not known yet."""

    year: int
    unit: int | None


class Drawn(NamedTuple):
    """One text of a year: in the order of their lengths those come together that can be alike."""

    size: int
    report: int
    unit: int | None
    mask: int


@dataclass
class YearSketches:
    """The texts of a year by their keys, as they were after an edit of the library."""

    year: int
    edit: int = -1
    by_key: dict[str, list[Drawn]] = field(default_factory=dict)

    def catch_up(self, db: sqlite3.Connection) -> None:
        """Take in what was changed since."""
        (last,) = db.execute(_LAST).fetchone()
        if self.edit < 0:
            self._add(db.execute(_OF, (self.year,)))
        elif last != self.edit:
            changed = {row[0] for row in db.execute(_CHANGED, (self.edit,))}
            self.by_key = {key: [one for one in row if one.report not in changed] for key, row in self.by_key.items()}
            for report in changed:
                self._add(db.execute(f"{_OF} AND report.id = ?", (self.year, report)))
        self.edit = last

    def _add(self, rows: Iterable[tuple[str, int, int, int | None, str]]) -> None:
        touched = set()
        for key, size, report, unit, letters in rows:
            self.by_key.setdefault(key, []).append(Drawn(size, report, unit, mask(letters)))
            touched.add(key)
        for key in touched:
            self.by_key[key].sort()

    def alike(self, unit: int | None, key: str, mine: Sketch, least: float) -> list[int]:
        """Return the reports of other units whose text at a key may be like one, in the order of their numbers."""
        first, last = sizes_alike(mine.size, least)
        row = self.by_key.get(key, [])
        some = row[bisect_left(row, (first,)) : bisect_left(row, (last + 1,))]
        own = mask(mine.letters)
        needed = shared_by_alike(least)
        return sorted(
            one.report
            for one in some
            if (own & one.mask).bit_count() >= needed * (mine.size + one.size) and one.unit != unit
        )


def sketch_of(db: sqlite3.Connection, report: int, key: str) -> Sketch | None:
    """Return the sketch of one text."""
    row = db.execute(_GET, (report, key)).fetchone()
    return None if row is None else Sketch(*row)
