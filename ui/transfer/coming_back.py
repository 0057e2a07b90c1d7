"""A report that the county sent back: what it says is put to the report of the library, which stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.importing.verdict import described
from app.returned import ComeBack, told_of
from model.collection.parcel import Parcel
from model.errors import quoted
from model.storage.library import Library
from model.storage.records import State, Stored
from ui import dialogs
from ui.actions.in_window import REOPEN
from ui.state.session import Session

_TAKE, _MAKE, _OTHER = "放入意见", "放入报告库", "是库里的另一份…"


def take_return(parent: QWidget, library: Library, parcel: Parcel, show: Callable[[int], Session]) -> None:
    """Keep what a return says, after asking where the report is other or not there, and show it."""
    back = ComeBack.of(library, parcel)
    if back.there is None:
        found = _ask_which(parent, library, back)
        if found is None:
            return
        back = found
    reopens = _ask(parent, back)
    if reopens is None:
        return
    session = show(back.keep(library))
    session.look_again()
    if reopens:
        session.reopen(back.reason)
    session.came_back.emit()
    session.did.emit(told_of(session.stored.opinions))


def _ask_which(parent: QWidget, library: Library, back: ComeBack) -> ComeBack | None:
    """Ask whether a report that is not there is put there, or is another one; None if it was called off."""
    others = [one for one in library.all() if _may_be(one, back.parcel)]
    question = f"{back.told}报告库里没有这份年报，把退回的这一稿放进去，照它改？"
    picked = dialogs.choose(parent, question, (_MAKE, _OTHER) if others else (_MAKE,), "退回的年报")
    if picked != 1:
        return None if picked is None else back
    lines = [f"{quoted(one.report.unit, '（未填单位）')}{one.report.year}年度　{one.state.label}" for one in others]
    at = dialogs.pick(parent, "意见放到哪一份上？", lines, _TAKE)
    return None if at is None else replace(back, there=others[at])


def _may_be(one: Stored, parcel: Parcel) -> bool:
    return one.report.year == parcel.report.year and one.report.edition == parcel.report.edition


def _ask(parent: QWidget, back: ComeBack) -> bool | None:
    """Ask where what came back is not what is there, or is final; whether it is to be opened, None if called off."""
    if back.there is None or not (back.changes or back.is_final):
        return False
    differs = (
        f"报告库里的这份之后又改了{len(back.changes)}处（见下），数字和文字不动，只放入意见。" if back.changes else ""
    )
    closed = f"这份年报已{State.FINAL.label}，要改先{REOPEN.label}。" if back.is_final else ""
    choices = (f"{_TAKE}并{REOPEN.label}", f"只{_TAKE}") if back.is_final else (_TAKE,)
    question = f"{back.told}{differs}{closed}"
    if not back.changes:
        picked = dialogs.choose(parent, question, choices, "退回的年报")
        return None if picked is None else back.is_final and not picked
    lines = [described(one, back.there.report) for one in back.changes]
    if len(choices) == 1:
        return False if _listed(parent, question, lines) else None
    picked = dialogs.decide(parent, question, lines, (*choices, "取消"))
    return None if picked in {None, len(choices)} else picked == 0


def _listed(parent: QWidget, question: str, lines: list[str]) -> bool:
    dialog = dialogs.form(parent, question, _TAKE)
    dialogs.entitle(dialog, "退回的年报")
    dialogs.add_list(dialog, question, lines, least=90)
    return dialogs.run(dialog)
