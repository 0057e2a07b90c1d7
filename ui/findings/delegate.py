"""What is in each row of the findings, how high it is, what of it can be hit with the mouse, and that it is painted."""

from __future__ import annotations

from PySide6.QtCore import QPersistentModelIndex, QPoint, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.cards.card import CardKind
from app.cards.taking import can_take
from model.rules.explanations import can_be_explained
from ui.actions.in_widgets import EXPLAIN, TAKE_WORD, UNEXPLAIN
from ui.appearance import theme
from ui.findings.card_tools import what_to_look_at
from ui.findings.measures import measures
from ui.findings.model import FindingsModel, Index
from ui.findings.opened import OpenedCard, opened_card
from ui.findings.pictures import Pictures
from ui.findings.row_paint import RowLook, link_rect, section_rect, tag_of
from ui.findings.rows import FindingGroup, FindingRow, Key, RowKind
from ui.state.session import Session

GO_LOOK = "去看"  # where nothing can be written
GO_WRITE = "去写"
FILL_ZERO = "填0"  # a click beside it leads there
_HIGH = {RowKind.TITLE: 34, RowKind.SECTION: 22, RowKind.LINE: 28}  # pixels
_GAP_HIGH, _CLOSED_HIGH = 40, 56
_MOST = 50  # cards whose height is kept


class FindingDelegate(QStyledItemDelegate):
    """Draws a row at the zoom of the tables; how high it is follows from what is on it, and whether it is current."""

    def __init__(self, model: FindingsModel, session: Session) -> None:
        super().__init__(model)
        self._model = model
        self._session = session
        self._pictures = Pictures()
        self._heights: dict[Key, tuple[tuple[object, ...], int]] = {}  # of cards that are opened out, and for what
        self.measures = measures(100)
        self.width = 0  # pixels of a row
        self.tone = theme.colours()
        self.current = -1  # the row whose card is opened out
        self.room = 0  # pixels under its card for what is written into it

    # Sizes

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        number = index.row()
        return QSize(self.width, self._height(self._model.rows[number], current=number == self.current))

    def _height(self, row: FindingRow, *, current: bool) -> int:
        m = self.measures
        if row.kind is not RowKind.CARD or row.card is None:
            return m.px(_GAP_HIGH if row.group is FindingGroup.GAP and row.kind is RowKind.LINE else _HIGH[row.kind])
        if not current and row.card.kind is not CardKind.GUESS:
            return m.px(_CLOSED_HIGH) + m.gap
        wanted = (row, self.width, m, self.room, self.has_buttons(row))
        known = self._heights.get(row.key)
        if known is None or known[0] != wanted:  # Qt asks several times in each layout, and the reason is wrapped
            high = self.laid_out(row, QRect(0, 0, self.width, 0)).height + m.gap
            if len(self._heights) > _MOST:
                self._heights.clear()
            known = self._heights[row.key] = wanted, high
        return known[1]

    def laid_out(self, row: FindingRow, rect: QRect) -> OpenedCard:
        """Return where the parts of an opened card lie in the rectangle of its row."""
        return opened_card(self.measures, row, self.measures.card(rect), buttons=self.has_buttons(row), room=self.room)

    def has_buttons(self, row: FindingRow) -> bool:
        """Whether anything can be done about a finding; where nothing may be changed, it can still be looked at."""
        if row.card is None:
            return False
        may_act = self._session.read_only is None and row.group is not FindingGroup.HINT
        return may_act or what_to_look_at(row) is not None

    # What can be hit with the mouse

    def link_of(self, row: FindingRow) -> str:
        """Return the words at the lower right of a row that is not current: what can be done at once."""
        if row.card is None or row.card.kind is CardKind.GUESS:
            return ""
        if row.group is FindingGroup.GAP:
            fills = GO_WRITE if row.card.finding.at[0] in self._session.report.form.texts else FILL_ZERO
            return fills if self._session.read_only is None else GO_LOOK
        if self._session.read_only is not None:
            return ""
        if row.group is FindingGroup.SETTLED:
            return UNEXPLAIN.label
        if row.card.kind is CardKind.FACT and can_take(self._session, row.card):
            return TAKE_WORD
        is_to_explain = row.group is FindingGroup.EXPLAIN and can_be_explained(row.card.finding)
        return EXPLAIN.label if is_to_explain else ""

    def link_at(self, number: int, rect: QRect, position: QPoint) -> bool:
        """Whether a place in a row is on its link."""
        row = self._model.rows[number]
        words = self.link_of(row) if number != self.current or row.group is FindingGroup.GAP else ""
        return bool(words) and link_rect(row, rect, words, self.measures).contains(position)

    def section_at(self, number: int, rect: QRect, position: QPoint) -> bool:
        """Whether a place in a row is on the section that stands at the right of a title: it only tells."""
        row = self._model.rows[number]
        return row.kind is RowKind.TITLE and section_rect(row, rect, self.measures).contains(position)

    def tag_at(self, number: int, rect: QRect, position: QPoint) -> bool:
        """Whether a place in a row is on the number of its rule."""
        row = self._model.rows[number]
        tag = tag_of(row)
        near = self.measures.px(4)
        hit = self.measures.tag_rect(self.measures.card(rect), tag).adjusted(-near, -near, near, near)
        return bool(tag) and hit.contains(position)

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QPersistentModelIndex | Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]  # the stubs forget the fields
        self._pictures.paint(painter, self.look_of(option, index.row()), rect)

    def look_of(self, option: QStyleOptionViewItem, number: int) -> RowLook:
        """Return how a row looks now."""
        row, current = self._model.rows[number], number == self.current
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        is_title, is_card = row.kind is RowKind.TITLE, row.kind is RowKind.CARD
        return RowLook(
            row,
            rect.width(),
            rect.height(),
            link=self.link_of(row),
            current=current,
            has_focus=is_card and current and bool(state & QStyle.StateFlag.State_HasFocus),
            lit=is_title and (current or bool(state & QStyle.StateFlag.State_MouseOver)),
            unfolded=is_title and self._model.is_unfolded(row.group),
            buttons=self.has_buttons(row),
            room=self.room if current else 0,
            measures=self.measures,
            tone=self.tone,
        )
