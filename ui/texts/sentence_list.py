"""The sentences for a text as a list of cards; what cannot be put in is grey, and says why."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.writing.offering import SentenceOffer
from ui.actions import in_widgets as actions
from ui.actions.registry import KeyContext, pressed
from ui.appearance import theme
from ui.appearance.colours import Colours
from ui.system.viewport import viewport_of
from ui.texts.marks import bound_look

Index: TypeAlias = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
_PAD, _GAP = 8, 4  # within a card, between two
_TAIL = 52  # pixels on the right of a card: 插入, 已用, a reason
_LINE = 1.35
_NARROWEST = 80
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_FOOT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom


class SentencesModel(QAbstractListModel):
    """The sentences in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[SentenceOffer] = []

    def show_offers(self, offers: list[SentenceOffer]) -> None:
        """Show other sentences; where they are the same ones in the same order, only how they read now."""
        if [one.key for one in offers] == [one.key for one in self.rows]:
            self.rows = offers
            if offers:
                self.dataChanged.emit(self.index(0), self.index(len(offers) - 1))
            return
        self.beginResetModel()
        self.rows = offers
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        one = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one.said.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "，".join(filter(None, (one.said.words, tail_of(one), one.reason)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return one.reason or (f"←、→换一种说法，共{one.wordings}种" if one.wordings > 1 else "")
        return None


def tail_of(one: SentenceOffer) -> str:
    """Return what stands on the right of a card."""
    return "不适用" if one.reason else "已用" if one.is_used else "插入"


class CardLook(NamedTuple):
    """What a card is drawn with."""

    rect: QRect
    font: QFont
    tone: Colours
    is_current: bool
    is_closed: bool  # nothing can be put in

    @classmethod
    def of(cls, option: QStyleOptionViewItem) -> CardLook:
        view: QWidget = option.widget  # type: ignore[attr-defined]  # the stubs forget the fields
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        current = bool(state & QStyle.StateFlag.State_Selected) and view.hasFocus()
        closed = not state & QStyle.StateFlag.State_Enabled
        return cls(option.rect, option.font, theme.colours(), current, closed)  # type: ignore[attr-defined]

    @property
    def metrics(self) -> QFontMetrics:
        """How large its letters are."""
        return QFontMetrics(self.font)


class SentenceDelegate(QStyledItemDelegate):
    """Draws a card: the words, with a line under numbers that follow their cells, and what can be done with it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        one, look = _offer(index), CardLook.of(option)
        view = option.widget  # type: ignore[attr-defined]
        width = viewport_of(view).width()
        foot = look.metrics.height() if one.reason else 0
        return QSize(width, round(_words(one, look, width)[1]) + foot + 2 * _PAD + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one, look = _offer(index), CardLook.of(option)
        card = look.rect.adjusted(1, 1, -1, -_GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.tone.accent if look.is_current else look.tone.line, 2 if look.is_current else 1))
        painter.setBrush(look.tone.window if look.is_closed else look.tone.base)
        painter.drawRoundedRect(card, 4, 4)
        painter.setPen(look.tone.muted if one.reason or look.is_closed else look.tone.text)
        words, _ = _words(one, look, look.rect.width())
        words.draw(painter, QPointF(card.left() + _PAD, card.top() + _PAD))
        _draw_tail(painter, card, one, look)
        painter.restore()


def _tail(metrics: QFontMetrics) -> int:
    """Return the room of what can be done with a sentence, which is three characters."""
    return max(_TAIL, metrics.horizontalAdvance("不适用") + _PAD)


def _words(one: SentenceOffer, look: CardLook, width: int) -> tuple[QTextLayout, float]:
    """Lay the words of a card out; give how high they are, too."""
    layout = QTextLayout(one.said.words, look.font)
    layout.setTextOption(_wrapping())
    layout.setFormats([_bound(n.start, n.end, look.tone) for n in one.said.numbers] if not one.reason else [])
    room, high, y = max(width - 2 * _PAD - _tail(look.metrics), _NARROWEST), look.metrics.height() * _LINE, 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        line.setPosition(QPointF(0, y + (high - line.height()) / 2))
        y += high
    layout.endLayout()
    return layout, y


def _draw_tail(painter: QPainter, card: QRect, one: SentenceOffer, look: CardLook) -> None:
    right = card.adjusted(card.width() - _tail(look.metrics), 0, -_PAD, 0)
    painter.setFont(look.font)
    if look.is_closed and not one.reason and not one.is_used:
        return
    painter.setPen(look.tone.muted if one.reason else look.tone.done if one.is_used else look.tone.accent)
    painter.drawText(right, _RIGHT, tail_of(one))
    if one.reason:
        foot = card.adjusted(_PAD, 0, -_PAD - _tail(look.metrics), -_PAD // 2)
        shown = look.metrics.elidedText(f"（{one.reason}）", Qt.TextElideMode.ElideRight, foot.width())
        painter.drawText(foot, _FOOT, shown)


def _offer(index: Index) -> SentenceOffer:
    model = index.model()
    assert isinstance(model, SentencesModel)  # noqa: S101 — the delegate is of this list alone
    return model.rows[index.row()]


def _wrapping() -> QTextOption:
    wrapping = QTextOption()
    wrapping.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return wrapping


def _bound(start: int, end: int, tone: Colours) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, end - start, bound_look(tone)  # type: ignore[attr-defined]
    return found


class SentenceList(QListView):
    """Enter inserts, Ctrl+Enter all that the text needs, left and right say it otherwise, Esc goes back."""

    chosen = Signal(object)  # a SentenceOffer that can be put in
    all_wanted = Signal()
    left = Signal()
    reworded = Signal(object, int)  # a SentenceOffer, and to which side
    forgotten = Signal(object)  # an own one

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offers = SentencesModel(self)
        self.setModel(self.offers)
        self.setItemDelegate(SentenceDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(actions.SENTENCES.label)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setStyleSheet("QListView { background: transparent; outline: 0; }")

    @property
    def current(self) -> SentenceOffer | None:
        """The sentence that the cursor is on."""
        row = self.currentIndex().row()
        return self.offers.rows[row] if 0 <= row < len(self.offers.rows) else None

    def show_offers(self, offers: list[SentenceOffer]) -> None:
        """Show other sentences; the cursor stays on the same one, or on the first that can be put in."""
        before = self.current
        self.offers.show_offers(offers)
        keys = [one.key for one in offers]
        fit = (row for row, one in enumerate(offers) if not one.reason and not one.is_used)
        row = keys.index(before.key) if before and before.key in keys else next(fit, 0)
        if offers and (before is None or before.key not in keys or not self.currentIndex().isValid()):
            self.setCurrentIndex(self.offers.index(row))
        self.scheduleDelayedItemsLayout()

    def arrive(self) -> None:
        """Take the cursor, on the first sentence that can be put in."""
        fit = (row for row, one in enumerate(self.offers.rows) if not one.reason and not one.is_used)
        self.setCurrentIndex(self.offers.index(next(fit, 0)))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """Go on to the next sentence that can be put in; at the last one, stay."""
        here = self.currentIndex().row()
        rest = (row for row, one in enumerate(self.offers.rows) if row > here and not one.reason and not one.is_used)
        self.setCurrentIndex(self.offers.index(next(rest, here)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act, one = pressed(event, KeyContext.SENTENCES), self.current
        if act is actions.INSERT_ALL:
            self.all_wanted.emit()
        elif act is actions.BACK_TO_TEXT:
            self.left.emit()
        elif act is None:
            super().keyPressEvent(event)
        elif one is not None:
            self._do(act, one)

    def _do(self, act: object, one: SentenceOffer) -> None:
        if act is actions.INSERT:
            self._choose(one)
        elif act is actions.FORGET and one.own is not None:
            self.forgotten.emit(one)
        elif act in {actions.NEXT_WORDING, actions.PREVIOUS_WORDING}:
            self.reworded.emit(one, 1 if act is actions.NEXT_WORDING else -1)

    def _choose(self, one: SentenceOffer) -> None:
        if not one.reason:
            self.chosen.emit(one)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        at_tail = event.position().x() > viewport_of(self).width() - _tail(self.fontMetrics()) - _PAD
        if index.isValid() and at_tail and event.button() is Qt.MouseButton.LeftButton:
            self._choose(self.offers.rows[index.row()])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.position().x() <= viewport_of(self).width() - _tail(self.fontMetrics()) - _PAD:
            self._choose(self.offers.rows[index.row()])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
