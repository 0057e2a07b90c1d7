"""The table of the library: its header, its order, and the widths of its columns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from model.values import NamedTuple
from ui.actions.in_window import LIBRARY
from ui.library.columns import CHANGED, EXPORTED, STATE, STATE_ONLY
from ui.library.header import SortingHeader
from ui.library.model import LibraryModel
from ui.library.state_cell import StateCell
from ui.lists.columns import HIDDEN
from ui.lists.look import dress
from ui.system.viewport import viewport_of

_ROOM = 1300, 1180, 1060  # pixels: with less the list does without one column, the deadlines, some columns


def make_table(model: LibraryModel, today: Callable[[], date] = date.today) -> QTableView:
    """Make the table: what was changed last stands first, several rows can be chosen, a right click has a menu."""
    table = QTableView()
    table.setHorizontalHeader(SortingHeader(table))
    dress(table, LIBRARY.label)
    table.setModel(model)
    table.setItemDelegateForColumn(model.position(STATE), StateCell(model, today, table))
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setSortingEnabled(True)
    table.sortByColumn(model.position(CHANGED), Qt.SortOrder.DescendingOrder)
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    for at, column in enumerate(model.columns):
        if not column.width:
            table.horizontalHeader().setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
    share_out(table, model)
    return table


class GivesWay(NamedTuple):
    """What of the list has no room beside the names of units: when a report was exported goes first."""

    exported: bool = False
    deadline: bool = False
    narrow: bool = False  # some columns do without, by what they say for that

    @classmethod
    def at(cls, width: int) -> GivesWay:
        """Return what gives way on a page so wide."""
        return cls(*(width < least for least in _ROOM))


def share_out(table: QTableView, model: LibraryModel, gives: GivesWay = GivesWay()) -> None:  # noqa: B008 — no list
    """Set the widths of the columns, by what gives way."""
    for at, column in enumerate(model.columns):
        width = column.width if column.narrow is None or not gives.narrow else column.narrow
        table.setColumnHidden(at, width == HIDDEN and bool(column.width))
        if width:
            table.setColumnWidth(at, width)
    if gives.exported:
        table.setColumnHidden(model.position(EXPORTED), True)
    if gives.deadline:
        table.setColumnWidth(model.position(STATE), STATE_ONLY)


def rows_in_sight(table: QTableView) -> range:
    """Return the rows that can be seen."""
    first, last = table.rowAt(0), table.rowAt(viewport_of(table).height() - 1)
    count = table.model().rowCount()
    return range(max(0, first), (count if last < 0 else last + 1) if first >= 0 else 0)
