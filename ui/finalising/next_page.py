"""接下来: a final report, what is to be done with it on which day, the files to hand out, and the next year."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.exporting.handing import Handed
from app.exporting.last_export import last_export, says_the_same
from app.exporting.writing import PARCEL
from app.finalising import extent, not_compared, told_at_closing
from app.milestones import fact_name, left, order_doubt
from model.form.schema import Severity
from model.storage.facts import ADDRESS, BY_OLD_RULES, Milestone, done_on
from model.storage.library import Library
from model.storage.records import State
from ui.actions.in_window import COPY_HTML, EXPORT, NEXT_STEPS, NEXT_YEAR, PDF, REOPEN
from ui.actions.registry import Action
from ui.appearance.signs import done_icon, icon
from ui.appearance.theme import ui_font
from ui.finalising.milestone_row import MilestoneRow
from ui.finalising.section_row import SectionRow
from ui.finalising.side import card
from ui.frame.buttons import make_primary
from ui.frame.moments import moment_here
from ui.frame.report_tools import ReportTools
from ui.frame.sign import Sign
from ui.frame.states import STATES
from ui.state.session import Session

_NARROW = 900  # pixels


class HandedOut(NamedTuple):
    """Something to hand out: its sign, its name, what for, what makes it, and the kind of its file."""

    sign: str
    name: str
    told: str
    act: Action
    suffix: str = ""


_FILES = (
    HandedOut("send", "上报包", "交给县里：定稿状态、对意见的答复都在内", EXPORT, PARCEL),
    HandedOut("file-text", "PDF", "打印、盖章、公开", PDF, ".pdf"),
    HandedOut("file-type", "Word", "可以再排版", EXPORT, ".docx"),
    HandedOut("globe", COPY_HTML.label, "到网站编辑器里粘贴", COPY_HTML),
    HandedOut("file-braces", "上报文件", "交给县里，也留底；勾稽能直接读", EXPORT, ".json"),
)
_TOLD_OF_OLD_RULES = f"{BY_OLD_RULES}：那时没有要求逐条核实、文字写全。要按现在的规则再看一遍，请先“{REOPEN.label}”。"


class NextPage(QWidget):
    """The page of a final report."""

    chapter = NEXT_STEPS.label  # of the manual
    findings_wanted = Signal()
    preview_wanted = Signal()  # whether it is shown already or not
    file_wanted = Signal(str)  # its kind: written at once
    section_wanted = Signal(int)  # of the report, to be looked at

    def __init__(
        self, session: Session, library: Library, actions: Mapping[str, QAction], today: Callable[[], date]
    ) -> None:
        super().__init__()
        self.setWindowTitle(NEXT_STEPS.label)
        self.sections = SectionRow(session.report.form)
        self.sections.chosen.connect(self.section_wanted)
        self._session, self._library, self._actions, self._today = session, library, actions, today
        self._states: dict[str, QLabel] = {}  # by the kind of file
        self.rows = [MilestoneRow(one, today) for one in Milestone]
        self.files = {one.name: self._file(one) for one in _FILES}
        self._banner, self._told = QLabel(), QLabel()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.own_title = (session.report.unit, _heading(session))
        self.chip = (State.FINAL.label, *STATES[State.FINAL])
        self._main = ReportTools()
        self.tools = self._main.all
        self._follow_tools()
        self._lay_out()
        for row in self.rows:
            row.ticked.connect(self._tick)
            row.address.connect(self._put_address)
        session.state_changed.connect(self.refresh)
        session.handed_out.connect(self.refresh)
        self.setFocusProxy(self.rows[0].box)
        self.refresh()

    def _lay_out(self) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addWidget(self._head())
        self._body.setSpacing(24)
        self._body.addWidget(_group("要做的四件事", "日期只存在报告库里，不写进上报文件；可以撤销", self.rows), 1)
        self._body.addWidget(_group("交出去的文件", "", list(self.files.values())), 1)
        column.addLayout(self._body)
        again = QPushButton(NEXT_YEAR.plain_text)
        again.setIcon(icon("calendar-plus"))
        again.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        again.clicked.connect(self._actions[NEXT_YEAR.id].trigger)
        column.addWidget(_group("明年", "单位、层级、上年结转都带过去", [again]))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(whole)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(0)
        around.addWidget(self.sections)
        around.addWidget(area, 1)

    def _follow_tools(self) -> None:
        """Let the buttons of the title row do what they do in the report; the blue one is the next step."""
        make_primary(self._main.export, sign=EXPORT.icon)
        self._main.offer(REOPEN).setIcon(icon(REOPEN.icon))
        self._main.findings.clicked.connect(self.findings_wanted)
        self._main.preview.clicked.connect(self.preview_wanted)
        for button, act in ((self._main.export, EXPORT), (self._main.closing, REOPEN)):
            button.clicked.connect(lambda *_, act=act: self._actions[act.id].trigger())

    def _head(self) -> QWidget:
        self._banner.setFont(ui_font(115, bold=True))
        sign = Sign(24, done_icon())
        self._told.setWordWrap(True)
        self._banner.setWordWrap(True)
        box = QFrame()
        box.setProperty("state", "good")
        grid = QGridLayout(box)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(12)
        grid.addWidget(sign, 0, 0, 2, 1)
        grid.addWidget(self._banner, 0, 1)
        grid.addWidget(self._told, 1, 1)
        grid.setColumnStretch(1, 1)
        return box

    def _file(self, one: HandedOut) -> QWidget:
        button = QPushButton(one.act.label if one.act is COPY_HTML else EXPORT.text)
        button.setToolTip(one.act.tooltip)
        button.setAccessibleName(f"{one.name}：{one.act.label}")
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if one.suffix:
            button.clicked.connect(lambda *_: self.file_wanted.emit(one.suffix))
        else:
            button.clicked.connect(self._actions[one.act.id].trigger)
        picture, words, note, state = Sign(18, icon(one.sign, "accent")), QLabel(one.name), QLabel(one.told), QLabel()
        words.setFont(ui_font(100, bold=True))
        for label in (note, state):
            label.setProperty("muted", True)
            label.setWordWrap(True)
        state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if one.suffix:
            self._states[one.suffix] = state
        box, row = card(), QGridLayout()
        row.setHorizontalSpacing(12)
        row.setVerticalSpacing(2)
        row.addWidget(picture, 0, 0, 2, 1)
        row.addWidget(words, 0, 1)
        row.addWidget(note, 1, 1)
        row.addWidget(state, 0, 2, 2, 1)
        row.addWidget(button, 0, 3, 2, 1)
        row.setColumnStretch(1, 1)
        row.setColumnStretch(2, 1)
        layout = box.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addLayout(row)
        return box

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Look at the files again."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isVisible():
            self.refresh()  # who comes back from another program may have changed a file there

    def refresh(self) -> None:
        """Show what was done, as it is stored."""
        stored, report = self._session.stored, self._session.report
        if stored.state is not State.FINAL:
            return
        for row in self.rows:
            address = stored.facts.get(ADDRESS, "") if row.milestone is Milestone.PUBLISHED else ""
            doubt = order_doubt(stored.facts, row.milestone, self._today())
            row.show_day(done_on(stored.facts, row.milestone), address, doubt, writable=self._library.read_only is None)
        self.files[_FILES[0].name].setVisible(bool(stored.opinions))  # the answers go with nothing else
        handed = Handed.of(self._session, self._library)
        for suffix, state in self._states.items():
            last = last_export(self._library, self._session.id, suffix)
            day = f"{moment_here(last.when)}，" if last else ""
            state.setText(day + says_the_same(last, handed))
        self._banner.setText(f"{report.unit}{report.year}年年报已定稿")
        self.sections.tell_left(self.left)
        self.sections.tell_tallies(self._session.assessment.tallies)
        self._told.setText(_TOLD_OF_OLD_RULES if stored.by_old_rules else _sums(self._session, self._not_asked))

    @property
    def _not_asked(self) -> str:
        """What was told of rules at 定稿: later they may be switched on again."""
        return told_at_closing(self._library.history(self._session.id, "state", 1))

    @property
    def left(self) -> int:
        """How many of the steps are not done yet."""
        return left(self._session.stored.facts)

    def _tick(self, milestone: Milestone, on: date | None) -> None:
        self._session.set_fact(milestone.value, None if on is None else on.isoformat())

    def _put_address(self, words: str) -> None:
        if words != self._session.stored.facts.get(ADDRESS, ""):
            self._session.set_fact(ADDRESS, words or None)

    def take_back(self) -> str:
        """Take back what was written last of what became of the report; say what."""
        back = self._session.take_back_fact()
        return f"撤销：{fact_name(back.key)}" if back else "定稿以后没有可以撤销的"

    def make_again(self) -> str:
        """Write again what was taken back last; say what."""
        again = self._session.make_fact_again()
        return f"重做：{fact_name(again.key)}" if again else "没有可以重做的"

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._main.fit(self.width())
        beside = self.width() >= _NARROW
        self._body.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)


def _heading(session: Session) -> str:
    """Say which year it is on, and when it was closed."""
    on = session.stored.finalised_on
    closed = f"{on.month}月{on.day}日定稿" if on else ""
    return " · ".join(filter(None, (f"{session.report.year}年度", closed, NEXT_STEPS.label)))


def _group(title: str, told: str, parts: Sequence[QWidget]) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    heading = QLabel(title)
    heading.setFont(ui_font(110, bold=True))
    note = QLabel(told)
    note.setProperty("muted", True)
    note.setWordWrap(True)
    head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
    head.setSpacing(12)
    head.addWidget(heading)
    head.addWidget(note, 1)
    column.addLayout(head)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return whole


def _sums(session: Session, not_asked: str) -> str:
    """Say what stands behind the word 已定稿."""
    said, report = session.assessment, session.report
    explained = sum(one.blocks for one, _ in said.settled)
    verified = len(said.settled) - explained
    held = sum(all(cell in report.numbers for cell in one.cells) for one in report.form.identities)
    parts = [
        f"{extent(report)}、{held}处勾稽都成立",
        "，".join(
            f"{name}{count}条"
            for name, count in ((Severity.EXPLAIN.label, explained), (Severity.WARN.label, verified))
            if count
        ),
        not_compared(said),
        not_asked,
    ]
    return "；".join(filter(None, parts)) + "。"
