"""Paint the boxes of a table: labels as on the form, numbers with all that is known about them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from model.form.grid import Box, BoxRole
from model.form.schema import Severity, Table
from ui.appearance import theme
from ui.tables.cell_paint import PAD, Fonts, draw_lines, pad_behind, pad_of, sign
from ui.tables.cell_state import Look, is_sum
from ui.tables.crosshair import Crosshair
from ui.tables.model import AnyIndex, TableModel

_CENTRE = Qt.AlignmentFlag.AlignHCenter
_LEFT = Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignRight
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_UNSAVED = "未保存"
_CLEAR = 4  # pixels from the sign of a cell to what stands beside it
CARET = 2  # pixels of the frame round the current cell
_WORDS = {BoxRole.TITLE, BoxRole.HEADER, BoxRole.LABEL}


def short_stub(table: Table) -> str:
    """Say in a few characters what is printed in the corner: which two sums are equal in each column."""
    names = next((rule.names for rule in table.in_every_column if rule.derives is None), None)
    return "＝".join(names) + "（每列）" if names else ""


class CellDelegate(QStyledItemDelegate):
    """Paints every box; the fonts and broken lines of one zoom are worked out once."""

    def __init__(self, model: TableModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._widget = parent
        self.fonts = Fonts(parent.font())
        self.show_last_year = False
        self.cross = Crosshair(model.grid)
        self._stub = short_stub(model.section.tables[0])
        self._centred = model.is_centred

    def dress(self, font: QFont) -> None:
        """Take another font."""
        self.fonts = Fonts(font)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]  # the stubs forget the fields
        rect: QRect = option.rect  # type: ignore[attr-defined]
        box = self._model.box(index.row(), index.column())
        current = bool(box.cell) and index == self._current()
        self.paint_box(painter, rect, box, selected=bool(state & QStyle.StateFlag.State_Selected), current=current)
        if current:
            self._caret(painter, rect)

    def _current(self) -> AnyIndex | None:
        current = getattr(self._widget, "currentIndex", None)
        return current() if current else None

    def _caret(self, painter: QPainter, rect: QRect) -> None:
        """Paint the frame of the current cell, outside of all that is in it: its ground stays what it is."""
        tone = theme.colours()
        colour = tone.accent if self._widget.hasFocus() else tone.edge
        painter.setPen(QPen(colour, CARET, j=Qt.PenJoinStyle.MiterJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def paint_box(
        self, painter: QPainter, rect: QRect, box: Box, *, selected: bool = False, current: bool = False
    ) -> None:
        """Paint one box into a rectangle."""
        tone = theme.colours()
        look = self._model.look(box)
        painter.fillRect(rect, self._ground(box, look, tone, selected=selected and not current))
        self._edge_of_cross(painter, rect, box, tone)
        painter.setPen(tone.grid)
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if not box.column:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        if not box.row:
            painter.drawLine(rect.topLeft(), rect.topRight())
        if box.role in _WORDS:
            self._words(painter, rect, box, tone)
        elif is_sum(box):
            self._sum(painter, rect, box, look, tone)
        else:
            self._number(painter, rect, look, tone, inset=CARET if current else 0)

    def _ground(self, box: Box, look: Look, tone: theme.Colours, *, selected: bool) -> QColor:
        if box in self.cross.boxes:
            return tone.cross
        if box.role in _WORDS:
            return tone.header
        if is_sum(box):
            return tone.window
        if look.severity and look.severity is not Severity.HINT:  # also where it is selected
            return theme.severity_ground(look.severity)
        if selected:
            return tone.accent_soft
        return tone.off_soft if self._model.is_closed else tone.derived if look.derived else tone.base

    def _edge_of_cross(self, painter: QPainter, rect: QRect, box: Box, tone: theme.Colours) -> None:
        """Draw the edge of a tinted box that faces its cells."""
        if box not in self.cross.boxes or box.role not in _WORDS:
            return
        if box.role is BoxRole.LABEL:
            painter.fillRect(rect.right() - 2, rect.top(), 2, rect.height(), tone.accent)
        else:
            painter.fillRect(rect.left(), rect.bottom() - 2, rect.width(), 2, tone.accent)

    # Words

    def _words(self, painter: QPainter, rect: QRect, box: Box, tone: theme.Colours) -> None:
        painter.setPen(tone.text)
        fonts = self.fonts
        painter.setFont(fonts.strong if box.role is BoxRole.TITLE else fonts.base)
        inner = self._seen(rect, box).adjusted(pad_of(box), 0, -pad_behind(box), 0)
        if box.upright:
            draw_lines(painter, inner, tuple(box.text), fonts.line, _CENTRE)
            return
        most = max(1, inner.height() // fonts.line)
        words = box.text
        if box.row == box.column == 0 and fonts.lines_of(words, inner.width()) > most:
            words = self._stub or words
        lines = fonts.wrap(words, inner.width(), most)
        left = box.role is BoxRole.LABEL and (box.rows == 1) and not self._centred
        draw_lines(painter, inner, lines, fonts.line, _LEFT if left else _CENTRE)

    def _seen(self, rect: QRect, box: Box) -> QRect:
        """Keep a label that stands beside many rows within what is scrolled into view."""
        if box.rows == 1 or box.role is not BoxRole.LABEL:
            return rect
        viewport = getattr(self._widget, "viewport", None)
        seen = rect.intersected(viewport().rect()) if viewport else rect
        needed = self.fonts.line * (len(box.text) if box.upright else self.fonts.lines_of(box.text, rect.width() - 8))
        return seen if seen.height() >= needed else rect

    # Numbers

    def _number(self, painter: QPainter, rect: QRect, look: Look, tone: theme.Colours, *, inset: int = 0) -> None:
        inner = rect.adjusted(2, 1, -2, -1) if self._centred else rect.adjusted(PAD + 1, 1, -PAD - 3, -1)
        if look.severity:
            side = self._flag(painter, rect.adjusted(inset, inset, -inset, -inset), look, look.severity)
            inner = inner if self._centred else inner.adjusted(side + inset - PAD + _CLEAR, 0, 0, 0)
        if look.before is not None:
            self._corner(painter, rect.adjusted(inset, inset, 0, 0), tone.accent, left=True)
        if look.unsaved:
            self._unsaved(painter, rect, tone)
        elif look.remarks:
            self._corner(painter, rect.adjusted(0, inset, -inset, 0), tone.explain)
        taken = self._beside(painter, inner, look, tone) if self.show_last_year and look.last else 0
        painter.setFont(self.fonts.derived if look.derived else self.fonts.base)
        painter.setPen(tone.muted if look.derived else tone.text)
        where = inner.adjusted(0, 0, 0, -taken)
        shown = self._fitted(painter, look.text, where.width())
        painter.drawText(where, (_CENTRE if self._centred else _RIGHT) | _MIDDLE, shown)

    def _fitted(self, painter: QPainter, text: str, room: int) -> str:
        """Return a number as far as it goes into its cell; what is cut off is seen to be."""
        if painter.fontMetrics().horizontalAdvance(text) > room:
            painter.setFont(self.fonts.small)
        return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)

    def _beside(self, painter: QPainter, inner: QRect, look: Look, tone: theme.Colours) -> int:
        """Draw last year's number, below or, in a table of many rows, at the left; say what height it takes."""
        fonts = self.fonts
        small = fonts.small_metrics.height()
        painter.setFont(fonts.small)
        painter.setPen(tone.muted)
        if self._centred:
            below = QRect(inner.left(), inner.bottom() - small, inner.width(), small)
            painter.drawText(below, _CENTRE | _MIDDLE, self._fitted(painter, look.last, below.width()))
            return small
        sizes = fonts.small_metrics.horizontalAdvance(look.last) + fonts.metrics.horizontalAdvance(look.text)
        if sizes + 6 <= inner.width():
            painter.drawText(inner, _LEFT | Qt.AlignmentFlag.AlignBottom, look.last)
        return 0

    def _flag(self, painter: QPainter, rect: QRect, look: Look, severity: Severity) -> int:
        line, stands_out = theme.severity_line(severity), look.suspect or look.guessed
        if line != Qt.PenStyle.NoPen:
            style = Qt.PenStyle.DashLine if look.guessed else line  # as on its card
            self._frame(painter, rect, theme.severity_colour(severity), style, 2 if stands_out else 1)
        side = min(self.fonts.line * (7 if stands_out else 5) // 8, rect.height() // 2 + 2)
        picture = sign(severity, side, self._widget.devicePixelRatioF(), theme.is_dark())
        painter.drawPixmap(rect.left() + 2, rect.top() + 2, picture)
        return side

    def _unsaved(self, painter: QPainter, rect: QRect, tone: theme.Colours) -> None:
        """Mark at the upper right what is not on disk: by words over the number, by a corner where it fills the row."""
        metrics = self.fonts.small_metrics
        if rect.height() < 3 * metrics.height():
            self._corner(painter, rect, tone.hard)
            return
        wide = metrics.horizontalAdvance(_UNSAVED) + 6
        ribbon = QRect(rect.right() - wide, rect.top() + 1, wide, metrics.height())
        painter.fillRect(ribbon, tone.hard)
        painter.setFont(self.fonts.small)
        painter.setPen(tone.base)
        painter.drawText(ribbon, _CENTRE | _MIDDLE, _UNSAVED)

    def _corner(self, painter: QPainter, rect: QRect, colour: QColor, *, left: bool = False) -> None:
        """Fill an upper corner."""
        side, corner = self.fonts.line * 5 // 8, rect.topLeft() if left else rect.topRight()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        across = QPoint(side if left else -side, 0)
        painter.drawPolygon((corner + across, corner, corner + QPoint(0, side)))

    def _frame(self, painter: QPainter, rect: QRect, colour: QColor, style: Qt.PenStyle, width: int) -> None:
        painter.setPen(QPen(colour, width, style, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -2, -2))

    # Sums that are not printed

    def _sum(self, painter: QPainter, rect: QRect, box: Box, look: Look, tone: theme.Colours) -> None:
        painter.setFont(self.fonts.small_strong if look.equal is False else self.fonts.small)
        painter.setPen(tone.hard if look.equal is False else tone.muted)
        inner = rect.adjusted(PAD, 0, -PAD - 3, 0)
        if look.equal:
            self._tick(painter, inner, tone.done)
        elif box.text:
            words = self.fonts.wrap(self._model.text_of(box), inner.width(), 1, small=True)
            painter.drawText(inner, _RIGHT | _MIDDLE, words[0])
        else:
            painter.drawText(inner, _RIGHT | _MIDDLE, self._fitted(painter, look.text, inner.width()))

    def _tick(self, painter: QPainter, inner: QRect, colour: QColor) -> None:
        size = self.fonts.small_metrics.ascent() * 0.8
        right, middle = inner.right(), inner.center().y() + 1
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 1.6))
        points = [
            QPointF(right - size, middle),
            QPointF(right - size * 0.62, middle + size * 0.35),
            QPointF(right, middle - size * 0.45),
        ]
        painter.drawPolyline(points)
        painter.restore()
