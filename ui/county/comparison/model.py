"""The units under their figures: a column each, last year's and the change of the one that the cursor is in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor

from app.collecting.comparing import ComparedUnit, UnitComparison
from export.charts.drawing import value_words
from ui.appearance.theme import colours
from ui.lists.columns import HIDDEN, ColumnsModel, ListColumn
from ui.tables.cell_state import MINUS

NAME, LAST, CHANGE = "unit", "last", "change"
_HINT = "提示：与其他单位相差较大，不一定是错"
_NONE = "—"


class ComparisonModel(ColumnsModel[ComparedUnit]):
    """A comparison as it is sorted; `figure` is the column whose last year is shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((), parent)
        self.found: UnitComparison | None = None
        self.figure = 0
        self._listed: Sequence[ComparedUnit] = ()
        self._by: tuple[int, Qt.SortOrder] | None = None

    def show_comparison(self, found: UnitComparison, units: Sequence[ComparedUnit]) -> None:
        """Show some of the units of a comparison."""
        self.found, self._listed = found, units
        self.figure = min(self.figure, len(found.figures) - 1)
        self.beginResetModel()
        self.columns = tuple(self._columns(found))
        self._rows = self._sorted()
        self.endResetModel()

    def choose_figure(self, figure: int) -> None:
        """Show last year's of another figure."""
        if self.found is not None and figure != self.figure:
            self.figure = figure
            self.tell()
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def _columns(self, found: UnitComparison) -> Iterator[ListColumn[ComparedUnit]]:
        yield ListColumn(
            NAME, "单位", lambda one: one.name, width=190, narrow=130, tip=lambda one: found.hint(one) or one.name
        )
        for at, figure in enumerate(found.figures):
            yield ListColumn(
                str(at),
                figure.short,
                partial(_value, at=at),
                value_words,
                share=100 // len(found.figures),
                right=True,
                tip=partial(_tip, at=at, name=figure.name),
                spoken=partial(_tip, at=at, name=figure.short),
            )
        if found.has_last_year:
            yield ListColumn(LAST, "上年", self._last, _or_none, width=76, narrow=HIDDEN, right=True, colour=_muted)
            yield ListColumn(
                CHANGE, "增减", self._change, width=76, narrow=HIDDEN, right=True, colour=_muted, sort=self._by_change
            )

    def _last(self, one: ComparedUnit) -> Decimal | None:
        return one.last[self.figure]

    def _change(self, one: ComparedUnit) -> str:
        return change_words(one, self.figure)

    def _by_change(self, one: ComparedUnit) -> Decimal | None:
        return one.change(self.figure)

    def figure_at(self, column: int) -> int | None:
        """Return the figure of a column; None where it is none."""
        known = 0 <= column < len(self.columns)
        return int(self.columns[column].id) if known and self.columns[column].id.isdecimal() else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; by -1, stand as in the list again."""
        self._by = (column, order) if column >= 0 else None
        self.show(self._sorted())

    def _sorted(self) -> Sequence[ComparedUnit]:
        if self._by is None or self._by[0] >= len(self.columns):
            return self._listed
        column, down = self.columns[self._by[0]], self._by[1] is Qt.SortOrder.DescendingOrder
        keyed = [(column.sort_key(one), one) for one in self._listed]
        there = sorted((pair for pair in keyed if pair[0] is not None), key=lambda pair: pair[0], reverse=down)
        return [one for _, one in there] + [one for key, one in keyed if key is None]

    def row_of(self, unit: int) -> int | None:
        """Return where a unit stands; None where it is not shown."""
        return next((at for at in range(self.count()) if self.row(at).unit == unit), None)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole and self.found is not None:
            figure = self.figure_at(section)
            return self.found.figures[self.figure if figure is None else figure].name
        return super().headerData(section, orientation, role)


def _value(one: ComparedUnit, at: int) -> Decimal | None:
    return one.values[at]


def _or_none(value: Decimal | None) -> str:
    return _NONE if value is None else value_words(value)


def _muted(_: ComparedUnit) -> QColor:
    return colours().muted


def _tip(one: ComparedUnit, at: int, name: str) -> str:
    parts = [f"{name}：{value_words(one.values[at])}"]
    if one.last[at] is not None:
        parts.append(f"上年{value_words(one.last[at])}，{change_words(one, at)}")
    if at in one.far:
        parts.append(_HINT)
    return "；".join(parts)


def change_words(one: ComparedUnit, figure: int) -> str:
    """Say how much a figure is more: in per cent where both years are large enough.

    >>> def unit(now: int, then: int) -> ComparedUnit:
    ...     return ComparedUnit("甲", (Decimal(now),), (Decimal(then),))
    >>> [change_words(unit(*pair), 0) for pair in ((402, 248), (3, 0), (3, 3), (12, 40))]
    ['+62%', '+3', '0', '−70%']
    """
    change, percent = one.change(figure), one.percent(figure)
    if change is None:
        return _NONE
    number = abs(change) if percent is None else abs(percent)
    words = value_words(number) if percent is None else f"{number:.0f}%"
    return "0" if not change else f"{'+' if change > 0 else MINUS}{words}"
