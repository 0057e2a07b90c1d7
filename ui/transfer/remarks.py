"""What was to be looked at when a report was brought in: kept, offered at the foot, and shown again from the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.importing.import_remarks import keep_remarks, remarks_of
from model.errors import quoted
from ui import dialogs
from ui.actions.in_window import IMPORT_REMARKS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from intake.reading import Reading
    from model.storage.library import Library
    from ui.state.session import Session


def note_remarks(library: Library, session: Session, file: str, reading: Reading) -> None:
    """Keep what a file was read with; where there is anything to look at, say so and how it is found."""
    count = keep_remarks(library, session.id, file, reading)
    if count:
        session.noted.emit(f"导入时有{count}处要核对，以后在“年报”菜单的“{IMPORT_REMARKS.label}”里也能看")


def show_remarks(parent: QWidget, library: Library, session: Session) -> None:
    """Show it again, file by file; or say that the report came from none."""
    kept = remarks_of(library, session.id)
    name = f"{quoted(session.report.unit, '没有写单位名称的')}{session.report.year}年度的年报"
    if not kept:
        dialogs.tell(parent, f"{name}没有导入过文件。")
        return
    lines = [line for at, one in enumerate(kept) for line in ([""] if at else []) + one.lines]
    dialogs.show_list(parent, f"{name}导入文件时：", lines)
