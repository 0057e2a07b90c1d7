"""Some units as they are: their records, their names, their reports; so that undo can bring all of it back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from typing import Any

from model.storage import units
from model.storage.writing import Writing

UnitState = dict[str, list[list[Any]]]  # "reports", "units", "names": rows, as JSON holds them

_ROWS = {
    "reports": "SELECT id, unit_id FROM report WHERE unit_id = ? ORDER BY id",
    "units": "SELECT id, name, parent FROM unit WHERE id = ?",
    "names": 'SELECT "key", unit, name FROM unit_name WHERE unit = ? ORDER BY "key"',
}


def concerned(db: sqlite3.Connection, writing: Writing, name: str) -> set[int]:
    """Return the units that may change when a report is to bear a name."""
    from model.storage import same_unit

    kin = same_unit.kinship(db, writing.report, name)
    found = {writing.unit, units.known(db, name), kin.unit if kin else None}
    return {unit for unit in found if unit is not None}


def state_of(db: sqlite3.Connection, which: Iterable[int]) -> UnitState:
    """Return how some units are."""
    numbers = sorted(which)
    return {
        kind: [list(row) for unit in numbers for row in db.execute(select, (unit,)).fetchall()]
        for kind, select in _ROWS.items()
    }


def units_in(*states: UnitState) -> set[int]:
    """Return the units that some states tell of."""
    return {row[0] for state in states for row in state["units"]}


def bring_back(writing: Writing, there: UnitState, wanted: UnitState, finish: Callable[[Writing], None]) -> None:
    """Let units be as they were; `there` is how they are, `finish` ends the writing of a report that goes along."""
    writing.db.execute("PRAGMA defer_foreign_keys = ON")  # until all of this is written
    for unit in units_in(there):
        units.drop(writing.db, unit)
    for number, name, parent in wanted["units"]:
        units.put_back(writing.db, number, name, parent)
    for _, unit, name in wanted["names"]:
        units.named(writing.db, unit, name)
    of = dict(map(tuple, there["reports"]))
    for report, unit in wanted["reports"]:
        if report == writing.report:
            writing.header["unit_id"] = unit
        elif of.get(report) != unit:
            other = Writing(writing.db, report, writing.now)
            other.header["unit_id"] = unit
            finish(other)
