"""Why something was not done, in the line at the foot; where a final report is the reason, with the way to open it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.storage.records import State
from ui.actions.in_window import REOPEN

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow


def refuse(window: MainWindow, sentence: str) -> None:
    """Say why something was not done."""
    session = window.session
    final = session is not None and session.state is State.FINAL and sentence == session.read_only
    reopen = window.actions_by_key[REOPEN.id]
    offers = ((REOPEN.text, reopen.trigger),) if final and reopen.isEnabled() else ()
    window.status.refuse(sentence, *offers)
