"""花名册 as a table: a row a unit, in the order of the list as a tree, or sorted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor

from app.collecting.roll import (
    DRAFT,
    NOT_FINAL,
    RollCall,
    coverage_told,
    coverage_words,
    deadline_words,
    due_days,
    due_words,
    is_overdue,
    is_pressing,
    name_words,
    remark_words,
    spoken,
)
from model.collection.standing import Standing
from model.storage.county.records import RollRow
from ui.actions.in_county import RETURN
from ui.appearance.theme import MUST, VERIFY, colours
from ui.frame.moments import day, moment
from ui.lists.columns import HIDDEN, ColumnsModel, ListColumn

NAME, STATE = "name", "state"
_NONE = "—"
_STEP = "　　"  # of indentation, for each superior
_ORDER = list(Standing)


@dataclass(frozen=True)
class RollLine:
    """A unit as it is listed: how deep it stands in the tree, what it is called with what is below it."""

    row: RollRow
    depth: int
    name: str
    today: date
    within: str = ""  # in whose handed-up collection it is counted

    @property
    def due(self) -> str:
        """How it stands to its day."""
        return due_words(self.row)

    @property
    def changed(self) -> str:
        """When something was done to it last, or that it was reminded."""
        row = self.row
        if row.reminded is not None and row.standing is Standing.MISSING:
            return f"催过 {day(row.reminded.astimezone(), self.today)}"
        if row.handed is not None and row.standing is Standing.MISSING:
            return f"已下发 {day(row.handed.astimezone(), self.today)}"
        return moment(row.changed.astimezone(), self.today) if row.standing is not Standing.MISSING else ""


def _number(line: RollLine, name: str) -> int | None:
    tally = line.row.tally
    if tally is None:
        return None
    return tally.unfilled.places if name == "blanks" else int(getattr(tally, name))


def _shown(number: int | None) -> str:
    return _NONE if number is None else str(number)


def _colour(line: RollLine, name: str) -> QColor:
    tone = colours()
    if not _number(line, name):
        return tone.muted
    return {"must": tone.hard, "verify": tone.warn}.get(name, tone.text)


def _due_colour(line: RollLine) -> QColor:
    tone = colours()
    return tone.hard if line.due and is_overdue(line.row) else tone.explain if is_pressing(line.row) else tone.muted


def _counted(id_: str, title: str) -> ListColumn[RollLine]:
    of, colour = partial(_number, name=id_), partial(_colour, name=id_)
    return ListColumn(id_, title, of, _shown, width=60, narrow=50, right=True, colour=colour)


def _muted(_: RollLine) -> QColor:
    return colours().muted


def _first(line: RollLine) -> str:
    first = line.row.first
    return day(first.astimezone(), line.today) if first is not None else _NONE


def _standing_tip(line: RollLine) -> str | None:
    row = line.row
    told = (row.unit.excused, row.address, f"单位报来时{NOT_FINAL}" if row.is_draft else "")
    return "；".join(filter(None, told)) or None


def _handed_tip(line: RollLine) -> str | None:
    row = line.row
    return f"{moment(row.handed.astimezone(), line.today)} {row.handed_by}下发" if row.handed else None


COLUMNS: tuple[ListColumn[RollLine], ...] = (
    ListColumn(
        NAME,
        "单位",
        lambda line: line.name,
        spoken=lambda line: spoken(line.row),
        sort=lambda line: line.row.unit.name,
        tip=lambda line: "；".join(filter(None, (*line.row.unit.names, line.within))),
    ),
    ListColumn(
        STATE,
        "状态",
        lambda line: line.row,
        lambda row: f"{row.standing.label}，{DRAFT}" if row.is_draft else row.standing.label,
        width=164,
        sort=lambda line: _ORDER.index(line.row.standing),
        tip=_standing_tip,
    ),
    ListColumn(
        "due",
        "期限",
        lambda line: line.due,
        width=118,
        sort=lambda line: due_days(line.row),
        colour=_due_colour,
        tip=lambda line: deadline_words(line.row),
    ),
    _counted("blanks", "空白"),
    _counted("must", MUST),
    _counted("verify", VERIFY),
    ListColumn("first", "报送日期", _first, width=96, narrow=HIDDEN, sort=lambda line: line.row.first, colour=_muted),
    ListColumn("returned", RETURN.label, lambda line: line.row.returned or None, width=60, narrow=HIDDEN, right=True),
    ListColumn(
        "remarks",
        "意见",
        lambda line: remark_words(line.row),
        width=92,
        narrow=HIDDEN,
        sort=lambda line: line.row.remarks or None,
    ),
    ListColumn("coverage", "口径", lambda line: coverage_words(line.row), width=76, narrow=HIDDEN, colour=_muted),
    ListColumn(
        "changed",
        "最近变动",
        lambda line: line.changed,
        width=118,
        narrow=HIDDEN,
        sort=lambda line: line.row.changed,
        tip=_handed_tip,
        colour=_muted,
    ),
)


class RollModel(ColumnsModel[RollLine]):
    """The rows that a filter leaves; which are wanted is said from outside."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self._listed: Sequence[RollLine] = ()  # as a tree is read
        self._by: tuple[int, Qt.SortOrder] | None = None

    def show_rows(self, roll: RollCall, rows: Sequence[RollRow]) -> None:
        """Show some rows of the roll."""
        depths: Mapping[int, int] = {unit.key: depth for depth, unit in roll.tree.in_order()}
        place = {key: at for at, key in enumerate(depths)}
        lines = [
            RollLine(one, depths[one.unit.key], name_words(roll, one), roll.today, coverage_told(roll, one))
            for one in rows
        ]
        self._listed = sorted(lines, key=lambda line: place[line.row.unit.key])
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; by -1, stand as in the list again."""
        self._by = (column, order) if column >= 0 else None
        self._arrange()

    def _arrange(self) -> None:
        self.show(self._sorted())

    def _sorted(self) -> Sequence[RollLine]:
        if self._by is None:
            return [replace(one, name=f"{_STEP * one.depth}{one.name}") for one in self._listed]
        column, down = self.columns[self._by[0]], self._by[1] is Qt.SortOrder.DescendingOrder
        keyed = [(column.sort_key(line), line) for line in self._listed]
        there = sorted((pair for pair in keyed if pair[0] is not None), key=lambda pair: pair[0], reverse=down)
        return [line for _, line in there] + [line for key, line in keyed if key is None]

    def row_of(self, unit: int) -> int | None:
        """Return where a unit stands; None where it is not shown."""
        return next((at for at in range(self.count()) if self.row(at).row.unit.key == unit), None)
