"""Close a report on a day that is asked for, open it again with a reason, and write a sentence that is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from app.finalising import LEAST_REASON, readiness, without
from app.writing.offering import written_by_us
from model.report.bindings import Binding, Unseen
from model.report.prose import says_something
from model.rules.years import not_over
from model.sentences.nothing import nothing_to_say
from model.storage.events import HistoryEvent
from model.storage.records import How
from ui import dialogs
from ui.actions.in_window import FINALISE, REOPEN
from ui.state.session import Session

STILL = "仍要定稿"


def write_sentence(session: Session, key: str) -> bool:
    """Write our sentences into a text that is missing: with the numbers of the tables, or that there was nothing.

    It waits for somebody to look at it: who wrote it did not see the text.
    """
    written = written_by_us(session.report, key)
    text, bound = written.text, written.bound
    if not says_something(text):
        text, bound = nothing_to_say(session.report, key), ()
    waits = Binding(key, 0, len(text), (), Unseen.WRITTEN)
    change = session.change_to(key, text)
    return session.edit([change], How.FILLED, HistoryEvent.SENTENCE.label, (*bound, waits))


def finalise(parent: QWidget, session: Session, today: date) -> bool:
    """Close a report on a day that is asked for; one that cannot be right is asked about once, as a year not over is.

    Raises:
        UserError: what was typed is not on disk yet.
    """
    session.insist_on_saved(FINALISE.label)
    if readiness(session.assessment).count:
        return False
    day = _day_asked_for(parent, session.report.year, today, without(session.assessment))
    return day is not None and session.finalise(day)


def _day_asked_for(parent: QWidget, year: int, today: date, missing: Sequence[str]) -> date | None:
    """Ask for the day until it can be right, or is meant to be; None if it was called off."""
    said = "".join(f"{one}。\n" for one in missing)
    question = f"{said}定稿后数字和文字不能再改，要改须先“修订”并写明原因。落款日期："
    day: date | None = today
    while day is not None:
        day = dialogs.ask_date(parent, question, FINALISE.label, day)
        doubts = day_doubts(year, day, today) if day else ""
        if not doubts or dialogs.ask(parent, f"{doubts}。仍要定稿吗？", STILL, "回去改", doubtful=True):
            return day
        if not_over(year, today):
            return None  # no other day helps
    return None


def day_doubts(year: int, day: date, today: date) -> str:
    """Say why a report is hardly finished, or was hardly on that day; nothing where it may be.

    >>> day_doubts(2023, date(2020, 11, 30), date(2024, 1, 9))
    '落款日期2020年11月30日在2023年过完以前'
    >>> day_doubts(2023, date(2024, 1, 9), date(2024, 1, 9))
    ''
    """
    early = not_over(year, today)
    doubts = [f"{early}，数字可能还会变"] if early else []
    spoken = f"落款日期{day.year}年{day.month}月{day.day}日"
    if not_over(year, day) and day != today:
        doubts.append(f"{spoken}在{year}年过完以前")
    if day > today:
        doubts.append(f"{spoken}还没有到")
    return "；".join(doubts)


def reopen(parent: QWidget, session: Session) -> bool:
    """Open a final report again; the reason is kept.

    Raises:
        UserError: what was typed is not on disk yet.
    """
    session.insist_on_saved(REOPEN.label)
    prompt = f"为什么要修订？（至少{LEAST_REASON}个字，会记入修改记录）"
    reason = dialogs.ask_text(parent, prompt, REOPEN.label, least=LEAST_REASON)
    return reason is not None and session.reopen(reason)
