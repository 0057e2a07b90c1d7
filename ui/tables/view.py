"""The table on screen: keys as in a spreadsheet, one editor, and never a lost or half-taken number."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QWidget

from model.form.grid import Box, BoxRole
from model.form.schema import Cell
from ui.actions.registry import Action, KeyContext, pressed
from ui.system.typed import moves_cursor, typed_text
from ui.tables.balance_strip import BalanceStrip
from ui.tables.bare_table import BareTable
from ui.tables.delegate import CellDelegate
from ui.tables.editing import Editing
from ui.tables.header import TableHeader
from ui.tables.keys import EDITS, PAGES, WALKS, act_of, reached
from ui.tables.model import AnyIndex, TableModel
from ui.tables.shape import shape_of
from ui.tables.tab_order import Walk

_LOW = 25  # letters high: 325 pixels at 100 %, as a page has on a small screen at 200 %
_Select = QItemSelectionModel.SelectionFlag


class TableView(BareTable):
    """Shows a `TableModel` and takes what is typed into it.

    What the keys do is said in PRODUCT.md; how a cell is edited and left, in `Editing`.
    """

    moved = Signal(str)  # the key of the cell that is current now
    wanted = Signal(object)  # the action that the page does
    ended = Signal(int)  # Enter found no further cell (1), Shift+Enter none before (-1)
    typed_over = Signal()  # what was typed there would have taken the place of what was just entered

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = model
        self.session = model.session
        self.walk = Walk(model.grid, model.session.report.form)
        self.delegate = CellDelegate(model, self)  # before the model, which makes a cell current
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.header = TableHeader(model, self.delegate, self)
        self.setHorizontalHeader(self.header)
        self.balance = BalanceStrip(model, self.delegate, self.header, self)
        self.editing = Editing(self, model)
        self._room: tuple[int, bool] | None = None
        self._ended = False  # a walk came to its end here, and nothing else was done since
        self.setAccessibleName(model.section.heading)
        self._connect()
        self._set_spans()
        self._choose(self.walk.cells[0])

    def _connect(self) -> None:
        editor = self.editing.editor
        self.horizontalScrollBar().valueChanged.connect(lambda _: self.balance.update())
        editor.walked.connect(self._walk)
        editor.stepped.connect(self._tabbed)
        editor.moved.connect(lambda rows, columns: self._leave_for(lambda c: self.walk.beside(c, rows, columns)))

    def _set_spans(self) -> None:
        for box in self.table.grid.boxes:
            if (box.rows > 1 or box.columns > 1) and box.row >= self.table.grid.header_rows:
                self.setSpan(box.row, box.column, box.rows, box.columns)
        for row in range(self.table.grid.header_rows):
            self.setRowHidden(row, True)

    # Size

    def dress(self, font: QFont) -> None:
        """Take a font, and fit everything to it."""
        self.setFont(font)
        self.editing.editor.setFont(font)
        self.editing.bubble.setFont(font)
        self.delegate.dress(font)
        self._room = None
        if self.isVisible():  # else when it is shown: only then is it known how much room there is
            self.lay_out()

    def lay_out(self) -> None:
        """Fit columns and rows to the width and the font."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        room = self.width() - bar - 2 * self.frameWidth()
        page = self.parentWidget() or self
        low = page.height() < _LOW * self.delegate.fonts.em
        if (room, low) == self._room or room <= 0:
            return
        self._room = (room, low)
        layout = self.table.section.tables[0].layout
        shape = shape_of(self.table.grid, layout, self.delegate.fonts, room, low=low)
        self.header.take(shape)
        self.balance.take(shape)
        for row, height in enumerate(shape.heights):
            self.setRowHeight(row, height)
        self.balance.stay(self)
        self.editing.follow()

    def sizeHint(self) -> QSize:
        return QSize(self.delegate.fonts.em * 60, self.delegate.fonts.line * 24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()
        self.editing.follow()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.viewport().update(0, 0, sum(self.columnWidth(c) for c in range(2)), self.viewport().height())
        self.editing.follow()

    # Where we are

    def current_cell(self) -> Cell | None:
        """Return the number that the keys act on."""
        return self.table.cell_at(self.currentIndex())

    def selected_cells(self) -> tuple[Cell, ...]:
        """Return the selected numbers in print order; the current one if none is selected."""
        chosen = {self.table.cell_at(index) for index in self.selectedIndexes()} or {self.current_cell()}
        return tuple(cell for cell in self.walk.cells if cell in chosen)

    def go_to(self, cell: Cell, *, focus: bool = True) -> bool:
        """Make a cell the current one; False while a text that is no number is still being edited."""
        if self.editing.cell not in {None, cell} and not self.finish():
            return False
        self._choose(cell)
        if focus and self.editing.cell is None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _choose(self, cell: Cell) -> None:
        """Not by `setCurrentIndex`: it obeys the modifiers that are held, Shift+Enter would extend the selection."""
        index = self.table.index_of(cell)
        self.selectionModel().setCurrentIndex(index, _Select.ClearAndSelect)
        self.scrollTo(index)

    def selectionCommand(self, index: AnyIndex, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """Let keys select where they lead: by Qt, Ctrl+arrows would leave the selection behind."""
        if isinstance(event, QKeyEvent):
            extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            return _Select.SelectCurrent if extends else _Select.ClearAndSelect
        return super().selectionCommand(index, event)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        self._ended = False
        cell = self.table.cell_at(current)
        for box in self.delegate.cross.point_at(cell):
            self._repaint_box(box)
        if cell:
            self.moved.emit(cell)

    def _repaint_box(self, box: Box) -> None:
        if box.role is BoxRole.BALANCE and self.balance.isVisible():
            self.balance.repaint_box(box)
        elif box.row < self.table.grid.header_rows:
            self.header.repaint_box(box)
        else:
            self.update(self.table.index(box.row, box.column))

    def select_under(self, box: Box) -> None:
        """Select the numbers that a label or a header stands for."""
        self.select_cells(self.walk.under(box))

    def select_cells(self, cells: Sequence[Cell]) -> None:
        """Select some numbers, the first of them current."""
        if not cells or not self.finish():
            return
        chosen = QItemSelection()
        for cell in cells:
            index = self.table.index_of(cell)
            chosen.select(index, index)
        self.selectionModel().setCurrentIndex(self.table.index_of(cells[0]), _Select.NoUpdate)
        self.selectionModel().select(chosen, _Select.ClearAndSelect)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    # Editing

    def begin(self, text: str | None = None) -> None:
        """Edit the current cell: begin with `text`, or with what stands there (F2)."""
        cell = self.current_cell()
        if cell:
            self._ended = False
            self.editing.begin(cell, text)

    def _type(self, text: str) -> None:
        """Begin a number; not over the one with which a walk has ended: it was meant for the next cell."""
        over = self._ended and not self.session.read_only and self.session.value(self.current_cell() or "") is not None
        if over:
            self.typed_over.emit()
        else:
            self.begin(text)

    def finish(self) -> bool:
        """Take what is being typed; False, with the reason shown and the text kept, if it cannot be taken."""
        return self.editing.finish()

    def _leave_for(self, way: Callable[[Cell], Cell | None]) -> None:
        cell = self.editing.cell or self.current_cell()
        if cell and self.editing.take():
            self.go_to(way(cell) or cell)
            self.editing.close()  # after the table has scrolled: Qt repaints all of it where a widget has just gone

    def _tabbed(self, step: int) -> None:
        if self.finish():
            self.focusNextPrevChild(step > 0)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 — Qt's name
        """Let Tab walk the numbers, and leave the table after the last one."""
        cell = self.current_cell()
        other = self.walk.beyond(cell, 1 if next else -1) if cell else None
        return self.go_to(other) if other else super().focusNextPrevChild(next)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = act_of(event)
        if act:
            self._do(act)
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()  # Qt would go to the next cell; the window knows what is meant
        elif self.editing.cell and not (_turns_page(event) and self.finish()):
            event.ignore()  # what the editor leaves unused, a lone Shift too
        elif typed := typed_text(event):
            if typed.strip():  # a space begins no number
                self._type(typed)
        else:
            super().keyPressEvent(event)
            if moves_cursor(event):
                event.accept()  # at its end, too: there is nothing to be said of the cell one stands in

    def _do(self, act: Action) -> None:
        if act in WALKS:
            self._walk(WALKS[act])
        elif act in EDITS:
            self.begin(EDITS[act])
        else:
            self.wanted.emit(act)

    def _walk(self, step: int) -> None:
        cell = self.editing.cell or self.current_cell()
        if cell and self.walk.typed_beyond(cell, step):
            self._leave_for(lambda here: self.walk.typed_beyond(here, step))
        elif self.finish():
            self._ended = True
            self.ended.emit(step)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        cell = self.current_cell()
        return self.table.index_of(reached(self.walk, cell, action, modifiers) if cell else self.walk.cells[0])

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what an input method commits all the same."""
        if event.commitString().strip():
            self._type(event.commitString())
        event.accept()

    # Mouse, coming and going

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._ended = False
        index = self.indexAt(event.position().toPoint())
        if not self.finish() or not index.isValid():
            event.accept()
        elif self.table.cell_at(index):
            super().mousePressEvent(event)
        else:
            self.select_under(self.table.box(index.row(), index.column()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.table.cell_at(self.indexAt(event.position().toPoint())):
            self.begin()

    def hideEvent(self, event: QHideEvent) -> None:
        self.finish()
        self._ended = False
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.lay_out()
        self.editing.resume()


def _turns_page(event: QKeyEvent) -> bool:
    return pressed(event, KeyContext.TABLE, Qt.KeyboardModifier.NoModifier) in PAGES
