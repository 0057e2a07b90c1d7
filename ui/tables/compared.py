"""Below a low table: each of its numbers beside last year's, and what its totals are held against."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QTableView, QVBoxLayout, QWidget

from model.form.schema import Cell, Identity, Section
from model.report.numbers import number_text
from model.report.report import Report
from model.values import NamedTuple
from ui.appearance import theme
from ui.lists.columns import ColumnsModel, ListColumn, fit
from ui.lists.look import dress, enlarge
from ui.state.session import Session
from ui.tables.cell_strip import change_words

_ROW, _GAP = 26, 16  # pixels at 100 %
_LEAST_ROWS = 3  # that are to be seen
_NARROW = 620  # pixels


class ComparedRow(NamedTuple):
    """A number: what it is, this year, last year, the change, and what a total is held against."""

    cell: Cell
    name: str
    now: str
    last: str
    change: str
    relation: str
    is_broken: bool

    @property
    def spoken(self) -> str:
        """Say all of it in one line."""
        parts = (self.name, f"今年{self.now or '空白'}", f"上年{self.last}" if self.last else "", self.change)
        return "，".join(filter(None, (*parts, self.relation)))


def compared_rows(report: Report, last: Report | None, section: Section) -> Iterator[ComparedRow]:
    """Hold every number of a section against last year's, and its totals against their parts."""
    form = report.form
    totals = {one.total: one for table in section.tables for one in table.identities if one.total}
    for cell in section.cells:
        now, before = report.numbers.get(cell), last.numbers.get(cell) if last else None
        relation, is_broken = _relation(report, totals[cell]) if cell in totals else ("", False)
        name = f"{form.row(cell).spoken}·{form.column(cell).spoken}"
        told = number_text(now), number_text(before), change_words(now, before)
        yield ComparedRow(cell, name, *told, relation, is_broken)


def _relation(report: Report, identity: Identity) -> tuple[str, bool]:
    """Write out how a total follows from its parts, and say whether it does not."""
    form, numbers = report.form, report.numbers
    parts = "＋".join(f"{form.column(cell).spoken}{number_text(numbers.get(cell)) or '?'}" for cell in identity.right)
    if any(cell not in numbers for cell in identity.right):
        return f"{parts}：有空白，还不能核对", False
    right = sum((numbers[cell] for cell in identity.right), Decimal())
    stated = numbers.get(identity.left[0])
    if stated in {None, right}:
        return f"{parts}＝{number_text(right)} ✓", False
    return f"{parts}＝{number_text(right)} ≠ {number_text(stated)}", True


def _tone(row: ComparedRow) -> QColor | None:
    return theme.colours().hard if row.is_broken else None


COLUMNS: tuple[ListColumn[ComparedRow], ...] = (
    ListColumn("name", "项目", lambda row: row.name, width=230, narrow=150, spoken=lambda row: row.spoken),
    ListColumn("now", "今年", lambda row: row.now, width=80, narrow=60, right=True),
    ListColumn("last", "上年", lambda row: row.last, width=80, narrow=60, right=True),
    ListColumn("change", "变化", lambda row: row.change, width=120, narrow=110, right=True),
    ListColumn("relation", "核对", lambda row: row.relation, tip=lambda row: row.relation or None, colour=_tone),
)


class Compared(QWidget):
    """The list, with a line over it; a click goes to the cell."""

    chosen = Signal(str)

    def __init__(self, section: Section, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._section, self._session = section, session
        self.title, self.table = QLabel(), QTableView()
        self.rows = ColumnsModel(COLUMNS, self.table)
        dress(self.table, "与上年对照", row_height=_ROW)
        self.table.setModel(self.rows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the table above has the keys
        self.table.clicked.connect(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, _GAP, _GAP, _GAP)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.table, 1)
        session.checked.connect(self.refresh)
        self.hide()

    def refresh(self) -> None:
        """Show what is so now, while it is seen."""
        if self.isHidden():
            return
        report, last = self._session.report, self._session.last_year
        year = report.year - 1
        self.title.setText(f"与{year}年度对照" if last else f"报告库里没有{year}年度的年报，不能对照")
        found = list(compared_rows(report, last, self._section))
        if found != [self.rows.row(number) for number in range(self.rows.count())]:
            self.rows.show(found)
        self._fit()

    def set_zoom(self, percent: int) -> None:
        """Show it larger or smaller."""
        self.title.setFont(theme.ui_font(percent, bold=True))
        enlarge(self.table, _ROW, percent)

    @property
    def least(self) -> int:
        """How high it must be for something to be read in it."""
        row = self.table.verticalHeader().defaultSectionSize()
        return (_LEAST_ROWS + 1) * row + self.title.sizeHint().height() + 2 * _GAP + 8

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Share out the width; without a last year there is nothing to be said of it."""
        fit(self.table, COLUMNS, narrow_below=_NARROW)
        for column in ("last", "change"):
            self.table.setColumnHidden(self.rows.position(column), self._session.last_year is None)

    def _go(self, index: QModelIndex) -> None:
        self.chosen.emit(self.rows.row(index.row()).cell)
