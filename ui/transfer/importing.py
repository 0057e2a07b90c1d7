"""Bring a file into the library: as a new report, or over the one that is there, as one step of undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from app.importing.file_read import about_read, named, sizes, stranger
from app.importing.verdict import ImportStatus, ImportVerdict, against, called_now, described
from intake.reading import Reading
from model.collection.parcel import ParcelKind
from model.errors import UserError, quoted
from model.report.printed import printed_totals
from model.report.report import Report
from model.report.totals import without_derivable_totals
from model.storage.events import HistoryEvent
from model.storage.library import Library
from model.storage.records import How
from ui import dialogs
from ui.actions.in_window import BRING_IN
from ui.state.session import Session
from ui.transfer.remarks import note_remarks

_CLIPBOARD = "剪贴板里的内容"
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
        _take(parent, library, one.reading, _Taking(show, path.name, current))


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
    _take(parent, library, one.reading, _Taking(show, _CLIPBOARD, current))


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


class _Taking(NamedTuple):
    """How what was read is taken in: who shows it, what it is called, and the report that is open."""

    show: Open
    file: str
    current: Report | None

    @property
    def step(self) -> str:
        """What the history calls it."""
        return HistoryEvent.IMPORTED.named(self.file)


def _take(parent: QWidget, library: Library, reading: Reading, taking: _Taking) -> None:
    """Show what was read and where it goes; store it when that is accepted."""
    if reading.parcel is not None and reading.parcel.kind is ParcelKind.RETURN:
        from ui.transfer.coming_back import take_return

        take_return(parent, library, reading.parcel, taking.show)
        return
    says_all = reading.as_written and reading.year_is_known
    read = reading.report if says_all else _ask_about(parent, reading, taking.current)
    if read is None:
        return
    report, found = without_derivable_totals(read), f"{sizes(read)}{_below(reading)}"
    verdict = against(library.find(read.unit, read.year), report, read, whole=reading.as_written)
    if verdict.there:
        session = _replace(parent, verdict, report, f"{found}。", taking)
    elif not says_all or _wanted(parent, found, f"{read.unit}{read.year}年度"):
        printed = printed_totals(read, report)
        session = taking.show(library.create(report, taking.step, printed=printed, as_read=reading.as_read))
    else:
        return
    if session is not None:
        note_remarks(library, session, taking.file, reading.with_heading(read))


def _below(reading: Reading) -> str:
    """Say that a file is a whole collection, of which only the sum comes in here."""
    below = reading.parcel.below if reading.parcel else None
    return f"（这是整个汇总任务的合计，{below.sentence}；在“汇总”里导入才留下它们）" if below else ""


def _wanted(parent: QWidget, found: str, about: str) -> bool:
    return dialogs.ask(parent, f"读到{found}。作为一份新的年报放进报告库？", BRING_IN.label, about=about)


def _ask_about(parent: QWidget, reading: Reading, current: Report | None) -> Report | None:
    """Show the problems and let unit, level and year be put right; None if it was called off."""
    from ui.library.new_report import ask_about

    dialog = dialogs.form(parent, f"读到{reading.summary}。", BRING_IN.label)
    dialogs.entitle(dialog, BRING_IN.label, reading.report.unit or "单位不详的年报")
    fields = ask_about(dialog, about_read(reading, current))
    lines = [*stranger(reading, current), *map(str, reading.problems)]
    if lines:
        dialogs.add_list(dialog, "请核对", lines)
    return named(reading.report, fields.about) if dialogs.run(dialog) else None


def _replace(parent: QWidget, verdict: ImportVerdict, report: Report, found: str, taking: _Taking) -> Session | None:
    """Show what is other than the library's report; write it when that is accepted, and give the session."""
    there, changes = verdict.there, verdict.changes
    if there is None or verdict.status is ImportStatus.OTHER_FORM:
        dialogs.warn(parent, "报告库里同一单位、同一年度的年报用的是另一种表样，不能用这份文件替换。")
        return None
    called = called_now(there, report)
    if not changes:
        taken = taking.show(there.id).take_over(report.explanations)
        same = f"补入了文件里的{taken}条说明，其余内容与文件相同" if taken else "内容与文件完全相同"
        dialogs.tell(parent, f"{quoted(report.unit)}{report.year}年度的年报已在报告库里{called}，{same}。")
        return None
    is_there = f"读到{found}报告库里已有这份年报{called}"
    about = f"{report.unit}{report.year}年度"
    question = f"{is_there}，有{len(changes)}处与文件不同；用文件的内容替换这些地方？（可以撤销）"
    if not dialogs.review(parent, question, [described(change, report) for change in changes], "替换", about=about):
        return None
    session = taking.show(there.id)
    if not session.edit((*verdict.printed, *changes), How.IMPORTED, taking.step):
        return None
    session.take_over(report.explanations)
    return session
