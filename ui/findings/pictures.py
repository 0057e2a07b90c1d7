"""Pictures of rows, kept as long as they look the same: where a row comes or goes, all below it only move."""

from __future__ import annotations

from math import ceil, floor
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter, QPixmap, QTransform

from ui.findings.drawing import lay_on
from ui.findings.row_paint import RowLook
from ui.findings.rows import Key

_MOST = 32  # pictures: at most twice as many as there are rows in sight
_EDGE = 2  # pixels at the left of a row that are not painted: the line at the edge of the whole list may lie there
_Place = tuple[Key, int, bool]  # a row, how wide it is, and whether it is current: the scroll bar comes and goes


class _Picture(NamedTuple):
    """What a row looked like, on which device, and how far from whole pixels of it."""

    look: RowLook
    ratio: float
    phase: tuple[float, float]
    pixmap: QPixmap


class Pictures:
    """Paints rows by what was painted before."""

    def __init__(self) -> None:
        self._kept: dict[_Place, _Picture] = {}  # what was painted last is last

    def paint(self, painter: QPainter, look: RowLook, rect: QRect) -> None:
        """Paint a row exactly as it looks, on the ground of the window."""
        if look.has_focus:  # the ring round it lies on the row above, too
            look.paint(painter, rect)
            return
        on_device = painter.deviceTransform()
        ratio, corner = on_device.m11(), on_device.map(QPointF(rect.left() + _EDGE, rect.top()))
        x, y = floor(corner.x()), floor(corner.y())
        wanted = (look, ratio, (corner.x() - x, corner.y() - y))
        place = look.row.key, look.width, look.current
        kept = self._kept.pop(place, None)
        if kept is None or kept[:3] != wanted:
            kept = _Picture(*wanted, _painted(*wanted))
        self._kept[place] = kept
        if len(self._kept) > _MOST:
            del self._kept[next(iter(self._kept))]
        lay_on(painter, x, y, kept.pixmap)


def _painted(look: RowLook, ratio: float, phase: tuple[float, float]) -> QPixmap:
    wide, high = (
        ceil(length * ratio + off) for length, off in zip((look.width - _EDGE, look.height), phase, strict=True)
    )
    pixmap = QPixmap(wide, high)
    pixmap.fill(look.tone.window)
    painter = QPainter(pixmap)
    painter.setWorldTransform(QTransform(ratio, 0, 0, ratio, *phase))
    look.paint(painter, QRect(-_EDGE, 0, look.width, look.height))
    painter.end()
    return pixmap
