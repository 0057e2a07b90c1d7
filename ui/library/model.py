"""The reports of the library as a list: sorted and filtered here, however many there are, by what is kept of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QObject, Qt

from model.storage.summaries import Summary
from model.storage.units import squeezed
from ui.library.columns import CHANGED, COLUMNS, COUNTED
from ui.library.filtering import Facets, Wanted
from ui.lists.columns import ColumnsModel

OtherNames = Callable[[], Mapping[int | None, str]]  # of the units that have several: all of them, by unit


class LibraryModel(ColumnsModel[Summary]):
    """One row for each report that is wanted, in the order of one column."""

    def __init__(self, parent: QObject | None = None, other_names: OtherNames = dict) -> None:
        super().__init__(COLUMNS, parent)
        self._other_names = other_names
        self._every: list[Summary] = []
        self._names: list[str] = []
        self._keys: dict[int, list[Any]] = {}  # by column
        self.wanted = Wanted()
        self._facets: Facets | None = None
        self.is_behind = False  # more was taken in than is shown
        self._column, self._descending = self.position(CHANGED), True
        self._rows: list[Summary] = []

    def show(self, rows: Sequence[Summary]) -> None:
        """Show these reports instead."""
        self.beginResetModel()
        self._every, self._names, self._keys, self._facets = list(rows), [], {}, None
        self._arrange()
        self.endResetModel()

    def add(self, rows: Sequence[Summary]) -> None:
        """Take more reports in; `arrange` shows them."""
        self._every += rows
        self._names, self._keys, self._facets = [], {}, None
        self.is_behind = True

    def arrange(self) -> None:
        """Put what is there into its order."""
        with self._moved():
            self._arrange()

    def arrange_counted(self) -> None:
        """Put the list into its order again where that is one of counts, which are others now."""
        if self._column in map(self.position, COUNTED) and self._column not in self._keys:
            self.arrange()

    def want(self, wanted: Wanted) -> None:
        """Show those reports only."""
        if wanted.letters != self.wanted.letters:
            self._facets = None
        self.wanted = wanted
        self.beginResetModel()
        self._arrange()
        self.endResetModel()

    def find(self, part: str) -> None:
        """Show the reports only whose unit has a part in one of its names, however either is spaced."""
        self.want(self.wanted._replace(part=part))

    @property
    def facets(self) -> Facets:
        """How many there are of each kind, of those whose unit has the part in its name."""
        if self._facets is None:
            self._facets = Facets(self._every[at] for at in self._named())
        return self._facets

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        self._column, self._descending = column, order is Qt.SortOrder.DescendingOrder
        self.arrange()

    def row_of(self, report: int) -> int | None:
        """Return where a report stands; None where it is not shown."""
        return next((row for row, one in enumerate(self._rows) if one.id == report), None)

    def tell_of(self, rows: range, report: int) -> None:
        """Tell the views that a report was counted anew, where it is in sight among these rows."""
        for column in COUNTED:
            self._keys.pop(self.position(column), None)
        for row in rows:
            if self._rows[row].id == report:
                self.tell(row, row)

    @property
    def every(self) -> Sequence[Summary]:
        """All reports, whether they are shown or not."""
        return self._every

    @contextmanager
    def _moved(self) -> Iterator[None]:
        """Let what is chosen stay chosen while rows change their places."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        chosen = [self._rows[index.row()].id for index in before]
        yield
        wanted = set(chosen)
        rows = {one.id: row for row, one in enumerate(self._rows) if one.id in wanted} if wanted else {}
        after = [rows.get(report) for report in chosen]
        moved = [
            self.index(-1 if row is None else row, index.column()) for row, index in zip(after, before, strict=True)
        ]
        self.changePersistentIndexList(before, moved)
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        self.is_behind = False
        keys = self._keys.get(self._column)
        if keys is None:
            key = self.columns[self._column].sort_key
            keys = self._keys[self._column] = [key(one) for one in self._every]
        found, every = self._found(), self._every
        order = sorted((at for at in found if keys[at] is not None), key=keys.__getitem__, reverse=self._descending)
        order += [at for at in found if keys[at] is None]
        self._rows = [every[at] for at in order]

    def _found(self) -> Sequence[int]:
        wanted, every, named = self.wanted, self._every, self._named()
        if wanted._replace(part="").is_all:
            return named
        return [at for at in named if wanted.takes(every[at])]

    def _named(self) -> Sequence[int]:
        """Find the reports whose unit has the part in one of its names."""
        part = self.wanted.letters
        if not part:
            return range(len(self._every))
        if not self._names:
            others = self._other_names()
            self._names = [squeezed(f"{one.unit}\0{others.get(one.unit_id, '')}").casefold() for one in self._every]
        return [at for at, name in enumerate(self._names) if part in name]
