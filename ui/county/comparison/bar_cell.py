"""A figure in the table: its number, a bar on the scale of its column, last year as a line across, a sign of a hint."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.collecting.comparing import ComparedUnit
from export.charts.drawing import value_words
from export.charts.scale import Scale, bare_scale
from model.form.schema import Severity
from ui.appearance.signs import severity_icon
from ui.appearance.theme import POINTS, colours
from ui.county.comparison.model import ComparisonModel

_PAD, _GAP, _SIGN = 8, 6, 14  # pixels
_BAR, _TICK = 12, 18  # pixels high
_LEAST = 24  # pixels of a bar's room: with less there is none


class BarCell(QStyledItemDelegate):
    """Paints the cells of figures; the other columns are left as they are."""

    def __init__(self, model: ComparisonModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._scales: dict[int, Scale] = {}
        model.modelReset.connect(self._scales.clear)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        figure = self._model.figure_at(index.column())
        if figure is None:
            super().paint(painter, option, index)
            return
        one, tone = self._model.row(index.row()), colours()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        ground = tone.accent_soft if selected else tone.raised if index.row() % 2 else tone.base
        painter.save()
        font = QFont(option.font)  # type: ignore[attr-defined]
        font.setBold(figure == self._model.figure)  # of which last year is shown
        painter.setFont(font)
        painter.fillRect(option.rect, ground)  # type: ignore[attr-defined]
        self._paint(painter, option.rect.adjusted(_PAD, 0, -_PAD, 0), one, figure)  # type: ignore[attr-defined]
        painter.restore()

    def _paint(self, painter: QPainter, room: QRect, one: ComparedUnit, figure: int) -> None:
        tone, value = colours(), one.values[figure]
        words, metrics, sign = value_words(value), painter.fontMetrics(), self._px(painter, _SIGN)
        numbers = room.adjusted(0, 0, -(sign + _GAP), 0)
        painter.setPen(tone.text if value else tone.muted)
        painter.drawText(numbers, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        if figure in one.far:
            at = QRect(room.right() - sign + 1, room.center().y() - sign // 2 + 1, sign, sign)
            severity_icon(Severity.HINT).paint(painter, at)
        widest = max(metrics.horizontalAdvance(words), metrics.horizontalAdvance("00000"))
        bar = QRectF(room.left(), 0, numbers.width() - widest - _GAP, room.height())
        if bar.width() >= _LEAST:
            self._bar(painter, bar.translated(0, room.top()), one, figure)

    def _bar(self, painter: QPainter, room: QRectF, one: ComparedUnit, figure: int) -> None:
        tone, scale, middle = colours(), self._scale(figure), room.center().y()
        value, last = one.values[figure], one.last[figure]
        bar, mark = self._px(painter, _BAR), self._px(painter, _TICK)
        zero = room.left() + scale.share(Decimal(0)) * room.width()
        if value is not None:
            end = room.left() + scale.share(value) * room.width()
            left, right = sorted((zero, end))
            painter.fillRect(QRectF(left, middle - bar / 2, right - left, bar), tone.bar)
        if last:  # at zero it would be a line before every bar
            tick = room.left() + scale.share(last) * room.width()
            painter.fillRect(QRectF(tick - 1, middle - mark / 2, 2, mark), tone.muted)

    @staticmethod
    def _px(painter: QPainter, pixels: int) -> int:
        """Return pixels at 100 % as large as the letters are."""
        return round(pixels * painter.font().pointSizeF() / POINTS)

    def _scale(self, figure: int) -> Scale:
        if figure not in self._scales:
            found = self._model.found
            units = found.units if found is not None else ()
            both = [value for one in units for value in (one.values[figure], one.last[figure])]
            self._scales[figure] = bare_scale(both)
        return self._scales[figure]
