"""How large the parts of a row are, at one zoom, and where they lie."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics

from ui.appearance.theme import ui_font

_BODY = 13  # pixels of the font of the interface
_WRAP = Qt.TextFlag.TextWordWrap.value


class Lettering(NamedTuple):
    """A font, and how wide its words are."""

    font: QFont
    metrics: QFontMetrics

    def width(self, words: str) -> int:
        """Return how wide some words are."""
        return self.metrics.horizontalAdvance(words)


@cache
def _face(percent: int, pixels: float, bold: bool) -> Lettering:
    font = ui_font(round(percent * pixels / _BODY), bold=bold)
    return Lettering(font, QFontMetrics(font))


@lru_cache(512)
def _wrapped(percent: int, words: str, width: int) -> int:
    room = QRect(0, 0, width, 10_000)
    return measures(percent).small.metrics.boundingRect(room, _WRAP, words).height()


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

    @property
    def place(self) -> Lettering:
        """How places and titles are written."""
        return self.face(_BODY, bold=True)

    @property
    def body(self) -> Lettering:
        """How counts and links are written."""
        return self.face(_BODY)

    @property
    def small(self) -> Lettering:
        """How reasons are written."""
        return self.face(12)

    @property
    def tag(self) -> Lettering:
        """How the number of a rule is written."""
        return self.face(11)

    def face(self, pixels: float, *, bold: bool = False) -> Lettering:
        """Return a font so high at this zoom."""
        return _face(self.percent, pixels, bold)

    def wrapped(self, words: str, width: int, most: int) -> int:
        """Return how high a reason is in at most so many lines."""
        most_high = most * self.small.metrics.height()
        return min(_wrapped(self.percent, words, max(width, 1)), most_high) if words else 0

    # Where the parts lie

    def card(self, rect: QRect) -> QRect:
        """Return the card in a row."""
        return rect.adjusted(self.gap, 0, -self.gap, -self.gap)

    def inner(self, card: QRect) -> QRect:
        """Return where the words of a card stand."""
        return card.adjusted(self.left, self.pad, -self.px(10), -self.pad)

    def tag_rect(self, card: QRect, words: str) -> QRect:
        """Return the tag at the upper right of a card."""
        width = self.tag.width(words) + self.px(11)
        return QRect(card.right() - self.px(9) - width, card.top() + self.pad, width, self.px(20))

    def link_rect(self, card: QRect, words: str) -> QRect:
        """Return the link at the lower right of a card, with room round it to be hit."""
        width = self.body.width(words) + self.px(16)
        return QRect(card.right() - width - self.px(2), card.bottom() - self.px(29), width, self.px(27))

    def size(self, width: int, height: int) -> QSize:
        """Return the size of a row whose card is so high."""
        return QSize(width, height + self.gap)
