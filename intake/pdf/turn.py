"""Pages whose text runs sideways, as wide tables are printed: they are turned until it is upright."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import pi

Box = tuple[float, float, float, float]  # left, right, bottom, top

_SKEW = 0.12  # of a quarter turn: a scan may lie that crooked; what is more is a watermark


def quarter_of(angle: float) -> int | None:
    """Round an angle to quarter turns, clockwise; None for what runs aslant.

    >>> [quarter_of(angle) for angle in (0.0, 1.58, 6.27, 0.78)]
    [0, 1, 0, None]
    """
    quarters = angle / (pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) < _SKEW else None


def usual(quarters: Iterable[int | None]) -> int:
    """Return how most of the text of a page runs."""
    counts = Counter(quarter for quarter in quarters if quarter is not None)
    return counts.most_common(1)[0][0] if counts else 0


def turned(x: float, y: float, quarter: int) -> tuple[float, float]:
    """Turn a point as text must be turned that runs so many quarters clockwise.

    >>> turned(1, 2, 0), turned(1, 2, 1), turned(1, 2, 2), turned(1, 2, 3)
    ((1, 2), (-2, 1), (-1, -2), (2, -1))
    """
    return ((x, y), (-y, x), (-x, -y), (y, -x))[quarter]


def turned_box(box: Box, quarter: int) -> Box:
    """Turn a box in the same way."""
    left, right, bottom, top = box
    (x0, y0), (x1, y1) = turned(left, bottom, quarter), turned(right, top, quarter)
    return min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
