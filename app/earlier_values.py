"""Values of the past brought back: one place, or the whole report as it was before some change."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from model.errors import UserError
from model.form.schema import Cell
from model.report.numbers import parse_number
from model.report.report import Report
from model.storage.records import Change, Entry


def can_be_brought_back(entry: Entry, typed: Report) -> bool:
    """Whether a line of history holds a number or a text of the form, as it was written."""
    return entry.fits and (entry.place in typed.form.cells or entry.place in typed.form.texts)


def brought_back(typed: Report, values: Mapping[str, str | None]) -> list[Change]:
    """Return the changes that let numbers and texts be as they were; what is no place of the form is left alone.

    Raises:
        UserError: what the history holds is no number.
    """
    changes = [Change(place, typed.value(place), _value(typed, place, old)) for place, old in values.items()]
    return [one for one in changes if one.old != one.new]


def _value(typed: Report, place: str, old: str | None) -> Decimal | str | None:
    if place in typed.form.texts:
        return old or ""
    if place not in typed.form.cells:
        return typed.value(place)
    try:
        return parse_number(old or "")
    except ValueError:
        raise UserError(f"修改记录里“{typed.form.name_of(Cell(place))}”的原值不是数字，不能取回") from None
