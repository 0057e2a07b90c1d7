"""汇总: one collection of the library, or the choice to begin one; files may be dropped anywhere on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.collecting.roll import RollCall, call_roll
from model.errors import UserError
from model.storage.county.records import KeptCollection
from model.storage.library import Library
from ui import dialogs
from ui.actions.in_county import BELOW, RETURN_FILES, REVIEW, TEXTS, TO_COMPARE, TO_ROLL, TO_SCORES, TO_SUM
from ui.actions.in_widgets import DELETE, OPEN, REDO, UNDO
from ui.actions.in_window import BRING_IN
from ui.actions.registry import Action
from ui.county.batch_steps import BatchSteps, Turned, Turns
from ui.county.becoming import keep_up_quietly
from ui.county.deeds import Deeds, who_of
from ui.county.empty import EmptyPlace
from ui.county.new_collection import MAKE
from ui.county.roll_page import RollPage
from ui.county.tasks import Tasks, tasks_button, title_of_task
from ui.county.texts_dialog import write_texts
from ui.frame.buttons import make_primary, push_button
from ui.library.removing import BRING_BACK
from ui.transfer.exporting import OPEN_FOLDER, open_folder

_TAKES = BRING_IN.told("收下各单位的年报，也可以把文件、文件夹拖到这一页")
_ROOMY = 900  # pixels
LAST = "county"  # the setting that remembers the collection that was shown last


class CountyPage(QWidget):
    """What the office does: it shows the roll call, and asks the window to show other pages over it."""

    is_county = True  # for the window, which does not load this module to ask
    chapter = "收齐各单位的年报（县级汇总）"  # of the manual
    said = Signal(str)
    offered = Signal(str, str, object)  # a sentence, the word of a link, what it does
    retitled = Signal(str, str)
    over = Signal(object, str)  # a page to be shown over this one; the words of the way back
    report_wanted = Signal(int)  # a report of the library
    back = Signal()
    bring_in = Signal()

    def __init__(self, library: Library, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(TO_ROLL.label)
        self._library, self._today = library, today
        self.roll: RollCall | None = None
        self._steps = BatchSteps(library)
        self.one: KeptCollection | None = self._last_shown()
        self.roll_page = RollPage()
        self.new = new = push_button(f"{MAKE}…", "file-plus")
        make_primary(new, sign="file-plus")
        new.clicked.connect(self.begin)
        example = push_button("看一个例子", "layers", "虚构的一个县：十个单位，有的没有交，有的有错；看过可以删除")
        example.clicked.connect(self.show_example)
        self.none = EmptyPlace(
            "layers",
            "还没有汇总任务",
            "给一份单位名单，就知道谁没有交、谁有错。\n名单可以粘贴，也可以从Excel、文件夹或上年取。",
            new,
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
        self._tasks.changed.connect(self._decided)
        self._tasks.chosen.connect(self.show_collection)
        self._tasks.new.connect(self.begin)
        self._tasks.deleting.connect(self.delete)
        self._tasks.restoring.connect(self.bring_back)
        self.tools = self._tools()
        self.roll_page.wanted.connect(self.do)
        self.roll_page.opened.connect(self.review)
        self.refresh()

    def _tools(self) -> list[QWidget]:
        self.tasks = tasks_button()
        self.tasks.clicked.connect(self._show_tasks)
        self.sum = push_button(TO_SUM.plain_text, TO_SUM.icon, TO_SUM.tooltip)
        self.sum.clicked.connect(self.show_sum)
        self.compare = push_button(TO_COMPARE.plain_text, TO_COMPARE.icon, TO_COMPARE.tooltip)
        self.compare.clicked.connect(self.show_comparison)
        self.texts = push_button(TEXTS.plain_text, TEXTS.icon, TEXTS.tooltip)
        self.texts.clicked.connect(self.write_texts)
        self.take = push_button(f"{BRING_IN.label}年报…", BRING_IN.icon, _TAKES)
        make_primary(self.take, sign=BRING_IN.icon)
        self.take.clicked.connect(self.bring_in)
        self.scores = push_button(TO_SCORES.plain_text, TO_SCORES.icon, TO_SCORES.tooltip)
        self.scores.clicked.connect(self.show_scores)
        self._icons = {one: one.icon() for one in (self.sum, self.compare, self.scores, self.texts)}
        return [self.tasks, self.sum, self.compare, self.scores, self.texts, self.take]

    # Which collection

    def _last_shown(self) -> KeptCollection | None:
        there = self._library.county.collections()
        last = self._library.recall(LAST, int, 0)
        return next((one for one in there if one.key == last), there[0] if there else None)

    def show_collection(self, key: int) -> None:
        """Show a collection."""
        self.one = self._library.county.collection(key)
        if self._library.read_only is None:
            self._library.remember(LAST, str(key))
        self.refresh()

    @property
    def own_title(self) -> tuple[str, str]:
        """What stands in the title row: the task, how many units it has, until when they are to send."""
        if self.one is None:
            return "汇总", ""
        return title_of_task(self.one, self._today())

    def refresh(self) -> None:
        """Show all as it is now."""
        writable = self._library.read_only is None
        if self.one is not None:
            self.one = self._library.county.collection(self.one.key)
            self.roll = call_roll(self._library, self.one.key, self._today())
            self.roll_page.show_roll(self.roll, writable=writable)
            keep_up_quietly(self._library, self.one.key)
        there = self.one is not None
        self._stack.setCurrentWidget(self.roll_page if there else self.none)
        self.setFocusProxy(self._stack.currentWidget())
        self.new.setEnabled(writable)
        self.example.setEnabled(writable)
        for tool in self.tools:
            if tool.parentWidget() or not there:  # one that is in no row yet would be a window
                tool.setVisible(there)
        self.take.setEnabled(writable)
        self.retitled.emit(*self.own_title)

    def _show_tasks(self) -> None:
        self._tasks.show_menu(self.one.key if self.one else None, self.tasks)

    def begin(self) -> None:
        """Ask what the new collection is about, and show it; bring in the files that named the units."""
        made = self._tasks.begin(self._today())
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
            key = make_example(self._library, self._today(), who_of(self._library))
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
        self._library.county.bring_back(key)
        self.show_collection(key)
        self.said.emit(f"已{BRING_BACK}“{self.own_title[0]}”")

    # What is done

    def do(self, act: Action) -> None:
        """Do something to the units that are chosen."""
        if self.roll is None or self.one is None:
            return
        looks = {
            TO_SUM: self.show_sum,
            TO_COMPARE: self.show_comparison,
            TO_SCORES: self.show_scores,
            REVIEW: self.review_chosen,
            BELOW: self.show_below,
        }
        if act in looks:
            looks[act]()
            return
        if self._is_refused():
            return
        if act is TEXTS:
            self.write_texts()
            return
        deeds = Deeds(self, self._library, self.one.key)
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

    def _is_refused(self) -> bool:
        if self._library.read_only:
            self.said.emit(self._library.read_only)
        return bool(self._library.read_only)

    def write_texts(self) -> None:
        """Show the texts to units; note who was reminded."""
        if self.roll is None or self.one is None:
            return
        written = write_texts(self, self._library, self.one.key, self.roll)
        if written is not None and written.reminded:
            self.refresh()
            self.note(f"催报{written.reminded}个单位")
        if written is not None:
            self.said.emit(written.sentence)

    def review_chosen(self) -> None:
        """Open the report of the unit that is chosen; say why not where there is none."""
        row = self.roll_page.current()
        if row is not None:
            self.review(row.unit.key)

    def review(self, unit: int, place: str = "") -> None:
        """Show a unit's report over this page, at a place of it."""
        row = next((one for one in self.roll.rows if one.unit.key == unit), None) if self.roll else None
        if self.roll is None or self.one is None or row is None:
            return
        if not row.standing.is_in:
            self.said.emit(f"{row.unit.name}现在是“{row.standing.label}”，没有可以审核的年报")
            return
        from ui.county.review_page import ReviewPage

        page = ReviewPage(self._library, self.roll, self.one.key, unit, Turns(self.take_back, self.make_again))
        page.said.connect(self.said)
        page.done.connect(self._decided)
        page.written.connect(self.tell_written)
        page.left.connect(self.back)
        self.over.emit(page, "")
        if place:
            page.show_unit(unit, place)

    def show_below(self) -> None:
        """Show what is below the unit that is chosen, where it sent a collection of its own."""
        from ui.county.below_page import below_page

        if (page := below_page(self, self._library, self.roll_page.current())) is not None:
            self.over.emit(page, TO_ROLL.label)

    def _decided(self, sentence: str) -> None:
        self.refresh()
        self.note(sentence)

    def show_sum(self) -> None:
        """Show the sum over this page."""
        from ui.county.sum_page import SumPage

        if self.one is None:
            return
        try:
            page = SumPage(self._library, self.one.key)
        except UserError as error:
            dialogs.warn(self, error.sentence)
            return
        page.said.connect(self.said)
        page.left.connect(self.back)
        page.opened.connect(self.review)
        page.report_wanted.connect(self.report_wanted)
        page.followed.connect(
            lambda said, report: self.offered.emit(said, OPEN.label, lambda: self.report_wanted.emit(report))
        )
        self.over.emit(page, TO_ROLL.label)

    def show_comparison(self) -> None:
        """Show the units beside each other, over this page."""
        from ui.county.comparison.opening import open_comparison

        if self.one is not None and self.roll is not None:
            open_comparison(self, self._library, self.one.key, self.roll)

    def show_scores(self) -> None:
        """Show the scores over this page."""
        from ui.county.score_page import ScorePage

        if self.one is None:
            return
        page = ScorePage(self._library, self.one.key, self._today())
        page.said.connect(self.said)
        page.written.connect(self.tell_written)
        page.left.connect(self.back)
        self.over.emit(page, TO_ROLL.label)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read files and folders, and show what becomes of each before anything is stored."""
        if not paths:  # the choice was called off
            return
        if self.one is None or self._is_refused():
            if self.one is None:
                self.said.emit("先新建汇总任务，再收年报")
            return
        from ui.county.reading_in import read_files

        page = read_files(self, self._library, self.one.key, paths)
        if page is not None:
            page.stored.connect(self._taken)
            page.given_up.connect(self.back)
            self.over.emit(page, TO_ROLL.label)

    def _taken(self, sentence: str) -> None:
        self.back.emit()
        self.refresh()
        self.note(sentence)
        self.offered.emit(sentence, "整批撤销", lambda: self.said.emit(self.take_back()))

    # Undo

    def take_back(self) -> str:
        """Take the last batch back; say what it was."""
        return self._show(self._steps.take_back(self.one.key)) if self.one is not None else f"没有可以{UNDO.label}的"

    def make_again(self) -> str:
        """Make the batch again that was taken back last; say what it was."""
        return self._show(self._steps.make_again(self.one.key)) if self.one is not None else f"没有可以{REDO.label}的"

    def _show(self, turned: Turned) -> str:
        """Point to the first unit that something became of."""
        if turned.units:
            self.refresh()
            self.roll_page.choose_unit(turned.units[0])
        return turned.sentence

    def show_where_left(self) -> None:
        """Take the keys again."""
        self._stack.currentWidget().setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let icons give way to words where the title row is short."""
        super().resizeEvent(event)
        roomy = self.width() >= _ROOMY
        for button, shown in self._icons.items():
            button.setIcon(shown if roomy else QIcon())
