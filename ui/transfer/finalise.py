"""定稿 and 修订: close a report that nothing hinders, and open it again with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.finalising import LEAST_REASON
from model.rules import Finding
from ui import dialogs
from ui.actions.in_window import FINALISE, REOPEN
from ui.appearance.signs import severity_icon
from ui.state.session import Session


def finalise(parent: QWidget, session: Session, today: date, go_to: Callable[[Finding], None]) -> bool:
    """Close the report on a day that is asked for; or show what hinders it, and go to what is chosen.

    Raises:
        UserError: what was typed is not on disk yet.
    """
    session.insist_on_saved(FINALISE.label)
    if session.assessment.hindrances:
        chosen = show_hindrances(parent, session.assessment.hindrances)
        if chosen is not None:
            go_to(chosen)
        return False
    question = "定稿后数字和文字不能再改，要改须先“修订”并写明原因。落款日期："
    day = dialogs.ask_date(parent, question, FINALISE.label, today)
    return day is not None and session.finalise(day)


def show_hindrances(parent: QWidget, hindrances: tuple[Finding, ...]) -> Finding | None:
    """List what stands in the way; give the one to go to, None if it was called off."""
    dialog = dialogs.form(parent, f"还不能定稿，有{len(hindrances)}项要先处理：", "转到这一处", "关闭")
    listing = QListWidget()
    listing.setAccessibleName("不能定稿的原因")
    listing.setWordWrap(True)
    listing.setMinimumSize(640, 280)
    listing.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for finding in hindrances:
        QListWidgetItem(severity_icon(finding.severity), finding.message, listing)
    listing.setCurrentRow(0)
    listing.itemActivated.connect(dialog.accept)
    dialog.body.addWidget(listing)
    return hindrances[listing.currentRow()] if dialogs.run(dialog) else None


def reopen(parent: QWidget, session: Session) -> bool:
    """Open a final report again; the reason is kept.

    Raises:
        UserError: as `finalise`.
    """
    session.insist_on_saved(REOPEN.label)
    prompt = f"为什么要修订？（至少{LEAST_REASON}个字，会记入修改记录）"
    reason = dialogs.ask_text(parent, prompt, REOPEN.label, least=LEAST_REASON)
    return reason is not None and session.reopen(reason)
