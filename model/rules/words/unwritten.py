"""Which texts of a report are not written: the one answer of findings, counts, tabs, print and command."""

from __future__ import annotations

from model.report.report import Report


def unwritten(report: Report) -> tuple[str, ...]:
    """Return the required texts that say nothing and whose matter is told nowhere else either, in print order.

    Section one may be told in one piece, or two of its parts under one heading; figures alone are no words anywhere.
    """
    silent = report.silent
    if not _may_be_told_elsewhere(report, silent):
        return silent
    from model.rules.words.matters import MATTERS, untold  # a report that is blank or whole does without

    missing = untold(report).missing
    texts = report.form.texts
    return tuple(key for key in silent if key in missing or texts[key].role not in MATTERS or report.texts.get(key))


def _may_be_told_elsewhere(report: Report, silent: tuple[str, ...]) -> bool:
    form = report.form
    sections = {form.section_of[key].key for key in silent if not report.texts.get(key)}
    return any(form.section_of[key].key in sections and key not in silent for key in report.texts)
