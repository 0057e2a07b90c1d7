"""What follows from last year's report for this year's."""

from __future__ import annotations

from dataclasses import replace

from model.form.succession import carried_on
from model.report.report import Report
from model.report.totals import with_totals
from model.storage.records import Change


def next_year(last: Report, *, texts: bool) -> Report:
    """Return an empty report of the same unit for the year after, with last year's texts as a draft where asked."""
    report = Report(last.unit, last.level, last.year + 1)
    kept = {key: words for key, words in last.texts.items() if key in report.form.texts}
    return replace(report, texts=kept) if texts else report


def brought_forward(last: Report, report: Report) -> tuple[Change, ...]:
    """Return the changes that write what last year carried forward into the blank cells of 上年结转.

    Totals are left to their parts; what was typed already stays.
    """
    numbers, totals = with_totals(last).numbers, report.form.totals
    changes = []
    for there, here in carried_on(last.form, report.form):
        value = numbers.get(there)
        if here not in totals and here not in report.numbers and value is not None:
            changes.append(Change(here, None, value))
    return tuple(changes)
