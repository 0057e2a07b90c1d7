"""The row under the title of 接下来: this page first, then the six parts of the report, where its tabs are there."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from model.form.form import Form
from model.rules.tally import Tally
from ui.actions.in_window import TABS
from ui.appearance.marking import mark
from ui.frame.badge import Badge
from ui.frame.report_tools import steps_told

_HIGH, _SPARE = 36, 16  # pixels, of the row, of what stays free in it
_BEFORE, _BEHIND = 10, 12  # pixels of a tab before its words, and round its badge


class SectionRow(QWidget):
    """Where one is, and the ways into the report; where there is little room the parts have their ordinals only.

    Each stands where its tab stands in the report, with the same badge: who switches finds nothing moved.
    """

    chosen = Signal(int)

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.here = QLabel()
        mark(self.here, "tab")
        self.buttons: list[QToolButton] = []
        self.badges: list[Badge] = []
        self._names = [(f"{section.ordinal} {section.tab}", section.ordinal) for section in form.sections]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(0)
        row.addWidget(self.here)
        for number, section in enumerate(form.sections):
            button = QToolButton()
            mark(button, "tab")
            button.setToolTip(TABS[number].told(section.heading))
            button.setAccessibleName(section.heading)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda *_, number=number: self.chosen.emit(number))
            row.addWidget(button)
            self.buttons.append(button)
            self.badges.append(Badge(button))
            self.badges[-1].resize(0, 0)  # until it is known
        row.addStretch(1)
        self.setFixedHeight(_HIGH)
        self.tell_left(0)

    def tell_left(self, left: int) -> None:
        """Say how many steps are not done yet."""
        self.here.setText(steps_told(left))
        self._fit()

    def tell_tallies(self, tallies: Iterable[Tally]) -> None:
        """Say of each part what is open in it, as its tab does."""
        for badge, tally in zip(self.badges, tallies, strict=True):
            badge.show_tally(tally)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Ask for little: the names give way."""
        return QSize(0, _HIGH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Name the parts as far as there is room for all of them."""
        whole = [name for name, _ in self._names]
        room = self.width() - self.here.sizeHint().width() - _SPARE
        has_room = sum(self._width(number, name) for number, name in enumerate(whole)) <= room
        for number, (button, names) in enumerate(zip(self.buttons, self._names, strict=True)):
            name, badge = names[not has_room], self.badges[number]
            button.setText(name)
            button.setFixedWidth(self._width(number, name))
            button.setStyleSheet(f"padding-right: {badge.width() + _BEHIND}px")  # the words stand as on a tab
            badge.move(button.width() - badge.width() - _BEHIND // 2, (_HIGH - badge.height()) // 2)

    def _width(self, number: int, name: str) -> int:
        button, badge = self.buttons[number], self.badges[number]
        return _BEFORE + button.fontMetrics().horizontalAdvance(name) + badge.width() + _BEHIND
