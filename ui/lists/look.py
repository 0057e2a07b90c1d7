"""How tables of whole rows look: no grid, one row lit, keys that leave the table."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QTableView

_SHEET = (
    "QTableView { border: 1px solid palette(mid); outline: 0; } QTableView::item { padding: 0 8px; }"
    "QHeaderView::section { padding: 6px 11px; }"
)


def dress(table: QTableView, name: str, *, row_height: int = 34) -> None:
    """Dress a table in which a row is one thing."""
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(row_height)
    table.horizontalHeader().setHighlightSections(False)
    table.setStyleSheet(_SHEET)
