"""The collections of a library: which there are, a new one, one that is deleted or brought back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.collecting.not_taken import kept
from app.collecting.roll import RollCall
from model.errors import UserError, clip
from model.storage.county.records import KeptCollection, RollRow
from model.storage.library import Library
from ui import dialogs
from ui.actions.in_county import ADD_TO_LIST
from ui.actions.in_widgets import DELETE
from ui.appearance.signs import icon
from ui.county.deeds import who_of
from ui.county.hand_out_dialog import HAND_OUT
from ui.county.hand_up_dialog import HAND_UP
from ui.county.heading_dialog import CHANGE_TASK
from ui.county.new_collection import MAKE, NewCollectionDialog
from ui.frame.buttons import icon_button
from ui.library.removing import BRING_BACK

NOT_TAKEN, BRING_BACK_TASK = "没有收下的文件", f"{BRING_BACK}删除的任务"


class MadeCollection(NamedTuple):
    """A new collection, and the files that its names were taken from."""

    key: int
    files: Sequence[Path]


class Tasks(QObject):
    """Asks; what is to be shown then is told."""

    chosen = Signal(int)
    new = Signal()
    deleting = Signal()
    restoring = Signal()
    not_taken = Signal()
    sum_wanted = Signal(str)  # a cell of the sum
    said = Signal(str)
    changed = Signal(str)  # what was done, as a step of undo

    def __init__(
        self,
        page: QWidget,
        library: Library,
        today: Callable[[], date],
        chosen: Callable[[], Sequence[RollRow]] = tuple,
    ) -> None:
        super().__init__(page)
        self._page, self._library, self._today, self._chosen = page, library, today, chosen

    def show_menu(self, current: int | None, below: QWidget) -> None:
        """Open the menu below a button."""
        self.menu(current).popup(below.mapToGlobal(below.rect().bottomLeft()))

    def menu(self, current: int | None) -> QMenu:
        """Make the menu: all collections, and what can be done with them."""
        menu = QMenu(self._page)
        menu.aboutToHide.connect(menu.deleteLater)
        for one in self._library.county.collections():
            item = menu.addAction(f"{clip(one.heading.title, 40)}　{one.units}个单位")
            item.setCheckable(True)
            item.setChecked(one.key == current)
            item.triggered.connect(lambda _=False, key=one.key: self.chosen.emit(key))
        menu.addSeparator()
        writable = self._library.read_only is None
        for sign, words, act in (
            ("pencil", f"{CHANGE_TASK}…", self._change),
            (ADD_TO_LIST.icon, f"{ADD_TO_LIST.label}…", self.add),
            ("send", f"{HAND_OUT}…", self._hand_out),
            ("layers", f"{HAND_UP}…", self._hand_up),
        ):
            item = menu.addAction(icon(sign), words)
            item.triggered.connect(lambda _=False, act=act: act(current))
            item.setEnabled(current is not None and (writable or act in {self._hand_out, self._hand_up}))
        item = menu.addAction(icon("inbox"), f"{NOT_TAKEN}…")
        item.triggered.connect(lambda _=False: self.not_taken.emit())
        item.setEnabled(current is not None and bool(kept(self._library, current)))
        menu.addSeparator()
        deleted = writable and bool(self._library.county.collections(deleted=True))
        for sign, words, signal, can in (
            ("file-plus", f"{MAKE}…", self.new, writable),
            ("trash-2", "删除这个任务…", self.deleting, writable and current is not None),
            ("archive-restore", f"{BRING_BACK_TASK}…", self.restoring, deleted),
        ):
            item = menu.addAction(icon(sign), words)
            item.triggered.connect(lambda _=False, signal=signal: signal.emit())
            item.setEnabled(can)
        return menu

    def _change(self, collection: int) -> None:
        from ui.county.heading_dialog import change_task

        self._tell(change_task(self._page, self._library, self._library.county.collection(collection)))

    def add(self, collection: int) -> None:
        """Let units be added to the list."""
        from ui.county.unit_dialogs import AddUnitsDialog

        county = self._library.county
        dialog = AddUnitsDialog(self._page, county.units(collection), county.collection(collection).heading)
        try:
            if not dialogs.run(dialog) or dialog.found is None:
                return
            with county.batch(collection, who_of(self._library)) as acts:
                acts.add_units(dialog.found.units, dialog.found.there)
        except UserError as error:
            dialogs.warn(self._page, error.sentence)
        else:
            self._tell(f"已加入{len(dialog.found.units)}个单位")
        finally:
            dialog.deleteLater()

    def _tell(self, sentence: str) -> None:
        if sentence:
            self.changed.emit(sentence)
            self.said.emit(sentence)

    def _hand_out(self, collection: int) -> None:
        from ui.county.hand_out_dialog import hand_out

        sentence = hand_out(self._page, self._library, collection, [one.unit for one in self._chosen()])
        if self._library.read_only is None:
            self._tell(sentence)
        else:
            self._say(sentence)

    def _hand_up(self, collection: int) -> None:
        from ui.county.hand_up_dialog import hand_up_to_file

        self._say(hand_up_to_file(self._page, self._library, collection, self._today(), self.sum_wanted.emit))

    def _say(self, sentence: str) -> None:
        if sentence:
            self.said.emit(sentence)

    def begin(self, today: date) -> MadeCollection | None:
        """Ask what a new collection is about, and make it; None if it was called off."""
        dialog = NewCollectionDialog(self._page, self._library, today)
        try:
            done = dialogs.run(dialog)
            return MadeCollection(dialog.made, dialog.files) if done and dialog.made is not None else None
        finally:
            dialog.deleteLater()

    def delete(self, one: KeptCollection, roll: RollCall) -> bool:
        """Put a collection among the deleted ones, after saying what goes with it; False if it was called off."""
        title, received = one.heading.title, sum(row.standing.is_in for row in roll.rows)
        question = (
            f"删除汇总任务“{title}”？{one.units}个单位的名单、收到的{received}份年报和经过都会收起来，一年内可以恢复。"
        )
        if not dialogs.ask_dangerous(self._page, question, DELETE.label, about=title):
            return False
        self._library.county.delete(one.key)
        return True

    def choose_deleted(self) -> int | None:
        """Let one of the deleted collections be chosen."""
        deleted = self._library.county.collections(deleted=True)
        lines = [f"{one.heading.title}　{one.units}个单位" for one in deleted]
        picked = dialogs.pick(self._page, "恢复哪一个汇总任务？", lines, BRING_BACK) if lines else None
        return None if picked is None else deleted[picked].key


def title_of_task(one: KeptCollection, today: date) -> tuple[str, str]:
    """Return what a collection is called, and how many units it has until when."""
    heading = one.heading
    left = (heading.send_by - today).days
    due = f"，还有{left}天" if left > 0 else "，今天到期" if left == 0 else f"，已过{-left}天"
    return heading.title, f"{one.units}个单位 · 送审截止{heading.send_by.month}月{heading.send_by.day}日{due}"


def tasks_button() -> QToolButton:
    """Make the button that opens the menu of the collections."""
    button = icon_button("chevron-down", "换一个汇总任务，新建、删除")
    button.setText("汇总任务")
    button.setAccessibleName("汇总任务")
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button
