"""比较: units beside each other by any figures, a chart beside them, and on its second tab where texts are alike."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.charting.collection import ChartKind, ChartSubject, CollectionCharts
from app.charting.figures import figures_called, key_of
from app.collecting.comparing import ComparedUnit, compare_collection
from app.collecting.presets import FigurePreset
from app.collecting.roll import RollCall
from model.form.editions import form_for
from model.form.quotable import Quotable
from model.storage.library import Library
from ui.actions.in_county import TO_COMPARE, TO_ROLL
from ui.actions.registry import KeyContext, pressed
from ui.county.alike_finder import AlikeFinder
from ui.county.comparison.alike_view import AlikeView
from ui.county.comparison.bar_cell import BarCell
from ui.county.comparison.chart_side import ChartSide
from ui.county.comparison.figures_dialog import choose_figures
from ui.county.comparison.model import ComparisonModel
from ui.county.comparison.saving import MOST_IN_PICTURE, save_chart, save_table
from ui.county.comparison.tools import FAR, PASSED, ComparisonTools
from ui.county.comparison.zoomed_table import ZoomedTable
from ui.county.empty import EmptyPlace
from ui.county.giving_page import GivingPage
from ui.frame.buttons import push_button
from ui.frame.elided import Elided
from ui.library.header import SortingHeader

_ROW, _NARROW, _SIDE, _LEAST, _NARROW_PAGE, _FIGURE = 28, 760, 414, 260, 900, 96  # pixels
_FIGURES, _KIND = "compared figures", "compared chart"  # the settings
_RULE = (
    "短竖线是上年；没有填的不画条。ⓘ是提示：够8个单位时按中位数和离差算，离其他单位很远，不一定是错。"
    "两年都不少于10的，增减写百分比。"
)
_FIGURES_TAB, _CHART, _ALIKE = range(3)


class ComparisonPage(GivingPage):
    """The comparison of a collection as it is now."""

    chapter = "收齐各单位的年报（县级汇总）"  # of the manual
    said = Signal(str)
    opened = Signal(int, str)  # a unit, a cell or a text
    left = Signal()  # back to the roll call

    def __init__(self, library: Library, collection: int, roll: RollCall, finder: AlikeFinder) -> None:
        super().__init__()
        self.setWindowTitle(TO_COMPARE.label)
        self._library, self._collection, self._roll, self._finder = library, collection, roll, finder
        self._form = form_for(roll.heading.year)
        self._charts = CollectionCharts(library, collection, roll)
        kept = figures_called(self._form, library.recall(_FIGURES, str, "").split())
        self._figures: tuple[Quotable, ...] = kept or FigurePreset.APPLICATIONS.figures(self._form)
        self.model = ComparisonModel(self)
        self.over = ComparisonTools()
        self.presets, self.scope, self.choose = self.over.presets, self.over.scope, self.over.choose
        self.table, self.side, self.rule = self._table(), ChartSide(), Elided(120, yields=True)
        self.alike = AlikeView(library, roll.tree, self._form, roll.heading.year)
        self.nobody = EmptyPlace("inbox", "还没有可以比较的年报", "收到年报以后再来。")
        self.export = push_button("导出…", "file-output", "把这张表存成Excel，上年数和提示都在里面")
        self.tools, self.own_title = [self.export], (roll.heading.title, TO_COMPARE.label)
        self.tabs, self.pages = QTabBar(), QStackedWidget()
        self._is_shared = self._is_asked = False
        self._lay_out()
        self._connect()
        self._order_tabs()
        self.side.choose(library.recall(_KIND, ChartKind, ChartKind.YEARS))
        self.refresh()

    def _table(self) -> ZoomedTable:
        table = ZoomedTable("各单位的数", self.model, _ROW, narrow_below=_NARROW, least=_FIGURE, left=[TO_ROLL])
        table.setHorizontalHeader(SortingHeader(table))
        table.setItemDelegate(BarCell(self.model, table))
        table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
        table.setSortingEnabled(True)
        return table

    def _lay_out(self) -> None:
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for words in ("指标", "图", "雷同"):
            self.tabs.addTab(words)
        self.rule.setProperty("muted", True)
        self.rule.setText(_RULE)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 4, 16, 6)
        foot.addWidget(self.rule, 1)
        foot.addStretch(0)
        left = self._left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.over)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.split = QSplitter()
        self.split.setChildrenCollapsible(False)
        for part, share in ((left, 5), (self.side, 2)):
            self.split.addWidget(part)
            part.setMinimumWidth(_LEAST)
            self.split.setStretchFactor(self.split.count() - 1, share)
        for page in (self.split, self.alike, self.nobody):
            self.pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.tabs)
        whole.addWidget(self.pages, 1)

    def _order_tabs(self) -> None:
        side = (self.side.kinds, self.side.save, self.side.area.view, self.side.table)
        for one, after in pairwise((self.tabs, self.presets, self.choose, self.scope, self.table, *side)):
            self.setTabOrder(one, after)

    def _connect(self) -> None:
        self.presets.activated.connect(self._take_preset)
        self.choose.clicked.connect(self.choose_figures)
        self.scope.currentIndexChanged.connect(lambda _: self.refresh())
        self.tabs.currentChanged.connect(self._show_tab)
        self.table.selectionModel().currentChanged.connect(self._moved)
        self.table.activated.connect(lambda index: self._open(index.row()))
        self.side.chosen.connect(self._chart_chosen)
        self.side.save_wanted.connect(self.save_chart)
        self.export.clicked.connect(self.write)
        self.alike.opened.connect(self.opened)
        self._finder.found.connect(self._show_alike)

    # What is shown

    def refresh(self) -> None:
        """Compare anew, and show it where the cursor was."""
        unit = self.unit
        self._found = compare_collection(
            self._library, self._collection, self._figures, all_received=self.scope.currentIndex() != PASSED
        )
        far = self.scope.currentIndex() == FAR
        shown = [one for one in self._found.units if one.far or not far]
        self.model.show_comparison(self._found, shown)
        self.table.share_width()
        self.rule.setText("。".join(filter(None, (self._found.left_out, _RULE))))
        self._name_preset()
        self._turn()
        row = self.model.row_of(unit) if unit is not None else None
        if self.model.count():
            self.table.setCurrentIndex(self.model.index(row or 0, self.model.figure + 1))
        self._draw()

    @property
    def unit(self) -> int | None:
        """The unit that the cursor is on."""
        row = self.table.currentIndex().row()
        return self.model.row(row).unit if 0 <= row < self.model.count() else None

    def _moved(self, now: QModelIndex | QPersistentModelIndex, before: QModelIndex | QPersistentModelIndex) -> None:
        figure = self.model.figure_at(now.column())
        other_figure = figure is not None and figure != self.model.figure
        if figure is not None:
            self.model.choose_figure(figure)
        if other_figure or now.row() != before.row():
            self._draw()

    def _draw(self) -> None:
        unit = self.unit
        if unit is None:
            return
        about = ChartSubject(self._found, self.model.figure, unit)
        self.side.show_made(partial(self._charts.draw, self.side.kind, about))

    def _chart_chosen(self, kind: ChartKind) -> None:
        if self._library.read_only is None:
            self._library.remember(_KIND, kind.value)
        self._draw()

    # Which figures

    def _name_preset(self) -> None:
        known = [one.figures(self._form) for one in FigurePreset]
        self.presets.setCurrentIndex(known.index(self._figures) if self._figures in known else len(known))

    def _take_preset(self, at: int) -> None:
        preset: FigurePreset | None = self.presets.itemData(at)
        if preset is None:
            self.choose_figures()
        else:
            self.show_figures(preset.figures(self._form))

    def choose_figures(self) -> None:
        """Ask which figures are to be compared."""
        chosen = choose_figures(self, self._form, self._figures)
        if chosen is not None:
            self.show_figures(chosen)
        self._name_preset()

    def show_figures(self, figures: tuple[Quotable, ...]) -> None:
        """Compare these, and remember which they are."""
        self._figures, self.model.figure = figures, 0
        if self._library.read_only is None:
            self._library.remember(_FIGURES, " ".join(map(key_of, figures)))
        self.refresh()

    # Texts that are alike

    def _show_tab(self, at: int) -> None:
        if at == _ALIKE and not self._is_asked:
            self._is_asked = True
            self._show_alike()
        self._turn()

    def _show_alike(self) -> None:
        """Show which texts are alike, or that it is being worked out."""
        if not self._is_asked:
            return
        found = self._finder.pairs(self._collection, self._roll)
        if found is None:
            self.alike.tell_at_work()
        else:
            self.alike.show_pairs(found, self._finder.failure)
            self.tabs.setTabText(_ALIKE, f"雷同 {len(found)}" if found else "雷同")

    def _turn(self) -> None:
        """Show what the tab stands for; in a narrow window the chart has a tab of its own."""
        at, narrow = self.tabs.currentIndex(), self.width() < _NARROW_PAGE
        self.tabs.setTabVisible(_CHART, narrow)
        self._left.setVisible(not narrow or at != _CHART)
        self.side.setVisible(not narrow or at == _CHART)
        shown = self.alike if at == _ALIKE else self.split
        self.pages.setCurrentWidget(shown if self._found.units else self.nobody)
        self.setFocusProxy(self._keys())

    def _keys(self) -> QWidget:
        """Return what takes the keys now."""
        if not self._found.units:
            return self.nobody
        return {_FIGURES_TAB: self.table, _CHART: self.side, _ALIKE: self.alike}[self.tabs.currentIndex()]

    # What can be done

    def _open(self, row: int) -> None:
        one: ComparedUnit = self.model.row(row)
        self.opened.emit(one.unit, self._figures[self.model.figure].cells[0])

    def write(self) -> None:
        """Write the table as a spreadsheet."""
        self._tell(save_table(self, self._library, self._roll.heading.title, self._found))

    def save_chart(self) -> None:
        """Write the chart that is shown."""
        chart, unit = self.side.area.view.chart, self.unit
        if chart is not None and unit is not None:
            about = ChartSubject(self._found, self.model.figure, unit, MOST_IN_PICTURE)
            make = partial(self._charts.draw, self.side.kind, about)
            self._tell(save_chart(self, self._library, self._roll.heading.title, (chart.title, make)))

    def _tell(self, sentence: str) -> None:
        if sentence:
            self.said.emit(sentence)

    # Keys, size

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = pressed(event, KeyContext.COMPARE)
        if act is TO_ROLL:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._is_shared and self.width() >= _NARROW_PAGE:
            self._is_shared = True
            self.split.setSizes([self.width() - _SIDE, _SIDE])
        if self.width() >= _NARROW_PAGE and self.tabs.currentIndex() == _CHART:
            self.tabs.setCurrentIndex(0)
        self._turn()

    def show_where_left(self) -> None:
        """Take the keys again."""
        self._keys().setFocus()
