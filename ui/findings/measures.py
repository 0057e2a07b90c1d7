"""How large the parts of a row are, at one zoom, and where they lie."""

from __future__ import annotations

from functools import cache, cached_property

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics

from ui.appearance.theme import ui_font

_BODY = 13  # pixels of the font of the interface
_WRAP = Qt.TextFlag.TextWordWrap.value


@cache
def measures(percent: int) -> Measures:
    """Return the measures of one zoom."""
    return Measures(percent)


class Measures:
    """Fonts and lengths; what is called after a number of pixels is that at 100 %."""

    def __init__(self, percent: int) -> None:
        self.percent = percent
        self.gap, self.pad, self.sign, self.left = (self.px(n) for n in (8, 8, 14, 32))
        self.first, self.figures, self.second, self.button = (self.px(n) for n in (20, 28, 17, 28))

    def px(self, pixels: float) -> int:
        """Return a length at this zoom."""
        return round(pixels * self.percent / 100)

    @cached_property
    def place(self) -> QFont:
        """The font of places and titles."""
        return self.font(_BODY, bold=True)

    @cached_property
    def body(self) -> QFont:
        """The font of counts and links."""
        return self.font(_BODY)

    @cached_property
    def small(self) -> QFont:
        """The font of reasons."""
        return self.font(12)

    @cached_property
    def tag(self) -> QFont:
        """The font of the number of a rule."""
        return self.font(11)

    def font(self, pixels: float, *, bold: bool = False) -> QFont:
        """Return a font so high."""
        return ui_font(round(self.percent * pixels / _BODY), bold=bold)

    @cached_property
    def small_metrics(self) -> QFontMetrics:
        """How wide words of a reason are."""
        return QFontMetrics(self.small)

    def wrapped(self, words: str, width: int, most: int) -> int:
        """Return how high a reason is in at most so many lines."""
        line = self.small_metrics.height()
        room = QRect(0, 0, max(width, 1), 10_000)
        return min(self.small_metrics.boundingRect(room, _WRAP, words).height(), most * line) if words else 0

    # Where the parts lie

    def card(self, rect: QRect) -> QRect:
        """Return the card in a row."""
        return rect.adjusted(self.gap, 0, -self.gap, -self.gap)

    def inner(self, card: QRect) -> QRect:
        """Return where the words of a card stand."""
        return card.adjusted(self.left, self.pad, -self.px(10), -self.pad)

    def tag_rect(self, card: QRect, words: str) -> QRect:
        """Return the tag at the upper right of a card."""
        width = QFontMetrics(self.tag).horizontalAdvance(words) + self.px(11)
        return QRect(card.right() - self.px(9) - width, card.top() + self.pad, width, self.px(20))

    def link_rect(self, card: QRect, words: str) -> QRect:
        """Return the link at the lower right of a card, with room round it to be hit."""
        width = QFontMetrics(self.body).horizontalAdvance(words) + self.px(16)
        return QRect(card.right() - width - self.px(2), card.bottom() - self.px(29), width, self.px(27))

    def size(self, width: int, height: int) -> QSize:
        """Return the size of a row whose card is so high."""
        return QSize(width, height + self.gap)
