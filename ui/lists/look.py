"""How tables of whole rows look: no grid, one row lit with a bar before it, keys that leave the table."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.appearance.marking import mark
from ui.appearance.theme import colours

_BAR = 3  # pixels


def dress(table: QTableView, name: str, *, row_height: int = 34) -> None:
    """Dress a table in which a row is one thing."""
    table.setAccessibleName(name)
    table.setItemDelegateForColumn(0, RowBar(table))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(row_height)
    table.horizontalHeader().setHighlightSections(False)
    mark(table, "list")


class RowBar(QStyledItemDelegate):
    """Paints the bar before each row that is chosen: its soft ground alone would be hard to see."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            rect = option.rect  # type: ignore[attr-defined]
            painter.fillRect(rect.left(), rect.top(), _BAR, rect.height(), colours().accent)
