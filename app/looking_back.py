"""What was changed lately, as the search for a wrong cell wants to know it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from model.form.form import Form
from model.form.schema import Cell
from model.report.edited import MOST, Lately, NumberEdit
from model.report.numbers import parse_number
from model.storage.records import Change, Entry, How

if TYPE_CHECKING:
    from app.report_store import ReportStore

_LINES = 4 * MOST  # of history: a table that is filled with zeros takes up 168


def edits_of(changes: Iterable[Change], form: Form) -> list[NumberEdit]:
    """Return what some changes make of numbers."""
    return [NumberEdit(Cell(c.place), _number(c.old), _number(c.new)) for c in changes if c.place in form.cells]


def lately(library: ReportStore, report_id: int, form: Form) -> Lately:
    """Return the last edits of a report in the library: also those before its blanks were all filled with zeros."""
    return edited_lately(library.history(report_id, limit=_LINES), form)


def edited_lately(entries: Sequence[Entry], form: Form) -> Lately:
    """Return what a history tells of the last edits; `entries` are the newest first."""
    steps = groupby(reversed(entries), key=lambda entry: (entry.when, entry.step))
    found = Lately()
    for _, step in steps:
        mine = [one for one in step if one.place in form.cells]
        found = found.after([*map(_edit, mine)], filled=any(one.how is How.FILLED for one in mine))
    return found


def _edit(entry: Entry) -> NumberEdit:
    return NumberEdit(Cell(entry.place), _read(entry.old), _read(entry.new))


def _number(value: Decimal | str | None) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _read(value: str | None) -> Decimal | None:
    """Read what the history says stood there; what is no number tells nothing."""
    try:
        return parse_number(value or "")
    except ValueError:
        return None
