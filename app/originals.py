"""What the original of a report prints beside what follows here: brought along, put in its place, let go of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from app.editing import entering
from model.form.schema import Cell
from model.report.printed import Printed, printed_cell, printed_place
from model.report.report import Report
from model.storage.records import Change


def with_printed(printed: Printed, changes: Iterable[Change]) -> Printed:
    """Return what the original prints after some changes."""
    told = {cell: one.new for one in changes if (cell := printed_cell(one.place)) is not None}
    if not told:
        return printed
    return {cell: number for cell, number in {**printed, **told}.items() if isinstance(number, Decimal)}


def forgetting(printed: Printed, places: Iterable[str]) -> list[Change]:
    """Return the changes that let go of what the original prints at some cells."""
    cells = (Cell(place) for place in places if place in printed)
    return [Change(printed_place(cell), printed[cell], None) for cell in cells]


def reprinting(printed: Printed, other: Printed, cells: Iterable[Cell]) -> list[Change]:
    """Return the changes that let another original take the place of the first at all cells of which it tells."""
    there = ((cell, printed.get(cell), other.get(cell)) for cell in cells)
    return [Change(printed_place(cell), old, new) for cell, old, new in there if old != new]


def bringing_in(typed: Report, printed: Printed, numbers: Mapping[Cell, Decimal | None]) -> list[Change]:
    """Return the changes that enter numbers of another original, with those of its totals that follow as printed."""
    changes = entering(typed, numbers)
    follows = {cell for cell, number in numbers.items() if number is not None} - {
        one.place for one in changes if one.new is not None
    }
    there = {cell: number for cell in follows if (number := numbers[cell]) is not None}
    return [*reprinting(printed, there, (cell for cell in numbers if cell in typed.form.totals)), *changes]
