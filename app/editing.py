"""What an edit changes beside what was typed: numbers in texts that are bound to cells, totals that follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from model.form.form import Form
from model.form.schema import Cell, Section
from model.report.bindings import Bindings, followed, shifted
from model.report.file_format import LONGEST_REASON, too_long
from model.report.printed import printed_cell
from model.report.report import Explanation, Report
from model.report.totals import with_totals, without_derivable_totals
from model.storage.records import Change

if TYPE_CHECKING:
    from model.rules.finding import Finding


def with_changes(report: Report, changes: Iterable[Change]) -> Report:
    """Return the report after some changes; what its original prints is not in it."""
    for change in changes:
        if printed_cell(change.place) is None:
            report = report.with_place(change.place, change.new)
    return report


def real(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Leave out what changes nothing; equal numbers may be written differently: 5 and 5.00 are printed as entered."""
    return tuple(one for one in changes if one.old != one.new or _reprinted(one))


def _reprinted(change: Change) -> bool:
    return isinstance(change.new, Decimal) and str(change.old) != str(change.new)


def differences(old: Report, new: Report) -> tuple[Change, ...]:
    """Return the changes that make the numbers and texts of one report those of another."""
    places = (*old.form.cells, *old.form.texts)
    return tuple(
        Change(place, old.value(place), new.value(place)) for place in places if old.value(place) != new.value(place)
    )


def entering(typed: Report, numbers: Mapping[Cell, Decimal | None]) -> list[Change]:
    """Return the changes that enter numbers from elsewhere: totals that are as their parts give them stay derived.

    A total that differs is somebody's word and is entered.
    """
    lean = without_derivable_totals(typed.with_numbers(numbers)).numbers
    follows = {cell for cell in numbers if cell in typed.form.totals and cell not in lean}
    return [Change(cell, typed.value(cell), None if cell in follows else new) for cell, new in numbers.items()]


def filled_words(section: Section, count: int) -> str:
    """Say that blanks were filled with zeros."""
    return f"第{section.ordinal}部分{count}格填了0，可以撤销"


def filling(typed: Report, cells: Iterable[Cell]) -> list[Change]:
    """Return the changes that write 0 into the blank cells of these that nothing else gives."""
    blank = (cell for cell in cells if cell not in typed.form.totals and cell not in typed.numbers)
    return [Change(cell, None, Decimal(0)) for cell in blank]


def carried_along(
    typed: Report, changes: Sequence[Change], bindings: Bindings, bound: Bindings = ()
) -> tuple[tuple[Change, ...], Bindings]:
    """Add to some changes those of the texts whose bound numbers are others now.

    Return all bindings where they stand afterwards, too; `bound` are new ones, placed as the texts are after.
    """
    if not bindings and not bound:
        return tuple(changes), ()
    after = typed
    for change in changes:
        if isinstance(change.new, str):
            bindings = _moved(bindings, change.place, after.texts.get(change.place, ""), change.new)
        after = with_changes(after, [change])
    if bound:
        bindings = (*(one for one in bindings if not any(map(one.overlaps, bound))), *bound)
    whole = with_totals(after)
    written, now = followed(whole.texts, bindings, whole.numbers)
    mine = tuple(one for one in changes if one.place not in written)
    return (*mine, *(Change(key, typed.texts.get(key, ""), text) for key, text in written.items())), now


def _moved(bindings: Bindings, key: str, old: str, new: str) -> Bindings:
    there = [one for one in bindings if one.text == key]
    return (*(one for one in bindings if one.text != key), *shifted(there, old, new))


def objection(form: Form, changes: Iterable[Change]) -> str | None:
    """Return which text would become longer than any file holds; one that is too long already may become shorter."""
    for one in changes:
        if isinstance(one.new, str) and len(one.new) > len(str(one.old or "")) and (reason := too_long(one.new)):
            return f"“{form.name_of(one.place)}”{reason}；这一步没有录入"
    return None


def explanation(finding: Finding, reason: str, by: str) -> Explanation | None:
    """Put a reason for a finding into words that are kept; None where it cannot settle it.

    What only has to be acknowledged (W) needs no words.
    """
    from model.rules.explanations import (  # nothing is explained before the window is there
        can_be_explained,
        says_enough,
    )

    if not can_be_explained(finding) or not says_enough(finding, reason) or len(reason) > LONGEST_REASON:
        return None
    return Explanation(finding.check, finding.at, reason, by, datetime.now().astimezone().isoformat(timespec="seconds"))
