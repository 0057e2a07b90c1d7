"""报告库: every report of this machine, and what can be done with one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.bringing_back import bring_back
from model.errors import UserError
from model.storage.library import Library
from model.storage.summaries import Summary
from ui import dialogs
from ui.actions.in_widgets import DELETE, FIND, OPEN, SELECT_ALL
from ui.actions.in_window import BRING_IN, LIBRARY, NEW, NEXT_YEAR
from ui.actions.registry import KeyContext, pressed
from ui.frame.title_row import TitleRow
from ui.library.columns import CHANGED
from ui.library.model import LibraryModel
from ui.library.tallying import Tallying
from ui.lists.look import dress
from ui.system.viewport import viewport_of

_AFTER = 30  # milliseconds until the list is shown for the first time


class LibraryPage(QWidget):
    """The table of all reports, with its buttons."""

    new = Signal()
    bring_in = Signal()
    opened = Signal(int)
    next_year = Signal(int)
    hand_out = Signal(object)  # the numbers of one report or several
    emptied = Signal()

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self.model = LibraryModel(self, self._other_names)
        self.tallying = Tallying(library, lambda: self.model.every, self._in_sight, self)
        self.tallying.counted.connect(lambda report: self.model.tell_of(self._rows_in_sight(), report))
        self.tallying.ended.connect(self.model.arrange_counted)
        self._more: Iterator[tuple[Summary, ...]] = iter(())
        self._coming = QTimer(self, singleShot=True, interval=0)
        self._finishing = QTimer(self, singleShot=True, interval=_AFTER)
        self._finishing.timeout.connect(self._finish)
        self._coming.timeout.connect(self._take_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.title_row = TitleRow(LIBRARY.label)
        self.title_row.add(self._search())
        column.addWidget(self.title_row)
        column.addLayout(self._body(library))
        self.setFocusProxy(self.table)

    def _body(self, library: Library) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(12)
        column.addLayout(self._buttons())
        self.table = self._make_table()
        column.addWidget(self.table)
        self._where = QLabel(f"报告库文件：{library.path}")
        self._where.setEnabled(False)
        column.addWidget(self._where)
        return column

    def _search(self) -> QLineEdit:
        search = QLineEdit()
        search.setPlaceholderText(FIND.label)
        search.setAccessibleName(FIND.label)
        search.setClearButtonEnabled(True)
        search.setFixedWidth(260)
        search.textChanged.connect(self._find)
        QShortcut(FIND.sequences[0], self).activated.connect(search.setFocus)
        return search

    def _other_names(self) -> Mapping[int | None, str]:
        """Return the names of renamed units; while the disk does not give them, a name is found as it stands."""
        try:
            return self._library.names_of_renamed()
        except UserError:
            return {}

    def _find(self, part: str) -> None:
        self._take_all()
        chosen = self.current()
        self.model.find(part)
        self._choose(chosen.id if chosen else None)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.new_button = self._button("新建", self.new.emit)
        self.import_button = self._button(BRING_IN.label, self.bring_in.emit)
        self.open_button = self._button(OPEN.label, self.open_current)
        self.next_button = self._button(NEXT_YEAR.label, lambda: self._with_current(self.next_year.emit))
        self.export_button = self._button("导出…", lambda: self.hand_out.emit(self.chosen()))
        self.export_button.setToolTip(f"按住Ctrl或Shift可以选几份，{SELECT_ALL.key}{SELECT_ALL.label}，一次导出")
        self.delete_button = self._button(DELETE.label, self.delete_current)
        self.restore_button = self._button("最近删除", self.restore_one)
        self.new_button.setProperty("primary", True)
        for button, declared in ((self.new_button, NEW), (self.import_button, BRING_IN), (self.delete_button, DELETE)):
            button.setToolTip(declared.tooltip)
        acts = (self.new_button, self.import_button, self.open_button, self.next_button, self.export_button)
        for button in acts:
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.delete_button)
        row.addWidget(self.restore_button)
        return row

    def _button(self, text: str, act: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(True)
        button.clicked.connect(act)
        return button

    def _make_table(self) -> QTableView:
        table = QTableView()
        dress(table, LIBRARY.label)
        table.setModel(self.model)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setSortingEnabled(True)
        table.sortByColumn(self.model.position(CHANGED), Qt.SortOrder.DescendingOrder)
        header = table.horizontalHeader()
        header.sectionPressed.connect(lambda _: self._take_all())
        for at, column in enumerate(self.model.columns):
            if column.width:
                table.setColumnWidth(at, column.width)
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        table.doubleClicked.connect(lambda _: self.open_current())
        table.selectionModel().selectionChanged.connect(lambda *_: self._update())
        return table

    def refresh(self, current: int | None = None) -> None:
        """Show the library as it is now, with a report chosen."""
        self._more = self._library.summaries_in_parts()
        self.model.show(next(self._more, ()))
        if current is not None and self.model.row_of(current) is None:
            self._take_all()
        self._choose(current)
        self._finishing.start()

    def _finish(self) -> None:
        """Do what the first look at the list can do without: take in the rest, count what is stale."""
        self._coming.start()
        self._where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table.verticalScrollBar().valueChanged.connect(self._count_anew, Qt.ConnectionType.UniqueConnection)

    def _choose(self, report: int | None) -> None:
        """Choose a report, or the first where it is not there."""
        row = None if report is None else self.model.row_of(report)
        self.table.setCurrentIndex(QModelIndex())
        self.table.setCurrentIndex(self.model.index(row or 0, 0))
        self._update()

    def _take_more(self) -> None:
        """Take in another part of a large library; when all of it is there, it is put in order."""
        if not self._library.is_open:  # another file is put in its place
            return
        part = next(self._more, None)
        if part is None:
            self._take_all()
            return
        self.model.add(part)
        self._coming.start()

    def _take_all(self) -> None:
        """Take in now what is still to come."""
        before = len(self.model.every)
        self._coming.stop()
        for part in self._more:
            self.model.add(part)
        if len(self.model.every) > min(before, self.model.count()):
            self.model.arrange()
        self._count_anew()

    def _in_sight(self) -> list[Summary]:
        """Return the reports whose rows can be seen."""
        return [self.model.row(row) for row in self._rows_in_sight()]

    def _rows_in_sight(self) -> range:
        first, last = self.table.rowAt(0), self.table.rowAt(viewport_of(self.table).height() - 1)
        count = self.model.count()
        return range(max(0, first), (count if last < 0 else last + 1) if first >= 0 else 0)

    @Slot()
    def _count_anew(self) -> None:
        if self.isVisible():
            self.tallying.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._finishing.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave off: what is still to come of the list would only hold up the report that is opened from it."""
        self._finishing.stop()
        self._coming.stop()
        self.tallying.stop()
        super().hideEvent(event)

    def _update(self) -> None:
        count, writable = sum(map(len, self._ranges())), self._library.read_only is None
        self.export_button.setEnabled(count > 0)
        self.export_button.setText(f"导出{count}份…" if count > 1 else "导出…")
        self.open_button.setEnabled(count == 1)
        self.next_button.setEnabled(count == 1 and writable)
        self.delete_button.setEnabled(count == 1 and writable)
        for button in (self.new_button, self.import_button, self.restore_button):
            button.setEnabled(writable)

    def chosen(self) -> list[int]:
        """Return the numbers of the reports that are chosen, in the order in which they stand."""
        rows = sorted({row for one in self._ranges() for row in one})
        return [self.model.row(row).id for row in rows]

    def _ranges(self) -> list[range]:
        """Return the rows that are chosen, as ranges: all of a large library are one."""
        chosen = self.table.selectionModel().selection().toList()
        return [range(one.top(), one.bottom() + 1) for one in chosen]

    def current(self) -> Summary | None:
        """Return the report that is chosen; None where several are."""
        chosen = self._ranges()
        return self.model.row(chosen[0].start) if sum(map(len, chosen)) == 1 else None

    def _with_current(self, act: object) -> None:
        one = self.current()
        if one is not None:
            act(one.id)  # type: ignore[operator]

    def open_current(self) -> None:
        """Open the report that is chosen."""
        self._with_current(self.opened.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = pressed(event, KeyContext.LIBRARY, Qt.KeyboardModifier.NoModifier)
        if act is OPEN:
            self.open_current()
        elif act is DELETE and self.delete_button.isEnabled():
            self.delete_current()
        else:
            super().keyPressEvent(event)

    def delete_current(self) -> None:
        """Put the report that is chosen among the deleted ones, after asking."""
        one = self.current()
        if one is None:
            return
        name = f"{one.unit}{one.year}年度"
        if dialogs.ask(self, f"删除“{name}”的年报？删除后可以在“最近删除”里恢复。", DELETE.label):
            beside = self._beside(one)
            self._library.delete(one.id)
            self.refresh(beside)
            if self._library.is_empty():
                self.emptied.emit()

    def _beside(self, one: Summary) -> int | None:
        """Return the report that will stand where one stands, or before it; None where there is no other."""
        at, last = self.model.row_of(one.id), self.model.count() - 1
        if at is None or last < 1:
            return None
        return self.model.row(at + 1 if at < last else at - 1).id

    def restore_one(self) -> None:
        """Bring one of the deleted reports back."""
        deleted = self._library.summaries(deleted=True)
        if not deleted:
            dialogs.tell(self, "最近没有删除过年报。")
            return
        names = [f"{one.unit} {one.year}年度（{one.changed:%Y-%m-%d %H:%M}删除）" for one in deleted]
        picked = dialogs.pick(self, "恢复哪一份？", names, "恢复")
        if picked is not None:
            sentence = bring_back(self._library, deleted[picked].id)
            self.refresh(deleted[picked].id)
            if sentence:
                dialogs.tell(self, sentence)
