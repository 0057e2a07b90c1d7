"""Where Enter leads from the last cell of a table: to what is still empty, in the sections that follow first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.subject import Subject
from model.form.schema import Section

if TYPE_CHECKING:
    from ui.report.page import ReportPage

NOTHING_EMPTY = "已到最后要填的一格，全文没有空着的了"
FIRST_CELL = "已到第一个要填的格"


def go_on(report: ReportPage, section: Section, step: int) -> None:
    """Go on where nothing further is to be typed in a table, and say where that is; back from its first cell, stay."""
    if step < 0:
        report.said.emit(FIRST_CELL)
        return
    place = next_empty(report.session.subject, section)
    if place is None:
        report.said.emit(NOTHING_EMPTY)
        return
    there = report.session.report.form.section_of[place]
    report.go_to_place(place)
    report.said.emit(f"{section.ordinal}已到最后一格，接着填“{there.ordinal} {there.tab}”里空着的")


def next_empty(subject: Subject, section: Section) -> str | None:
    """Return the first cell or text that is empty after a section, else the first of all; None where none is."""
    form, empty = subject.report.form, {*subject.blanks, *subject.unwritten}
    at = form.sections.index(section) + 1
    order = (*form.sections[at:], *form.sections[:at])
    places = (place for one in order for place in (*(text.key for text in one.texts), *one.cells))
    return next((place for place in places if place in empty), None)
