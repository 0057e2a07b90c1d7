"""What closing asks: what becomes of a cell that is no number, and of words and numbers that the disk did not take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.unsaved import described
from model.errors import UserError
from model.storage.library import Library
from ui import dialogs
from ui.state.session import Session
from ui.window.unfinished import go_to_unfinished

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow

RETRY, PUT_ELSEWHERE, CLOSE = range(3)
WAYS = ("继续重试", "另存为文件", "仍然关闭")


def may_close(window: MainWindow) -> bool:
    """Whether the window may close: nothing is lost, or it was decided what becomes of it."""
    if not window.commit() and not _gives_up_the_cell(window):
        return False
    session = window.session
    return session is None or session.save() or decide(window, window.library, session)


def _gives_up_the_cell(window: MainWindow) -> bool:
    question = f"{go_to_unfinished(window)}，关闭后不会保留。仍要关闭吗？"
    return dialogs.ask_dangerous(window, question, "仍要关闭", "回去改")


def decide(parent: QWidget, library: Library, session: Session) -> bool:
    """Ask until the report is on disk, in a file, or given up; False where the window stays open."""
    while True:
        chosen = dialogs.decide(parent, _question(session), what_would_be_lost(session), WAYS)
        if chosen == PUT_ELSEWHERE and not _put_elsewhere(parent, library, session):
            continue
        if chosen in {PUT_ELSEWHERE, CLOSE}:
            session.give_up_unsaved()
            return True
        return chosen == RETRY and session.save()


def _question(session: Session) -> str:
    count = len(session.unsaved.changes)
    return f"有{count}处没有存下，现在关闭就会丢失下面的内容。原因：{session.unsaved.reason}"


def what_would_be_lost(session: Session) -> list[str]:
    """List each place with what stands there on the screen only."""
    from app.past_words import place_name

    form = session.report.form
    return [f"{place_name(form, one.place)}：{described(one)}" for one in session.unsaved.changes.values()]


def _put_elsewhere(parent: QWidget, library: Library, session: Session) -> bool:
    """Write the report as it is shown to a file of the user's choice; False if that was called off or failed."""
    from app.exporting.names import file_name
    from export import WRITERS, replace_file
    from ui.transfer.exporting import last_folder

    report = session.to_hand_over
    suggested: Path = last_folder(library) / f"{file_name(report)}.gouji.json"
    path = dialogs.save_file(
        parent, f"另存为文件 · {report.unit}{report.year}年度", suggested, [(WRITERS[".json"].name, ".json")]
    )
    if path is None:
        return False
    try:
        replace_file(path, WRITERS[".json"].render(report))
    except UserError as error:
        dialogs.warn(parent, error.sentence)
        return False
    return True
