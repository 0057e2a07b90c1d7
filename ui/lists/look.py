"""How tables of whole rows look: no grid, one row lit with a bar before it, keys that leave the table."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.actions.in_widgets import FIRST_ROW, LAST_ROW
from ui.actions.registry import Action
from ui.appearance.marking import mark
from ui.appearance.theme import colours, ui_font
from ui.appearance.zoom import scale_of
from ui.lists.columns import fit_again
from ui.system.viewport import viewport_of

_BAR = 3  # pixels
_Select = QItemSelectionModel.SelectionFlag
_SEVERAL = QAbstractItemView.SelectionMode.ExtendedSelection


def dress(table: QTableView, name: str, *, row_height: int = 34) -> None:
    """Dress a table in which a row is one thing."""
    table.setAccessibleName(name)
    table.setItemDelegate(RowInk(table))
    table.setItemDelegateForColumn(0, RowBar(table))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(row_height)
    table.horizontalHeader().setHighlightSections(False)
    mark(table, "list")
    for part in (table.horizontalHeader(), viewport_of(table)):  # dressed before the table was a list
        part.style().unpolish(part)
        part.style().polish(part)
    table.installEventFilter(RowKeys(table))
    table.installEventFilter(_Growing(table, row_height))


def enlarge(table: QTableView, row_height: int, percent: int) -> None:
    """Show a dressed table larger or smaller; the sections of a header take no font but that of a style sheet."""
    font = ui_font(percent)
    table.setFont(font)
    table.verticalHeader().setDefaultSectionSize(round(row_height * percent / 100))
    table.horizontalHeader().setStyleSheet(f"QHeaderView::section {{ font-size: {font.pointSizeF():g}pt; }}")


def choose_row(table: QTableView, row: int) -> None:
    """Select one row, whatever is held: with the keys that have just opened a list, Qt would leave it unselected."""
    index = table.model().index(row, 0)
    table.selectionModel().setCurrentIndex(index, _Select.ClearAndSelect | _Select.Rows)


class _Growing(QObject):
    """Lets the rows and the header of a table be as large as its letters are, and shares its width out anew."""

    def __init__(self, table: QTableView, row_height: int) -> None:
        super().__init__(table)
        self._table, self._row, self._percent = table, row_height, 100

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FontChange:
            percent = round(scale_of(self._table) * 100)
            if percent != self._percent:
                self._percent = percent
                enlarge(self._table, self._row, percent)
                fit_again(self._table)
        return False


def _is(one: Action, event: QKeyEvent) -> bool:
    return one.is_pressed_by(event, ~Qt.KeyboardModifier.ShiftModifier)


class RowKeys(QObject):
    """Lets Home and End go to the first and the last row: to Qt they mean the columns, which are one thing here."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        last = self._table.model().rowCount() - 1
        row = 0 if _is(FIRST_ROW, event) else last if _is(LAST_ROW, event) else None
        if row is None or last < 0 or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        extends = bool(event.modifiers()) and self._table.selectionMode() is _SEVERAL
        model, chosen = self._table.model(), self._table.selectionModel()
        first = max(0, self._table.currentIndex().row()) if extends else row
        chosen.select(
            QItemSelection(model.index(min(first, row), 0), model.index(max(first, row), 0)),
            _Select.ClearAndSelect | _Select.Rows,
        )
        chosen.setCurrentIndex(model.index(row, 0), _Select.NoUpdate)
        self._table.scrollTo(self._table.currentIndex())
        return True


class RowInk(QStyledItemDelegate):
    """Lets words keep the colour that tells their state where their row is chosen."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        ink = index.data(Qt.ItemDataRole.ForegroundRole)
        if ink is not None:
            palette = option.palette  # type: ignore[attr-defined]
            palette.setColor(QPalette.ColorRole.HighlightedText, ink)
            option.palette = palette  # type: ignore[attr-defined]


class RowBar(RowInk):
    """Paints the bar before each row that is chosen: its soft ground alone would be hard to see."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            rect = option.rect  # type: ignore[attr-defined]
            painter.fillRect(rect.left(), rect.top(), _BAR, rect.height(), colours().accent)
