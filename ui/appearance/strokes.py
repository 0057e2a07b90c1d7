"""The icons as strokes on a grid of 24: a file that `tools/make_strokes.py` makes, read when the first is wanted."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from ui import ROOT

FILE = ROOT / "assets" / "icons" / "strokes.txt"
GRID, WIDTH, THINNEST = 24, 2, 1.35  # units, units, pixels of the screen


@cache
def _lines() -> dict[str, str]:
    return dict(line.split(" ", 1) for line in FILE.read_text("utf-8").splitlines())


def names() -> frozenset[str]:
    """Name all icons."""
    return frozenset(_lines())


@cache
def path_of(name: str) -> QPainterPath:
    """Return the strokes of an icon.

    Raises:
        KeyError: there is none of this name.
    """
    path, words = QPainterPath(), iter(_lines()[name].split())
    for letter in words:
        if letter == "M":
            path.moveTo(float(next(words)), float(next(words)))
        elif letter == "L":
            path.lineTo(float(next(words)), float(next(words)))
        elif letter == "C":
            path.cubicTo(*(float(next(words)) for _ in range(6)))
        else:
            path.closeSubpath()
    return path


def draw(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draw an icon into a square."""
    scale = rect.width() / GRID
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(scale, scale)
    width = max(WIDTH, THINNEST / scale)
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path_of(name))
    painter.restore()
