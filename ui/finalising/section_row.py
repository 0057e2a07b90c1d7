"""The row under the title of 接下来: this page first, then the six parts of the report, as the tabs beside it there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from model.form.form import Form
from ui.actions.in_window import NEXT_STEPS, TABS
from ui.appearance.marking import mark

_HIGH, _SPARE = 36, 16  # pixels, of the row, of what stays free in it


class SectionRow(QWidget):
    """Where one is, and the ways into the report; where there is little room the parts have their ordinals only."""

    chosen = Signal(int)

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.here = QLabel()
        mark(self.here, "tab")
        self.buttons: list[QToolButton] = []
        self._names = [(f"{section.ordinal} {section.tab}", section.ordinal) for section in form.sections]
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 8, 0)
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
        row.addStretch(1)
        self.setFixedHeight(_HIGH)
        self.tell_left(0)

    def tell_left(self, left: int) -> None:
        """Say how many steps are not done yet."""
        self.here.setText(told(left))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Ask for little: the names give way."""
        return QSize(0, _HIGH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Name the parts as far as there is room for all of them."""
        for button, (whole, _) in zip(self.buttons, self._names, strict=True):
            button.setText(whole)
        wanted = sum(one.sizeHint().width() for one in (self.here, *self.buttons)) + _SPARE
        if wanted > self.width():
            for button, (_, short) in zip(self.buttons, self._names, strict=True):
                button.setText(short)


def told(left: int) -> str:
    """Return what the tab says.

    >>> told(2), told(0)
    ('接下来 ○2', '接下来 ✓')
    """
    return f"{NEXT_STEPS.label} {f'○{left}' if left else '✓'}"
