"""Totals as the original prints them, kept beside a report in which they follow from their parts.

They are no numbers of the report: they tell whether a part is still what it was when the totals agreed with it. What
changes one is told by a place of its own, `printed/` before the cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

from model.form.schema import Cell
from model.report.report import Report

Printed: TypeAlias = Mapping[Cell, Decimal]

_PREFIX = "printed/"


def printed_place(cell: Cell) -> str:
    """Name what the original prints at a cell, for changes and for the history.

    >>> printed_place(Cell("applications/received/total"))
    'printed/applications/received/total'
    """
    return f"{_PREFIX}{cell}"


def printed_cell(place: str) -> Cell | None:
    """Return the cell of such a place; None where it is another place.

    >>> printed_cell("printed/applications/received/total"), printed_cell("applications/received/total")
    ('applications/received/total', None)
    """
    return Cell(place.removeprefix(_PREFIX)) if place.startswith(_PREFIX) else None


def printed_totals(read: Report, lean: Report) -> dict[Cell, Decimal]:
    """Return the totals that were read and that `lean`, which is without those that can be derived, leaves out."""
    totals, numbers = read.form.totals, read.numbers
    return {cell: numbers[cell] for cell in totals if cell in numbers and cell not in lean.numbers}
