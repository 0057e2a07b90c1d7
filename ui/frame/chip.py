"""A state as a small round label: a sign, a word and a colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.appearance import signs
from ui.appearance.theme import colours, ui_font

_SIGN, _PAD, _GAP, _HEIGHT = 14, 8, 4, 22  # pixels


class Chip(QWidget):
    """One of the tones `accent`, `done`, `explain`, `warn`, `hard`, `off` is its colour and its ground."""

    def __init__(self, words: str = "", tone: str = "off", sign: str = "") -> None:
        super().__init__()
        self.setFont(ui_font(92))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.words = self._sign = ""
        self._tone = tone
        self.say(words, tone, sign)

    def say(self, words: str, tone: str, sign: str = "") -> None:
        """Show another state; nothing is shown for an empty one."""
        self.words, self._tone, self._sign = words, tone, sign
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        sign = _SIGN + _GAP if self._sign else 0
        return QSize(
            self.fontMetrics().horizontalAdvance(self.words) + sign + 2 * _PAD,
            max(_HEIGHT, self.fontMetrics().height() + 4),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        tone = colours()
        ink = tone.muted if self._tone == "off" else getattr(tone, self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(getattr(tone, f"{self._tone}_soft"))
        half = self.height() / 2
        painter.drawRoundedRect(QRectF(self.rect()), half, half)
        left = _PAD
        if self._sign:
            signs.draw(painter, self._sign, QRectF(left, half - _SIGN / 2, _SIGN, _SIGN), ink)
            left += _SIGN + _GAP
        painter.setPen(ink)
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.words)
