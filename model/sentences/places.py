"""The numbers that sentences quote, by the names that they have in them.

A place is `table/row/column`; a heading over rows or columns stands for all of them, and + adds places.
"""

from __future__ import annotations

from functools import cache

from model.form.editions import FORMS, NUMBERS
from model.form.form import Form
from model.form.schema import Cell, Line

_LINES = 2  # of a place: its row and its column

_PLACES = {one.name: one.place for one in NUMBERS}


def cells_of(edition: str, name: str) -> tuple[Cell, ...]:
    """Return the cells that a name, or a place, stands for; none where the edition has not all of them.

    >>> cells_of("2021", "应办")
    ('applications/received/total', 'applications/brought_forward/total')
    >>> len(cells_of("2021", "applications/refused/total")), cells_of("2019", "制发")
    (8, ())
    """
    return _cells_of(FORMS[edition], name)


@cache
def _cells_of(form: Form, name: str) -> tuple[Cell, ...]:
    parts = [_cells(form, place) for place in _PLACES.get(name, name).split("+")]
    return tuple(cell for part in parts for cell in part) if all(parts) else ()


def _cells(form: Form, place: str) -> tuple[Cell, ...]:
    key, *keys = place.split("/")
    table = form.tables.get(key)
    if table is None or len(keys) != _LINES:
        return ()
    row, column = (_line(lines, one) for lines, one in zip((table.rows, table.columns), keys, strict=True))
    if row is None or column is None:
        return ()
    return tuple(table.cell(leaf, part) for leaf in row.leaves for part in column.leaves)


def _line(lines: tuple[Line, ...], key: str) -> Line | None:
    return next((one for line in lines for one in line.all if one.key == key), None)
