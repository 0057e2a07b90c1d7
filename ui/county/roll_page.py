"""花名册: every unit in a row, filtered by chips, several chosen at once, and what can be done with them."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
)

from app.collecting.roll import RollCall, RollFilter
from model.storage.county.records import RollRow
from ui.actions.in_county import ADD_TO_LIST, TEXTS, TO_COMPARE, TO_ROLL, TO_SCORES, TO_SUM
from ui.actions.in_widgets import CLEAR_SEARCH, FIND
from ui.actions.registry import KeyContext, pressed
from ui.appearance.signs import icon
from ui.appearance.theme import ui_font
from ui.county.chip_flow import ChipFlow
from ui.county.deed_bar import ACTS, DeedBar
from ui.county.empty import EmptyPlace
from ui.county.giving_page import GivingPage
from ui.county.page_table import PageTable
from ui.county.roll_model import COLUMNS, STATE, RollModel
from ui.county.standings import LOOKS, StandingBar, StandingCell
from ui.frame.buttons import push_button
from ui.library.filter_chip import FilterChip
from ui.library.header import SortingHeader
from ui.lists.columns import fit
from ui.lists.look import dress
from ui.system.viewport import viewport_of

_NARROW, _LOW, _LOWEST, _ROW = 1000, 430, 230, 30  # pixels
_SIGNS = {RollFilter(one.value): sign for one, (_, sign) in LOOKS.items()}
_LEAST = 56  # pixels of the table
_APART, _CLOSE = 10, 6  # pixels between the parts
_Select = QItemSelectionModel.SelectionFlag


class RollPage(GivingPage):
    """The table of all units, with its chips and its bar."""

    wanted = Signal(object)  # an Action, for the units that are chosen
    opened = Signal(int)  # a unit

    def __init__(self) -> None:
        super().__init__()
        self._roll: RollCall | None = None
        self._writable = True
        self._filter = RollFilter.ALL
        self.model = RollModel(self)
        self.summary, self.bar = QLabel(), StandingBar()
        self.chips = {one: FilterChip(one.label, _SIGNS.get(one, "")) for one in RollFilter}
        self.search, self.count = QLineEdit(), QLabel()
        self.in_list_order = push_button("按上级排列", "list-tree", "按名单的次序，下级排在上级下面")
        self.add = push_button(f"{ADD_TO_LIST.label}…", ADD_TO_LIST.icon, ADD_TO_LIST.tooltip)
        self.table = self._table()
        clear = push_button(CLEAR_SEARCH.told(CLEAR_SEARCH.label))
        clear.clicked.connect(self.clear_search)
        self.nothing = EmptyPlace("search", "没有匹配的单位", "", clear)
        self.deeds = DeedBar()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def _table(self) -> QTableView:
        table = PageTable([TO_SUM])
        table.setHorizontalHeader(SortingHeader(table))
        dress(table, TO_ROLL.label, row_height=_ROW)
        table.setModel(self.model)
        table.setItemDelegateForColumn(self.model.position(STATE), StandingCell(self.model, table))
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setWordWrap(False)
        table.setMinimumHeight(_LEAST)
        table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        table.setSortingEnabled(True)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        return table

    def _lay_out(self) -> None:
        self.summary.setFont(ui_font(120, bold=True))
        self.summary.setAccessibleName("概况")
        self.search.setPlaceholderText("查找单位")
        self.search.setAccessibleName(FIND.label)
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setFixedWidth(220)
        self.count.setProperty("muted", True)
        self._chips, tools = ChipFlow(list(self.chips.values())), QHBoxLayout()
        group = QButtonGroup(self)
        for chip in self.chips.values():
            group.addButton(chip)
        self.chips[RollFilter.ALL].setChecked(True)
        tools.addWidget(self.search)
        tools.addWidget(self.in_list_order)
        tools.addWidget(self.add)
        tools.addStretch(1)
        tools.addWidget(self.count)
        over = QVBoxLayout(viewport_of(self.table))
        over.setContentsMargins(0, 0, 0, 0)
        over.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(_APART)
        for part in (self.summary, self.bar, self._chips):
            column.addWidget(part)
        column.addLayout(tools)
        column.addWidget(self.table, 1)
        column.addWidget(self.deeds)

    def _connect(self) -> None:
        for one, chip in self.chips.items():
            chip.clicked.connect(lambda _=False, one=one: self.show_only(one))
        self.search.textChanged.connect(lambda _: self._fill())
        QShortcut(FIND.sequences[0], self).activated.connect(self.search.setFocus)
        self.in_list_order.clicked.connect(self._stand_in_order)
        self.add.clicked.connect(lambda: self.wanted.emit(ADD_TO_LIST))
        self.deeds.wanted.connect(self.wanted)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self.model.modelReset.connect(self._offer)
        self.table.doubleClicked.connect(lambda index: self.opened.emit(self.model.row(index.row()).row.unit.key))
        self.table.customContextMenuRequested.connect(self._show_menu)

    # What is shown

    def show_roll(self, roll: RollCall, *, writable: bool) -> None:
        """Show the roll as it is now; what was chosen stays chosen."""
        self._roll, self._writable = roll, writable
        self.add.setEnabled(writable)
        self.summary.setText(roll.sentence)
        self.bar.show_counts(roll.by_standing)
        for one, chip in self.chips.items():
            chip.count(roll.count(one))
            chip.setAccessibleName(f"{one.label}，{roll.count(one)}个")
            chip.setVisible(one in {RollFilter.ALL, self._filter} or bool(roll.count(one)))
        self._fill(near=max(0, self.table.currentIndex().row()))

    def show_only(self, wanted: RollFilter) -> None:
        """Show the units that a chip takes."""
        self._filter = wanted
        self.chips[wanted].setChecked(True)
        self._fill()

    def clear_search(self) -> None:
        """Show all units again."""
        self.search.clear()
        self.show_only(RollFilter.ALL)
        self.table.setFocus()

    @property
    def is_filtered(self) -> bool:
        """Whether some units are left out."""
        return self._filter is not RollFilter.ALL or bool(self.search.text().strip())

    def _fill(self, near: int = 0) -> None:
        """Show what is to be shown; where none that was chosen is left, the row that is `near` is."""
        roll = self._roll
        if roll is None:
            return
        chosen, words = {one.unit.key for one in self.chosen()}, self.search.text()
        current = self.current()
        rows = roll.shown(self._filter, words)
        self.model.show_rows(roll, rows)
        self.count.setText(
            f"{len(rows)}个在列" if len(rows) == len(roll.rows) else f"{len(rows)}／{len(roll.rows)}个在列"
        )
        said = f"名称含“{words.strip()}”" if words.strip() else ""
        state = f"状态“{self._filter.label}”" if self._filter is not RollFilter.ALL else ""
        self.nothing.say(
            "没有匹配的单位", f"{len(roll.rows)}个单位都不符合：{'，'.join(filter(None, (said, state)))}。"
        )
        self.nothing.setVisible(not rows)
        self._choose(chosen, current, near)

    def _choose(self, units: set[int], current: RollRow | None, near: int) -> None:
        model, selection = self.model, QItemSelection()
        last = model.columnCount() - 1
        for at in range(model.count()):
            if model.row(at).row.unit.key in units:
                selection.select(model.index(at, 0), model.index(at, last))
        place = model.row_of(current.unit.key) if current else None
        selected = self.table.selectionModel()
        if place is not None or not selection.isEmpty():
            selected.setCurrentIndex(model.index(place or 0, 0), _Select.NoUpdate)
            selected.select(selection, _Select.ClearAndSelect)
        elif model.count():
            self._choose_row(min(near, model.count() - 1))

    def _stand_in_order(self) -> None:
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.model.sort(-1)
        self.table.setFocus()

    def _offer(self) -> None:
        self.deeds.offer(self.chosen(), writable=self._writable)

    # What is chosen

    def chosen(self) -> list[RollRow]:
        """Return the units that are chosen, in the order in which they stand."""
        ranges = self.table.selectionModel().selection().toList()
        rows = sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)})
        return [self.model.row(row).row for row in rows if row < self.model.count()]

    def current(self) -> RollRow | None:
        """Return the unit that the cursor is on."""
        at = self.table.currentIndex().row()
        return self.model.row(at).row if 0 <= at < self.model.count() else None

    def show_unit(self, unit: int) -> None:
        """Let a unit be seen where others are chosen; choose it where none is."""
        at = self.model.row_of(unit)
        if at is None:
            return
        if self.chosen():
            self.table.scrollTo(self.model.index(at, 0))
        else:
            self._choose_row(at)

    def choose_unit(self, unit: int) -> None:
        """Put the cursor on a unit."""
        at = self.model.row_of(unit)
        if at is not None:
            self._choose_row(at)

    def _choose_row(self, at: int) -> None:
        """Choose one row, not by `QTableView.setCurrentIndex`: it obeys Ctrl, which is held for undo."""
        self.table.selectionModel().setCurrentIndex(self.model.index(at, 0), _Select.ClearAndSelect | _Select.Rows)
        self.table.scrollTo(self.table.currentIndex())

    # Keys, mouse, size

    def _show_menu(self, at: QPoint) -> None:
        self.deeds.menu().popup(viewport_of(self.table).mapToGlobal(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = pressed(event, KeyContext.ROLL)
        if act in {*ACTS, TEXTS, TO_SUM, TO_COMPARE, TO_SCORES}:
            self.wanted.emit(act)
        elif act is CLEAR_SEARCH and self.is_filtered:
            self.clear_search()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit(self.table, COLUMNS, narrow_below=_NARROW)
        low = self.height() < _LOW
        self.summary.setHidden(low)
        self.bar.setHidden(low)
        for chip in self.chips.values():
            chip.show_sign(shown=not low)
        if (column := self.layout()) is not None:
            column.setSpacing(_CLOSE if low else _APART)
        self.deeds.setHidden(self.height() < _LOWEST)  # keys and the menu of the right button stay

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        fit(self.table, COLUMNS, narrow_below=_NARROW)
