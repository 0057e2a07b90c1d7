"""The signs of severities and the icons of acts, painted when they are looked at: as sharp as the screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QIconEngine, QPainter, QPen, QPixmap, QPolygonF

from model.form.schema import Severity
from ui import ROOT
from ui.appearance import strokes
from ui.appearance.colours import Colours, colours

ICONS = ROOT / "assets" / "icons"
_CHOSEN = "chosen"  # no drawing of its own
_ON, _OFF = QIcon.State.On, QIcon.Mode.Disabled


def severity_icon(severity: Severity) -> QIcon:
    """Return the sign of a severity: octagon ×, speech bubble …, triangle !, circle i."""
    return _icon(severity.value)


def done_icon() -> QIcon:
    """Return the tick of what is done."""
    return _icon("done")


def blank_icon() -> QIcon:
    """Return the sign of what is still to be filled in: an empty ring."""
    return _icon("blank")


def icon(name: str, tone: str = "") -> QIcon:
    """Return an icon of an act, in the colour of words, or one that is named; checked, it takes the accent."""
    return _icon(name, tone)


def chosen_icon() -> QIcon:
    """Return the mark before an item of a menu: a tick where it is chosen, else nothing."""
    return _icon(_CHOSEN)


def program_icon() -> QIcon:
    """Return the icon of the program, the one that the desktop shows for it."""
    made = QIcon()
    for size in (32, 64):
        made.addFile(str(ICONS / f"gouji-{size}.png"))
    return made


@cache
def _icon(name: str, tone: str = "") -> QIcon:
    return QIcon(_Engine(name, tone))


_cloned: list[QIconEngine] = []  # Qt owns them; the binding would delete them with their last name here


class _Engine(QIconEngine):
    """Paints a sign or an icon with the colours that are worn at that moment."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name, self._tone = name, tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        square = QRectF(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side)
        if name := self._drawn_as(state):
            draw(painter, name, square, self._colour(mode, state))

    def _drawn_as(self, state: QIcon.State) -> str:
        if self._name != _CHOSEN:
            return self._name
        return "check" if state is _ON else ""

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        tone = colours()
        if mode is _OFF:
            return tone.muted
        named: QColor = getattr(tone, self._tone or ("accent" if state is _ON else "text"))
        return named

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _drawn(
            self._drawn_as(state), size.width(), size.height(), self._colour(mode, state).rgba(), colours().dark
        )

    def clone(self) -> QIconEngine:
        _cloned.append(_Engine(self._name, self._tone))
        return _cloned[-1]


def draw(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draw a sign in its own colours, or an icon in one that is given."""
    if name not in _SIGNS:
        strokes.draw(painter, name, rect, colour)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / 16, rect.height() / 16)
    _SIGNS[name](painter, colours())
    painter.restore()


@cache
def _drawn(name: str, width: int, height: int, rgba: int, dark: bool) -> QPixmap:  # noqa: ARG001 — signs differ by it
    pixmap, side = QPixmap(width, height), min(width, height)
    if not side:
        return pixmap
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    if name:
        draw(painter, name, QRectF((width - side) / 2, (height - side) / 2, side, side), QColor.fromRgba(rgba))
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


_SIGNS: dict[str, Callable[[QPainter, Colours], None]] = {
    Severity.HARD.value: _draw_hard,
    Severity.EXPLAIN.value: _draw_explain,
    Severity.WARN.value: _draw_warn,
    Severity.HINT.value: _draw_hint,
    "done": _draw_done,
    "blank": _draw_blank,
}
