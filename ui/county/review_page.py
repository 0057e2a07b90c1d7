"""审核: one unit's report after the other, what is said of it, and whether it passes or goes back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidgetItem, QVBoxLayout

from app.collecting.explained import Explained
from app.collecting.last_years import LastYears
from app.collecting.passing import hindrances
from app.collecting.roll import RollCall, call_roll
from model.collection.standing import Standing
from model.storage.county.records import RollRow
from model.storage.library import Library
from ui import dialogs
from ui.actions.in_county import (
    NEXT_UNIT,
    PASS,
    PREVIOUS_UNIT,
    READY,
    REMARK,
    RETURN,
    RETURN_FILES,
    REVIEW,
    TO_ROLL,
)
from ui.actions.in_window import NEXT_FINDING, PREVIOUS_FINDING, TABS
from ui.actions.registry import Action
from ui.appearance.zoom import grow_along, scale_of
from ui.county.batch_steps import Turns
from ui.county.deeds import Deeds, who_of
from ui.county.empty import EmptyPlace
from ui.county.giving_page import GivingPage
from ui.county.review_head import ReviewHead
from ui.county.review_steps import ReviewStep, ReviewSteps, ReviewTurned
from ui.county.reviewed import Reviewed
from ui.county.standings import waiting_words
from ui.county.waiting_list import WaitingList, WaitingUnit
from ui.frame.buttons import make_primary, push_button
from ui.frame.page_keys import PageKeys

_ROOMY, _LARGE = 1100, 900  # pixels; the second in larger letters
_LOOK = {
    Standing.RETURNED: "已退回，等单位重新报送，现在只能看。"
}  # why nothing can be decided, where it was not passed


class ReviewPage(GivingPage):
    """The reports that wait on the left, one of them open; those that are done can be looked at, too."""

    chapter = "收齐各单位的年报（县级汇总）"  # of the manual
    said = Signal(str)
    done = Signal(str)  # something was decided of a unit
    left = Signal()
    written = Signal(str, object)  # what was done, and a file that was written
    called = Signal(object)  # the roll call as it is now, after anything that counts in it
    shown = Signal(object)  # the unit that is open, None where there is none

    def __init__(self, library: Library, roll: RollCall, collection: int, unit: int, turns: Turns) -> None:
        super().__init__()
        self.setWindowTitle(REVIEW.label)
        self._library, self._roll, self._collection = library, roll, collection
        self._last = LastYears(library, roll.heading.year)
        self._steps = ReviewSteps(turns)
        self.one: Reviewed | None = None
        self.queue = WaitingList()
        self.waiting, self.head = QLabel(), ReviewHead()
        self.way = QLabel(wordWrap=True)
        self.way.setProperty("muted", True)
        self.send_back = push_button(RETURN.plain_text, RETURN.icon, RETURN.tooltip)
        self.files = push_button(f"{RETURN_FILES.label}…", RETURN_FILES.icon, RETURN_FILES.tooltip)
        self.let_pass = push_button(PASS.label, PASS.icon, PASS.tooltip)
        make_primary(self.let_pass, sign=PASS.icon)
        self.nothing = EmptyPlace("inbox", "没有待审的年报", "收到新的以后再来。")
        self.above, self._place = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        self._connect()
        self._list()
        self.show_unit(unit)

    @property
    def own_title(self) -> tuple[str, str]:
        """What stands in the title row."""
        return self._roll.heading.title, REVIEW.label

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 8, 0, 8)
        self.waiting.setContentsMargins(12, 0, 0, 0)
        left.addWidget(self.waiting)
        left.addWidget(self.queue, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 6, 12, 6)
        foot.setSpacing(8)
        foot.addWidget(self.way, 1)
        foot.addWidget(self.files)
        foot.addWidget(self.send_back)
        foot.addWidget(self.let_pass)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.head)
        middle.addLayout(self.above)
        middle.addLayout(self._place, 1)
        middle.addLayout(foot)
        self._place.addWidget(self.nothing)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(left)
        whole.addLayout(middle, 1)

    def _connect(self) -> None:
        self.files.clicked.connect(self.write_files)
        self.send_back.clicked.connect(lambda: self.decide(RETURN))
        self.let_pass.clicked.connect(lambda: self.decide(PASS))
        self.queue.currentItemChanged.connect(self._chosen)
        ready = [(one, lambda at=at: self._ready(at)) for at, one in enumerate(READY)]
        tabs = [(one, lambda at=at: self._tab(at)) for at, one in enumerate(TABS)]
        acts: list[tuple[Action, Callable[[], object]]] = [
            (PASS, lambda: self.decide(PASS)),
            (RETURN, lambda: self.decide(RETURN)),
            (RETURN_FILES, self.write_files),
            (REMARK, self.begin_remark),
            (NEXT_UNIT, lambda: self.step(1)),
            (PREVIOUS_UNIT, lambda: self.step(-1)),
            (TO_ROLL, self.left.emit),
            (NEXT_FINDING, lambda: self._walk(1)),
            (PREVIOUS_FINDING, lambda: self._walk(-1)),
            *ready,
            *tabs,
        ]
        PageKeys(self, acts)

    # Which unit

    def _list(self, shown: int | None = None) -> None:
        """List what waits, and what is shown: without a current row the list chooses one when the keys come to it."""
        listed = [one for one in self._roll.rows if one.standing.waits_for_office or one.unit.key == shown]
        self.queue.show_units([WaitingUnit(one.unit.key, one.unit.name, self._open_in(one)) for one in listed])
        self.waiting.setText(f"待审{sum(row.standing.waits_for_office for row in self._roll.rows)}份")

    def _open_in(self, row: RollRow) -> str:
        if not row.standing.waits_for_office:
            return row.standing.label
        return waiting_words(row, compared=self._last.is_there(row.unit))

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.show_unit(self.queue.key(self.queue.row(item)))

    def _row(self, unit: int) -> RollRow | None:
        return next((one for one in self._roll.rows if one.unit.key == unit), None)

    def show_unit(self, unit: int | None, place: str = "") -> None:
        """Show a unit's report, and a place in it; for None, that nothing waits."""
        row = self._row(unit) if unit is not None else None
        current = self._library.county.current(row.unit.key) if row else None
        if self.one is not None:
            self._place.removeWidget(self.one)
            self.one.hide()
            self.one.deleteLater()
            self.one = None
        if row is not None and current is not None:
            self.one = Reviewed(self._library, row, current)
            self.one.changed.connect(self._changed)
            self.one.judged.connect(self._judge)
            self._place.addWidget(self.one, 1)
            grow_along(self.one)
            self.head.show_file(current)
        self.nothing.setVisible(self.one is None)
        self._list(unit)
        self.queue.point_to(unit)
        self._offer()
        if self.one is not None:
            self.setFocusProxy(self.one.report)
            self.one.report.setFocus()
            if place:
                self.one.report.go_to(place)
        self.shown.emit(unit)

    def _offer(self) -> None:
        """Say what is in the way, and offer what can be decided."""
        row = self.one.row if self.one else None
        self.head.show_row(row, self.one.assessment if self.one else None)
        open_ = row is not None and row.standing.waits_for_office and self._library.read_only is None
        self.send_back.setEnabled(open_)
        self.let_pass.setEnabled(open_)
        self.files.setEnabled(row is not None)
        ways = hindrances(self._roll, [row]) if row is not None and open_ else {}
        words = next(iter(ways.values()), "")
        only = "" if open_ or row is None else _LOOK.get(row.standing, "已审过，只能看。")
        self.way.setText(f"{words}；要通过得写明原因。" if words else only)

    def step(self, by: int) -> None:
        """Go to the next report that waits, or the one before."""
        if self.queue.count():
            self.queue.setCurrentRow((self.queue.currentRow() + by) % self.queue.count())

    # What is done

    def decide(self, act: Action) -> None:
        """Let the report pass or send it back, and show the next that waits."""
        if self.one is None:
            return
        at = max(0, self.queue.currentRow())
        deeds = Deeds(self, self._library, self._collection)
        sentence = deeds.do(act, self._roll, [self.one.row])
        if not sentence:
            return
        if self._refresh_roll(self.one.row.unit.key) is self.one.row:
            self.said.emit(sentence)
            return
        self._steps.note(ReviewStep(sentence.removeprefix("已")))
        self.done.emit(sentence)
        self.written.emit(sentence, deeds.written)
        self.show_unit(self.queue.key(min(at, self.queue.count() - 1)) if self.queue.count() else None)

    def write_files(self) -> None:
        """Write what goes to the unit: the return, the list of problems, the receipt."""
        if self.one is not None:
            deeds = Deeds(self, self._library, self._collection)
            if sentence := deeds.do(RETURN_FILES, self._roll, [self._row(self.one.row.unit.key) or self.one.row]):
                self.written.emit(sentence, deeds.written)

    def _refresh_roll(self, unit: int) -> RollRow | None:
        """Call the roll again; return the row of a unit, the same one where nothing became of it."""
        before = self._row(unit)
        self._roll = call_roll(self._library, self._collection, self._roll.today)
        self.called.emit(self._roll)
        self._list()
        now = self._row(unit)
        return before if before is not None and now is not None and now.standing is before.standing else now

    def _changed(self, name: str, back: Callable[[], object], again: Callable[[], object]) -> None:
        self._steps.note(ReviewStep(name, back, again))
        self._row_anew()
        self.said.emit(f"已{name}")

    def _row_anew(self) -> None:
        """Show what is in the way now, and tell it to the roll below: what was said of the report is counted there."""
        if self.one is not None:
            unit = self.one.row.unit.key
            self._refresh_roll(unit)
            self.one.row = self._row(unit) or self.one.row
            self.queue.point_to(unit)
            self._offer()

    def _judge(self, one: Explained, accepted: bool) -> None:
        """Take an explanation of the unit, or do not, and ask for what is to be mended."""
        if self.one is None:
            return
        row, current = self.one.row, self.one.current
        words = ""
        if not accepted:
            asked = dialogs.ask_text(
                self, "不接受这条说明。意见写什么？会和别的意见一起退回。", "不接受", text=one.asked
            )
            if asked is None:
                return
            words = asked
        new = one.judged(current.key, accepted=accepted, words=words)
        self._library.county.judge(row.unit.key, new, who_of(self._library))
        sentence = "已接受说明" if accepted else "已记下：说明不接受，列为意见"
        self._steps.note(ReviewStep(sentence.removeprefix("已")))
        self._refresh_roll(row.unit.key)
        self.done.emit(sentence)
        self.said.emit(sentence)
        self.show_unit(row.unit.key, one.finding.at[0])

    def begin_remark(self) -> None:
        """Put the cursor where a remark is written."""
        if self.one is not None:
            self.one.tabs.setCurrentIndex(0)
            self.one.side.field.setFocus()

    def _ready(self, at: int) -> None:
        if self.one is not None and self.one.row.standing.waits_for_office and self._library.read_only is None:
            self.one.say_ready(at)

    def _tab(self, at: int) -> None:
        if self.one is not None:
            self.one.report.show_tab(at)

    def _walk(self, by: int) -> None:
        if self.one is not None:
            self.one.tabs.setCurrentIndex(1)
            panel, place = self.one.panel, self.one.report.current_place()
            go = panel.next if by > 0 else panel.previous
            go((place, 0) if place else None)

    # Undo

    def take_back(self) -> str:
        """Take back what was done last on this page."""
        return self._turned(self._steps.take_back())

    def make_again(self) -> str:
        """Make again what was taken back last on this page."""
        return self._turned(self._steps.make_again())

    def _turned(self, turned: ReviewTurned) -> str:
        if turned.of_roll:
            unit = self.one.row.unit.key if self.one else None
            self._refresh_roll(-1)
            self.show_unit(unit if unit is not None else self.queue.key(0) if self.queue.count() else None)
        elif self.one is not None:
            self.one.refresh()
            self._row_anew()
        return turned.sentence

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_way()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._give_way()

    def _give_way(self) -> None:
        """Leave the room to the report where there is little."""
        roomy = self.width() >= max(_ROOMY, _LARGE * scale_of(self))
        self.queue.setVisible(roomy)
        self.waiting.setVisible(roomy)
