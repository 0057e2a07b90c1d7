"""从备份恢复 while the library is open: the window lets go of it, a backup takes its place, and it is opened anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from model.errors import UserError
from model.storage.backups import restoring
from model.storage.backups.restoring import Restored
from model.storage.files.lock import AlreadyOpenError
from model.storage.files.places import SECOND_PLACE
from model.storage.looking import Looking
from ui import dialogs
from ui.frame import moments
from ui.restoring import dialog
from ui.restoring.offer import offer

if TYPE_CHECKING:
    from model.storage.backups.backup_files import Backup
    from ui.window.main_window import MainWindow


def ask_and_restore(window: MainWindow) -> None:
    """Let a backup be chosen, and put it, or one report of it, where it belongs."""
    window.insist_on_saved("恢复备份")
    library = window.library
    named = library.setting(SECOND_PLACE)
    answer = dialog.ask(window, library.path, Path(named) if named else None, window.today)
    if answer is None or answer.backup is None:
        return
    if library.read_only:
        raise UserError(library.read_only)
    if answer.report is None:
        name = f"{moments.moment(answer.backup.made, window.today)}的备份"
        put_in_place(window, answer.backup.path, f"已换成{name}")
    else:
        _take_one(window, answer.backup, answer.report)


def _take_one(window: MainWindow, backup: Backup, report: int) -> None:
    with Looking(backup.path) as looking:
        stored = looking.load(report)
    restoring.take_one(window.library, stored)
    window.show_library()
    window.status.say(f"已从备份取回 {stored.report.unit} {stored.report.year}，其余没有变；不要了可以删除")


def put_in_place(window: MainWindow, backup: Path, said: str) -> None:
    """Put a backup in the place of the library of a window, and offer the way back."""
    path = window.library.path
    window.let_go()
    problem, done = "", None
    QApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
    try:
        done = restoring.restore(path, backup)
    except UserError as error:
        problem = error.sentence
    finally:
        QApplication.restoreOverrideCursor()
    if not _opened_again(window):
        return
    window.show_library()
    if done is None:
        dialogs.warn(window, problem)
    else:
        _tell(window, done, said)


def _opened_again(window: MainWindow) -> bool:
    """Open what is there now; where it cannot be opened, another backup is offered, or the program ends."""
    while True:
        try:
            window.library.open_again()
        except AlreadyOpenError as error:  # a second start was quicker; it has the library now
            dialogs.warn(window, error.sentence)
            window.give_up()
            return False
        except UserError as error:
            if not offer(window, window.library.path, error.sentence):
                window.give_up()
                return False
        else:
            return True


def _tell(window: MainWindow, done: Restored, said: str) -> None:
    sentence = f"{said}：{done.reports}份年报"
    before = done.before
    if before is None or not _is_readable(before):
        window.status.say(sentence if before is None else f"{sentence}；原来打不开的文件留在“{before}”")
        return
    window.status.offer(sentence, "换回来", lambda: put_in_place(window, before, "已换回来"))


def _is_readable(file: Path) -> bool:
    try:
        Looking(file).close()
    except UserError:
        return False
    return True
