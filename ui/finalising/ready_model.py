"""The lines before 定稿 as a model: those that stay keep their keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.finalising.rows import LineAct, ReadyRow

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class ReadyModel(QAbstractListModel):
    """The lines; those that stay keep their keys."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ReadyRow] = []
        self._most_acts: tuple[LineAct, ...] = ()

    def show_rows(self, rows: Sequence[ReadyRow]) -> None:
        """Show these lines instead."""
        by_length = sorted({one.acts for one in rows}, key=lambda acts: sum(len(act.label) for act in acts))
        self._most_acts = by_length[-1] if by_length else ()
        if [one.key for one in rows] == [one.key for one in self.rows]:
            self.rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    @property
    def most_acts(self) -> tuple[LineAct, ...]:
        """What can be done about the line about which the most can be said to be done."""
        return self._most_acts

    @property
    def has_boxes(self) -> bool:
        """Whether some of the lines have a box to tick."""
        return bool(self.rows) and self.rows[-1].can_be_ticked  # they come last

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.rows[index.row()].point is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.place}　{row.words}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole and row.point and row.point.finding:
            return row.point.finding.message
        if role == Qt.ItemDataRole.CheckStateRole and row.can_be_ticked and row.point:
            return Qt.CheckState.Unchecked if row.point.is_open else Qt.CheckState.Checked
        return None
