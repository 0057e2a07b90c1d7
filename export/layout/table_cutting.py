"""Where a table may be cut, and how bad that is: in points of empty page, as page_breaking weighs them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from export.layout.style import SHORTEST_PART

_CUT = 30.0
_IN_A_GROUP = 60.0  # a cut that goes through a group of rows
_IN_A_BLOCK = 1e3  # and one through a block under its own title
_STUMP = 200.0  # a row or two alone
_UNREADABLE = 1e6  # a label that its piece has no room for
_HAIR = 0.01  # what sums of fractions may be off by


class Unit(NamedTuple):
    """Rows that stay together; `header` is what stands over them where they begin a page."""

    header: tuple[int, ...]
    rows: tuple[int, ...]
    within_block: bool = False  # whether a cut before it goes through a block


class Span(NamedTuple):
    """A label beside several rows, and the height that its words need in each piece of it."""

    first: int
    end: int
    needed: float


class Cutting:
    """The units of one table, and what it costs to part them."""

    def __init__(
        self, units: Sequence[Unit], heights: Sequence[float], spans: Sequence[Span], header_rows: int = 0
    ) -> None:
        self.units, self._header_rows = units, header_rows
        self._heights = [0.0, *accumulate(heights)]
        self._spans = spans

    def __len__(self) -> int:
        """How many units there are."""
        return len(self.units)

    def _height(self, first: int, end: int) -> float:
        return self._heights[end] - self._heights[first]

    def before(self, at: int) -> float:
        """Say how bad it is that a page begins with a unit."""
        row = self.units[at].rows[0]
        groups = sum(span.first < row < span.end for span in self._spans)
        return (_CUT + _IN_A_GROUP * groups + _IN_A_BLOCK * self.units[at].within_block) if at else 0.0

    def badness(self, start: int, end: int) -> float:
        """Say how bad a part is by itself: too short, or with a label that has no room."""
        if start == 0 and end == len(self):
            return 0.0
        first, last = max(self.units[start].rows[0], self._header_rows), self.units[end - 1].rows[-1] + 1
        unread = sum(self._is_unreadable(span, first, last) for span in self._spans)
        return _STUMP * (self._height(first, last) < SHORTEST_PART) + _UNREADABLE * unread

    def _is_unreadable(self, span: Span, first: int, end: int) -> bool:
        first, end = max(span.first, first), min(span.end, end)
        return 0 < end - first < span.end - span.first and self._height(first, end) + _HAIR < span.needed
