"""A collection of a few units, and files that come in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from model.collection.unit import CollectionUnit, Coverage
from model.form.editions import FORM_2021
from model.report.file_format import dumps
from model.report.report import Level, Report
from model.report.totals import without_derivable_totals
from model.rules.tally import Tally
from model.storage.county.originals import keep
from model.storage.county.records import CollectionHeading, NewSubmission
from model.storage.library import Library
from tests.samples import filled

WHO = "王"
NEVER = datetime(2026, 1, 1, tzinfo=UTC)
YEAR = 2025
HEADING = CollectionHeading(
    YEAR, "甲县2025年度年报", "甲县人民政府", Level.COUNTY, date(2026, 1, 31), date(2026, 2, 28)
)
TOWN, OFFICE, SCHOOL, ARCHIVE = range(4)
UNITS = (
    CollectionUnit(TOWN, "青石镇人民政府", order=0),
    CollectionUnit(OFFICE, "县教育局", ("教体局",), order=1, coverage=Coverage.WITH_PARTS, send_by=date(2026, 1, 20)),
    CollectionUnit(SCHOOL, "县实验小学", order=2, parent=OFFICE),
    CollectionUnit(ARCHIVE, "县档案馆", order=3, excused="并入县委办"),
)


def report_of(name: str, change: int = 0) -> Report:
    """Return a whole report of a unit, with other numbers for each change."""
    report = without_derivable_totals(filled(FORM_2021, YEAR, name))
    cell = FORM_2021.typed_cells[0]
    return report.with_number(cell, report.numbers[cell] + change)


def new_of(
    library: Library, unit: CollectionUnit, change: int = 0, must: int = 0, tally: Tally | None = None
) -> NewSubmission:
    """Lay a file of a unit beside the library, to be taken."""
    report = report_of(unit.name, change)
    data = dumps(report).encode()
    return NewSubmission(
        unit.key, keep(library.path, data), len(data), f"{unit.name}.json", "U盘", report, tally or Tally(0, must, 0)
    )


def units_of(library: Library, collection: int) -> list[CollectionUnit]:
    """Return the units in the order of the list, with the keys that the library gave them."""
    return list(library.county.units(collection).units.values())


def receive(library: Library, collection: int, place: int, change: int = 0, must: int = 0) -> int:
    """Take a file for the unit at a place of the list."""
    unit = units_of(library, collection)[place]
    with library.county.batch(collection, WHO) as acts:
        return acts.receive(new_of(library, unit, change, must))


def state(library: Library, collection: int) -> list[Any]:
    """Return all that undo brings back."""
    rows = library.county.roll(collection, date(2026, 1, 25))
    totals = library.county.totals(collection, [one.unit.key for one in rows if one.submission])
    return [[one._replace(changed=NEVER) for one in rows], sorted(totals.items())]
