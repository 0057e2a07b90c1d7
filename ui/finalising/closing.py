"""Close a report on a day that is asked for, open it again with a reason, and write a sentence that is missing."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from app.finalising import LEAST_REASON, readiness
from app.writing.offering import written_by_us
from model.rules.years import not_over
from model.sentences.nothing import nothing_to_say
from model.storage.events import HistoryEvent
from model.storage.records import How
from ui import dialogs
from ui.actions.in_window import FINALISE, REOPEN
from ui.state.session import Session


def write_sentence(session: Session, key: str) -> bool:
    """Write our sentences into a text that is missing: with the numbers of the tables, or that there was nothing."""
    written = written_by_us(session.report, key)
    if not written.text.strip():
        return session.set_text(key, nothing_to_say(session.report, key), How.FILLED, HistoryEvent.SENTENCE.label)
    change = session.change_to(key, written.text)
    return session.edit([change], How.FILLED, HistoryEvent.SENTENCE.label, written.bound)


def finalise(parent: QWidget, session: Session, today: date) -> bool:
    """Close a report on a day that is asked for; a year that is not over is asked about, once.

    Raises:
        UserError: what was typed is not on disk yet.
    """
    session.insist_on_saved(FINALISE.label)
    if readiness(session.assessment).count:
        return False
    question = "定稿后数字和文字不能再改，要改须先“修订”并写明原因。落款日期："
    day = dialogs.ask_date(parent, question, FINALISE.label, today)
    if day is None:
        return False
    early = not_over(session.report.year, min(today, day))
    if early and not dialogs.ask(parent, f"{early}，数字可能还会变。仍要定稿吗？", "仍要定稿"):
        return False
    return session.finalise(day)


def reopen(parent: QWidget, session: Session) -> bool:
    """Open a final report again; the reason is kept.

    Raises:
        UserError: what was typed is not on disk yet.
    """
    session.insist_on_saved(REOPEN.label)
    prompt = f"为什么要修订？（至少{LEAST_REASON}个字，会记入修改记录）"
    reason = dialogs.ask_text(parent, prompt, REOPEN.label, least=LEAST_REASON)
    return reason is not None and session.reopen(reason)
