"""A column of a list, declared once: its title, what it shows, how wide it is, how it sorts; no positions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QHeaderView, QTableView

from model.values import Fixed
from ui.appearance.zoom import scale_of
from ui.system.viewport import viewport_of

R = TypeVar("R")  # what a row is
Index = QModelIndex | QPersistentModelIndex
SORT = Qt.ItemDataRole.UserRole  # what a proxy sorts by
_FITTED = "fitted"  # the property of a table that remembers among what its width was shared
_NARROWEST = 8  # pixels of a column
HIDDEN = 0  # the width of a column that a narrow list does without
_ROLE = Qt.ItemDataRole
_ANSWERED = frozenset(
    (
        *(_ROLE.DisplayRole, _ROLE.AccessibleTextRole, _ROLE.ToolTipRole, _ROLE.DecorationRole),
        *(_ROLE.ForegroundRole, _ROLE.TextAlignmentRole, SORT),
    )
)


def _shown(value: object) -> str:
    return "" if value is None else str(value)


class ListColumn(Fixed, Generic[R]):
    """One column. It takes `width` pixels, or `share` percent of the rest, or what all others leave."""

    id: str  # what it is called in settings and tests; the title may change
    title: str
    value: Callable[[R], Any]
    shown: Callable[[Any], str] = _shown  # the value in words
    width: int = 0
    share: int = 0
    narrow: int | None = None  # its width, or HIDDEN, where the list is narrow; None: as ever
    right: bool = False  # set to the right, as numbers are
    sort: Callable[[R], Any] | None = None  # by what it is sorted, where that is not the value
    tip: Callable[[R], str | None] | None = None
    icon: Callable[[R], QIcon | None] | None = None
    colour: Callable[[R], QColor | None] | None = None
    spoken: Callable[[R], str] | None = None  # what a screen reader says, where that is not title and text

    def text(self, row: R) -> str:
        """Return what stands in a cell."""
        return self.shown(self.value(row))

    def sort_key(self, row: R) -> Any:  # noqa: ANN401 — anything that can be compared
        """Return by what a row is sorted; None puts it last, whichever way."""
        return self.value(row) if self.sort is None else self.sort(row)

    def said(self, row: R) -> str:
        """Return what a screen reader says of a cell."""
        return f"{self.title}：{self.text(row)}" if self.spoken is None else self.spoken(row)

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        """To which side its title and its cells are set."""
        side = Qt.AlignmentFlag.AlignRight if self.right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def data(self, row: R, role: int) -> Any:  # noqa: ANN401 — Qt's QVariant
        """Return what Qt asks for of a cell."""
        if role not in _ANSWERED:
            return None
        answers: dict[int, Callable[[R], Any] | None] = {
            _ROLE.DisplayRole: self.text,
            _ROLE.AccessibleTextRole: self.said,
            _ROLE.ToolTipRole: self.tip,
            _ROLE.DecorationRole: self.icon,
            _ROLE.ForegroundRole: self.colour,
            SORT: self.sort_key,
        }
        if role == _ROLE.TextAlignmentRole:
            return self.alignment
        answer = answers.get(role)
        return None if answer is None else answer(row)


class ColumnsModel(QAbstractTableModel, Generic[R]):
    """Rows under columns; a list with rows of its own overrides `row` and `count`."""

    def __init__(self, columns: Sequence[ListColumn[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: Sequence[R] = ()

    def show(self, rows: Sequence[R]) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, number: int) -> R:
        """Return a row."""
        return self._rows[number]

    def some(self, rows: Iterable[int]) -> list[R]:
        """Return some rows."""
        return [self.row(number) for number in rows]

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def text(self, number: int, column: str) -> str:
        """Return what stands in a row under a column, by its id."""
        return self.columns[self.position(column)].text(self.row(number))

    def position(self, column: str) -> int:
        """Return where a column stands, by its id."""
        return position(self.columns, column)

    def tell(self, first: int = 0, last: int | None = None) -> None:
        """Tell the views that rows have changed: these, or all from the first."""
        until = self.count() - 1 if last is None else last
        self.dataChanged.emit(self.index(first, 0), self.index(until, len(self.columns) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — as Qt declares it
        return 0 if parent.isValid() else self.count()

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> Any:  # noqa: ANN401
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.TextAlignmentRole:
            return self.columns[section].alignment
        return self.columns[section].title if role == _ROLE.DisplayRole else None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:  # noqa: ANN401 — Qt's QVariant
        return self.columns[index.column()].data(self.row(index.row()), role) if index.isValid() else None


def position(columns: Sequence[ListColumn[Any]], column: str) -> int:
    """Return where a column stands, by its id.

    Raises:
        ValueError: there is no such column.
    """
    return [one.id for one in columns].index(column)


def fit(table: QTableView, columns: Sequence[ListColumn[Any]], *, narrow_below: int = 0) -> None:
    """Share the width of a table among its columns; where it is narrow, by what they say for that."""
    table.setProperty(_FITTED, (columns, narrow_below))
    room, scale = viewport_of(table).width(), scale_of(table)
    widths = [_width(one, scale, narrow=room < narrow_below * scale) for one in columns]
    rest = room - sum(width for width in widths if width is not None)
    header = table.horizontalHeader()
    header.setMinimumSectionSize(_NARROWEST)  # Qt's own depends on the font, and may be more than a column wants
    for at, (one, width) in enumerate(zip(columns, widths, strict=True)):
        table.setColumnHidden(at, width == HIDDEN)
        if width is None and not one.share:
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        elif width != HIDDEN:
            header.resizeSection(at, rest * one.share // 100 if width is None else width)


def fit_again(table: QTableView) -> None:
    """Share the width out as before: the letters are larger or smaller now."""
    before = table.property(_FITTED)
    if before is not None:
        columns, narrow_below = before
        fit(table, columns, narrow_below=narrow_below)


def _width(column: ListColumn[Any], scale: float, *, narrow: bool) -> int | None:
    """Return the pixels of a column; None where it depends on the others."""
    width = column.narrow if narrow and column.narrow is not None else column.width or None
    return width if width is None or width == HIDDEN else round(width * scale)
