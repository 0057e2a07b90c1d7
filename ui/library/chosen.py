"""Which reports of the list are chosen: one, several, or all of them."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex
from PySide6.QtWidgets import QTableView

from model.storage.summaries import Summary
from ui.library.model import LibraryModel


class ChosenReports:
    """The selection of the table, as reports."""

    def __init__(self, table: QTableView, model: LibraryModel) -> None:
        self._table, self._model = table, model

    def __len__(self) -> int:
        return sum(map(len, self._ranges()))

    @property
    def reports(self) -> list[Summary]:
        """The reports that are chosen, in the order in which they stand."""
        rows = sorted({row for one in self._ranges() for row in one})
        return self._model.some(rows)

    @property
    def ids(self) -> list[int]:
        """Their numbers."""
        return [one.id for one in self.reports]

    @property
    def only(self) -> Summary | None:
        """The report that is chosen; None where several are."""
        chosen = self._ranges()
        return self._model.row(chosen[0].start) if sum(map(len, chosen)) == 1 else None

    def choose(self, report: int | None) -> None:
        """Choose a report, or the first where it is not there."""
        row = None if report is None else self._model.row_of(report)
        self._table.setCurrentIndex(QModelIndex())
        self._table.setCurrentIndex(self._model.index(row or 0, 0))

    def choose_all(self, reports: Collection[int]) -> None:
        """Choose those of some reports that are there."""
        selection, last = QItemSelection(), self._model.columnCount() - 1
        for row in (row for row in range(self._model.count()) if self._model.row(row).id in reports):
            selection.select(self._model.index(row, 0), self._model.index(row, last))
        self._table.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def beside(self, report: int) -> list[int]:
        """Return the reports that may be chosen where one is gone: those below it, then those above, the next first."""
        row = self._model.row_of(report)
        if row is None:
            return []
        rows = range(self._model.count())
        return [self._model.row(one).id for one in (*rows[row + 1 :], *reversed(rows[:row]))]

    def _ranges(self) -> list[range]:
        """Return the rows that are chosen, as ranges: all of a large library are one."""
        chosen = self._table.selectionModel().selection().toList()
        return [range(one.top(), one.bottom() + 1) for one in chosen]
