"""汇总: one collection of the library, or the choice to begin one; files may be dropped anywhere on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.collecting.roll import RollCall, call_roll
from model.errors import UserError
from model.storage.county.records import KeptCollection
from model.storage.library import Library
from ui import dialogs
from ui.actions.in_county import ADD_TO_LIST, RETURN_FILES, TEXTS, TO_ROLL
from ui.actions.in_widgets import DELETE, REDO, UNDO
from ui.actions.registry import Action
from ui.county.alike_finder import AlikeFinder
from ui.county.batch_steps import BatchSteps, Turned
from ui.county.becoming import keep_up_quietly
from ui.county.deeds import Deeds, who_of
from ui.county.empty import EmptyPlace
from ui.county.looks import Looks
from ui.county.new_collection import MAKE
from ui.county.page_tools import CountyTools
from ui.county.roll_page import RollPage
from ui.county.taking import Taking
from ui.county.tasks import BRING_BACK_TASK, Tasks, title_of_task
from ui.county.texts_dialog import write_texts
from ui.frame.buttons import make_primary, push_button
from ui.library.removing import BRING_BACK
from ui.transfer.exporting import OPEN_FOLDER, open_folder

LAST = "county"  # the setting that remembers the collection that was shown last


class CountyPage(QWidget):
    """What the office does: it shows the roll call, and asks the window to show other pages over it."""

    is_county = True  # for the window, which does not load this module to ask
    chapter = "收齐各单位的年报（县级汇总）"  # of the manual
    said = Signal(str)
    offered = Signal(str, str, object)  # a sentence, the word of a link, what it does
    offered_more = Signal(str, str, object, object)  # a second link, too: its word, and what it does
    retitled = Signal(str, str)
    over = Signal(object, str)  # a page to be shown over this one; the words of the way back
    report_wanted = Signal(int)  # a report of the library
    back = Signal()
    bring_in = Signal()

    def __init__(self, library: Library, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(TO_ROLL.label)
        self.library, self.today = library, today
        self.roll: RollCall | None = None
        self._steps = BatchSteps(library)
        self.one: KeptCollection | None = self._last_shown()
        self.roll_page = RollPage()
        self.new = new = push_button(f"{MAKE}…", "file-plus")
        make_primary(new, sign="file-plus")
        new.clicked.connect(self.begin)
        example = push_button("看一个例子", "layers", "虚构的一个县：十个单位，有的没有交，有的有错；看过可以删除")
        example.clicked.connect(self.show_example)
        self.restore = push_button(f"{BRING_BACK_TASK}…", "archive-restore", "删除的任务一年内都可以恢复")
        self.restore.clicked.connect(self.bring_back)
        self.none = EmptyPlace(
            "layers",
            "还没有汇总任务",
            "给一份单位名单，就知道谁没有交、谁有错。\n名单可以粘贴，也可以从Excel、文件夹或上年取。",
            new,
            self.restore,
            example,
        )
        self.example = example
        self._stack = QStackedWidget()
        for part in (self.none, self.roll_page):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._tasks = Tasks(self, library, today, self.roll_page.chosen)
        self._tasks.said.connect(self.said)
        self._tasks.changed.connect(self.tell_decided)
        self._tasks.chosen.connect(self.show_collection)
        self._tasks.new.connect(self.begin)
        self._tasks.deleting.connect(self.delete)
        self._tasks.restoring.connect(self.bring_back)
        self.alike = AlikeFinder(library.path, self)
        self.looks, self._taking, self._row = Looks(self), Taking(self), CountyTools()
        self._tasks.not_taken.connect(self._taking.show_not_taken)
        self._tasks.sum_wanted.connect(self.looks.sum)
        self.tools, self.take = self._row.buttons, self._row.take
        self._row.tasks.clicked.connect(self._show_tasks)
        self._row.wanted.connect(self.do)
        self.take.clicked.connect(self.bring_in)
        self.roll_page.wanted.connect(self.do)
        self.roll_page.opened.connect(self.review)
        self.refresh()

    # Which collection

    def _last_shown(self) -> KeptCollection | None:
        there = self.library.county.collections()
        last = self.library.recall(LAST, int, 0)
        return next((one for one in there if one.key == last), there[0] if there else None)

    def show_collection(self, key: int) -> None:
        """Show a collection."""
        self.one = self.library.county.collection(key)
        if self.library.read_only is None:
            self.library.remember(LAST, str(key))
        self.refresh()

    @property
    def own_title(self) -> tuple[str, str]:
        """What stands in the title row: the task, how many units it has, until when they are to send."""
        if self.one is None:
            return "汇总", ""
        return title_of_task(self.one, self.today())

    def refresh(self) -> None:
        """Show all as it is now."""
        writable = self.library.read_only is None
        if self.one is not None:
            self.one = self.library.county.collection(self.one.key)
            self.roll = call_roll(self.library, self.one.key, self.today())
            self.roll_page.show_roll(self.roll, writable=writable)
            keep_up_quietly(self.library, self.one.key)
        there = self.one is not None
        self._stack.setCurrentWidget(self.roll_page if there else self.none)
        self.setFocusProxy(self._stack.currentWidget())
        self.new.setEnabled(writable)
        self.example.setEnabled(writable)
        deleted = 0 if there else len(self.library.county.collections(deleted=True))
        for tool in self.tools:
            shown = there or (tool is self._row.tasks and deleted > 0)
            if tool.parentWidget() or not shown:  # one that is in no row yet would be a window
                tool.setVisible(shown)
        self._offer(deleted, writable=writable)
        self.take.setEnabled(writable)
        self.retitled.emit(*self.own_title)

    def _offer(self, deleted: int, *, writable: bool) -> None:
        """Where nothing is shown, offer what was deleted."""
        self.restore.setVisible(deleted > 0)
        self.restore.setEnabled(writable)
        self.none.title.setText(f"没有汇总任务，删除的有{deleted}个" if deleted else "还没有汇总任务")

    def _show_tasks(self) -> None:
        self._tasks.show_menu(self.one.key if self.one else None, self._row.tasks)

    def begin(self) -> None:
        """Ask what the new collection is about, and show it; bring in the files that named the units."""
        made = self._tasks.begin(self.today())
        if made is not None:
            self.show_collection(made.key)
            self.show_where_left()
            self.said.emit(f"已新建“{self.own_title[0]}”，{self.one.units if self.one else 0}个单位")
            if made.files:
                self.take_files(made.files)

    def show_example(self) -> None:
        """Put the example county into the library, and show it."""
        from app.collecting.example import make_example

        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            key = make_example(self.library, self.today(), who_of(self.library))
        except UserError as error:
            dialogs.warn(self, error.sentence)
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.show_collection(key)
        self.show_where_left()
        self.said.emit("这是虚构的例子，可以放心试；看过可以在“汇总任务”里删除")

    def delete(self) -> None:
        """Put the collection among the deleted ones, after saying what goes with it."""
        if self.one is not None and self.roll is not None and self._tasks.delete(self.one, self.roll):
            title, key = self.own_title[0], self.one.key
            self.one = self._last_shown()
            self.refresh()
            self.offered.emit(f"已{DELETE.label}“{title}”", BRING_BACK, lambda: self._restored(key))

    def bring_back(self) -> None:
        """Bring a deleted collection back that is chosen from a list."""
        key = self._tasks.choose_deleted()
        if key is not None:
            self._restored(key)

    def _restored(self, key: int) -> None:
        self.library.county.bring_back(key)
        self.show_collection(key)
        self.said.emit(f"已{BRING_BACK}“{self.own_title[0]}”")

    # What is done

    def do(self, act: Action) -> None:
        """Do something to the units that are chosen."""
        if self.roll is None or self.one is None:
            return
        if self.looks.show(act):
            return
        if act is TEXTS:
            self.write_texts()
            return
        if self.is_refused():
            return
        if act is ADD_TO_LIST:
            self._tasks.add(self.one.key)
            return
        deeds = Deeds(self, self.library, self.one.key)
        sentence = deeds.do(act, self.roll, self.roll_page.chosen())
        if sentence:
            self.refresh()
            if act is not RETURN_FILES:
                self.note(sentence)
            self.tell_written(sentence, deeds.written)

    def tell_written(self, sentence: str, written: Path | None) -> None:
        """Say what was done, with the way to the folder of what was written."""
        if written is None:
            self.said.emit(sentence)
        else:
            self.offered.emit(sentence, OPEN_FOLDER, lambda: open_folder(written))

    def note(self, sentence: str) -> None:
        """Remember what the last batch was, so that taking it back can say so."""
        if self.one is not None:
            self._steps.note(self.one.key, sentence)

    def is_refused(self) -> bool:
        """Whether nothing can be changed, after saying so."""
        if self.library.read_only:
            self.said.emit(self.library.read_only)
        return bool(self.library.read_only)

    def write_texts(self) -> None:
        """Show the texts to units; note who was reminded."""
        if self.roll is None or self.one is None:
            return
        written = write_texts(self, self.library, self.one.key, self.roll)
        if written is not None and written.reminded:
            self.refresh()
            self.note(f"催报{written.reminded}个单位")
        if written is not None:
            self.said.emit(written.sentence)

    def review(self, unit: int, place: str = "") -> None:
        """Show a unit's report over this page, at a place of it."""
        self.looks.review(unit, place)

    def show_roll(self, roll: RollCall) -> None:
        """Show the roll as it was called anew by a page over this one."""
        self.roll = roll
        self.roll_page.show_roll(roll, writable=self.library.read_only is None)

    def tell_decided(self, sentence: str) -> None:
        """Show what came of something that was done."""
        self.refresh()
        self.note(sentence)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read files and folders, and show what becomes of each before anything is stored."""
        self._taking.take(paths)

    # Undo

    def take_back(self) -> str:
        """Take the last batch back; say what it was."""
        return self._show(self._steps.take_back(self.one.key)) if self.one is not None else f"没有可以{UNDO.label}的"

    def make_again(self) -> str:
        """Make the batch again that was taken back last; say what it was."""
        return self._show(self._steps.make_again(self.one.key)) if self.one is not None else f"没有可以{REDO.label}的"

    def _show(self, turned: Turned) -> str:
        """Show the first unit that something became of; who was chosen stays, for the next act is about these."""
        if turned.units:
            self.refresh()
            self.roll_page.show_unit(turned.units[0])
        return turned.sentence

    def show_where_left(self) -> None:
        """Take the keys again."""
        self._stack.currentWidget().setFocus()

    def leave(self) -> None:
        """End what works beside the window."""
        self.alike.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let icons give way to words where the title row is short."""
        super().resizeEvent(event)
        self._row.fit(self.width())
