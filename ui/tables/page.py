"""One tab of numbers: the strip of the current cell, the table of a section, what was said below it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.editing import filled_words, filling
from model.form.schema import Cell, Section
from model.storage.events import HistoryEvent
from model.storage.records import How
from ui.actions import in_widgets as actions
from ui.actions.registry import Action
from ui.appearance import theme
from ui.frame.menus import add_item
from ui.state.session import Session
from ui.system.viewport import viewport_of
from ui.tables import taking
from ui.tables.balance_strip import UNBOUNDED, whole_height
from ui.tables.cell_help import CellHelp
from ui.tables.cell_state import proposal_at
from ui.tables.cell_strip import CellStrip
from ui.tables.compared import Compared
from ui.tables.model import TableModel
from ui.tables.notice import Notice
from ui.tables.view import TableView

MARGIN = 16  # pixels left of a table
_MENU = (actions.CUT, actions.COPY, actions.PASTE, actions.CLEAR, actions.TAKE, actions.HELP)


class TablePage(QWidget):
    """The page of section 二, 三 or 四.

    `moved` tells where the caret is. `finish` takes what is being typed before the page is left for good; the window
    calls it when it closes.
    """

    moved = Signal(str, int)  # the current cell; 0
    help_shown = Signal(bool)
    told = Signal(str)  # what was done, for the line at the foot
    ended = Signal(int)  # the keys that walk found no further cell (1), or none before (-1)
    model_kind: type[TableModel] = TableModel

    def __init__(self, section: Section, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section = section
        self.session = session
        self.model = self.model_kind(section, session, self)
        self.view = TableView(self.model)
        self.strip = CellStrip(self.model)
        self.notice = Notice()
        self.help = CellHelp(session, self)
        self.compared = Compared(section, session)
        self._lay_out()
        self._connect()
        self.set_zoom(100)
        self.strip.tell(self.view.walk.cells[0])

    def _lay_out(self) -> None:
        self.setAccessibleName(self.section.heading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addLayout(self._table(), 1)
        column.addWidget(self.notice)
        column.addWidget(self.help)
        self.setFocusProxy(self.view)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _table(self) -> QVBoxLayout:
        """Put the identities right below the numbers, also where the window is higher than the table."""
        column = QVBoxLayout()
        column.setContentsMargins(MARGIN, 8, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1000)
        column.addWidget(self.view.balance)
        column.addWidget(self.compared, 1000)
        column.addStretch(1)
        return column

    def _connect(self) -> None:
        view = self.view
        view.moved.connect(self._moved)
        view.wanted.connect(self.do)
        view.ended.connect(self.ended)
        view.typed_over.connect(partial(self.say, taking.TYPED_OVER))
        self.compared.chosen.connect(self.go_to)
        view.customContextMenuRequested.connect(self._menu)
        self.help.closed.connect(self._help_closed)
        view.editing.editor.cancelled.connect(self.close_help)  # one Esc does both, as its name says
        self.session.changed.connect(self.notice.hide)  # what it says is of the step before
        self.session.state_changed.connect(viewport_of(view).update)  # it looks closed once the report is final
        QShortcut(actions.FILL_BLANKS.sequences[0], self).activated.connect(self.fill_blanks)

    # Where we are

    def go_to(self, place: str, _span: tuple[int, int] | None = None, *, focus: bool = True) -> None:
        """Show a cell, make it the current one and give it the keys, unless they are to stay where they are."""
        self.view.go_to(Cell(place), focus=focus)

    def select(self, places: Iterable[str]) -> None:
        """Select some cells, the first of them current."""
        self.view.select_cells([Cell(place) for place in places])

    def current_place(self) -> str | None:
        """Return the key of the current cell."""
        return self.view.current_cell()

    def caret(self) -> tuple[str, int] | None:
        """Return the current cell as a caret."""
        cell = self.view.current_cell()
        return (cell, 0) if cell else None

    def finish(self) -> bool:
        """Take what is being typed; False if it is no number: then it is shown, with the reason."""
        return self.view.finish()

    def _moved(self, place: str) -> None:
        self.moved.emit(place, 0)
        self.strip.tell(Cell(place))
        self.notice.hide()
        if self.help.isVisible():
            self.help.tell(Cell(place))

    # How it looks

    def set_zoom(self, percent: int) -> None:
        """Show the table larger or smaller."""
        self.strip.set_zoom(percent)
        self.view.dress(theme.ui_font(percent))
        self.compared.set_zoom(percent)
        self._place_balance()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_balance()
        if not self.view.balance.rows:
            QTimer.singleShot(0, self, self._place_compared)  # once the table has taken in its new width

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place_balance()  # only now the table is laid out

    def _place_balance(self) -> None:
        """Let the identities stand below the table, or else in the strip over it."""
        self.view.balance.stay(self.view)
        self.strip.with_balance = bool(self.view.balance.rows) and self.view.balance.isHidden()
        self.strip.refresh()
        if not self.view.balance.rows:
            self._place_compared()

    def _place_compared(self) -> None:
        """Use the room below a low table."""
        if not self.view.isVisible():  # it does not know yet how high it is
            return
        high = whole_height(self.view)
        has_room = self.height() - self.strip.height() - high - MARGIN >= self.compared.least
        self.view.setMaximumHeight(high if has_room else UNBOUNDED)
        self.compared.setVisible(has_room)
        self.compared.refresh()

    def set_last_year_visible(self, visible: bool) -> None:
        """Show last year's numbers beside this year's, too, or in the strip only."""
        self.view.delegate.show_last_year = visible
        viewport_of(self.view).update()

    def say(self, sentence: str, *, refused: bool = True) -> None:
        """Show a sentence below the table until the next step: why something was not done, or that it was."""
        self.notice.say(sentence, refused=refused)

    @property
    def can_fill_blanks(self) -> bool:
        """Whether there is a blank that 0 could be written into."""
        form, typed = self.session.report.form, self.session.typed.numbers
        blank = any(cell not in form.totals and cell not in typed for cell in self.section.cells)
        return blank and not self.session.read_only

    def _is_refused(self) -> bool:
        """Whether nothing can be changed; then that is said, in the one place where it is said."""
        if self.session.read_only:
            self.session.refused.emit(self.session.read_only)
        return bool(self.session.read_only)

    # Help

    def toggle_help(self) -> None:
        """Open or close what belongs in the current cell."""
        cell = self.view.current_cell()
        if self.help.isVisible() or cell is None:
            self.help.dismiss()
            return
        self.help.tell(cell)
        self.help_shown.emit(True)
        self.view.scrollTo(self.view.currentIndex())

    def _help_closed(self) -> None:
        self.help_shown.emit(False)
        self.view.setFocus()

    def _escaped(self) -> None:
        self.notice.hide()
        self.close_help()

    def close_help(self) -> bool:
        """Close what belongs in the current cell; False where it is not open."""
        was_open = self.help.isVisible()
        if was_open:
            self.help.dismiss()
        return was_open

    # What can be done

    def fill_blanks(self) -> None:
        """Write 0 into the blanks of the table, as one step of undo."""
        if self.view.finish() and not self._is_refused():
            count = len(filling(self.session.typed, self.section.cells))
            done = bool(count) and self.session.fill_blanks(self.section.cells)
            self.told.emit(filled_words(self.section, count) if done else "这一部分没有空白的格")
            self.view.setFocus()

    def do(self, act: Action) -> None:
        """Do what a key or the menu asks for."""
        {
            actions.CLEAR: self.clear,
            actions.COPY: self.copy,
            actions.CUT: self.cut,
            actions.PASTE: self.paste,
            actions.TAKE: self.take_proposal,
            actions.HELP: self.toggle_help,
            actions.ESCAPE: self._escaped,
        }[act]()

    def menu(self) -> QMenu:
        """Make the menu of the right button: what can be done with the current cell."""
        menu = QMenu(self)
        for act in _MENU:
            add_item(menu, act, partial(self.do, act), enabled=self._can(act))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _menu(self, position: QPoint) -> None:
        self.menu().popup(viewport_of(self.view).mapToGlobal(position))

    def _can(self, act: Action) -> bool:
        if act in {actions.COPY, actions.HELP}:
            return True
        cell = self.view.current_cell()
        proposed = act is not actions.TAKE or (cell is not None and proposal_at(self.session, cell) is not None)
        return proposed and not self.session.read_only

    def take_proposal(self) -> bool:
        """Put in what is proposed for the current cell, as one step of undo; False if nothing is."""
        cell = self.view.current_cell()
        if cell is None or self._is_refused():
            return False
        if taking.is_proposed(self.session, cell):
            self.view.editing.cancel()
        done, said = taking.take_at(self.session, cell)
        if said:
            self.say(said, refused=not done)
        return done

    def clear(self) -> None:
        """Make the selected numbers blank; totals are derived again."""
        self._make_blank(HistoryEvent.CLEARED)

    def _make_blank(self, event: HistoryEvent) -> None:
        changes = [self.session.change_to(cell, None) for cell in self.view.selected_cells()]
        self.session.edit(changes, How.TYPED, event.label)

    def copy(self) -> None:
        """Copy the selected numbers; the whole table with its labels."""
        from ui.tables import clipboard

        block = clipboard.copied(self.section, self.session.report, self.view.selected_cells())
        QGuiApplication.clipboard().setMimeData(clipboard.to_mime(block))

    def cut(self) -> None:
        """Copy the selected numbers and make them blank."""
        self.copy()
        self._make_blank(HistoryEvent.CUT)

    def paste(self) -> None:
        """Paste what the clipboard holds at the current cell, or into the selected ones."""
        cell = self.view.current_cell()
        if cell is None or not self.view.finish() or self._is_refused():
            return
        from ui.tables import clipboard

        chosen = self.view.selected_cells()
        at = chosen[0] if chosen else cell
        data = QGuiApplication.clipboard().mimeData()
        done, sentence = clipboard.paste(self.session, self.section, data, at, chosen)
        self.say(sentence, refused=not done)
