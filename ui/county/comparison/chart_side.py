"""The chart beside the table, the same as a small table below it, and its way into a file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.charting.collection import ChartKind
from export.charts.drawing import Chart
from ui.actions.in_county import NEXT_VALUE, PREVIOUS_VALUE
from ui.county.comparison.chart_view import ChartArea, Make
from ui.county.comparison.zoomed_table import ZoomedTable
from ui.frame.buttons import icon_button
from ui.frame.elided import Elided
from ui.lists.columns import ColumnsModel, ListColumn
from ui.lists.look import choose_row

SAVE = "保存这张图"
_HOW = f"在图上按{PREVIOUS_VALUE.key}、{NEXT_VALUE.key}逐个读"
_ROW, _NUMBER, _HIGH, _CHART, _WIDE = 26, 68, 72, 360, 560  # pixels


class ChartSide(QWidget):
    """Shows one chart; which one is told."""

    chosen = Signal(object)  # a ChartKind
    save_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kinds, self.area, self.said = QComboBox(), ChartArea(), Elided(60, yields=True)
        self.kinds.setAccessibleName("画哪一种图")
        for one in ChartKind:
            self.kinds.addItem(one.label, one)
        self.save = icon_button("file-output", f"{SAVE}：PNG、SVG、PDF")
        self.model: ColumnsModel[tuple[str, ...]] = ColumnsModel((), self)
        self.table = ZoomedTable("图里的数", self.model, _ROW)
        self.table.setMinimumHeight(_HIGH)
        self._lay_out()
        self.kinds.currentIndexChanged.connect(lambda _: self.chosen.emit(self.kind))
        self.save.clicked.connect(self.save_wanted)
        self.area.view.pointed.connect(self._pointed)
        self.setFocusProxy(self.area.view)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(8, 6, 8, 6)
        head.setSpacing(8)
        head.addWidget(self.kinds, 1)
        head.addWidget(self.save)
        self.said.setProperty("muted", True)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 0, 12, 4)
        foot.addWidget(self.said, 1)
        foot.addStretch(0)
        upper = QWidget()
        above = QVBoxLayout(upper)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(0)
        above.addWidget(self.area, 1)
        above.addLayout(foot)
        self.split = split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        for part, share in ((upper, 3), (self.table, 2)):
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, share)
        split.setSizes([_CHART, _CHART // 2])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(split, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the table beside the chart where there is room for that."""
        super().resizeEvent(event)
        beside = self.width() > self.height() and self.width() >= _WIDE
        orientation = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if orientation is not self.split.orientation():
            self.split.setOrientation(orientation)
            whole = self.width() if beside else self.height()
            self.split.setSizes([whole * 3 // 5, whole * 2 // 5])

    @property
    def kind(self) -> ChartKind:
        """Which chart is shown."""
        kind: ChartKind = self.kinds.currentData()
        return kind

    def choose(self, kind: ChartKind) -> None:
        """Show a kind of chart."""
        self.kinds.setCurrentIndex(self.kinds.findData(kind))

    def show_made(self, make: Make) -> None:
        """Show a chart, and its numbers below."""
        self.area.view.at = -1
        self.area.show_made(make)
        if (chart := self.area.view.chart) is not None:
            self._fill(chart)
        self.said.setText(_HOW)

    def _fill(self, chart: Chart) -> None:
        self.model.columns = tuple(_columns(chart.head))
        self.model.show(chart.rows)
        self.table.setAccessibleName(f"{chart.title}，数")
        self.table.setAccessibleDescription(chart.sentence)
        self.table.share_width()

    def _pointed(self, at: int) -> None:
        self.said.setText(self.area.view.said)
        choose_row(self.table, at)


def _columns(head: Sequence[str]) -> list[ListColumn[tuple[str, ...]]]:
    first, *others = head
    columns = [ListColumn("0", first, partial(_part, at=0), tip=partial(_part, at=0))]
    columns += [
        ListColumn(str(at), title, partial(_part, at=at), width=_NUMBER, right=True)
        for at, title in enumerate(others, 1)
    ]
    return columns


def _part(row: tuple[str, ...], at: int) -> str:
    return row[at]
