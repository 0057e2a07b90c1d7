"""Bring a file into the library: as a new report, or over the one that is there, as one step of undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from model.errors import UserError
from model.report import Report
from model.storage.library import Library
from model.storage.records import Change, How, Stored
from model.totals import without_derivable_totals
from ui import dialogs
from ui.session import Session

STEP = "导入"

Open = Callable[[int], Session]  # shows a report of the library, and gives its session


def ask_and_import(parent: QWidget, library: Library, show: Open) -> None:
    """Ask for files, and bring them in one after the other."""
    from intake import READERS

    for path in dialogs.open_files(parent, "导入年报", tuple(READERS)):
        import_file(parent, library, path, show)


def import_file(parent: QWidget, library: Library, path: Path, show: Open) -> None:
    """Bring in one file, after showing what was read; what cannot be read is told in one sentence."""
    from intake import read

    try:
        read_report = read(path)
    except UserError as error:
        dialogs.warn(parent, error.sentence)
        return
    report, found = without_derivable_totals(read_report), _sizes(read_report)
    there = library.find(report.unit, report.year)
    if there is None:
        if dialogs.ask(parent, f"读到{found}。作为一份新的年报放进报告库？", "导入"):
            show(library.create(report, STEP))
    else:
        _replace(parent, there, report, found, show)


def _replace(parent: QWidget, there: Stored, report: Report, found: str, show: Open) -> None:
    if there.report.edition != report.edition:
        dialogs.warn(parent, "报告库里同一单位、同一年度的年报用的是另一种表样，不能用这份文件替换。")
        return
    changes = differences(there.report, report)
    if not changes:
        taken = show(there.id).take_over(report.explanations)
        same = f"补入了文件里的{taken}条说明，其余内容与文件相同" if taken else "内容与文件完全相同"
        dialogs.tell(parent, f"“{report.unit}”{report.year}年度的年报已在报告库里，{same}。")
        return
    question = (
        f"读到{found}。报告库里已有这份年报，有{len(changes)}处与文件不同；用文件的内容替换这些地方？（可以撤销）"
    )
    if dialogs.ask(parent, question, "替换"):
        session = show(there.id)
        if session.edit(changes, How.IMPORTED, STEP):
            session.take_over(report.explanations)


def differences(old: Report, new: Report) -> tuple[Change, ...]:
    """Give the changes that make the numbers and texts of one report those of another."""
    places = (*old.form.cells, *old.form.texts)
    return tuple(
        Change(place, old.value(place), new.value(place)) for place in places if old.value(place) != new.value(place)
    )


def _sizes(report: Report) -> str:
    texts = f"、{len(report.texts)}段文字" if report.texts else ""
    return f"“{report.unit}”{report.year}年度的年报（{report.level.label}），{len(report.numbers)}个数字{texts}"
