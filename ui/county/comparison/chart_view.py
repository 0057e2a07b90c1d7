"""A chart as it is laid out, painted: arrows go from value to value, and each is said in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from export.charts.drawing import Chart, ChartLine, ChartPaper, Tone
from export.charts.inks import DASHES
from export.layout.page import Rectangle
from ui.actions.in_county import FIRST_VALUE, LAST_VALUE, NEXT_VALUE, PREVIOUS_VALUE
from ui.actions.registry import KeyContext, pressed
from ui.appearance.colours import Colours, colours
from ui.appearance.theme import ui_font
from ui.system.viewport import viewport_of

Make = Callable[[ChartPaper], Chart]
_RING, _LEAST = 2, QSize(200, 120)  # pixels
_BEFORE, _HIGH, _WIDE = 6, 22, 10  # pixels of the frame round a value


def inks(tone: Colours) -> Mapping[Tone, QColor]:
    """Return the colours of a chart in a look."""
    return {
        Tone.TEXT: tone.text,
        Tone.MUTED: tone.muted,
        Tone.RULE: tone.line,
        Tone.BAR: tone.bar,
        Tone.ON_BAR: tone.on_bar,
        Tone.CHOSEN: tone.accent,
        Tone.ON_CHOSEN: tone.on_accent,
        Tone.FAINT: tone.bar2,
        Tone.PAPER: tone.base,
    }


def measured(text: str, size: float, *, bold: bool = False) -> float:
    """Measure words in the letters of the window."""
    return QFontMetricsF(_font(size, bold=bold)).horizontalAdvance(text)


def paint_chart(painter: QPainter, chart: Chart, ink: Mapping[Tone, QColor]) -> None:
    """Paint what is laid out."""
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    for line in chart.grid:
        _line(painter, line, ink)
    for box in chart.boxes:
        painter.fillRect(_rect(box.place), ink[box.tone])
    for line in chart.rules:
        _line(painter, line, ink)
    for word in chart.words:
        painter.setFont(_font(word.size, bold=word.bold))
        painter.setPen(ink[word.tone])
        painter.drawText(QPointF(word.left, word.baseline), word.text)


def _font(size: float, *, bold: bool) -> QFont:
    font = ui_font(bold=bold)
    font.setPixelSize(round(size))
    return font


def _line(painter: QPainter, line: ChartLine, ink: Mapping[Tone, QColor]) -> None:
    pen = QPen(ink[line.tone], line.width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    if line.dashed:
        pen.setDashPattern([part / line.width for part in DASHES])
    elif line.width > 1:
        pen.setCapStyle(Qt.PenCapStyle.SquareCap)
    painter.setPen(pen)
    painter.drawLine(QPointF(line.x1, line.y1), QPointF(line.x2, line.y2))


def _rect(place: Rectangle) -> QRectF:
    return QRectF(QPointF(place.left, place.top), QPointF(place.right, place.bottom))


class ChartView(QWidget):
    """The chart itself, as large as it is laid out."""

    pointed = Signal(int)  # a value

    def __init__(self) -> None:
        super().__init__()
        self.chart: Chart | None = None
        self.at = -1  # the value that is pointed to
        self._percent = 100
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def scale(self) -> float:
        """How many pixels a pixel of the layout is."""
        return self._percent / 100

    def set_zoom(self, percent: int) -> None:
        """Show it larger or smaller from the next layout on."""
        self._percent = percent

    def show_chart(self, chart: Chart, room: QSize = _LEAST) -> None:
        """Show another chart, in a room that it fills."""
        self.chart = chart
        self.at = min(self.at, len(chart.marks) - 1)
        self.resize(QSize(ceil(chart.width * self.scale), ceil(chart.height * self.scale)).expandedTo(room))
        self.setAccessibleName(chart.title)
        self._say()
        self.update()

    def point(self, at: int) -> None:
        """Point to a value."""
        if self.chart is not None and self.chart.marks and at != self.at:
            self.at = max(0, min(at, len(self.chart.marks) - 1))
            self._say()
            self.update()
            self.pointed.emit(self.at)

    @property
    def said(self) -> str:
        """What is said of the value that is pointed to; of all of them where none is."""
        if self.chart is None:
            return ""
        return self.chart.marks[self.at].said if self.at >= 0 else self.chart.sentence

    def _say(self) -> None:
        self.setAccessibleDescription(self.said)
        self.setToolTip(self.said)

    def sizeHint(self) -> QSize:
        return _LEAST

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.chart is None:
            return
        painter, tone = QPainter(self), colours()
        painter.fillRect(self.rect(), tone.base)
        painter.scale(self.scale, self.scale)
        paint_chart(painter, self.chart, inks(tone))
        if self.hasFocus():
            painter.setPen(QPen(tone.accent, _RING))
            whole = QRectF(0, 0, self.width() / self.scale, self.height() / self.scale)
            room = _rect(self.chart.marks[self.at].place) if self.at >= 0 else whole
            painter.drawRect(room.adjusted(1, 1, -1, -1))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self.chart.marks) - 1 if self.chart else -1
        to = {
            NEXT_VALUE: self.at + 1,
            PREVIOUS_VALUE: max(0, self.at - 1),
            FIRST_VALUE: 0,
            LAST_VALUE: last,
        }
        act = pressed(event, KeyContext.CHART)
        if act in to and last >= 0:
            self.point(min(to[act], last))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        there = event.position()
        place = QPointF(there.x() / self.scale, there.y() / self.scale)
        marks = self.chart.marks if self.chart else ()
        at = next((at for at, one in enumerate(marks) if _rect(one.place).contains(place)), None)
        if at is not None:
            self.point(at)


class ChartArea(QScrollArea):
    """The room for a chart: it is laid out anew for every width, and scrolled where it is higher."""

    def __init__(self) -> None:
        super().__init__()
        self.view = ChartView()
        self._make: Make | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self.view)
        self.view.pointed.connect(self._show_value)

    def show_made(self, make: Make) -> None:
        """Show a chart that can be made for any room."""
        self._make = make
        self.lay_out()

    def lay_out(self) -> None:
        """Make the chart for the room that there is now."""
        if self._make is not None:
            room = viewport_of(self).size()
            scale = self.view.scale
            chart = self._make(ChartPaper(measured, room.width() / scale, room.height() / scale))
            self.view.show_chart(chart, room)

    def set_zoom(self, percent: int) -> None:
        """Show it larger or smaller."""
        self.view.set_zoom(percent)
        self.lay_out()

    def _show_value(self, at: int) -> None:
        if self.view.chart is not None:
            place, scale = self.view.chart.marks[at].place, self.view.scale
            middle = (place.left + place.right) / 2 * scale, (place.top + place.bottom) / 2 * scale
            self.ensureVisible(round(middle[0]), round(middle[1]), 0, _HIGH * 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()
