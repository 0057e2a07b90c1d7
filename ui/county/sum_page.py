"""合计: the tables of sections two to four added up, who is in it, and beside a cell who contributed what."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.collecting.last_years import LastYears
from app.collecting.totals import ALL_RECEIVED, Totals, add_up_collection, contributions, counts_all_received
from model.collection.unit import CollectionUnit
from model.errors import UserError
from model.form.schema import Cell
from model.storage.library import Library
from ui.actions.in_county import EXPORT_SUM, TO_ROLL, TO_SUM
from ui.actions.in_widgets import REDO, UNDO
from ui.actions.in_window import FINDINGS, TABS
from ui.actions.registry import Action, KeyContext, pressed
from ui.county.adjustments import AdjustmentSteps
from ui.county.becoming import BECOME, become, keep_up_quietly, offer_report
from ui.county.scope_line import ScopeLine
from ui.county.side_split import SideSplit
from ui.county.sum_files import export_sum
from ui.county.sum_model import SumSession, SumTable, tab_words
from ui.county.sum_side import SumSide
from ui.findings.panel import FindingsPanel
from ui.frame.buttons import make_primary, push_button


class SumPage(QWidget):
    """The sum as it is now; what is adjusted makes it anew."""

    chapter = "收齐各单位的年报（县级汇总）"  # of the manual
    said = Signal(str)
    opened = Signal(int, str)  # a unit, a cell
    left = Signal()  # back to the roll call
    report_wanted = Signal(int)
    followed = Signal(str, int)  # a sentence, the report that the sum became

    def __init__(self, library: Library, collection: int) -> None:
        super().__init__()
        self.setWindowTitle(TO_SUM.label)
        self._library, self._collection = library, collection
        self._steps = AdjustmentSteps(library, collection)
        self._title = library.county.collection(collection).heading.title
        self.scope = ScopeLine(all_received=counts_all_received(library))
        self.scope.over.currentIndexChanged.connect(self._other_scope)
        self.tabs, self.pages = QTabBar(), QStackedWidget()
        self.sides, self.side_pages = QTabBar(), QStackedWidget()
        self.side = SumSide(writable=library.read_only is None)
        self.notes = QLabel(wordWrap=True)
        self.notes.setAccessibleName("合计要看的")
        self.nobody = QLabel("还没有计入的单位：先在花名册里通过几份，或者改成“计入：收到的”。", wordWrap=True)
        self.nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.become = push_button(BECOME, "files")
        make_primary(self.become, sign="files")
        self.export = push_button(f"{EXPORT_SUM.label}…", EXPORT_SUM.icon, EXPORT_SUM.tooltip)
        self.tools = [self.export, self.become]
        self._cells: dict[str, Cell] = {}
        self._lay_out()
        self._connect()
        self.refresh()
        self.setFocusProxy(self.pages)

    @property
    def own_title(self) -> tuple[str, str]:
        """What stands in the title row."""
        return self._title, TO_SUM.label

    @property
    def panes(self) -> tuple[QWidget, ...]:
        """The parts that F6 leads to."""
        return self.tabs, self.pages, self.sides, self.side_pages

    def _lay_out(self) -> None:
        for bar in (self.tabs, self.sides):
            bar.setExpanding(False)
            bar.setDrawBase(False)
        left = QWidget()
        column = _close_column(left)
        column.addWidget(self.tabs)
        column.addWidget(self.pages, 1)
        self.notes.setContentsMargins(16, 4, 16, 6)
        column.addWidget(self.notes)
        self._right = QWidget()
        beside = _close_column(self._right)
        beside.addWidget(self.sides)
        beside.addWidget(self.side_pages, 1)
        self.split = SideSplit(left, self._right)
        area = QScrollArea(widgetResizable=True)  # in a low window the side is looked through
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.side)
        self.side_pages.addWidget(area)
        whole = _close_column(self)
        whole.addWidget(self.scope)
        whole.addWidget(self.split, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._show_tab)
        self.sides.currentChanged.connect(self.side_pages.setCurrentIndex)
        self.become.clicked.connect(self.follow)
        self.export.clicked.connect(self.export_sum)
        self.side.adjust.connect(self.adjust)
        self.side.remove.connect(self.remove)
        self.side.opened.connect(self.opened)
        self.side.refused.connect(self.said)
        self.side.told.connect(self.said)

    # What is shown

    def refresh(self) -> None:
        """Add up anew, and show it where the cursor was."""
        self.totals: Totals = add_up_collection(self._library, self._collection, all_received=self.scope.all_received)
        heading = self.totals.heading
        last = LastYears(self._library, heading.year).of(CollectionUnit(-1, heading.unit))
        self.session = SumSession(self.totals, last, self._library.switches)
        self.session.setParent(self)
        self._sections = [one for one in self.session.report.form.sections if one.tables]
        self._fill()
        self.scope.tell(self.totals.scope)
        others = "；".join(self.totals.sentences[1 + len(self.totals.scope.covered_sentences) :])
        self.notes.setText(others)
        self.notes.setVisible(bool(others))
        keep_up_quietly(self._library, self._collection)
        self._own = offer_report(self.become, self._library, self.totals)

    def follow(self) -> None:
        """Let the report of the own unit be what the sum is; where it is, open it."""
        if self._own is not None:
            self.report_wanted.emit(self._own)
            return
        report = become(self, self._library, self.totals, self.become.text())
        if report is not None:
            self._own = offer_report(self.become, self._library, self.totals)
            self.followed.emit(f"已把合计写进{self.totals.heading.unit}{self.totals.heading.year}年度的年报", report)

    def export_sum(self) -> None:
        """Write the sum into a file."""
        if self.totals.scope.counted and (sentence := export_sum(self, self._library, self.totals)):
            self.said.emit(sentence)

    def _fill(self) -> None:
        at, counted = max(0, self.tabs.currentIndex()), bool(self.totals.scope.counted)
        self._clear()
        self.tabs.blockSignals(True)
        for section in self._sections if counted else ():
            table = SumTable(section, self.session)
            table.moved.connect(self._moved)
            self.pages.addWidget(table)
            self.tabs.addTab(tab_words(section, self.totals))
        if not counted:
            self.pages.addWidget(self.nobody)
        self.tabs.blockSignals(False)
        self._right.setVisible(counted)
        self.export.setEnabled(counted)
        self.tabs.setVisible(counted)
        self.panel = FindingsPanel(self.session)
        self.panel.jump.connect(self._jump)
        self.side_pages.addWidget(self.panel)
        count = len(self.session.assessment.hindrances)
        for number, words in enumerate(("构成、调整", f"核对 {count}" if count else "核对")):
            if self.sides.count() <= number:
                self.sides.addTab(words)
            self.sides.setTabText(number, words)
        if counted:
            self.tabs.setCurrentIndex(min(at, self.tabs.count() - 1))
            self._show_tab(self.tabs.currentIndex())

    def _clear(self) -> None:
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        self.tabs.blockSignals(False)
        while self.pages.count():
            page = self.pages.widget(0)
            self.pages.removeWidget(page)
            if page is not self.nobody:
                page.deleteLater()
        while self.side_pages.count() > 1:
            old = self.side_pages.widget(1)
            self.side_pages.removeWidget(old)
            old.deleteLater()

    def _show_tab(self, at: int) -> None:
        self.pages.setCurrentIndex(at)
        table = self.pages.currentWidget()
        self.pages.setFocusProxy(table)
        if isinstance(table, SumTable):
            cell = self._cells.get(table.section.ordinal, table.view.walk.cells[0])
            table.go_to(cell)
            self._moved(cell)

    @property
    def table(self) -> SumTable | None:
        """The table that is shown."""
        now = self.pages.currentWidget()
        return now if isinstance(now, SumTable) else None

    def go_to(self, cell: str) -> None:
        """Show a cell of the sum."""
        section = self.session.report.form.section_of[cell]
        if section in self._sections and self.tabs.count():
            self._cells[section.ordinal] = Cell(cell)
            self.tabs.setCurrentIndex(self._sections.index(section))
            self._show_tab(self.tabs.currentIndex())

    def _jump(self, finding: object) -> None:
        place = getattr(finding, "at", ("",))[0]
        if place in self.session.report.form.cells:
            self.go_to(place)

    def _moved(self, place: str, _: int = 0) -> None:
        cell = Cell(place)
        self._cells[self.session.report.form.section_of[cell].ordinal] = cell
        found = contributions(self._library, self.totals, cell)
        self.side.show_cell(self.session, cell, found)

    def _other_scope(self) -> None:
        if self._library.read_only is None:
            self._library.remember(ALL_RECEIVED, str(int(self.scope.all_received)))
        self.refresh()

    # Adjustments

    def adjust(self, cell: str, value: Decimal, reason: str) -> None:
        """Add something to a cell, or take it off."""
        try:
            name = self._steps.add(Cell(cell), value, reason, self.session.report.form)
        except UserError as error:
            self.said.emit(error.sentence)
            return
        self.refresh()
        self.said.emit(f"已记下：{name}")

    def remove(self, key: int) -> None:
        """Take an adjustment away."""
        self.said.emit(f"已{self._steps.remove(key)}")
        self.refresh()

    def take_back(self) -> str:
        """Take the last adjustment back; say what it was."""
        return self._turned(UNDO, self._steps.take_back())

    def make_again(self) -> str:
        """Make the adjustment again that was taken back last."""
        return self._turned(REDO, self._steps.make_again())

    def _turned(self, way: Action, name: str) -> str:
        self.refresh()
        return f"已{way.label}：{name}" if name else f"没有可以{way.label}的"

    # Keys, size

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = pressed(event, KeyContext.SUM)
        if act is TO_ROLL:
            self.left.emit()
        elif act is EXPORT_SUM:
            self.export_sum()
        elif act in TABS and (
            found := [i for i, one in enumerate(self._sections) if TABS["一二三四五六".index(one.ordinal)] is act]
        ):
            self.tabs.setCurrentIndex(found[0])
        elif act is FINDINGS:
            self.sides.setCurrentIndex(1 - self.sides.currentIndex())
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Ask for little: parts give way once the page is small."""
        return QSize(300, 150)

    def show_where_left(self) -> None:
        """Take the keys again."""
        if self.table is not None:
            self.table.setFocus()


def _close_column(parent: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column
