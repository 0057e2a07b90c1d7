"""What follows from last year's report for this year's."""

from __future__ import annotations

from model.form.editions import form_for
from model.form.editions.form_2021 import APPLICATIONS, BROUGHT_FORWARD, CARRIED_FORWARD
from model.form.schema import Cell
from model.report.report import Report
from model.report.totals import with_totals
from model.storage.records import Change


def next_year(last: Report, *, texts: bool) -> Report:
    """Return an empty report of the same unit for the year after, with last year's texts as a draft where asked."""
    form = form_for(last.year + 1)
    kept = {key: words for key, words in last.texts.items() if key in form.texts} if texts else {}
    return Report(last.unit, last.level, last.year + 1, form.edition, texts=kept)


def brought_forward(last: Report, report: Report) -> tuple[Change, ...]:
    """Return the changes that write what last year carried forward into the blank cells of 上年结转.

    Totals are left to their parts; what was typed already stays.
    """
    numbers, totals = with_totals(last).numbers, report.form.totals
    changes = []
    for column in APPLICATIONS.column_leaves:
        to = Cell.at(APPLICATIONS.key, BROUGHT_FORWARD.key, column.key)
        value = numbers.get(Cell.at(APPLICATIONS.key, CARRIED_FORWARD.key, column.key))
        if to not in totals and to not in report.numbers and value is not None:
            changes.append(Change(to, None, value))
    return tuple(changes)
