"""The rows of the findings as Qt wants them: they become others where something else is said, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.findings.rows import FindingGroup, FindingRow, Key, RowKind

Index: TypeAlias = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class FindingsModel(QAbstractListModel):
    """The rows of the list; `show_rows` moves nothing that stays."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[FindingRow] = []
        self.turned: set[FindingGroup] = set()

    def is_unfolded(self, group: FindingGroup) -> bool:
        """Whether the findings of a group are listed."""
        return group.is_folded_at_first is (group in self.turned)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the titles of sections be passed over."""
        if index.isValid() and self.rows[index.row()].kind is RowKind.SECTION:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "，".join(filter(None, (row.spoken or row.words, row.count)))
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole}:
            return "\n".join(filter(None, (row.words, row.note))) if row.card else None
        if role == Qt.ItemDataRole.DecorationRole:
            return row.group.icon
        return None

    def row_of(self, key: Key | None) -> int | None:
        """Find a row by its key."""
        return next((number for number, row in enumerate(self.rows) if row.key == key), None)

    def show_rows(self, wanted: list[FindingRow]) -> bool:
        """Become the wanted rows by the fewest removals and insertions; False if they are there already."""
        if wanted == self.rows:
            self.rows = wanted  # they may be counted otherwise
            return False
        old, new = [row.key for row in self.rows], [row.key for row in wanted]
        if _kept(old, new) != _kept(new, old):
            self.beginResetModel()
            self.rows = wanted
            self.endResetModel()
            return True
        self._remove_all_but(set(new))
        self._insert_new(wanted)
        self._replace_changed(wanted)
        return True

    def _remove_all_but(self, keys: set[Key]) -> None:
        for first, last in reversed(_runs(row.key not in keys for row in self.rows)):
            self.beginRemoveRows(ROOT, first, last)
            del self.rows[first : last + 1]
            self.endRemoveRows()

    def _insert_new(self, wanted: list[FindingRow]) -> None:
        here = {row.key for row in self.rows}
        for first, last in _runs(row.key not in here for row in wanted):
            self.beginInsertRows(ROOT, first, last)
            self.rows[first:first] = wanted[first : last + 1]
            self.endInsertRows()

    def _replace_changed(self, wanted: list[FindingRow]) -> None:
        changed = _runs(mine != other for mine, other in zip(self.rows, wanted, strict=True))
        self.rows = wanted
        for first, last in changed:
            self.dataChanged.emit(self.index(first), self.index(last))


def _kept(keys: list[Key], others: list[Key]) -> list[Key]:
    both = set(others)
    return [key for key in keys if key in both]


def _runs(flags: Iterable[bool]) -> list[tuple[int, int]]:
    """Return the first and last place of every run of True.

    >>> _runs([True, True, False, True])
    [(0, 1), (3, 3)]
    """
    runs: list[tuple[int, int]] = []
    for flag, places in groupby(enumerate(flags), key=lambda pair: pair[1]):
        if flag:
            numbers = [number for number, _ in places]
            runs.append((numbers[0], numbers[-1]))
    return runs
