"""One thing that is done with a final report: a box to tick, the day, and for 公开 the address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit

from app.milestones import address_doubt
from model.storage.facts import Milestone
from ui.appearance.signs import icon
from ui.dialogs.day_field import DayField
from ui.finalising.tick import WORDS_AT, TickBox

_SIGNS = {
    Milestone.SIGNED: ("signature", "主要领导签批"),
    Milestone.SEALED: ("stamp", "打印PDF一份盖章"),
    Milestone.SENT: ("send", "送县政务公开办：纸质一份，电子文件一份"),
    Milestone.PUBLISHED: ("globe", "在政府网站公开，填网址"),
}


class MilestoneRow(QFrame):
    """One thing to do: a box to tick, the day, and for 公开 the address."""

    ticked = Signal(object, object)  # Milestone, date or None
    address = Signal(str)

    def __init__(self, milestone: Milestone, today: Callable[[], date]) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.milestone, self._today = milestone, today
        sign, told = _SIGNS[milestone]
        self.box = TickBox(milestone.label)
        self.box.setAccessibleDescription(told)
        self.box.setIcon(icon(sign))
        self.box.setIconSize(QSize(18, 18))
        self.day = DayField(today(), f"{milestone.label}日期")
        self.line = QLineEdit()
        self.line.setPlaceholderText("https://")
        self.line.setAccessibleName("公开的网址")
        self.doubt = QLabel(wordWrap=True)
        self.doubt.setProperty("box", "warn")
        self.doubt.hide()
        self.line.setVisible(milestone is Milestone.PUBLISHED)
        policy = self.day.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # a tick moves nothing
        self.day.setSizePolicy(policy)
        note = QLabel(told)
        note.setProperty("muted", True)
        note.setWordWrap(True)
        for part in (note, self.doubt):
            part.setIndent(WORDS_AT)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.box, 0, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(note, 1, 0)
        grid.addWidget(self.day, 0, 1, 2, 1)
        below = QHBoxLayout()
        below.setContentsMargins(WORDS_AT, 4, 0, 0)
        below.addWidget(self.line)
        grid.addLayout(below, 2, 0, 1, 2)
        grid.addWidget(self.doubt, 3, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        self.box.clicked.connect(self._click)
        self.day.editingFinished.connect(self._change_day)
        self.line.editingFinished.connect(lambda: self.address.emit(self.line.text().strip()))

    def _click(self, checked: bool) -> None:
        self.ticked.emit(self.milestone, self.day.day if checked else None)

    def _change_day(self) -> None:
        if self.box.isChecked():
            self.ticked.emit(self.milestone, self.day.day)

    def show_day(self, on: date | None, address: str, doubt: str = "", *, writable: bool) -> None:
        """Show whether it is done, and when; what is ticked next is done today."""
        shown = on or self._today()
        self.box.setChecked(on is not None)
        self.day.setVisible(on is not None)
        self.day.day = shown
        if self.line.text().strip() != address:
            self.line.setText(address)
        doubts = "；".join(filter(None, (doubt, address_doubt(address))))
        self.doubt.setText(doubts)
        self.doubt.setVisible(bool(doubts))
        for part in (self.box, self.day, self.line):
            part.setEnabled(writable)
