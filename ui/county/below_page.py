"""What is below a unit that handed up its own collection: who sent what, and each report, only to be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from app.collecting.handed_collections import below_of
from model.collection.handed_up import HandedUp, HandedUpUnit
from model.collection.standing import Standing
from model.errors import UserError, clip
from model.form.form import Form
from model.report.numbers import number_text
from model.report.report import Report
from model.storage.county.records import RollRow
from model.storage.library import Library
from ui import dialogs
from ui.actions.in_county import TO_SUM
from ui.actions.in_window import TABS
from ui.actions.registry import KeyContext, pressed
from ui.county.empty import EmptyPlace
from ui.county.giving_page import GivingPage
from ui.county.page_table import PageTable
from ui.county.paper import paper
from ui.county.unit_report import UnitReport
from ui.lists.columns import HIDDEN, ColumnsModel, ListColumn, fit
from ui.lists.look import dress

_ROW, _NARROW, _WIDE, _LEAST, _SAID, _LOW = 30, 380, 560, 240, 120, 44  # pixels
_STEP = "　　"


class BelowRow(NamedTuple):
    """A unit, and how deep it stands."""

    depth: int
    unit: HandedUpUnit


def _in_sum(row: BelowRow) -> str:
    if row.unit.in_sum:
        return "计入"
    return "—" if row.unit.report is None else "不计入"


def _revision(row: BelowRow) -> str:
    return f"第{row.unit.revision}稿" if row.unit.report else "—"


COLUMNS: tuple[ListColumn[BelowRow], ...] = (
    ListColumn("name", "单位", lambda row: _STEP * row.depth + row.unit.name, tip=lambda row: row.unit.name),
    ListColumn("state", "状态", lambda row: row.unit.standing.label, width=96, narrow=84),
    ListColumn("sum", TO_SUM.label, _in_sum, width=64, narrow=HIDDEN),
    ListColumn(
        "revision", "稿次", lambda row: f"第{row.unit.revision}稿" if row.unit.report else "—", width=64, narrow=HIDDEN
    ),
)


class BelowPage(GivingPage):
    """The units on the left, the report of the one that is chosen on the right, what the sum says of itself below."""

    chapter = "收齐各单位的年报（县级汇总）"  # of the manual
    left = Signal()

    def __init__(self, library: Library, row: RollRow, below: HandedUp, form: Form) -> None:
        super().__init__()
        self.setWindowTitle(f"{clip(row.unit.name, 30)}的下属")
        self._library, self.row, self.below = library, row, below
        self.model = ColumnsModel(COLUMNS, self)
        self.table = PageTable(())
        self.table.setModel(self.model)
        dress(self.table, "下属单位", row_height=_ROW)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setWordWrap(False)
        self.said = QPlainTextEdit("\n".join(_lines(below, form)), readOnly=True, tabChangesFocus=True)
        self.said.setAccessibleName("合计的说明和调整")
        self.nothing = EmptyPlace("inbox", "这个单位没有年报", "")
        self.report: UnitReport | None = None
        self.name = QLabel()
        self._place = QVBoxLayout()
        self._lay_out()
        tree = below.tree
        self.model.show([BelowRow(depth, below.units[one.key]) for depth, one in tree.in_order()])
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_row())
        self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_row()
        self.setFocusProxy(self.table)

    @property
    def own_title(self) -> tuple[str, str]:
        """What stands in the title row."""
        return self.windowTitle(), f"{self.below.sentence}，只能看"

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(16, 8, 8, 12)
        column.addWidget(self.table, 3)
        self.said.setMinimumHeight(_LOW)
        self.said.setMaximumHeight(_SAID)
        column.addWidget(self.said, 1)
        self._place = QVBoxLayout(right)
        self._place.setContentsMargins(0, 8, 0, 0)
        self.name.setContentsMargins(12, 0, 12, 0)
        self._place.addWidget(self.name)
        self._place.addWidget(self.nothing, 1)
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        for part, share in ((left, 2), (right, 3)):
            part.setMinimumWidth(_LEAST)
            parts.addWidget(part)
            parts.setStretchFactor(parts.count() - 1, share)
        parts.setSizes([_WIDE, 2 * _WIDE])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(parts)

    @property
    def current(self) -> HandedUpUnit | None:
        """The unit that the cursor is on."""
        at = self.table.currentIndex().row()
        return self.model.row(at).unit if 0 <= at < self.model.count() else None

    def report_of_row(self) -> Report | None:
        """Return the report of the unit that the cursor is on; None where it sent none."""
        return self.current.loaded if self.current else None

    def _show_row(self) -> None:
        """Show the report of the unit that is chosen."""
        unit = self.current
        if self.report is not None:
            self._place.removeWidget(self.report)
            self.report.deleteLater()
            self.report = None
        found = self.report_of_row()
        self.name.setText(unit.name if unit else "")
        self.nothing.setVisible(found is None)
        if unit is not None and unit.standing is Standing.EXCUSED:
            self.nothing.words.setText(
                f"{unit.standing.label}：{unit.excused}" if unit.excused else unit.standing.label
            )
        if found is not None:
            self.report = UnitReport(paper(found, None, self._library.switches))
            self._place.addWidget(self.report, 1)
            self.report.show_tab(0)
            self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = pressed(event, KeyContext.REVIEW)
        if act in TABS and self.report is not None:
            self.report.show_tab(TABS.index(act))
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        QTimer.singleShot(0, self, lambda: fit(self.table, COLUMNS, narrow_below=_NARROW))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        QTimer.singleShot(0, self, lambda: fit(self.table, COLUMNS, narrow_below=_NARROW))


def _lines(below: HandedUp, form: Form) -> Iterator[str]:
    """Say what the sum says of itself, and every adjustment."""
    yield from below.sentences
    for one in below.adjustments:
        name = form.name_of(one.cell) if one.cell in form.cells else clip(one.cell, 60)
        sign = "+" if one.value > 0 else ""
        yield f"调整 {name} {sign}{number_text(one.value)}：{one.reason}"


def below_page(parent: QWidget, library: Library, row: RollRow | None) -> BelowPage | None:
    """Return the page of what is below a unit; None where it sent no collection, which is told."""
    if row is None:
        return None
    current = library.county.current(row.unit.key)
    if current is None:
        dialogs.warn(parent, f"{clip(row.unit.name, 40)}还没有交年报")
        return None
    try:
        return BelowPage(library, row, below_of(library, current), current.report.form)
    except UserError as error:
        dialogs.warn(parent, error.sentence)
        return None
