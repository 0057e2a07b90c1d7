"""A table that was pasted into a text: it is said to stand there as words, and its own place is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from intake.block import Block
from intake.placement import is_whole_table
from model.errors import UserError

if TYPE_CHECKING:
    from model.form.schema import Section
    from ui.report.page import ReportPage
    from ui.window.main_window import MainWindow

_SAID = "粘贴的是表格，已作为文字放入"


def offer(window: MainWindow, page: ReportPage) -> None:
    """Say what was done; where the whole table of a section was copied, offer to take it there instead."""
    section = _its_own(page)
    if section is None:
        window.status.say(f"{_SAID}；要填数，请到那张表格里粘贴")
    else:
        window.status.offer(_SAID, f"改放到第{section.ordinal}部分的表格", lambda: _move(page, section))


def _its_own(page: ReportPage) -> Section | None:
    data, form = QGuiApplication.clipboard().mimeData(), page.session.report.form
    try:
        block = Block.pasted(data.html(), data.text())
    except UserError:
        return None
    return next((one for one in form.sections if block and is_whole_table(block, one, form)), None)


def _move(page: ReportPage, section: Section) -> None:
    """Take the words back, and paste the table where it belongs."""
    page.session.undo_stack.undo()
    page.go_to_place(section.cells[0])
    page.paste_here()
