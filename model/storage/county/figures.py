"""The numbers of the submissions that count, a row for each cell, so that sums are one statement."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import chain, islice
from operator import itemgetter
from typing import NamedTuple

from model.collection.adding import CellTotal
from model.errors import DamagedError
from model.form.form import Form
from model.form.schema import Cell
from model.report.numbers import number_text
from model.report.report import Report
from model.report.totals import with_totals

_PUT = "INSERT OR REPLACE INTO figure (collection, cell, unit, value, whole) VALUES "
_ROW, _AT_ONCE = "(?, ?, ?, ?, ?)", 190  # rows of one statement: SQLite takes 999 values, if it is old
_TAKE = "DELETE FROM figure WHERE collection = ? AND unit = ? AND cell IN (SELECT id FROM figure_cell)"
_ALL_TOTALS = """
    SELECT cell, count(*), count(whole), sum(whole) FROM figure WHERE collection = :collection GROUP BY cell"""
_TOTALS = _ALL_TOTALS.replace("GROUP BY", "AND unit IN (SELECT value FROM json_each(:units)) GROUP BY")
_OTHERS = """
    SELECT count(*), coalesce(sum(unit NOT IN (SELECT value FROM json_each(:units))), 0) FROM figure
    WHERE collection = :collection AND cell = (SELECT min(cell) FROM figure WHERE collection = :collection)"""
_SINGLE = """
    SELECT cell, unit, value FROM figure WHERE collection = :collection AND whole IS NULL
    AND cell IN (SELECT value FROM json_each(:cells)) AND unit IN (SELECT value FROM json_each(:units))"""
_OF_CELL = """
    SELECT unit, value FROM figure
    WHERE collection = :collection AND cell = (SELECT id FROM figure_cell WHERE "key" = :cell)
    AND unit IN (SELECT value FROM json_each(:units))"""
_OF_UNIT = """
    SELECT "key", value, whole FROM figure JOIN figure_cell ON figure_cell.id = figure.cell
    WHERE collection = ? AND cell IN (SELECT id FROM figure_cell) AND unit = ?"""
_LOST = "汇总用的数字和收到的年报对不上，请在“设置”里检查报告库，或者从备份恢复"


Figure = tuple[str | None, int | None]  # exactly, and as an integer where it is one; a blank is neither


class UnitFigure(NamedTuple):
    """What one unit has in a cell; None is blank."""

    unit: int
    value: Decimal | None


def put_figures(
    db: sqlite3.Connection, collection: int, form: Form, parts: Iterable[tuple[int, Sequence[Figure] | None]]
) -> None:
    """Write the figures of units in the cells of a form, as `figures` gives them; of None they have none."""
    numbers = sorted((number, at) for at, number in enumerate(_cell_numbers(db, form).values()))
    there = list[tuple[int, Sequence[Figure]]]()
    for unit, known in sorted(parts, key=itemgetter(0)):
        db.execute(_TAKE, (collection, unit))
        if known is not None:
            there.append((unit, known))
    rows = ((collection, cell, unit, *known[at]) for cell, at in numbers for unit, known in there)  # as the table is
    while some := list(islice(rows, _AT_ONCE)):
        db.execute(_PUT + ", ".join([_ROW] * len(some)), [*chain.from_iterable(some)])


def figures(form: Form, report: Report) -> list[Figure]:
    """Return what stands in each cell of a form, totals that follow included."""
    known = with_totals(report).numbers
    return [_figure(known.get(cell)) for cell in form.cells]


def _figure(value: Decimal | None) -> Figure:
    if value is None:
        return None, None
    text = number_text(value)
    return text, int(value) if value == value.to_integral_value() else None


def _cell_numbers(db: sqlite3.Connection, form: Form) -> dict[Cell, int]:
    known = {Cell(key): number for number, key in db.execute('SELECT id, "key" FROM figure_cell').fetchall()}
    missing = [(cell,) for cell in form.cells if cell not in known]
    if missing:
        db.executemany('INSERT INTO figure_cell ("key") VALUES (?)', missing)
        return _cell_numbers(db, form)
    return {cell: known[cell] for cell in form.cells}


def totals(db: sqlite3.Connection, collection: int, form: Form, units: Sequence[int]) -> Mapping[Cell, CellTotal]:
    """Add up the figures of units, cell by cell.

    Raises:
        DamagedError: a row is missing: a blank has one, too.
    """
    keys = {number: Cell(key) for number, key in db.execute('SELECT id, "key" FROM figure_cell').fetchall()}
    values = {"collection": collection, "units": json.dumps(list(units))}
    is_all = db.execute(_OTHERS, values).fetchone() == (len(units), 0)  # then nobody need be looked for
    rows = db.execute(_ALL_TOTALS if is_all else _TOTALS, values).fetchall()
    single = [number for number, _, whole, _ in rows if whole < len(units)]  # with a blank or a fraction in it
    more, blank = _singles(db, collection, units, single)
    found = {
        keys[number]: CellTotal(Decimal(total or 0) + more.get(number, Decimal()), tuple(blank.get(number, ())))
        for number, there, _, total in rows
        if there == len(units)
    }
    if units and any(cell not in found for cell in form.cells):
        raise DamagedError(_LOST)
    return {cell: found.get(cell, CellTotal(Decimal())) for cell in form.cells}


def _singles(
    db: sqlite3.Connection, collection: int, units: Sequence[int], cells: Sequence[int]
) -> tuple[dict[int, Decimal], dict[int, list[int]]]:
    """Return what the fractions of some cells come to, and which units are blank there."""
    more: dict[int, Decimal] = {}
    blank: dict[int, list[int]] = {}
    if cells:
        values = {"collection": collection, "units": json.dumps(list(units)), "cells": json.dumps(list(cells))}
        for cell, unit, value in db.execute(_SINGLE, values):
            if value is None:
                blank.setdefault(cell, []).append(unit)
            else:
                more[cell] = more.get(cell, Decimal()) + Decimal(value)
    return more, blank


def of_cell(db: sqlite3.Connection, collection: int, cell: Cell, units: Sequence[int]) -> tuple[UnitFigure, ...]:
    """Return what each of some units has in a cell."""
    values = {"collection": collection, "cell": cell, "units": json.dumps(list(units))}
    found = db.execute(_OF_CELL, values).fetchall()
    return tuple(UnitFigure(unit, None if value is None else Decimal(value)) for unit, value in found)


def of_unit(db: sqlite3.Connection, collection: int, unit: int) -> dict[str, tuple[str | None, int | None]]:
    """Return all figures of a unit as they stand."""
    return {key: (value, whole) for key, value, whole in db.execute(_OF_UNIT, (collection, unit))}
