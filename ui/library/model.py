"""The reports of the library as a table; what is open in a report is counted when its row is looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from app.assessment import tally_of
from model.report.report import Report
from model.rules.tally import Tally
from model.storage.records import Stored

Index = QModelIndex | QPersistentModelIndex
SORT = Qt.ItemDataRole.UserRole
_ROLE = Qt.ItemDataRole
NUMBERS = {1, 3, 4, 5}  # columns that are set to the right

_Cell = Callable[["LibraryModel", Stored], Any]
COLUMNS: tuple[tuple[str, _Cell], ...] = (
    ("单位", lambda _, one: one.report.unit),
    ("年度", lambda _, one: one.report.year),
    ("状态", lambda _, one: one.state.label),
    ("空白", lambda model, one: model.tally(one).blanks),
    ("必须", lambda model, one: model.tally(one).must),
    ("核实", lambda model, one: model.tally(one).verify),
    ("最后修改", lambda _, one: one.changed.astimezone()),
)


class LibraryModel(QAbstractTableModel):
    """One row for each report."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reports: Sequence[Stored] = ()
        self._by_name: dict[tuple[str, int], Report] = {}
        self._tallies: dict[int, Tally] = {}

    def show(self, reports: Sequence[Stored]) -> None:
        """Show these reports instead."""
        self.beginResetModel()
        self._reports = reports
        self._by_name = {(_squeezed(one.report.unit), one.report.year): one.report for one in reversed(reports)}
        self._tallies = {}
        self.endResetModel()

    def at(self, row: int) -> Stored:
        """Return the report of a row."""
        return self._reports[row]

    def tally(self, one: Stored) -> Tally:
        """Count what is open in a report, once."""
        if one.id not in self._tallies:
            last = self._by_name.get((_squeezed(one.report.unit), one.report.year - 1))
            self._tallies[one.id] = tally_of(one, last)
        return self._tallies[one.id]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — as Qt declares it
        return 0 if parent.isValid() else len(self._reports)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:  # noqa: ANN401
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.TextAlignmentRole:
            return _alignment(section)
        return COLUMNS[section][0] if role == _ROLE.DisplayRole else None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:  # noqa: ANN401 — Qt's QVariant
        if not index.isValid():
            return None
        if role == _ROLE.TextAlignmentRole:
            return _alignment(index.column())
        if role not in {_ROLE.DisplayRole, _ROLE.AccessibleTextRole, SORT}:
            return None
        name, cell = COLUMNS[index.column()]
        value = cell(self, self._reports[index.row()])
        if role == SORT:
            return value.timestamp() if hasattr(value, "timestamp") else value
        shown = f"{value:%Y-%m-%d %H:%M}" if hasattr(value, "timestamp") else str(value)
        return f"{name}：{shown}" if role == _ROLE.AccessibleTextRole else shown


class Filter(QSortFilterProxyModel):
    """Sorts by value, and finds a unit by a part of its name."""

    def __init__(self, model: LibraryModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSourceModel(model)
        self.setSortRole(SORT)
        self.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)


def _alignment(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _squeezed(unit: str) -> str:
    return "".join(unit.split())
