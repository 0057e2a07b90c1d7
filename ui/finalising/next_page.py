"""接下来: a final report, what is to be done with it on which day, the files to hand out, and the next year."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QDate, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDateEdit,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.finalising import not_compared
from app.milestones import left
from model.form.schema import Severity
from model.storage.facts import ADDRESS, BY_OLD_RULES, Milestone, done_on
from model.storage.records import State
from ui.actions.in_widgets import UNDO
from ui.actions.in_window import COPY_HTML, EXPORT, NEXT_STEPS, NEXT_YEAR, PDF, REOPEN
from ui.actions.registry import Action
from ui.appearance.signs import done_icon, icon
from ui.appearance.theme import ui_font
from ui.finalising.side import card
from ui.finalising.tick import TickBox
from ui.frame.buttons import make_primary
from ui.state.session import Session

_NARROW = 900  # pixels
_SIGNS = {
    Milestone.SIGNED: ("signature", "主要领导签批"),
    Milestone.SEALED: ("stamp", "打印PDF一份盖章"),
    Milestone.SENT: ("send", "送县政务公开办：纸质一份，电子文件一份"),
    Milestone.PUBLISHED: ("globe", "在政府网站公开，填网址"),
}
_FILES: tuple[tuple[str, str, str, Action], ...] = (
    ("file-text", "PDF", "打印、盖章、公开", PDF),
    ("file-type", "Word", "可再排版", EXPORT),
    ("globe", COPY_HTML.label, "到网站编辑器里粘贴", COPY_HTML),
    ("file-braces", "上报文件", "县里的勾稽能直接读", EXPORT),
)
_TOLD_OF_OLD_RULES = f"{BY_OLD_RULES}：那时没有要求逐条核实、文字写全。要按现在的规则再看一遍，请先“{REOPEN.label}”。"


class MilestoneRow(QFrame):
    """One thing to do: a box to tick, the day, and for 公开 the address."""

    ticked = Signal(object, object)  # Milestone, date or None
    address = Signal(str)

    def __init__(self, milestone: Milestone, today: Callable[[], date]) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.milestone, self._today = milestone, today
        sign, told = _SIGNS[milestone]
        self.box = TickBox(milestone.label)
        self.box.setAccessibleDescription(told)
        self.box.setIcon(icon(sign))
        self.box.setIconSize(QSize(18, 18))
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setAccessibleName(f"{milestone.label}日期")
        self.line = QLineEdit()
        self.line.setPlaceholderText("https://")
        self.line.setAccessibleName("公开的网址")
        self.line.setVisible(milestone is Milestone.PUBLISHED)
        policy = self.day.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # a tick moves nothing
        self.day.setSizePolicy(policy)
        note = QLabel(told)
        note.setProperty("muted", True)
        note.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.box, 0, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(note, 1, 0)
        grid.addWidget(self.day, 0, 1, 2, 1)
        grid.addWidget(self.line, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        self.box.clicked.connect(self._click)
        self.day.editingFinished.connect(self._change_day)
        self.line.editingFinished.connect(lambda: self.address.emit(self.line.text().strip()))

    def _click(self, checked: bool) -> None:
        self.ticked.emit(self.milestone, self._shown_day() if checked else None)

    def _change_day(self) -> None:
        if self.box.isChecked():
            self.ticked.emit(self.milestone, self._shown_day())

    def _shown_day(self) -> date:
        day = self.day.date()
        return date(day.year(), day.month(), day.day())

    def show_day(self, on: date | None, address: str, *, writable: bool) -> None:
        """Show whether it is done, and when; what is ticked next is done today."""
        shown = on or self._today()
        self.box.setChecked(on is not None)
        self.day.setVisible(on is not None)
        self.day.setDate(QDate(shown.year, shown.month, shown.day))
        if self.line.text().strip() != address:
            self.line.setText(address)
        for part in (self.box, self.day, self.line):
            part.setEnabled(writable)


class NextPage(QScrollArea):
    """The page of a final report."""

    def __init__(
        self, session: Session, actions: Mapping[str, QAction], today: Callable[[], date], *, writable: bool
    ) -> None:
        super().__init__()
        self.setWindowTitle(NEXT_STEPS.label)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._session, self._actions, self._writable = session, actions, writable
        self.rows = [MilestoneRow(one, today) for one in Milestone]
        self._banner, self._told = QLabel(), QLabel()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        for row in self.rows:
            row.ticked.connect(self._tick)
            row.address.connect(self._put_address)
        session.state_changed.connect(self.refresh)
        self.setFocusProxy(self.rows[0].box)
        self.refresh()

    def _lay_out(self) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(16)
        column.addWidget(self._head())
        self._body.setSpacing(24)
        self._body.addWidget(_group("要做的四件事", "日期存在报告库里，可以撤销", self.rows), 1)
        self._body.addWidget(_group("交出去的文件", "", [self._file(*one) for one in _FILES]), 1)
        column.addLayout(self._body)
        again = QPushButton(NEXT_YEAR.text)
        again.setIcon(icon("calendar-plus"))
        again.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        again.clicked.connect(self._actions[NEXT_YEAR.id].trigger)
        column.addWidget(_group("明年", "单位、层级、上年结转都带过去", [again]))
        column.addStretch(1)
        self.setWidget(whole)

    def _head(self) -> QWidget:
        self._banner.setFont(ui_font(115, bold=True))
        sign = QLabel()
        sign.setPixmap(done_icon().pixmap(QSize(24, 24)))
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

    def _file(self, sign: str, name: str, told: str, act: Action) -> QWidget:
        button = QPushButton(act.label if act is COPY_HTML else EXPORT.text)
        button.setToolTip(act.tooltip)
        button.setAccessibleName(f"{name}：{act.label}")
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(self._actions[act.id].trigger)
        make_primary(button, act is PDF)  # the next step
        picture, words, note = QLabel(), QLabel(name), QLabel(told)
        picture.setPixmap(icon(sign, "accent").pixmap(QSize(18, 18)))
        words.setFont(ui_font(100, bold=True))
        note.setProperty("muted", True)
        box = card()
        row = QGridLayout()
        row.setHorizontalSpacing(12)
        row.setVerticalSpacing(2)
        for at, part in (((0, 0, 2, 1), picture), ((0, 1, 1, 1), words), ((1, 1, 1, 1), note), ((0, 2, 2, 1), button)):
            row.addWidget(part, *at)
        row.setColumnStretch(1, 1)
        layout = box.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addLayout(row)
        return box

    def refresh(self) -> None:
        """Show what was done, as it is stored."""
        stored, report = self._session.stored, self._session.report
        if stored.state is not State.FINAL:
            return
        for row in self.rows:
            address = stored.facts.get(ADDRESS, "") if row.milestone is Milestone.PUBLISHED else ""
            row.show_day(done_on(stored.facts, row.milestone), address, writable=self._writable)
        self._banner.setText(f"{report.unit}{report.year}年年报已定稿")
        self._told.setText(_TOLD_OF_OLD_RULES if stored.by_old_rules else _sums(self._session))

    @property
    def left(self) -> int:
        """How many of the steps are not done yet."""
        return left(self._session.stored.facts)

    def _tick(self, milestone: Milestone, on: date | None) -> None:
        self._session.set_fact(milestone.value, None if on is None else on.isoformat())

    def _put_address(self, words: str) -> None:
        if words != self._session.stored.facts.get(ADDRESS, ""):
            self._session.set_fact(ADDRESS, words or None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if UNDO.is_pressed_by(event):
            self._session.take_back_fact()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= _NARROW
        self._body.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)


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


def _sums(session: Session) -> str:
    """Say what stands behind the word 已定稿."""
    said, report = session.assessment, session.report
    explained = sum(one.blocks for one, _ in said.settled)
    verified = len(said.settled) - explained
    held = sum(all(cell in report.numbers for cell in one.cells) for one in report.form.identities)
    parts = [
        f"{len(report.form.typed_cells)}格、{len(report.texts)}段文字、{held}处勾稽都成立",
        "，".join(
            f"{name}{count}条"
            for name, count in ((Severity.EXPLAIN.label, explained), (Severity.WARN.label, verified))
            if count
        ),
        not_compared(said),
    ]
    return "；".join(filter(None, parts)) + "。"
