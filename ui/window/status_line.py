"""The line at the foot of the window: saved when, what is left, how long, how large."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QLabel, QStatusBar, QToolButton, QWidget

from model.schema import Severity
from ui.appearance.signs import done_icon, severity_icon


class StatusLine(QStatusBar):
    """Says one thing on the left, and keeps the figures on the right."""

    zoom_in = Signal()
    zoom_out = Signal()
    zoom_reset = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._sign, self._sentence = QLabel(), QLabel()
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setAccessibleName("状态")
        self._blanks, self._due = QLabel(), QLabel()
        self._sign.setContentsMargins(10, 0, 0, 0)
        self.addWidget(self._sign)
        self.addWidget(self._sentence)
        self._offer = self._button("", "", None)
        self._offered: Callable[[], None] = self._offer.hide
        self._offer.clicked.connect(self._take_offer)
        self._offer.hide()
        self.addWidget(self._offer)
        self.addWidget(QLabel(), 1)
        for label in (self._blanks, self._due):
            label.setContentsMargins(10, 0, 10, 0)
            self.addPermanentWidget(label)
        self._zoom = self._add_zoom()
        self.show_zoom(None)

    def _add_zoom(self) -> tuple[QToolButton, QToolButton, QToolButton]:
        less = self._button("−", "缩小", self.zoom_out)
        percent = self._button("100%", "恢复100%", self.zoom_reset)
        more = self._button("＋", "放大", self.zoom_in)
        for button in (less, percent, more):
            self.addPermanentWidget(button)
        return less, percent, more

    def _button(self, text: str, name: str, signal: SignalInstance | None) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setAutoRaise(True)
        if signal is not None:
            button.clicked.connect(signal)
        return button

    def say(self, sentence: str) -> None:
        """Say something that needs no sign."""
        self._sign.clear()
        self._put(sentence)

    def offer(self, sentence: str, what: str, act: Callable[[], None]) -> None:
        """Say that something is done, with a button for what is likely wanted next."""
        self._sign.setPixmap(done_icon().pixmap(QSize(14, 14)))
        self._put(sentence)
        self._offered = act
        self._offer.setText(what)
        self._offer.setAccessibleName(what)
        self._offer.show()

    def _take_offer(self) -> None:
        self._offered()

    def saved(self, when: datetime) -> None:
        """Say when the last edit reached the disk."""
        self._sign.setPixmap(done_icon().pixmap(QSize(14, 14)))
        self._put(f"已保存 {when:%H:%M:%S}")

    def refuse(self, sentence: str) -> None:
        """Say why something was not done; it stays until something else is said."""
        self._sign.setPixmap(severity_icon(Severity.HARD).pixmap(QSize(14, 14)))
        self._put(sentence)
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # the start can do without

        QAccessible.updateAccessibility(QAccessibleEvent(self._sentence, QAccessible.Event.Alert))

    def _put(self, sentence: str) -> None:
        self._offer.hide()
        self._sentence.setText(sentence)
        self._sentence.setToolTip(sentence)
        for label in (self._sign, self._sentence):  # of a fixed size: else each second's time lays the window out anew
            label.setFixedSize(label.sizeHint())

    @property
    def sentence(self) -> str:
        """What stands on the left."""
        return self._sentence.text()

    def count(self, blanks: int | None) -> None:
        """Show how many cells are blank; None where no report is open."""
        self._blanks.setText("" if blanks is None else f"空白 {blanks} 格" if blanks else "已填满")

    def due(self, deadline: date | None, today: date) -> None:
        """Show how many days are left."""
        self._due.setText(days_left(deadline, today) if deadline else "")

    def show_zoom(self, percent: int | None) -> None:
        """Show how large tables and texts are; None where no report is open."""
        for button in self._zoom:
            button.setVisible(percent is not None)
        self._zoom[1].setText(f"{percent}%")


def days_left(deadline: date, today: date) -> str:
    """Say how far a day is.

    >>> days_left(date(2026, 1, 31), date(2026, 1, 30))
    '距截止还有1天'
    """
    days = (deadline - today).days
    if days < 0:
        return f"已过截止日{-days}天"
    return f"距截止还有{days}天" if days else "今天截止"
