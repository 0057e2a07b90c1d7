"""The signs of severities, drawn: each has a shape of its own, so that none is told by colour alone."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from model.form.schema import Severity
from ui import ROOT
from ui.appearance.colours import DARK, LIGHT, Colours, is_dark

ICONS = ROOT / "assets" / "icons"


def severity_icon(severity: Severity) -> QIcon:
    """Return the sign of a severity: octagon ×, speech bubble …, triangle !, circle i."""
    return _icon(severity.value, is_dark())


def done_icon() -> QIcon:
    """Return the tick of what is done."""
    return _icon("done", is_dark())


def blank_icon() -> QIcon:
    """Return the sign of what is still to be filled in: an empty ring."""
    return _icon("blank", is_dark())


def program_icon() -> QIcon:
    """Return the icon of the program, the one that the desktop shows for it."""
    icon = QIcon()
    for size in (32, 64):
        icon.addFile(str(ICONS / f"gouji-{size}.png"))
    return icon


@cache
def _icon(name: str, dark: bool) -> QIcon:
    icon = QIcon()
    for size in (16, 24, 32, 48):
        icon.addPixmap(_drawn(name, DARK if dark else LIGHT, size))
        icon.addPixmap(_drawn(name, DARK, size), QIcon.Mode.Selected)  # else tinted until nobody knows it
    return icon


def _drawn(name: str, tone: Colours, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / 16, size / 16)
    _SIGNS[name](painter, tone)
    painter.end()
    return pixmap


_OCTAGON = QPolygonF(
    [QPointF(x, y) for x, y in ((5, 1), (11, 1), (15, 5), (15, 11), (11, 15), (5, 15), (1, 11), (1, 5))]
)
_BUBBLE = QPolygonF(
    [QPointF(x, y) for x, y in ((1.5, 2), (14.5, 2), (14.5, 11), (8.5, 11), (4.5, 14.8), (4.5, 11), (1.5, 11))]
)
_TRIANGLE = QPolygonF([QPointF(8, 1), QPointF(15.5, 14.5), QPointF(0.5, 14.5)])
_TICK = QPolygonF([QPointF(3, 8.5), QPointF(6.5, 12), QPointF(13, 4.5)])


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _filled(painter: QPainter, shape: QPolygonF, colour: QColor) -> None:
    painter.setPen(_pen(colour, 1))
    painter.setBrush(QBrush(colour))
    painter.drawPolygon(shape)


def _bang(painter: QPainter, tone: Colours, top: float) -> None:
    painter.setPen(_pen(tone.base, 1.8))
    painter.drawLine(QPointF(8, top), QPointF(8, top + 4))
    painter.drawPoint(QPointF(8, top + 6.9))


def _draw_hard(painter: QPainter, tone: Colours) -> None:
    _filled(painter, _OCTAGON, tone.hard)
    painter.setPen(_pen(tone.base, 1.8))
    painter.drawLine(QPointF(5.4, 5.4), QPointF(10.6, 10.6))
    painter.drawLine(QPointF(10.6, 5.4), QPointF(5.4, 10.6))


def _draw_explain(painter: QPainter, tone: Colours) -> None:
    """Draw something to be said; a “?” in a diamond would look like the sign of a broken character."""
    _filled(painter, _BUBBLE, tone.explain)
    painter.setPen(_pen(tone.base, 2))
    painter.drawPoints([QPointF(x, 6.5) for x in (4.6, 8, 11.4)])


def _draw_warn(painter: QPainter, tone: Colours) -> None:
    _filled(painter, _TRIANGLE, tone.warn)
    _bang(painter, tone, 5.6)


def _draw_hint(painter: QPainter, tone: Colours) -> None:
    painter.setPen(_pen(tone.hint, 1.4))
    painter.drawEllipse(QRectF(1.2, 1.2, 13.6, 13.6))
    painter.setPen(_pen(tone.hint, 1.8))
    painter.drawPoint(QPointF(8, 4.9))
    painter.drawLine(QPointF(8, 7.8), QPointF(8, 11.4))


def _draw_done(painter: QPainter, tone: Colours) -> None:
    painter.setPen(_pen(tone.done, 2.2))
    painter.drawPolyline(_TICK)


def _draw_blank(painter: QPainter, tone: Colours) -> None:
    painter.setPen(_pen(tone.muted, 1.4))
    painter.drawEllipse(QRectF(3, 3, 10, 10))


_SIGNS = {
    Severity.HARD.value: _draw_hard,
    Severity.EXPLAIN.value: _draw_explain,
    Severity.WARN.value: _draw_warn,
    Severity.HINT.value: _draw_hint,
    "done": _draw_done,
    "blank": _draw_blank,
}
