"""The sum becomes the report of the office's own unit, and that follows it until it is final."""

from __future__ import annotations

from contextlib import suppress
from typing import NamedTuple

from PySide6.QtWidgets import QPushButton, QWidget

from app.assessment import Assessment
from app.collecting.own_report import follow, keep_up_with, own_report
from app.collecting.sum_doubts import count_words, doubts_of
from app.collecting.totals import Totals
from model.errors import UserError
from model.form.schema import Cell
from model.storage.library import Library
from ui import dialogs
from ui.county.doubts_dialog import OverDoubts, ask_over

BECOME, RENEW, OPEN_OWN = "成为本级年报", "更新本级年报", "打开本级年报"


def offer_report(button: QPushButton, library: Library, totals: Totals) -> int | None:
    """Say on a button how the report stands to the sum; give the number of the one that it opens, None if it writes."""
    try:
        own = own_report(library, totals)
    except UserError as error:
        button.setToolTip(error.sentence)
        button.setEnabled(False)
        return None
    may = library.read_only is None and not own.is_final and bool(totals.scope.counted)
    opens = own.stored.id if own.stored is not None and not (may and own.is_behind) else None
    button.setText(OPEN_OWN if opens is not None else RENEW if own.stored is not None else BECOME)
    button.setToolTip(own.sentence)
    button.setEnabled(may or opens is not None)
    return opens


class Became(NamedTuple):
    """The report that the sum became, or the cell of the sum that is to be looked at first."""

    report: int | None = None
    cell: Cell | None = None


def become(parent: QWidget, library: Library, totals: Totals, found: Assessment, words: str) -> Became:
    """Let the report be what the sum is, after asking where something wants a look; neither where it was called off."""
    asked = _asked(parent, library, totals, found, words)
    if not asked.goes_on:
        return Became(cell=asked.cell)
    try:
        return Became(follow(library, totals))
    except UserError as error:
        dialogs.warn(parent, error.sentence)
        return Became()


def _asked(parent: QWidget, library: Library, totals: Totals, found: Assessment, words: str) -> OverDoubts:
    doubts, edited = doubts_of(library, totals, found), _edited(library, totals)
    if not doubts:
        return OverDoubts(not edited or dialogs.ask(parent, f"{edited}。仍要{words}吗？", words))
    blank = "，不全的在年报里先空着" if totals.sum.blank else ""
    told = "；".join(filter(None, (f"合计里有{count_words(doubts)}{blank}", edited)))
    return ask_over(parent, f"{told}。仍要{words}吗？", doubts, words, totals.heading.title)


def _edited(library: Library, totals: Totals) -> str:
    try:
        edited = own_report(library, totals).edited
    except UserError:
        edited = 0  # it will be refused, with the reason
    return f"年报里有{edited}格是另外改过的，会换成合计的数，可以撤销" if edited else ""


def keep_up_quietly(library: Library, collection: int) -> None:
    """Let the report follow the sum; what keeps it from that is told where the sum is shown."""
    if library.read_only is None:
        with suppress(UserError):
            keep_up_with(library, collection)
