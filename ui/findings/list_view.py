"""The list of the findings: cards that are drawn, one of them current, with its buttons over it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QItemSelection, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QListView

from ui.actions.in_widgets import FOLD, GO, RULE, TAKE, UNFOLD
from ui.actions.registry import KeyContext, pressed
from ui.appearance import theme
from ui.findings.card_tools import CardTools
from ui.findings.delegate import FindingDelegate
from ui.findings.measures import measures
from ui.findings.model import FindingsModel, Index
from ui.findings.reason_field import ROOM
from ui.findings.row_paint import tag_of
from ui.findings.rows import FindingGroup, FindingRow, RowKind
from ui.state.session import Session
from ui.system.viewport import viewport_of

_RING = 2  # pixels of the line round the list that has the cursor
_NARROWEST = 230  # pixels in which a card can be read at 100 %
_ALT = Qt.KeyboardModifier.AltModifier  # what else is held makes no other key of one


class FindingsList(QListView):
    """The list itself: arrows go from finding to finding, Enter goes to the place, Right and Left unfold and fold."""

    chosen = Signal(int)  # row, to be gone to
    looked_at = Signal(int)  # row, whose place is to be shown
    acted = Signal(int)  # row, whose link was clicked
    rule_wanted = Signal(int)
    take_wanted = Signal()
    menu_wanted = Signal(object)  # QContextMenuEvent
    offered = Signal()  # another row is current: what can be done is to be shown

    def __init__(self, model: FindingsModel, session: Session) -> None:
        super().__init__()
        self._layouts = 0  # how often the rows were laid out
        self._is_laying_out = False
        self._model = model
        self._by_key = self._changing = self._stale = self._moved = False
        self._tells = False  # the mouse was pressed on what only tells
        self._percent = 100
        self.delegate = FindingDelegate(model, session)
        self.tools = CardTools(viewport_of(self))
        self.setItemDelegate(self.delegate)
        self.setModel(model)
        self._plain()
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._double_clicked)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset, model.dataChanged):
            signal.connect(self._follow_current)

    def _plain(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName("核对结果列表")
        viewport_of(self).setAutoFillBackground(False)

    def set_zoom(self, percent: int) -> None:
        """Show the cards larger or smaller, as far as what stands on them still fits."""
        self._percent = percent
        self._fit()

    def _fit(self) -> None:
        width = self.delegate.width = viewport_of(self).width()
        room = max(100, 100 * width // _NARROWEST)
        self.delegate.measures = measures(min(self._percent, room))
        self.verticalScrollBar().setSingleStep(self.delegate.measures.px(32))
        self.scheduleDelayedItemsLayout()

    # The current row

    @property
    def has_offered(self) -> bool:
        """Whether the last change of the rows has told what can be done about the current one."""
        return self._stale

    @property
    def row(self) -> FindingRow | None:
        """The row that is current."""
        number = self.currentIndex().row()
        return self._model.rows[number] if 0 <= number < len(self._model.rows) else None

    def choose(self, number: int) -> None:
        """Make a row current, and bring it into sight; nothing is gone to."""
        if number != self.currentIndex().row():
            self.setCurrentIndex(self._model.index(number))
        if not self._changing:
            self.scrollTo(self._model.index(number))

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Let the rows become others: what follows from that is done once, at the end, with one layout."""
        self._changing, self._stale, self._moved, before = True, False, False, self.delegate.current
        yield
        self._changing = False
        if self._moved:
            self._come_to_current(QModelIndex())
            super().selectionChanged(self.selectionModel().selection(), QItemSelection())
        elif self._stale:
            self._follow_current()
        if self.delegate.current not in {before, -1}:
            self.scrollTo(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        if self._changing:  # Qt would lay the rows out to scroll there, while they are still becoming others
            self._stale = self._moved = True
            return
        self._come_to_current(previous)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        if not self._changing:  # as above; then all is painted anyway
            super().selectionChanged(selected, deselected)

    def _come_to_current(self, previous: Index) -> None:
        """Open the card of the current row out before Qt looks where it lies."""
        self._follow_current()
        current = self.currentIndex()
        super().currentChanged(current, previous)
        if self._by_key and current.isValid():
            self.looked_at.emit(current.row())

    def _follow_current(self, *_: object) -> None:
        """Open the card of the current row out, and close the one before."""
        if self._changing:
            self._stale = True
            return
        self.delegate.current = self.currentIndex().row()
        self.scheduleDelayedItemsLayout()
        self.offered.emit()

    def lay_out_tools(self) -> None:
        """Lay the buttons over the card of the current row."""
        if not self.isVisible():  # it is done when they are shown
            return
        before = self._layouts
        self.executeDelayedItemsLayout()
        if before == self._layouts:  # else they lie there already
            self._lay_tools_over()

    def _lay_tools_over(self) -> None:
        row, index = self.row, self.currentIndex()
        if row is None or row.kind is not RowKind.CARD or row.card is None:
            self.tools.hide()
            return
        delegate, rect = self.delegate, self.visualRect(index)
        card = delegate.measures.card(rect)
        tag = delegate.measures.tag_rect(card, tag_of(row))
        self.tools.lie_over(card, tag, delegate.laid_out(row, rect), delegate.measures)
        self.tools.show()

    def write_reason(self, *, wanted: bool) -> None:
        """Make room in the current card for a reason, or take it away."""
        self.delegate.room = self.delegate.measures.px(ROOM) if wanted else 0
        self.scheduleDelayedItemsLayout()

    def doItemsLayout(self) -> None:
        self._layouts += 1
        super().doItemsLayout()
        if not self._is_laying_out:  # to ask where a row lies may lay the rows out anew
            self._is_laying_out = True
            self._lay_tools_over()
            self._is_laying_out = False

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._lay_tools_over()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.delegate.tone = theme.colours()
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(viewport_of(self))
            painter.setPen(QPen(self.delegate.tone.accent, _RING))
            painter.drawRect(viewport_of(self).rect().adjusted(2, 1, -1, -1))  # beside the edge of a side over the tabs

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        viewport_of(self).update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        viewport_of(self).update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = self.currentIndex().row()
        act = pressed(event, KeyContext.FINDINGS) or pressed(event, KeyContext.FINDINGS, _ALT)
        if act is TAKE:
            self.take_wanted.emit()
        elif number >= 0 and act is GO:
            self.chosen.emit(number)
        elif number >= 0 and act is RULE:
            self.rule_wanted.emit(number)
        elif number >= 0 and act in {FOLD, UNFOLD}:
            self._unfold(number, act is UNFOLD)
        else:
            self._by_key = True
            super().keyPressEvent(event)
            self._by_key = False

    def _unfold(self, number: int, wanted: bool) -> None:
        row = self._model.rows[number]
        if row.kind is RowKind.TITLE and self._model.is_unfolded(row.group) != wanted:
            self.chosen.emit(number)
        elif row.kind is not RowKind.TITLE and not wanted:
            self.choose(next(n for n in range(number, -1, -1) if self._model.rows[n].kind is RowKind.TITLE))

    def _clicked(self, index: QModelIndex) -> None:
        row = self._model.rows[index.row()]
        leads = row.kind is RowKind.TITLE or row.group is FindingGroup.GAP
        if not self._tells:
            (self.chosen if leads else self.looked_at).emit(index.row())

    def _double_clicked(self, index: QModelIndex) -> None:
        if not self._tells:
            self.chosen.emit(index.row())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number, place = self._hit(event.position().toPoint())
        self._tells = number is not None and self.delegate.section_at(number, place, event.position().toPoint())
        if number is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        elif self.delegate.link_at(number, place, event.position().toPoint()):
            self.acted.emit(number)
        elif self.delegate.tag_at(number, place, event.position().toPoint()):
            self.rule_wanted.emit(number)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        number, rect = self._hit(event.position().toPoint())
        at = event.position().toPoint()
        hot = number is not None and (self.delegate.link_at(number, rect, at) or self.delegate.tag_at(number, rect, at))
        shape = Qt.CursorShape.PointingHandCursor if hot else Qt.CursorShape.ArrowCursor
        if viewport_of(self).cursor().shape() != shape:
            viewport_of(self).setCursor(shape)

    def _hit(self, position: QPoint) -> tuple[int | None, QRect]:
        index = self.indexAt(position)
        return (index.row(), self.visualRect(index)) if index.isValid() else (None, QRect())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event)
