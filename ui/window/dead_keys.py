"""A key that does nothing where it was pressed: the line at the foot says why, and F1 opens the manual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from model.storage.records import State
from ui.actions.in_widgets import HELP, HELP_OF_PAGE, LEAVE_PAGE, REDO, UNDO
from ui.actions.in_window import BACK
from ui.actions.registry import Action, KeyContext, Situation, actions, is_command
from ui.system.typed import moves_cursor
from ui.window.refusing import refuse
from ui.window.undo_shown import ended_words

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.window.main_window import MainWindow

_NOTHING = {UNDO: "没有可以撤销的", REDO: "没有可以重做的"}
_OF_COUNTY = {KeyContext.ROLL, KeyContext.COMING, KeyContext.REVIEW, KeyContext.SUM, KeyContext.SCORES}
_NOT_IN_REPORT = _OF_COUNTY | {
    KeyContext.LIBRARY,
    KeyContext.MANUAL,
    KeyContext.BATCH,
    KeyContext.PICKER,
    KeyContext.MISFITS,
}


def answer(window: MainWindow, event: QKeyEvent) -> bool:
    """Answer a key that nothing has taken; False where it is no key of the program."""
    if LEAVE_PAGE.is_pressed_by(event):
        return _leave_page(window)
    if moves_cursor(event) and isinstance(QApplication.focusWidget(), QTextEdit | QPlainTextEdit | QLineEdit):
        return True  # it stands at the end to which the key leads
    meant = [one for one in actions() if one.is_pressed_by(event)] if is_command(event) else []
    if not meant:
        return False
    if HELP in meant and _open_chapter(window):
        return True
    why = _why_not(window, meant)
    closed = window.session is not None and why == window.session.read_only
    refuse(window, why) if closed else window.status.say(why)
    return True


def _leave_page(window: MainWindow) -> bool:
    """Go back from a page that has nothing of its own for Esc, unless a reason is being written there."""
    page = getattr(window.trail.current, "page", None)
    writes = isinstance(QApplication.focusWidget(), QPlainTextEdit)
    leaves = getattr(page, "is_left_by_escape", False) and not writes
    if leaves:
        window.actions_by_key[BACK.id].trigger()
    return leaves


def _open_chapter(window: MainWindow) -> bool:
    """Open the manual where it tells of the page that is shown, if that is no page of a table or text."""
    page = window.trail.current
    chapter = getattr(getattr(page, "page", page), "chapter", "")
    if chapter:
        from ui.manual.window import show

        show(window, chapter)
    return bool(chapter)


def _why_not(window: MainWindow, meant: list[Action]) -> str:
    session = window.session
    fitting = [
        one for one in meant if one is not HELP_OF_PAGE and not (session and set(one.contexts) <= _NOT_IN_REPORT)
    ]
    one = (fitting or meant)[0]
    name = f"“{one.label}”（{one.key}）"
    if session is not None and session.state is State.FINAL and not one.when(Situation(report=True, final=True)):
        return session.read_only or ""
    if not one.in_window:
        where = [context.label for context in one.contexts if context is not KeyContext.CELL]
        return f"{name}在这里用不上，用在：{'、'.join(where)}"
    if one is UNDO and session is not None and session.undo_stack.end:
        return ended_words(session.undo_stack.end)
    if one in _NOTHING:
        return _NOTHING[one]
    if session is None and not one.when(Situation()):
        return f"{name}要先打开一份年报"
    return window.library.read_only or f"{name}现在用不上"
