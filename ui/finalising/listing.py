"""The list before 定稿: one line for each point, with a box to tick, the rule, and what can be done at its end."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import (
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.finalising import Matter
from model.form.schema import Severity
from ui.actions.in_widgets import READY_GO, READY_SAME, READY_TICK
from ui.appearance.colours import colours
from ui.appearance.signs import blank_icon, severity_icon
from ui.appearance.theme import like
from ui.appearance.zoom import scale_of
from ui.finalising.ready_model import Index, ReadyModel
from ui.finalising.rows import LineAct, ReadyRow
from ui.finalising.tick import BOX, paint_tick

_PAD, _GAP, _SIGN = 12, 8, 14  # pixels
_SIGNS = {Matter.MEND: Severity.HARD, Matter.EXPLAIN: Severity.EXPLAIN, Matter.VERIFY: Severity.WARN}
_NARROW = 560  # pixels: below it a line takes two
_PLACE = 0.25  # of the width


def sign_of(matter: Matter) -> QIcon:
    """Return the sign of a matter."""
    severity = _SIGNS.get(matter)
    return blank_icon() if severity is None else severity_icon(severity)


ONE_BY_ONE = "一键写入的文字各说各的事，请逐条看过、打勾"


class ReadyDelegate(QStyledItemDelegate):
    """Draws a line, and knows where on it a click does what."""

    def __init__(self, model: ReadyModel, parent: QListView) -> None:
        super().__init__(parent)
        self._model, self._list = model, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of all words of a line: nothing is acknowledged that could not be read."""
        line = self._list.fontMetrics().height()
        width = self._list.viewport().width()
        row = self._model.rows[index.row()]
        if row.point is None:
            return QSize(width, max(28, line + 10))
        place, words = self._columns(QRect(0, 0, width, line + 14), row)
        if width < _NARROW:
            return QSize(width, line + 16 + self._high(words, row.words))
        high = max(self._high(place, row.place, bold=True), self._high(words, row.words))
        return QSize(width, max(32, high + 14))

    def _high(self, room: QRect, words: str, *, bold: bool = False) -> int:
        """Return how high some words are in a column."""
        font = like(self._list.font(), bold=True) if bold else self._list.font()
        return ceil(laid_out(words, font, room.width()).boundingRect().height())

    def _columns(self, rect: QRect, row: ReadyRow) -> tuple[QRect, QRect]:
        """Return where the place of a line stands, and where its words do: beside it, or below where it is narrow."""
        line = self._line(rect)
        left = self._sign_at(rect) + self._px(_SIGN) + _GAP
        right = self._before_acts(rect, row)
        if row.rule:
            right = self._tag(line, right, row.rule).left() - _GAP
        if rect.width() < _NARROW:
            below = QRect(left, line.bottom(), rect.right() - _PAD - left, rect.bottom() - line.bottom() - 2)
            return QRect(left, line.top(), right - left, line.height()), below
        wide = min(int(rect.width() * _PLACE), right - left)
        beside = QRect(left + wide + _GAP, rect.top(), right - left - wide - _GAP, rect.height())
        pad = max(0, (line.height() - self._list.fontMetrics().height()) // 2)  # all stand on the line of the box
        place = QRect(left, rect.top(), wide, rect.height())
        return place.adjusted(0, pad, 0, 0), beside.adjusted(0, pad, 0, 0)

    def _sign_at(self, rect: QRect) -> int:
        """Return where the signs of all lines begin: behind the boxes, where there are any."""
        return rect.left() + _PAD + (self._px(BOX) + _GAP if self._model.has_boxes else 0)

    def _px(self, pixels: int) -> int:
        """Return how large a box or a sign is beside these letters."""
        return round(pixels * scale_of(self._list))

    def _sign_in(self, left: int, middle: int) -> QRect:
        side = self._px(_SIGN)
        return QRect(left, middle - side // 2, side, side)

    def _tag(self, line: QRect, right: int, rule: str) -> QRect:
        """Return where the tag of a rule is."""
        metrics = QFontMetrics(like(self._list.font(), 85))
        width, height = metrics.horizontalAdvance(rule) + 10, metrics.height() + 2
        return QRect(right - width, line.center().y() - height // 2, width, height)

    def box(self, rect: QRect, row: ReadyRow) -> QRect:
        """Return where the box to tick is."""
        line = self._line(rect)
        side = self._px(BOX)
        return (
            QRect(line.left() + _PAD, line.center().y() - side // 2 + 1, side, side) if row.can_be_ticked else QRect()
        )

    def acts(self, rect: QRect, row: ReadyRow) -> dict[LineAct, QRect]:
        """Return where the words are that do something."""
        line, measure, right = self._line(rect), self._list.fontMetrics().horizontalAdvance, rect.right() - _PAD
        places: dict[LineAct, QRect] = {}
        for act in reversed(row.acts):
            width = measure(act.label) + 2 * _GAP
            places[act] = QRect(right - width + _GAP, line.top(), width, line.height())
            right -= width + 4
        return places

    def _before_acts(self, rect: QRect, row: ReadyRow) -> int:
        """Return where what can be done begins: in a wide list in one line below each other."""
        most = row.acts if rect.width() < _NARROW else self._model.most_acts
        widths = [self._list.fontMetrics().horizontalAdvance(act.label) + 2 * _GAP + 4 for act in most]
        return rect.right() - _PAD - (sum(widths) - 4 - _GAP if widths else 0) - _GAP

    def _line(self, rect: QRect) -> QRect:
        """Return the first line of a row."""
        if rect.width() >= _NARROW:
            return QRect(rect.left(), rect.top(), rect.width(), max(32, self._list.fontMetrics().height() + 14))
        return QRect(rect.left(), rect.top() + 4, rect.width(), self._list.fontMetrics().height() + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, tone, rect = self._model.rows[index.row()], colours(), option.rect  # type: ignore[attr-defined]
        painter.save()
        painter.setFont(self._list.font())
        if row.point is None:
            self._paint_head(painter, rect, row)
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
            current = index.row() == self._list.currentIndex().row()
            painter.fillRect(rect, tone.accent_soft if selected or current else tone.base)
            if current:
                painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), tone.accent)
            self._paint_point(painter, rect, row)
        painter.setPen(tone.line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, row: ReadyRow) -> None:
        tone = colours()
        painter.fillRect(rect, tone.header)
        sign_of(row.matter).paint(painter, self._sign_in(rect.left() + _PAD, rect.center().y()))
        inner = rect.adjusted(_PAD + self._px(_SIGN) + _GAP, 0, -_PAD, 0)
        painter.setPen(tone.text)
        painter.setFont(like(self._list.font(), bold=True))
        width = painter.fontMetrics().horizontalAdvance(row.place)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, row.place)
        painter.setFont(self._list.font())
        painter.setPen(tone.muted)
        rest = inner.adjusted(width + 2 * _GAP, 0, 0, 0)
        words = painter.fontMetrics().elidedText(row.words, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)

    def _paint_point(self, painter: QPainter, rect: QRect, row: ReadyRow) -> None:
        tone, line, point = colours(), self._line(rect), row.point
        left = self._sign_at(rect)
        if row.can_be_ticked and point is not None:
            paint_tick(painter, self.box(rect, row), ticked=not point.is_open)
        sign_of(row.matter).paint(painter, self._sign_in(left, line.center().y()))
        acts = self.acts(rect, row)
        if row.rule:
            self._paint_rule(painter, self._tag(line, self._before_acts(rect, row), row.rule), row.rule)
        painter.setPen(tone.accent)
        for act, place in acts.items():
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, act.label)
        place, words = self._columns(rect, row)
        painter.setPen(tone.text)
        painter.setFont(like(self._list.font(), bold=True))
        self._put(painter, place, row.place)
        painter.setFont(self._list.font())
        painter.setPen(tone.text if point is not None and point.is_open else tone.muted)
        self._put(painter, words, row.words)

    def _paint_rule(self, painter: QPainter, tag: QRect, rule: str) -> None:
        tone = colours()
        painter.setFont(like(self._list.font(), 85))
        painter.setPen(tone.line)
        painter.drawRoundedRect(tag, 3, 3)
        painter.setPen(tone.muted)
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, rule)
        painter.setFont(self._list.font())

    def _put(self, painter: QPainter, rect: QRect, words: str) -> None:
        laid_out(words, painter.font(), rect.width()).draw(painter, QPointF(rect.topLeft()))


