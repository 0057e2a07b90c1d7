"""A state as a small round label: a sign, a word and a colour."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.appearance import signs
from ui.appearance.theme import POINTS, colours, ui_font

_SIGN, _PAD, _GAP, HEIGHT = 14, 8, 4, 22  # pixels


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
        sign = _side(self.font()) + _GAP if self._sign else 0
        return QSize(
            self.fontMetrics().horizontalAdvance(self.words) + sign + 2 * _PAD,
            max(HEIGHT, self.fontMetrics().height() + 4),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        draw_chip(painter, self.rect(), self.words, self._tone, self._sign)


def _side(font: QFont) -> int:
    """Return how large a sign beside such letters is."""
    return max(_SIGN, round(_SIGN * font.pointSizeF() / POINTS))


def outline(ink: QColor, ground: QColor) -> QColor:
    """Return the colour of the line round a chip: half way to its ink, so that it stands out from a row like it."""
    mixed = ((one + other) // 2 for one, other in zip(ink.getRgb()[:3], ground.getRgb()[:3], strict=True))  # type: ignore[index]
    return QColor(*mixed)


def draw_chip(painter: QPainter, room: QRect, words: str, name: str, sign: str) -> int:
    """Draw a chip at the left of a room, in one of the tones; give how wide it is."""
    tone = colours()
    ink = tone.muted if name == "off" else getattr(tone, name)
    side = _side(painter.font())
    before = side + _GAP if sign else 0
    wide = min(room.width(), painter.fontMetrics().horizontalAdvance(words) + before + 2 * _PAD)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(outline(ink, getattr(tone, f"{name}_soft")), 1))
    painter.setBrush(getattr(tone, f"{name}_soft"))
    half = room.height() / 2
    ground = QRectF(room.left(), room.top(), wide, room.height())
    painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), half - 0.5, half - 0.5)
    left = room.left() + _PAD
    if sign:
        signs.draw(painter, sign, QRectF(left, room.top() + half - side / 2, side, side), ink)
    painter.setPen(ink)
    painter.drawText(ground.adjusted(_PAD + before, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
    return wide
