"""Words and fonts of a table's boxes, laid out once per size and remembered."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPixmap

from model.form.grid import Box, BoxRole
from model.form.schema import Severity
from ui.appearance import theme

PAD = 4


_LABEL_PAD = 8
_HEAD_PAD = 2  # two characters beside each other in the narrowest column


def pad_of(box: Box) -> int:
    """Return how far the words of a box stand from its left edge."""
    if box.role is BoxRole.HEADER:
        return _HEAD_PAD
    return _LABEL_PAD if box.role is BoxRole.LABEL and not box.upright else PAD


def pad_behind(box: Box) -> int:
    """Return how far the words of a box end from its right edge."""
    return _HEAD_PAD if box.role is BoxRole.HEADER else PAD


class Fonts:
    """The fonts of one zoom: for numbers, derived totals, labels, and the small grey ones."""

    def __init__(self, base: QFont) -> None:
        self.base = base
        self.derived = QFont(base)
        self.derived.setItalic(True)
        self.strong = QFont(base)
        self.strong.setBold(True)
        self.small = QFont(base)
        self.small.setPointSizeF(base.pointSizeF() * 0.85)
        self.small_strong = QFont(self.small)
        self.small_strong.setBold(True)
        self.metrics = QFontMetrics(base)
        self.small_metrics = QFontMetrics(self.small)
        self.em = self.metrics.horizontalAdvance("国")
        self.line = self.metrics.height()
        self._wrapped: dict[tuple[str, int, int, bool], tuple[str, ...]] = {}

    def wrap(self, text: str, width: int, lines: int, *, small: bool = False) -> tuple[str, ...]:
        """Break a label over at most so many lines; what does not fit ends with “…”."""
        key = (text, width, lines, small)
        if key not in self._wrapped:
            self._wrapped[key] = _broken(text, self.small_metrics if small else self.metrics, width, lines)
        return self._wrapped[key]

    def lines_of(self, text: str, width: int) -> int:
        """Return how many lines a label needs."""
        return len(self.wrap(text, width, 99))


def _broken(text: str, metrics: QFontMetrics, width: int, lines: int) -> tuple[str, ...]:
    if metrics.horizontalAdvance(text) <= width:
        return (text,)
    number, rest = _numbering(text)
    if number and len(text) <= _SHORT:
        return (number, *_broken(rest, metrics, width, max(1, lines - 1)))
    if _EVENLY < len(text) <= 2 * _EVENLY and metrics.horizontalAdvance(text[:_EVENLY]) <= width:
        width = metrics.horizontalAdvance(text[:_EVENLY])  # 社会公益／组织, not 社会公益组／织
    elif len(text) <= _EVENLY:
        width = min(width, _even_width(text, metrics, width))
    done: list[str] = []
    rest = text
    while rest and len(done) < lines - 1:
        count = _fitting(rest, metrics, width)
        done.append(rest[:count])
        rest = rest[count:]
    if rest:
        done.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
    return _with_company(done, metrics, width)


def _with_company(lines: list[str], metrics: QFontMetrics, width: int) -> tuple[str, ...]:
    """Let no single character stand in the last line: 申请／数量, not 申请数／量."""
    if len(lines) > 1 and len(lines[-2]) > _COMPANY and sum(one not in _MARKS for one in lines[-1]) < _COMPANY:
        moved = lines[-2][-1] + lines[-1]
        if moved[0] not in _NEVER_FIRST and metrics.horizontalAdvance(moved) <= width:
            return (*lines[:-2], lines[-2][:-1], moved)
    return tuple(lines)


_EVENLY = 4  # characters: 结果／维持, not 结果维／持
_SHORT = 10  # characters: （三）／不予公开, not （三）不／予公开


def _numbering(text: str) -> tuple[str, str]:
    head, mark, rest = text.partition("）")
    return (head + mark, rest) if mark and rest and len(head) <= 3 else ("", text)


def _even_width(text: str, metrics: QFontMetrics, width: int) -> int:
    """Return the width in which a short header fills its lines evenly."""
    lines = -(-metrics.horizontalAdvance(text) // width)
    return metrics.horizontalAdvance(text[: -(-len(text) // lines)])


_COMPANY = 2  # characters that a line has at least
_MARKS = "，。、；：）”（“"
_NEVER_FIRST = "，。、；：）”"


def _fitting(text: str, metrics: QFontMetrics, width: int) -> int:
    lengths = range(1, len(text) + 1)
    count = max(1, bisect_right(lengths, width, key=lambda length: metrics.horizontalAdvance(text[:length])))
    while 1 < count < len(text) and text[count] in _NEVER_FIRST:
        count -= 1
    return count


def draw_lines(painter: QPainter, rect: QRect, lines: tuple[str, ...], height: int, align: Qt.AlignmentFlag) -> None:
    """Draw lines below each other, in the middle of a rectangle."""
    top = rect.top() + max(0, (rect.height() - height * len(lines)) // 2)
    for i, line in enumerate(lines):
        painter.drawText(
            QRect(rect.left(), top + i * height, rect.width(), height), align | Qt.AlignmentFlag.AlignVCenter, line
        )


@lru_cache(maxsize=64)
def sign(severity: Severity, side: int, ratio: float, dark: bool) -> QPixmap:  # noqa: ARG001 — part of the key
    """Return the sign of a severity as a picture of `side` pixels."""
    return theme.severity_icon(severity).pixmap(QSize(side, side), ratio)
