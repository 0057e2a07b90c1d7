"""导入年报: what was read and what becomes of each file; what is doubtful is decided, then all is stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from tempfile import TemporaryDirectory
from time import perf_counter

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QLabel,
    QSplitter,
    QTableView,
    QVBoxLayout,
)

from app.collecting.bringing import Coming
from app.collecting.not_taken import lines_of
from model.errors import UserError
from model.storage.library import Library
from ui import dialogs
from ui.actions.in_widgets import TICK
from ui.actions.in_window import NEXT_FINDING
from ui.actions.registry import KeyContext, in_context, pressed
from ui.county.chip_flow import ChipFlow
from ui.county.coming_model import COLUMNS, ComingGroup, ComingModel
from ui.county.coming_side import ComingSide
from ui.county.deeds import who_of
from ui.county.giving_page import GivingPage
from ui.county.laying import lay_beside
from ui.county.page_table import PageTable
from ui.frame.buttons import make_primary, push_button
from ui.library.filter_chip import FilterChip
from ui.lists.columns import fit
from ui.lists.look import dress
from ui.transfer.progress import breathe, part_by_part

_ROW, _NARROW, _SIDE, _LEAST = 30, 560, 420, 240  # pixels
_DONE, _AT_ONCE = object(), 0.01  # seconds that may be checked before the window is looked after
_BREATH = 1  # ms between two files that are checked


class ComingPage(GivingPage):
    """The list of the files, and beside it all about one of them."""

    chapter = "收齐各单位的年报（县级汇总）"  # of the manual
    stored = Signal(str, object)  # what came in, as a sentence; what was not taken, as lines
    given_up = Signal()

    def __init__(
        self, library: Library, coming: Coming, told: Sequence[str] = (), folder: TemporaryDirectory[str] | None = None
    ) -> None:
        super().__init__()
        self.setWindowTitle("导入年报")
        self._library, self.coming, self._told, self._folder = library, coming, list(told), folder
        self.model = ComingModel(coming, self)
        self.chips: dict[ComingGroup | None, FilterChip] = {None: FilterChip("全部")}
        self.chips |= {one: FilterChip(one.label) for one in ComingGroup}
        self.table = self._table()
        self.side = ComingSide(coming)
        self.sum = QLabel(wordWrap=True)
        self.sum.setProperty("muted", True)
        self.sum.setAccessibleName("将收下的份数")
        self.cancel, self.take = push_button("取消"), push_button("收下")
        make_primary(self.take)
        self.tools = [self.cancel, self.take]
        self._to_check = list(coming.taken)
        self._pieces: tuple[int, Iterator[None]] | None = None  # what is left to do of the file that is being checked
        self._checking = QTimer(self, singleShot=True, interval=_BREATH)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)
        self._show()
        self.table.setCurrentIndex(self.model.index(0, 0))
        self._checking.start()

    @property
    def own_title(self) -> tuple[str, str]:
        """What stands in the title row."""
        return "导入年报", f"{len(self.coming.files)}个文件，读完了，还没有收下"

    def _table(self) -> QTableView:
        table = PageTable(in_context(KeyContext.COMING))
        table.setModel(self.model)
        dress(table, "读到的文件", row_height=_ROW)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setWordWrap(False)
        return table

    def _lay_out(self) -> None:
        chips, group = ChipFlow(list(self.chips.values())), QButtonGroup(self)
        for chip in self.chips.values():
            group.addButton(chip)
        self.chips[None].setChecked(True)
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        self.table.setMinimumWidth(_LEAST)
        self.side.setMinimumWidth(_LEAST)
        parts.addWidget(self.table)
        parts.addWidget(self.side)
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(10)
        column.addWidget(chips)
        column.addWidget(parts, 1)
        column.addWidget(self.sum)

    def _connect(self) -> None:
        for group, chip in self.chips.items():
            chip.clicked.connect(lambda _=False, group=group: self._only(group))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_row())
        self.model.modelReset.connect(self._show)
        self.model.wanted.connect(self._toggle)
        self.side.decided.connect(self._decide)
        self.side.chosen.connect(self._choose)
        self.side.agreed.connect(self._agree)
        self.take.clicked.connect(self.store)
        self.cancel.clicked.connect(self.given_up)
        self._checking.timeout.connect(self._check_one)

    # What is shown

    def _only(self, group: ComingGroup | None) -> None:
        self._changed(self.current, lambda: setattr(self.model, "only", group))

    def _show(self) -> None:
        self.chips[None].count(len(self.coming.files))
        for group in ComingGroup:
            chip, number = self.chips[group], self.model.count_in(group)
            chip.count(number)
            chip.setVisible(number > 0 or self.model.only is group)
        taken = len(self.coming.taken)
        self.take.setText(f"收下{taken}份" if taken else "收下")
        self.take.setEnabled(taken > 0)
        more = f"；{'；'.join(self._told)}" if self._told else ""
        self.sum.setText(f"{self.coming.sentence}。收下后可以一步撤销；原文件逐字节留底{more}。")
        self._show_row()

    @property
    def current(self) -> int | None:
        """The file that the cursor is on."""
        row = self.table.currentIndex().row()
        return self.model.row(row).at if 0 <= row < self.model.count() else None

    def _show_row(self) -> None:
        at = self.current
        self.side.show_file(at)
        if at in self._to_check:  # it is looked at: it is checked first
            self._to_check.remove(at)
            self._to_check.insert(0, at)

    def _changed(self, at: int | None, act: object) -> None:
        """Do something that changes the list; the cursor stays on the file it was on."""
        act()  # type: ignore[operator]
        self.model.arrange()
        row = self.model.row_of(at) if at is not None else None
        self.table.setCurrentIndex(self.model.index(row or 0, 0))
        self._to_check = [one for one in self.coming.taken if one not in self._checked]
        self._checking.start()

    # What is decided

    def _toggle(self, row: int) -> None:
        if 0 <= row < self.model.count():
            self._changed(self.model.row(row).at, lambda: self.model.toggle(row))

    def _decide(self, at: int, unit: int) -> None:
        self._changed(self._next_asked(at), lambda: self.coming.decide(at, unit))

    def _choose(self, at: int) -> None:
        self._changed(self._next_asked(at), lambda: self.coming.choose(at))

    def _agree(self, at: int) -> None:
        self._changed(self._next_asked(at), lambda: self.coming.agree_on_year(at))

    def _next_asked(self, at: int) -> int:
        """Return the next file that waits for a word, round the list; the same where there is no other."""
        asked = [one.at for one in self.model.every if one.group is ComingGroup.ASKS]
        later = [one for one in asked if one != at]
        after = asked.index(at) if at in asked else -1
        return asked[(after + 1) % len(asked)] if later else at

    def next_to_decide(self) -> None:
        """Go to the next file that waits for a word."""
        if self.current is not None and self.model.count_in(ComingGroup.ASKS):
            self.model.only = None
            self.chips[None].setChecked(True)
            at = self._next_asked(self.current)
            self._changed(at, lambda: None)
            self.side.take_keys()

    # Checking while nobody does anything

    @property
    def _checked(self) -> set[int]:
        return set(self.model.known)

    def _check_one(self) -> None:
        """Check a piece of one file: the count is in its row then, and storing need not wait for it."""
        while self._to_check and not self.coming.is_taken(self._to_check[0]):
            self._to_check.pop(0)
        if not self._to_check:
            return
        at = self._to_check[0]
        if self._pieces is None or self._pieces[0] != at:
            self._pieces = at, self.coming.assessing(at)
        until = perf_counter() + _AT_ONCE
        while next(self._pieces[1], _DONE) is not _DONE:  # another piece is left
            if perf_counter() > until:
                self._checking.start()
                return
        self._to_check.pop(0)
        self._pieces = None
        self.model.tell_tally(at, self.coming.tally(at))
        self.side.follow_tally(at)
        if self._to_check:
            self._checking.start()

    # Storing

    def store(self) -> None:
        """Take all that is to be taken; where that fails nothing is taken, and the page stays."""
        taken = len(self.coming.taken)
        if not self._is_settled(taken):
            return
        try:
            if not self._is_stored():
                return
        except UserError as error:
            dialogs.warn(self, f"一份也没有收下：{error.sentence}")
            return
        self.stored.emit(f"已收下{taken}份年报", lines_of(self.coming, self._told))

    def _is_stored(self) -> bool:
        """Check what is not checked yet, lay the files, and store all of it; False if it was called off before.

        Raises:
            UserError: nothing was taken.
        """
        self._checking.stop()
        taken = self.coming.taken
        files = [self.coming.files[at] for at in taken]
        names = [one.found.name for one in files]
        if not part_by_part(self, "正在核对", names, lambda number: self.coming.prepare(taken[number])):
            self._checking.start()
            return False
        self._library.stay()  # else the files would lie where the library no longer is
        if not lay_beside(self, self._library.path, files):
            return False
        self.coming.store(who_of(self._library), laid=True)
        breathe()
        return True

    def _is_settled(self, taken: int) -> bool:
        """Whether nothing waits for a word any more, or that is to stay out; else go to what waits."""
        asked = self.model.count_in(ComingGroup.ASKS)
        question = f"还有{asked}个文件要您定，没有定的这次不收。"
        if not asked or dialogs.ask(self, question, f"先收下{taken}份", "去定", about=self.windowTitle()):
            return True
        self.next_to_decide()
        return False

    def leave(self) -> None:
        """Let go of what was unpacked."""
        self._checking.stop()
        if self._folder is not None:
            self._folder.cleanup()

    # Keys, size

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = pressed(event, KeyContext.COMING)
        if act is TICK:
            self._toggle(self.table.currentIndex().row())
        elif act is NEXT_FINDING:
            self.next_to_decide()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, lambda: fit(self.table, COLUMNS, narrow_below=_NARROW))

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        QTimer.singleShot(0, self, lambda: fit(self.table, COLUMNS, narrow_below=_NARROW))
