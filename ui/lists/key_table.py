"""The keys of the program as a list, read from the registry of actions."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.actions.in_window import KEYS
from ui.actions.overview import KeyLine, overview
from ui.lists.columns import ColumnsModel, ListColumn, fit
from ui.lists.look import dress

_ROW, _NARROW = 26, 620  # pixels
COLUMNS: tuple[ListColumn[KeyLine], ...] = (
    ListColumn("keys", "按键", lambda line: line.keys, width=270, narrow=150, tip=lambda line: line.keys),
    ListColumn("what", "作用", lambda line: line.what, tip=lambda line: line.what),
    ListColumn("where", "在哪里", lambda line: line.where, width=170, narrow=100, tip=lambda line: line.where),
)


class KeyTable(QTableView):
    """Every key, what it does, and where."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = ColumnsModel(COLUMNS, self)
        dress(self, KEYS.label, row_height=_ROW)
        self.setModel(self.lines)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.look_for("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit(self, COLUMNS, narrow_below=_NARROW)

    def look_for(self, words: str) -> bool:
        """Show the keys only that some words tell of; return whether there are any."""
        wanted = words.casefold()
        found = [line for line in overview() if any(wanted in part.casefold() for part in line)]
        if found != [self.lines.row(number) for number in range(self.lines.count())]:
            self.lines.show(found)
            self.setCurrentIndex(self.lines.index(0, 0))
        return bool(found)
