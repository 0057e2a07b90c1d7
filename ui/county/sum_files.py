"""The sum as files: the office's own spreadsheet, or what the report would look like."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.collecting.sum_book import TITLE, render_sum
from app.collecting.totals import Totals
from app.exporting.reading_back import read_back
from export import WRITERS, replace_file
from model.errors import UserError
from model.file_names import safe
from model.storage.library import Library
from ui import dialogs
from ui.actions.in_county import EXPORT_SUM
from ui.transfer.exporting import last_folder, note_folder

_BOOK = ".xlsx"
_KINDS = [(TITLE, _BOOK), *((writer.name, suffix) for suffix, writer in WRITERS.items() if suffix != _BOOK)]


def export_sum(parent: QWidget, library: Library, totals: Totals) -> str:
    """Ask where to, and write the sum; return what to say, nothing where it was called off."""
    name = safe(f"{totals.heading.unit}{totals.heading.year}年度{TITLE}")
    path = dialogs.save_file(parent, EXPORT_SUM.label, last_folder(library) / f"{name}{_BOOK}", _KINDS)
    if path is None:
        return ""
    suffix = path.suffix.lower()
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        replace_file(path, render_sum(library, totals, suffix))
        if suffix != _BOOK:
            read_back(path, totals.report)
    except UserError as error:
        return error.sentence
    finally:
        QGuiApplication.restoreOverrideCursor()
    note_folder(library, path.parent)
    return f"已导出“{path.name}”到“{path.parent}”，{totals.scope.sentence.partition('：')[0]}"
