"""The tallies that were taken of reports, each with what it is of.

A tally is of a report as it stood after an edit, by the rules of a version of the program, beside last year's report
as that stood, and beside the texts of the other reports of the year (内容雷同). While all of these are still so, it is
what the open report would show; otherwise it is stale. Its row vouches for itself: one that does not fit counts as
none, for it can always be taken anew. Neither writing one nor losing one is an edit.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from model.form.form import Form
from model.rules.switches import Switches
from model.rules.tally import Tally
from model.rules.version import RULES
from model.storage.checksums.sums import MODULUS, TALLY, mark, number, quoted, tolerant
from model.storage.units import chosen
from model.values import NamedTuple

if TYPE_CHECKING:  # the window is there before any text is held against others
    from model.storage.year_sketches import YearSketches

_PUT = f"INSERT OR REPLACE INTO tally ({quoted((*TALLY, 'mark'))}) VALUES ({', '.join('?' * (len(TALLY) + 1))})"  # noqa: S608
_GET = f"SELECT {quoted((*TALLY, 'mark'))} FROM tally WHERE report = ?"  # noqa: S608
_DRAWN = 'SELECT "key", size, digest, letters FROM sketch WHERE report = ? ORDER BY "key"'
_YEAR = "SELECT id, unit_id, edit, texts FROM report WHERE year = ? AND deleted IS NULL ORDER BY changed DESC, id DESC"
_NAME = "SELECT unit FROM report WHERE id = ?"

_YEARS = 4  # that are held in memory: a list is counted year by year


class Basis(NamedTuple):
    """What a tally is of: the edit of the report, the rules, last year's report and its edit, the texts of the year."""

    edit: int
    rules: str
    last: int | None
    last_edit: int | None
    peers: str


class Counted(NamedTuple):
    """A tally that was taken: of which report, of what, beside which texts that could be like its own."""

    report: int
    basis: Basis
    near: str
    tally: Tally


class YearAround(NamedTuple):
    """The reports of a year: by unit number and edit of its reports, and what all of their texts add up to."""

    reports: dict[int | None, list[tuple[int, int]]]  # the one changed last first
    texts: int


class Around:
    """What the tallies of a list depend on beside each report itself; asked once for each year.

    What the disk does not give is not known: then a tally is stale.
    """

    def __init__(self, db: Callable[[], sqlite3.Connection], switches: Switches) -> None:
        self._db = db
        self._rules = f"{RULES} {switches.words}".rstrip()
        self._years: dict[int, YearAround] = {}

    def basis(self, unit: int | None, name: str, year: int, edit: int) -> Basis:
        """Return what a tally must be of; of several of last year it is of the one that `chosen` gives."""
        last, last_edit = self._chosen(self._year(year - 1).reports.get(unit, []), name)
        return Basis(edit, self._rules, last, last_edit, str(self._year(year).texts))

    def _chosen(self, reports: list[tuple[int, int]], name: str) -> tuple[int, int] | tuple[None, None]:
        if len(reports) > 1:
            meant = chosen([(one, self._name(one)) for one, _ in reports], name)
            reports = [one for one in reports if one[0] == meant]
        return reports[0] if reports else (None, None)

    def _name(self, report: int) -> str:
        with suppress(sqlite3.Error), tolerant(self._db()):
            return str(self._db().execute(_NAME, (report,)).fetchone()[0])
        return ""

    def _year(self, year: int) -> YearAround:
        if year not in self._years:
            rows: list[tuple[int, int | None, int, int]] = []
            with suppress(sqlite3.Error):
                rows = self._db().execute(_YEAR, (year,)).fetchall()
            texts = sum((number(texts) + 31 * (unit or 0) + 1) * (2 * report + 1) for report, unit, _, texts in rows)
            reports: dict[int | None, list[tuple[int, int]]] = {}
            for report, unit, edit, _ in rows:
                reports.setdefault(unit, []).append((report, edit))
            while len(self._years) >= _YEARS:
                del self._years[next(iter(self._years))]
            self._years[year] = YearAround(reports, texts % MODULUS)
        return self._years[year]

    def kept(self, report: int) -> Counted | None:
        """Return the tally that was kept of a report; one whose row does not fit counts as none."""
        row = None
        with suppress(sqlite3.Error):
            row = self._db().execute(_GET, (report,)).fetchone()
        if row is None or mark("tally", row[:-1]) != row[-1]:
            return None
        return Counted(report, Basis(*row[1:6]), row[6], Tally(*row[7:-1]))


def near_mark(db: sqlite3.Connection, sketches: YearSketches, report: int, unit: int | None, form: Form) -> str:
    """Return a mark of all texts of other units that could be like those of a report."""
    from model.rules.likeness import ALIKE, is_compared
    from model.rules.peers import Sketch
    from model.storage.year_sketches import sketch_of

    sketches.catch_up(db)
    with tolerant(db):
        mine = db.execute(_DRAWN, (report,)).fetchall()
    drawn = [(key, Sketch(*rest)) for key, *rest in mine if isinstance(rest[0], int)]
    found = [
        (key, other, sketch_of(db, other, key))
        for key, own in drawn
        if is_compared(form, key, own.size)
        for other in sketches.alike(unit, key, own, ALIKE)
    ]
    return str(mark("near", found))


def put_tally(db: sqlite3.Connection, one: Counted) -> None:
    """Write the tally of a report over an older one."""
    row = (one.report, *one.basis, one.near, *one.tally)
    db.execute(_PUT, (*row, mark("tally", row)))