def laid_out(words: str, font: QFont, width: int) -> QTextLayout:
    """Break words into lines as prose is broken: none begins with 。 or ”, and what is longer than a line is cut."""
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    high = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, high))
        high += line.height()
    layout.endLayout()
    return layout


class ReadyList(QListView):
    """The list itself: the keys of a line, and clicks on its words."""

    act_wanted = Signal(int, object)  # a row, and the LineAct
    tick_wanted = Signal()  # for all that is selected
    go_wanted = Signal(int)
    said = Signal(str)  # why nothing more was selected

    def __init__(self, model: ReadyModel) -> None:
        super().__init__()
        self.setModel(model)
        self._model = model
        self._lines = ReadyDelegate(model, self)
        self.setItemDelegate(self._lines)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName("定稿前要看的")
        self.setProperty("list", True)
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if READY_TICK.is_pressed_by(event):
            self.tick_wanted.emit()
        elif READY_GO.is_pressed_by(event) and row >= 0:
            self.go_wanted.emit(row)
        elif READY_SAME.is_pressed_by(event):
            self.select_same()
        else:
            super().keyPressEvent(event)

    def select_same(self) -> None:
        """Select all lines of the rule that the current one is of, unless each of them is looked at by itself."""
        now = self.currentIndex().row()
        if now >= 0 and self._model.rows[now].stands_alone:
            self.said.emit(ONE_BY_ONE)
            return
        rule = self._model.rows[now].rule if now >= 0 else ""
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.MultiSelection)
        for at, one in enumerate(self._model.rows):
            if rule and one.rule == rule:
                self.selectionModel().select(self._model.index(at), self.selectionModel().SelectionFlag.Select)
        self.setSelectionMode(mode.ExtendedSelection)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self._click(index.row(), self.visualRect(index), at)

    def _click(self, number: int, rect: QRect, at: QPoint) -> None:
        row = self._model.rows[number]
        if self._lines.box(rect, row).adjusted(-6, -6, 6, 6).contains(at):
            self.tick_wanted.emit()
        for act, place in self._lines.acts(rect, row).items():
            if place.contains(at):
                self.act_wanted.emit(number, act)
                return

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over words that do something."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        row = self._model.rows[index.row()] if index.isValid() else None
        over = row is not None and any(
            place.contains(at) for place in self._lines.acts(self.visualRect(index), row).values()
        )
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to the line."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._model.rows[index.row()].point is not None:
            self.go_wanted.emit(index.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
