"""评分: what every unit loses and what is left, proposed by the program, overruled with a reason; 审核情况表."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QVBoxLayout

from app.collecting.review_table import review_list, review_table, write_review_table
from app.collecting.scores import ScoredUnit, ScoreTable, decide, rule_again, score_table, set_scoring
from export import replace_file
from model.collection.scoring import Scoring
from model.collection.standing import Standing
from model.errors import UserError, clip
from model.file_names import safe
from model.storage.library import Library
from ui import dialogs
from ui.actions.in_county import RULE_SCORE, SCORE_ITEMS, SCORE_SHEET, TO_ROLL, TO_SCORES
from ui.actions.registry import Action, KeyContext, pressed
from ui.county.batch_steps import Turns
from ui.county.deeds import who_of
from ui.county.giving_page import GivingPage
from ui.county.page_table import PageTable
from ui.county.review_steps import ReviewStep, ReviewSteps
from ui.county.score_dialogs import ask_items, ask_score
from ui.county.score_model import ScoreModel
from ui.folders import documents
from ui.frame.buttons import make_primary, push_button
from ui.lists.columns import fit
from ui.lists.look import dress

_ROW, _NARROW = 30, 900  # pixels
_FOLDER = "return folder"
_KINDS = (("Word", ".docx"), ("Excel", ".xlsx"))


class ScoresView(PageTable):
    """The table; every column has its share, on a small screen too."""

    def __init__(self) -> None:
        super().__init__([TO_ROLL])
        dress(self, TO_SCORES.label, row_height=_ROW)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(False)

    def fit_columns(self) -> None:
        """Share out the width among the columns that there are."""
        model = self.model()
        if isinstance(model, ScoreModel):
            fit(self, model.columns, narrow_below=_NARROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()


class ScorePage(GivingPage):
    """The table, and what can be done with it."""

    chapter = "收齐各单位的年报（县级汇总）"  # of the manual
    said = Signal(str)
    written = Signal(str, object)  # what was done, and a file that was written
    left = Signal()

    def __init__(self, library: Library, collection: int, today: date) -> None:
        super().__init__()
        self.setWindowTitle(TO_SCORES.label)
        self._library, self._collection, self._today = library, collection, today
        self._steps = ReviewSteps(Turns(lambda: "", lambda: ""))
        self.scores: ScoreTable = score_table(library, collection, today)
        self.summary, self.hint = QLabel(), QLabel("灰色是程序的建议，带 * 的是人工定的，指着看原因。")
        self.table = ScoresView()
        self.model = ScoreModel(self.scores, self)
        self.rule = push_button(RULE_SCORE.plain_text, RULE_SCORE.icon, RULE_SCORE.tooltip)
        self.items = push_button(f"{SCORE_ITEMS.label}…", SCORE_ITEMS.icon, SCORE_ITEMS.tooltip)
        self.sheet = push_button(f"{SCORE_SHEET.label}…", SCORE_SHEET.icon, SCORE_SHEET.tooltip)
        make_primary(self.sheet, sign=SCORE_SHEET.icon)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)
        self._show()

    @property
    def own_title(self) -> tuple[str, str]:
        """What stands in the title row."""
        return self.scores.roll.heading.title, TO_SCORES.label

    def _lay_out(self) -> None:
        self.hint.setProperty("muted", True)
        self.hint.setWordWrap(True)
        self.table.setModel(self.model)
        foot = QHBoxLayout()
        foot.addWidget(self.rule)
        foot.addWidget(self.items)
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(10)
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        for button, act in ((self.rule, RULE_SCORE), (self.items, SCORE_ITEMS), (self.sheet, SCORE_SHEET)):
            button.clicked.connect(lambda _=False, act=act: self.do(act))
        self.table.doubleClicked.connect(lambda _: self.do(RULE_SCORE))

    def do(self, act: Action) -> None:
        """Do what a button or a key says."""
        acts: dict[Action, Callable[[], object]] = {
            RULE_SCORE: self.rule_current,
            SCORE_ITEMS: self.change_items,
            SCORE_SHEET: self.write_sheet,
            TO_ROLL: self.left.emit,
        }
        acts[act]()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = pressed(event, KeyContext.SCORES)
        if act is None:
            super().keyPressEvent(event)
        else:
            self.do(act)

    def _show(self) -> None:
        """Show all as it is now; the row that is current stays so."""
        at = max(0, self.table.currentIndex().row())
        self.model = ScoreModel(self.scores, self)
        self.table.setModel(self.model)
        if self.model.count():
            self.table.setCurrentIndex(self.model.index(min(at, self.model.count() - 1), 0))
        scored = [one.score for one in self.scores.units if one.score is not None]
        lost = sum(one < self.scores.scoring.full for one in scored)
        self.summary.setText(f"满分{self.scores.scoring.full.normalize():f}，{len(scored)}个单位中有{lost}个扣分")
        writable = self._library.read_only is None
        for button in (self.rule, self.items):
            button.setEnabled(writable and bool(self.model.count()))
        self.table.fit_columns()

    def refresh(self) -> None:
        """Score all anew."""
        self.scores = score_table(self._library, self._collection, self._today)
        self._show()

    def current(self) -> ScoredUnit | None:
        """Return the unit that is chosen."""
        index: QModelIndex = self.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    # What is done

    def rule_current(self) -> None:
        """Let the points of the unit that is chosen be overruled."""
        one = self.current()
        if one is None or self._library.read_only is not None:
            return
        name = clip(one.row.unit.name, 30)
        if one.row.standing is Standing.EXCUSED:
            self.said.emit(f"{name}免报，不评分")
            return
        wanted = ask_score(self, one)
        if wanted is None:
            return
        who = who_of(self._library)
        again = partial(decide, self._library, one, wanted.points, wanted.reason, who)
        if not self._try(again):
            return
        changed = [item.id for item in one.scoring.items if wanted.points[item.id] != one.points(item)]
        back = partial(rule_again, self._library, one.row.unit.key, changed, dict(one.ruled or {}))
        self._done(f"{RULE_SCORE.label}：{name}", back, again)

    def change_items(self) -> None:
        """Let the items and the full points be changed."""
        if self._library.read_only is not None:
            return
        before = self.scores.scoring
        wanted = ask_items(self, before, self.scores.roll.heading.title)
        if wanted is None or wanted == before:
            return
        again = partial(self._set, wanted)
        if self._try(again):
            self._done(f"改{SCORE_ITEMS.label}", partial(self._set, before), again)

    def _set(self, scoring: Scoring) -> None:
        set_scoring(self._library, self._collection, scoring)

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except UserError as error:
            dialogs.warn(self, error.sentence)
            return False
        return True

    def _done(self, name: str, back: Callable[[], object], again: Callable[[], object]) -> None:
        self._steps.note(ReviewStep(name, back, again))
        self.refresh()
        self.said.emit(f"已{name}")

    def write_sheet(self) -> None:
        """Write 审核情况表 as a Word file or a spreadsheet."""
        heading = self.scores.roll.heading
        folder = self._library.recall(_FOLDER, Path, documents())
        suggested = folder / f"{safe(heading.unit)}{heading.year}年度年报{SCORE_SHEET.label}.docx"
        path = dialogs.save_file(self, SCORE_SHEET.label, suggested, _KINDS)
        if path is None:
            return
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            replace_file(path, self._sheet(path.suffix.lower()))
        except UserError as error:
            dialogs.warn(self, error.sentence)
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self._library.remember(_FOLDER, str(path.parent))
        self.written.emit(f"{SCORE_SHEET.label}写到“{path}”", path)

    def _sheet(self, suffix: str) -> bytes:
        found = review_table(self._library, self._collection, self._today)
        if suffix == _KINDS[1][1]:
            return write_review_table(found)
        from export.docx.listing import write_list_docx

        return write_list_docx(review_list(found))

    # Undo

    def take_back(self) -> str:
        """Take back what was done last on this page."""
        said = self._steps.take_back().sentence
        self.refresh()
        return said

    def make_again(self) -> str:
        """Make again what was taken back last on this page."""
        said = self._steps.make_again().sentence
        self.refresh()
        return said

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.hint.setHidden(self.width() < _NARROW)
