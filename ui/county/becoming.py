"""The sum becomes the report of the office's own unit, and that follows it until it is final."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from app.collecting.own_report import follow, own_report
from app.collecting.totals import Totals
from model.errors import UserError
from model.storage.library import Library
from ui import dialogs

BECOME, RENEW = "成为本级年报", "更新本级年报"


def offer_report(button: QPushButton, library: Library, totals: Totals) -> None:
    """Say on a button how the report stands to the sum, and let it be pressed where it is not the sum."""
    try:
        own = own_report(library, totals)
    except UserError as error:
        button.setToolTip(error.sentence)
        button.setEnabled(False)
        return
    is_behind = own.stored is not None and bool(own.changes)
    button.setText(RENEW if is_behind else BECOME)
    button.setToolTip(own.sentence)
    may = library.read_only is None and not own.is_final and bool(totals.scope.counted)
    button.setEnabled(may and (own.stored is None or is_behind))


def become(parent: QWidget, library: Library, totals: Totals, words: str) -> int | None:
    """Let the report be what the sum is, after asking where cells stay blank; None where that was not done."""
    question = f"合计有{len(totals.sum.blank)}格不全，在年报里先空着。仍要{words}吗？"
    if totals.sum.blank and not dialogs.ask(parent, question, words):
        return None
    try:
        return follow(library, totals)
    except UserError as error:
        dialogs.warn(parent, error.sentence)
        return None
