"""What a change of a report comes to in rows and lines of history, and when it is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from model.errors import UserError, clip
from model.form.editions import FORMS, form_for
from model.form.form import Form
from model.report.numbers import number_text
from model.report.printed import printed_cell
from model.report.report import Report
from model.storage import rows
from model.storage.records import Change, State
from model.storage.rows import Past
from model.storage.writing import Writing


def refuse_what_is_closed(header: Mapping[str, object], *, closed_too: bool) -> None:
    """Refuse to change a report that is deleted or final."""
    if closed_too:
        return
    if header["deleted"] is not None:
        raise UserError("这份年报已经删除，恢复以后才能修改")
    if header["state"] == State.FINAL:
        raise UserError("这份年报已经定稿，要修改请先改为修订，并说明原因")


def form_of(writing: Writing) -> Form:
    """Return the form that a report is written in."""
    edition = str(writing.header["edition"])
    if edition not in FORMS:
        raise UserError(f"不认识表样“{clip(edition)}”，可能要用更新的程序才能修改这份年报")
    return FORMS[edition]


def change_form(writing: Writing, year: int) -> None:
    """Write an empty report in the form of another year."""
    edition = form_for(year).edition
    if edition == form_of(writing).edition:
        return
    if writing.db.execute("SELECT 1 FROM number WHERE report = ? LIMIT 1", (writing.report,)).fetchone():
        raise UserError(f"{year}年度用的是另一种表样，已填的数字放不进去；请另建一份{year}年度的年报")
    writing.header["edition"] = edition


def reason_of(writing: Writing, check: str, at: Sequence[str]) -> str | None:
    """Return the reason that is kept for a finding."""
    row = writing.get("explanation", check, rows.places_text(at))
    return str(row[0]) if row else None


def as_text(value: object) -> str | None:
    """Write a value for the history."""
    return None if value is None else str(value)


def explanation_place(check: str, at: Sequence[str]) -> str:
    """Name an explanation in the history.

    >>> explanation_place("X1", ("applications/brought_forward/total",))
    'explanations/X1/applications/brought_forward/total'
    """
    return "/".join(("explanations", check, ",".join(at)))


def brought(report: Report) -> list[Past]:
    """List what a new report brings along, for its history."""
    numbers = [Past(cell, None, number_text(value)) for cell, value in report.numbers.items()]
    texts = [Past(key, None, words) for key, words in report.texts.items()]
    reasons = [Past(explanation_place(one.check, one.at), None, one.reason) for one in report.explanations]
    return numbers + texts + reasons


def as_row(change: Change, form: Form) -> tuple[str, str, str | None]:
    """Return the table, the key and the value of a change; nothing typed is no row."""
    if change.place in form.texts:
        return "text", change.place, str(change.new or "") or None
    printed = printed_cell(change.place)
    cell = change.place if printed is None else printed
    if cell not in form.cells or isinstance(change.new, str):
        raise ValueError(f"{change.place} cannot hold {change.new!r}")
    return "number" if printed is None else "printed", cell, None if change.new is None else number_text(change.new)
