"""Whether two names are one unit's: what the name of a report leaves open, and what follows from the answer.

A name belongs to one unit, and so do all reports that bear it. So what is decided for one of them, is for all.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from model.storage import units
from model.storage.events import HistoryEvent
from model.storage.rows import Past
from model.storage.units import known, squeezed

PLACE = "unit_id"  # where the history tells of it
_ALIVE = "SELECT unit FROM report WHERE unit_id = ? AND id <> ? AND deleted IS NULL ORDER BY year, edit"
_YEARS = "SELECT id, unit_id, year FROM report WHERE id <> ? AND unit_id IN (?, ?) AND deleted IS NULL"
_PAST = "SELECT old, new FROM history WHERE report = ? AND place IN ('unit', ?) ORDER BY id DESC"


class Kinship(NamedTuple):
    """Other reports that are of the same unit under another name, or could be."""

    name: str  # what they bear; of several names the newest
    unit: int  # whose they are
    same: bool | None  # whether it is the same unit; None: nobody has said so far


class UnitMove(NamedTuple):
    """To which unit a report goes, and which others go with it."""

    unit: int | None  # None: one of its own that is not there yet
    along: tuple[int, ...] = ()
    told: tuple[HistoryEvent, Past] | None = None  # what the history of each says of it


def kinship(db: sqlite3.Connection, report: int, name: str) -> Kinship | None:
    """Return what a report that is to bear a name could be one unit with; None where nothing is open.

    Nothing is where the name is another unit's (then the report is that unit's), where the unit has no report
    under another name, and where the report never was another unit's. A unit gets another name by the one report
    that is changed: then it is open as long as other reports bear the old one.
    """
    unit, borne = _of(db, report)
    there = known(db, name)
    if unit is None or there not in {None, unit}:
        return None
    others = [str(one) for (one,) in db.execute(_ALIVE, (unit, report))]
    apart = [one for one in others if squeezed(one) != squeezed(name)]
    if not apart:
        return _former(db, report, unit)
    is_open = there is None and squeezed(borne) in map(squeezed, others)
    return Kinship(borne, unit, None) if is_open else Kinship(apart[-1], unit, same=True)


def _former(db: sqlite3.Connection, report: int, unit: int) -> Kinship | None:
    """Return whose report it was before, where that unit still has reports."""
    for name in (str(one) for pair in db.execute(_PAST, (report, PLACE)) for one in pair if one is not None):
        there = known(db, name)
        alive = db.execute(_ALIVE, (there, report)).fetchall() if there not in {None, unit} else []
        if there is not None and alive:
            return Kinship(str(alive[-1][0]), there, same=False)
    return None


def move(db: sqlite3.Connection, report: int, name: str, *, same: bool | None) -> UnitMove:
    """Return where a report goes when it is to bear a name; `same` answers `kinship`, None leaves it as it is."""
    unit, _ = _of(db, report)
    there, kin = known(db, name), kinship(db, report, name)
    if kin is None or same is None or same is (kin.same is not False):
        return UnitMove(unit if there is None else there)
    rest = db.execute("SELECT id, unit FROM report WHERE unit_id = ? AND id <> ?", (unit, report)).fetchall()
    if same:
        told = HistoryEvent.JOINED, Past(PLACE, name, kin.name)
        return UnitMove(kin.unit, tuple(one for one, _ in rest), told)
    told = HistoryEvent.PARTED, Past(PLACE, kin.name, name)
    return UnitMove(None, tuple(one for one, borne in rest if squeezed(str(borne)) == squeezed(name)), told)


def clash(db: sqlite3.Connection, report: int, name: str, year: int, *, same: bool | None) -> int | None:
    """Return the year of which a unit would have two reports and has not already; None where there is none."""
    goes, (unit, _) = move(db, report, name, same=same), _of(db, report)
    (before,) = db.execute("SELECT year FROM report WHERE id = ?", (report,)).fetchone()
    if (goes.unit, year) == (unit, before):
        return None
    others = db.execute(_YEARS, (report, unit, goes.unit)).fetchall()
    along = {of for one, _, of in others if one in goes.along}
    there = {of for one, whose, of in others if whose == goes.unit and one not in goes.along}
    if year in there or (year != before and year in along):
        return year
    return min(along & there, default=None)


def settle(db: sqlite3.Connection, goes: UnitMove, unit: int | None, name: str) -> int:
    """Hand the names to the unit that a report goes to, and return its number."""
    if goes.unit is None:
        return units.parted(db, name)
    if goes.unit != unit and unit is not None and known(db, name) in {None, unit}:
        units.joined(db, unit, goes.unit)
    return units.named(db, goes.unit, name)


def _of(db: sqlite3.Connection, report: int) -> tuple[int | None, str]:
    """Return the unit of a report, and the name that it bears."""
    unit, name = db.execute("SELECT unit_id, unit FROM report WHERE id = ?", (report,)).fetchone()
    return unit, str(name)
