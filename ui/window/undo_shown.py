"""Undo is seen: the window goes to what a step has changed, and says what it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.actions.in_window import HISTORY

if TYPE_CHECKING:
    from model.storage.records import Move, Trodden
    from ui.report.page import ReportPage
    from ui.state.session import Session
    from ui.window.main_window import MainWindow


def ended_words(what: str) -> str:
    """Say what keeps former steps from being taken back, and how the words of then are got all the same."""
    return f"{what}以前的改动不能撤销，可以在“{HISTORY.label}”里取回（{HISTORY.key}）"


def follow(window: MainWindow, page: ReportPage, session: Session) -> None:
    """Listen to the steps of the report that is shown."""

    def trodden(done: Trodden, move: Move) -> None:
        from app.past_words import stepped

        to = stepped(session.report.form, done, move)
        page.show_change(to)
        window.status.say(to.sentence)

    def ended(what: str) -> None:
        window.status.say(ended_words(what))

    session.undo_stack.trodden.connect(trodden)
    session.undo_stack.ended.connect(ended)
