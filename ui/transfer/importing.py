"""Bring a file into the library: as a new report, or over the one that is there, as one step of undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from model.errors import UserError, clip
from model.form.schema import Cell
from model.report.numbers import number_text
from model.report.report import Report
from model.report.totals import with_totals, without_derivable_totals
from model.storage.events import HistoryEvent
from model.storage.library import Library
from model.storage.records import Change, How, Stored
from ui import dialogs
from ui.actions.in_window import BRING_IN
from ui.state.session import Session

if TYPE_CHECKING:
    from intake import Reading
    from ui.library.new_report import About


Open = Callable[[int], Session]  # shows a report of the library, and gives its session


def import_file(parent: QWidget, library: Library, path: Path, show: Open, current: Report | None = None) -> None:
    """Bring in one file, after showing what was read; what cannot be read is told in one sentence."""
    from ui.transfer import read_many

    read = read_many.read_all(parent, [path])
    if not read:
        return
    (one,) = read
    if one.reading is None:
        dialogs.warn(parent, f"{path}：{one.sentence}")
    else:
        _take(parent, library, one.reading, show, current)


def import_clipboard(parent: QWidget, library: Library, show: Open, current: Report | None = None) -> None:
    """Bring in a report that was copied from a web page, a document or a mail.

    Raises:
        UserError: there is nothing like a report on the clipboard.
    """
    from PySide6.QtGui import QGuiApplication

    from ui.transfer import read_many

    one = read_many.read_copied(parent, *copied_report(QGuiApplication.clipboard().mimeData()))
    if one is None:
        return
    if one.reading is None:
        raise UserError(one.sentence)
    _take(parent, library, one.reading, show, current)


def copied_report(data: QMimeData) -> tuple[str, str]:
    """Return the markup and the text of a clipboard.

    Raises:
        UserError: there is none, or more than a report can have.
    """
    from intake.limits import MOST_MARKUP, MOST_TEXT

    markup, text = data.html(), data.text()
    if not markup.strip() and not text.strip():
        raise UserError("剪贴板里没有文字，请先在网页或文档里选中整份年报并复制。")
    if len(markup) > MOST_MARKUP or len(text) > MOST_TEXT:
        raise UserError("剪贴板里的内容太多，不会是一份年度报告，请只选中年报再复制。")
    return markup, text


def _take(parent: QWidget, library: Library, reading: Reading, show: Open, current: Report | None) -> None:
    """Show what was read and where it goes; store it when that is accepted."""
    known = None if reading.as_written else _ask_about(parent, reading, current)
    if known is None and not reading.as_written:
        return
    read = known or reading.report
    report, found = without_derivable_totals(known or reading.report), _sizes(known or reading.report)
    there = library.find(report.unit, report.year)
    if there:
        _replace(parent, there, report, f"{found}。", show, read=read, whole=reading.as_written)
    elif known or dialogs.ask(parent, f"读到{found}。作为一份新的年报放进报告库？", BRING_IN.label):
        show(library.create(report, HistoryEvent.IMPORTED.label))


def _ask_about(parent: QWidget, reading: Reading, current: Report | None) -> Report | None:
    """Show the problems and let unit, level and year be put right; None if it was called off."""
    from ui.library.new_report import ask_about

    report = reading.report
    dialog = dialogs.form(parent, f"读到{reading.summary}。", BRING_IN.label)
    fields = ask_about(dialog, about_read(reading))
    lines = [*_stranger(reading, current), *map(str, reading.problems)]
    if lines:
        dialogs.add_list(dialog, "请核对", lines)
    if not dialogs.run(dialog):
        return None
    about = fields.about
    return replace(report, unit=about.unit, level=about.level, year=about.year)


def about_read(reading: Reading) -> About:
    """Return whose report was read; a year that the file does not name is left to be entered."""
    from ui.library.new_report import About

    about = About.of(reading.report)
    return about if reading.year_is_known else replace(about, year=0)


def _stranger(reading: Reading, current: Report | None) -> list[str]:
    """Say when what was read is not of the unit and year of the open report."""
    report, known = reading.report, reading.year_is_known
    if current is None or (current.unit == report.unit and (current.year == report.year or not known)):
        return []
    here = f"“{report.unit}”{report.year}年度的" if known else f"“{report.unit}”的"
    return [f"打开着的是“{current.unit}”{current.year}年度的年报，这里读到的是{here}，不会放进打开着的这份"]


def _replace(  # noqa: PLR0913 — what is there, what comes, and how it is said
    parent: QWidget, there: Stored, report: Report, found: str, show: Open, *, read: Report, whole: bool
) -> None:
    if there.report.edition != report.edition:
        dialogs.warn(parent, "报告库里同一单位、同一年度的年报用的是另一种表样，不能用这份文件替换。")
        return
    changes = [one for one in differences(there.report, report) if whole or says(one, read)]
    if not changes:
        taken = show(there.id).take_over(report.explanations)
        same = f"补入了文件里的{taken}条说明，其余内容与文件相同" if taken else "内容与文件完全相同"
        dialogs.tell(parent, f"“{report.unit}”{report.year}年度的年报已在报告库里，{same}。")
        return
    question = f"读到{found}报告库里已有这份年报，有{len(changes)}处与文件不同；用文件的内容替换这些地方？（可以撤销）"
    if dialogs.review(parent, question, [described(change, report) for change in changes], "替换"):
        session = show(there.id)
        if session.edit(changes, How.IMPORTED, HistoryEvent.IMPORTED.label):
            session.take_over(report.explanations)


def says(change: Change, read: Report) -> bool:
    """Whether a file says so: what it leaves blank it does not say, but a total that follows from its parts it does."""
    return change.new not in (None, "") or read.numbers.get(Cell(change.place), change.old) != change.old


def described(change: Change, report: Report) -> str:
    """Return what a change does to one number or text; a total that is no longer typed is what its parts give."""
    new = with_totals(report).value(change.place) if change.new is None else change.new
    return f"{report.form.name_of(change.place)}：{_shown(change.old)} → {_shown(new)}"


def _shown(value: Decimal | str | None) -> str:
    text = clip(value, 30) if isinstance(value, str) else number_text(value)
    return f"“{text}”" if isinstance(value, str) and text else text or "空白"


def differences(old: Report, new: Report) -> tuple[Change, ...]:
    """Return the changes that make the numbers and texts of one report those of another."""
    places = (*old.form.cells, *old.form.texts)
    return tuple(
        Change(place, old.value(place), new.value(place)) for place in places if old.value(place) != new.value(place)
    )


def _sizes(report: Report) -> str:
    texts = f"、{len(report.texts)}段文字" if report.texts else ""
    return f"“{report.unit}”{report.year}年度的年报（{report.level.label}），{len(report.numbers)}个数字{texts}"
