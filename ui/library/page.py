"""报告库: every report of this machine, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from model.errors import UserError
from model.storage.library import Library
from model.storage.summaries import Summary
from ui.actions.in_widgets import CLEAR_SEARCH, DELETE, FIND, OPEN
from ui.actions.in_window import LIBRARY
from ui.actions.registry import KeyContext, pressed
from ui.frame.search_field import search_field
from ui.frame.title_row import TitleRow
from ui.library import removing
from ui.library.bar import LibraryBar
from ui.library.chosen import ChosenReports
from ui.library.filter_bar import FilterBar
from ui.library.filtering import Wanted, how_many
from ui.library.loading import ListLoading
from ui.library.model import LibraryModel
from ui.library.nothing import NothingMatches
from ui.library.removals import Removals
from ui.library.table import GivesWay, make_table, rows_in_sight, share_out
from ui.library.tallying import Tallying
from ui.system.viewport import viewport_of

_LOW = 420  # pixels: with less the list does without the line below
_SEARCH = 260  # pixels


class LibraryPage(QWidget):
    """The table of all reports, with its buttons and its filters."""

    chapter = "报告库"  # of the manual
    new = Signal()
    bring_in = Signal()
    opened = Signal(int)
    next_year = Signal(int)
    hand_out = Signal(object)  # the numbers of one report or several
    removed = Signal(str, object)  # a sentence, and what brings all of it back
    said = Signal(str)
    chosen_changed = Signal()

    def __init__(
        self,
        library: Library,
        parent: QWidget | None = None,
        *,
        removals: Removals | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self.removals = removals or Removals()
        self.removals.page = self
        self._library = library
        self.model = LibraryModel(self, self._other_names)
        in_sight = lambda: self.model.some(rows_in_sight(self.table))  # noqa: E731
        self.tallying = Tallying(library, lambda: self.model.every, in_sight, self)
        self.tallying.counted.connect(lambda report: self.model.tell_of(rows_in_sight(self.table), report))
        self.tallying.ended.connect(self.model.arrange_counted)
        self.loading = ListLoading(library, self.model, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.title_row = TitleRow(LIBRARY.label)
        self.search = search_field(FIND.label)
        self.search.setFixedWidth(_SEARCH)
        self.title_row.add(self.search)
        column.addWidget(self.title_row)
        column.addLayout(self._body(library))
        self._connect()
        self.setFocusProxy(self.table)
        self._gives = GivesWay()

    def _body(self, library: Library) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(12)
        self.bar, self.filters, self.table = LibraryBar(), FilterBar(), make_table(self.model, self._today)
        self._selection = ChosenReports(self.table, self.model)
        self.nothing = NothingMatches(self.table)
        self._where = QLabel(f"报告库文件：{library.path}")
        self._where.setEnabled(False)
        for part in (self.bar, self.filters, self.table, self._where):
            column.addWidget(part)
        return column

    def _connect(self) -> None:
        for button, act in (
            (self.bar.new, self.new.emit),
            (self.bar.bring_in, self.bring_in.emit),
            (self.bar.open, self.open_current),
            (self.bar.next_year, lambda: self._with_current(self.next_year.emit)),
            (self.bar.export, lambda: self.hand_out.emit(self.chosen())),
            (self.bar.delete, self.delete_chosen),
            (self.bar.restore, self.restore_some),
        ):
            button.clicked.connect(act)
        self.search.textChanged.connect(lambda part: self._want(self.model.wanted._replace(part=part)))
        QShortcut(FIND.sequences[0], self).activated.connect(self.search.setFocus)
        self.filters.changed.connect(lambda wanted: self._want(wanted._replace(part=self.model.wanted.part)))
        self.filters.clear.clicked.connect(self.clear_search)
        self.nothing.clear.connect(self.clear_search)
        self.nothing.restore.connect(self.restore_some)
        self.table.horizontalHeader().sectionPressed.connect(lambda _: self.loading.take_all())
        self.table.doubleClicked.connect(lambda _: self.open_current())
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._update())
        self.loading.calm.connect(self._settle)
        self.loading.ordered.connect(self._show_counts)
        self.loading.ended.connect(self._count_anew)

    # What is shown

    def refresh(self, current: int | None = None) -> None:
        """Show the library as it is now, with a report chosen."""
        self.loading.begin()
        if current is not None and self.model.row_of(current) is None:
            self.loading.take_all()
        self._choose(current)
        self._show_counts()
        self.loading.go_on()

    def show_again(self) -> None:
        """Show the library as it is now; what was chosen stays chosen."""
        chosen = set(self.chosen())
        self.refresh()
        self.loading.take_all()
        self._selection.choose_all(chosen)

    def _settle(self) -> None:
        """Do what the first look at the list can do without."""
        self._where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table.verticalScrollBar().valueChanged.connect(self._count_anew, Qt.ConnectionType.UniqueConnection)

    def _other_names(self) -> Mapping[int | None, str]:
        """Return the names of renamed units; while the disk does not give them, a name is found as it stands."""
        try:
            return self._library.names_of_renamed()
        except UserError:
            return {}

    def _want(self, wanted: Wanted) -> None:
        """Show those reports only; what was chosen stays chosen where it is shown."""
        if wanted == self.model.wanted:
            return
        self.loading.take_all()
        chosen = self.current()
        self.model.want(wanted)
        self._choose(chosen.id if chosen else None)
        self._show_counts()
        self._count_anew()

    def clear_search(self) -> None:
        """Show all reports again."""
        if not self.model.wanted.is_all:
            self._want(Wanted())
            self.search.clear()
            self.table.setFocus()

    def _go_to_found(self) -> None:
        """Open the one report that was found; of several, let the arrows choose."""
        if self.model.count() == 1:
            self.open_current()
        elif self.model.count():
            self.table.setFocus()

    @Slot()
    def _show_counts(self) -> None:
        """Show how many reports there are, of each kind and in the list."""
        every, shown, wanted = len(self.model.every), self.model.count(), self.model.wanted
        self.filters.setVisible(every > 1)
        self.filters.show_counts(self.model.facets, wanted)
        self.title_row.about.setText(how_many(shown, every, filtered=not wanted.is_all))
        deleted = self._library.count_deleted() if not every and self._library.is_empty() else None
        if not shown:
            named = self.model.facets.count
            self.nothing.tell_why(wanted.part, named, deleted, may_restore=self.bar.restore.isEnabled())
        self.nothing.setVisible(not shown and (deleted is not None or not wanted.is_all))

    def _choose(self, report: int | None) -> None:
        """Choose a report, or the first where it is not there."""
        self._selection.choose(report)
        self._update()

    @Slot()
    def _count_anew(self) -> None:
        if self.isVisible():
            self.tallying.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        gives = GivesWay.at(self.width())
        if gives != self._gives:
            self._gives = gives
            share_out(self.table, self.model, gives)
        self._where.setVisible(self.height() >= _LOW)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.loading.go_on()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave off: what is still to come of the list would only hold up the report that is opened from it."""
        self.loading.leave_off()
        self.tallying.stop()
        super().hideEvent(event)

    # What is chosen

    def _update(self) -> None:
        self.bar.offer(self.how_many_chosen, writable=self._library.read_only is None)
        self.chosen_changed.emit()

    @property
    def how_many_chosen(self) -> int:
        """How many reports are chosen."""
        return len(self._selection)

    def chosen(self) -> list[int]:
        """Return the numbers of the reports that are chosen, in the order in which they stand."""
        return self._selection.ids

    def current(self) -> Summary | None:
        """Return the report that is chosen; None where several are."""
        return self._selection.only

    def _with_current(self, act: Callable[[int], object]) -> None:
        if (one := self.current()) is not None:
            act(one.id)

    # What is done

    def open_current(self) -> None:
        """Open the report that is chosen."""
        self._with_current(self.opened.emit)

    def _show_menu(self, at: QPoint) -> None:
        self.bar.menu().popup(viewport_of(self.table).mapToGlobal(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = pressed(event, KeyContext.LIBRARY, Qt.KeyboardModifier.NoModifier)
        in_list = self.focusWidget() in {None, self.table}
        if act is OPEN and in_list:
            self.open_current()
        elif act is OPEN and self.focusWidget() is self.search:
            self._go_to_found()
        elif act is DELETE and in_list and self.bar.delete.isEnabled():
            self.delete_chosen()
        elif act is CLEAR_SEARCH and not self.model.wanted.is_all:
            self.clear_search()
        else:
            super().keyPressEvent(event)

    def delete_chosen(self) -> None:
        """Put the reports that are chosen among the deleted ones, after asking."""
        gone = self._selection.reports
        beside = self._beside(gone)
        if not removing.delete(self, self._library, gone):
            return
        self.refresh(beside)
        said = f"已删除“{removing.name_of(gone[0])}”" if len(gone) == 1 else f"已删除{len(gone)}份年报"
        self.removals.note([one.id for one in gone], said.removeprefix("已"), deleted=True)
        self.removed.emit(said, self.removals.take_back)

    def _beside(self, gone: Sequence[Summary]) -> int | None:
        """Return the report that will stand where the last of some stands, or before it; None where none is left."""
        ids = {one.id for one in gone}
        around = self._selection.beside(gone[-1].id) if gone else ()
        return next((one for one in around if one not in ids), None)

    def restore_some(self) -> None:
        """Bring deleted reports back that are chosen from a list."""
        back = removing.restore(self, self._library)
        if back:
            self.removals.note(back, f"恢复{len(back)}份年报", deleted=False)
            self._show_restored(back)

    def turn(self, reports: Sequence[int], *, delete: bool) -> None:
        """Delete reports again that were brought back, or bring back those that were deleted, without asking."""
        if delete:
            with self._library.together():
                for one in reports:
                    self._library.delete(one)
            self.refresh()
            self.removed.emit(f"已删除{len(reports)}份年报", self.removals.take_back)
        else:
            self._show_restored(removing.bring_all_back(self, self._library, reports))

    def _show_restored(self, reports: Sequence[int]) -> None:
        """Show reports that are back, and say so: what was said of their being gone holds no longer."""
        self.refresh(reports[0])
        self.said.emit(f"已恢复{len(reports)}份年报")
