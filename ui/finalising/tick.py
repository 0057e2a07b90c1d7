"""A box to tick, as it is drawn in a list and as a control: its edge is seen in the dark, too."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from ui.appearance.signs import icon
from ui.appearance.theme import colours
from ui.appearance.zoom import scale_of

BOX = 16  # pixels
_GAP, _PAD = 8, 3
WORDS_AT = _PAD + BOX + _GAP + 18 + _GAP  # pixels: where the words begin behind an icon of 18


def paint_tick(painter: QPainter, box: QRect, *, ticked: bool, enabled: bool = True) -> None:
    """Draw the box; a tick stands in it where it is ticked."""
    tone = colours()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    filled = tone.accent if enabled else tone.muted
    painter.setPen(QPen(filled if ticked else tone.edge, 1))
    painter.setBrush(filled if ticked else tone.base)
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.restore()
    if ticked:
        icon("check", "on_accent").paint(painter, box.adjusted(1, 1, -1, -1))


class TickBox(QCheckBox):
    """A control with such a box, an icon, and words."""

    @property
    def _side(self) -> int:
        return round(BOX * scale_of(self))

    def sizeHint(self) -> QSize:
        sign = 0 if self.icon().isNull() else self.iconSize().width() + _GAP
        words = self.fontMetrics().horizontalAdvance(self.text())
        side = self._side
        return QSize(2 * _PAD + side + _GAP + sign + words, max(self.fontMetrics().height(), side) + 2 * _PAD + 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        """Take a click anywhere on it."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, middle, tone = QPainter(self), self.height() // 2, colours()
        box = QRect(_PAD, middle - self._side // 2, self._side, self._side)
        paint_tick(painter, box, ticked=self.isChecked(), enabled=self.isEnabled())
        left = _PAD + self._side + _GAP
        if not self.icon().isNull():
            side = self.iconSize().width()
            self.icon().paint(painter, QRect(left, middle - side // 2, side, side))
            left += side + _GAP
        painter.setPen(tone.text if self.isEnabled() else tone.muted)
        rest = QRect(left, 0, self.width() - left, self.height())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(tone.accent, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
