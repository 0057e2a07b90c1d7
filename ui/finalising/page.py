"""定稿前: one list of all that is in the way, what was looked at ticked off, and the button that closes the report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from app.cards.located import Leading
from app.cards.taking import take, what_it_does
from app.finalising import NOTHING_LEFT, Matter, Point, readiness, without
from model.form.schema import Cell
from model.rules.finding import Finding
from model.rules.years import not_over
from ui.actions.in_widgets import READY_TICK
from ui.appearance.theme import ui_font
from ui.appearance.zoom import scale_of
from ui.finalising.closing import finalise, write_sentence
from ui.finalising.empty import NothingLeft
from ui.finalising.listing import ReadyList
from ui.finalising.ready_model import ReadyModel
from ui.finalising.rows import LineAct, ReadyRow, ready_rows, zeros
from ui.finalising.side import FinaliseSide
from ui.findings.explain_dialog import asked_reason
from ui.frame.side_area import SideArea
from ui.state.session import Session

TITLE = "定稿前"
_NARROW, _SIDE = 760, 300  # pixels
_LOW = 360  # pixels: all that there is goes to the list
_MIDDLE = Qt.AlignmentFlag.AlignHCenter
_NOTHING = "这一条没有可以采用的"
OF_THE_HEADING = "T21"  # the rule that is mended there


class FinalisePage(QWidget):
    """The page; it is told elsewhere where to go, and what follows."""

    is_left_by_escape = True
    chapter = "定稿和修订"  # of the manual
    go_to = Signal(object)  # Finding
    heading_wanted = Signal()
    said = Signal(str)  # what was taken, for the line at the foot
    closed = Signal()  # the report is final

    def __init__(self, session: Session, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self._session, self._today = session, today
        self._leads = Leading(session)
        self.model = ReadyModel(self)
        self.list = ReadyList(self.model)
        self.side, self.done, self._compared = FinaliseSide(), NothingLeft(), QLabel()
        self._lay_out()
        self.list.act_wanted.connect(self._act)
        self.list.tick_wanted.connect(self.tick)
        self.list.go_wanted.connect(self._go)
        self.list.said.connect(self.said)
        self.list.selectionModel().selectionChanged.connect(self._offer)
        self.side.finalise.connect(self.finalise)
        self.side.verify.connect(self.acknowledge)
        self.side.choose_same.connect(self._choose_same)
        session.checked.connect(self._checked)
        session.state_changed.connect(self._checked)
        self.refresh()

    # How it looks

    def _lay_out(self) -> None:
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(16)
        self._body.addWidget(self.done, 1)
        self._body.addWidget(self.list, 1)
        self._area = SideArea(self.side)
        self._body.addWidget(self._area, 0)
        self._body.addStretch(0)
        self._title = QLabel(TITLE)
        self._title.setFont(ui_font(140, bold=True))
        head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._compared, 1)
        self._compared.setProperty("muted", True)
        self._compared.setWordWrap(True)
        column = self._column = QVBoxLayout(self)
        column.addLayout(head)
        column.addLayout(self._body, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._arrange()

    def _arrange(self) -> None:
        """Put the side beside the list, or under it; where there is no list, under the words that stand for it."""
        empty = not self.model.rows
        beside = self.width() >= _NARROW and not empty
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._body.direction() is not direction:
            self._body.setDirection(direction)
        self.done.setVisible(empty)
        self.list.setHidden(empty)
        low = self.height() < _LOW and not empty
        self._title.setHidden(low)  # it stands in the row above, too
        self._compared.setHidden(empty or low)  # it is said there, or beside the button
        around = 8 if low else 16
        self._column.setContentsMargins(16, around, 16, around)
        self._column.setSpacing(8 if low else 12)
        self._body.setStretch(3, 2 if empty else 0)
        self._body.setAlignment(self._area, _MIDDLE if empty else Qt.AlignmentFlag(0))
        self.side.be_low(self.width() < _NARROW and not empty)
        wide = max(_SIDE, min(round(_SIDE * scale_of(self)), self.width() // 3))  # in large letters less is broken
        self._area.be_wide(min(wide, self.width() - 32) if beside or empty else 0, whole=not beside)

    # What it shows

    def _checked(self) -> None:
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show what is left as it is now; the line that is chosen stays so, or the one that takes its place."""
        ready = readiness(self._session.assessment)
        rows = ready_rows(self._session, ready)
        self._show_rows(rows)
        self.done.show_for(self._session.assessment)
        self._arrange()
        writable = self._session.read_only is None
        early = not_over(self._session.report.year, self._today())
        self.side.early.setVisible(bool(early))
        self.side.early.setText(f"{early}，今天是{_spoken(self._today())}，数字可能还会变。定稿时会再问一次。")
        missing = without(self._session.assessment)
        self.side.without.setVisible(bool(missing))
        self.side.without.setText("\n".join(f"{one}。" for one in missing))
        self._compared.setText(_summary(ready.count))
        self.side.left.setText(_left(ready.count, ready.words, self._session.read_only))
        self.side.offer_verifying(any(row.can_be_ticked for row in rows))
        may_close = not ready.count and writable
        had_keys = self.side.finalise_button.hasFocus()
        self.side.finalise_button.setEnabled(may_close)
        self._offer()
        self.setFocusProxy(self.side.finalise_button if may_close else self.list)  # whoever shows the page asks for it
        if may_close and self.isVisible() and not self.side.reason.hasFocus():
            self.side.finalise_button.setFocus()
        elif had_keys and not may_close:  # undone: Qt would give them to whatever comes next, far from here
            self.list.setFocus()

    def _show_rows(self, rows: list[ReadyRow]) -> None:
        number = self.list.currentIndex().row()
        old = self.model.rows[number].key if 0 <= number < len(self.model.rows) else None
        self.model.show_rows(rows)
        at = next((at for at, row in enumerate(rows) if row.key == old), None)
        if at is None:
            at = self._nearest(max(0, number))
        if at is not None and self.list.currentIndex().row() != at:
            self.list.setCurrentIndex(self.model.index(at))

    def _nearest(self, number: int) -> int | None:
        """Return the first point from a line on that is open, or the first of all."""
        points = [at for at, row in enumerate(self.model.rows) if row.point is not None]
        still = [at for at in points if (point := self.model.rows[at].point) is not None and point.is_open]
        return next((at for at in (*still, *points) if at >= number), next(iter(still or points), None))

    def _offer(self) -> None:
        chosen = self._selected_findings(open_only=True)
        self.side.chosen.setText(f"选中的{len(chosen)}条" if chosen else "在列表里选要核实的")
        self.side.verify_button.setEnabled(bool(chosen) and self._session.read_only is None)
        row = self.current
        self.side.same_button.setEnabled(row is not None and row.can_be_ticked)

    @property
    def current(self) -> ReadyRow | None:
        """The line with the cursor."""
        number = self.list.currentIndex().row()
        return self.model.rows[number] if 0 <= number < len(self.model.rows) else None

    def _selected(self) -> list[Point]:
        """Return what is selected of what has only to be looked at; of what is looked at alone, the current one."""
        now = self.list.currentIndex().row()
        rows = sorted({index.row() for index in self.list.selectedIndexes()} or {now})
        found = [(at, self.model.rows[at]) for at in rows if 0 <= at < len(self.model.rows)]
        mine = [one for at, one in found if one.can_be_ticked and (at == now or not one.stands_alone)]
        return [one.point for one in mine if one.point is not None]

    def _selected_findings(self, *, open_only: bool) -> list[Finding]:
        return [one.finding for one in self._selected() if one.finding and one.is_open is open_only]

    # What it does

    def tick(self) -> None:
        """Say of what is selected that it was looked at; where all of it was, open it again."""
        if self._session.read_only is not None:
            return
        still_open = self._selected_findings(open_only=True)
        if still_open:
            self._settle(still_open, "")
        elif seen := self._selected_findings(open_only=False):
            self._session.withdraw(seen)

    def acknowledge(self) -> str:
        """Settle what is selected with the reason that stands in the field, if one does; say why not."""
        found = self._selected_findings(open_only=True)
        if self.side.too_long:
            return self.side.too_long
        if not found or self._session.read_only is not None:
            return self._session.read_only or "先在“请核实”里选要核实的"
        if self._settle(found, self.side.said):
            self.side.reason.clear()
            self.setFocus()  # the list, or the button once nothing is left
        return ""

    def _settle(self, found: list[Finding], reason: str) -> bool:
        return self._session.acknowledge(found, reason, self._session.clerk)

    def _choose_same(self) -> None:
        self.list.setFocus()
        self.list.select_same()

    def _act(self, number: int, act: LineAct) -> None:
        self.list.setCurrentIndex(self.model.index(number))
        if act in {LineAct.ACCEPT, LineAct.WRITE, LineAct.ZERO}:
            self.take_proposal()
        elif act is LineAct.EXPLAIN:
            self.explain()
        else:
            self._go(number)

    def _go(self, number: int) -> None:
        point = self.model.rows[number].point
        if point is None:
            return
        if point.finding is None or point.finding.check == OF_THE_HEADING:
            self.heading_wanted.emit()
        else:
            self.go_to.emit(self._leads.towards(point.finding))

    def take_proposal(self) -> str:
        """Take what the current line proposes, a value or our sentence for a missing text; say what, or why not."""
        row = self.current
        finding = row.point.finding if row and row.point else None
        if row is None or finding is None or self._session.read_only is not None:
            return self._session.read_only or _NOTHING
        if LineAct.ACCEPT in row.acts and row.card is not None:
            done = what_it_does(self._session, row.card).sentence
            if take(self._session, row.card):
                self.said.emit(done)
        elif LineAct.WRITE in row.acts:
            return self._write(finding.at[0])
        elif LineAct.ZERO in row.acts:
            return self._fill(finding, row.place)
        else:
            return _NOTHING
        return ""

    def _fill(self, finding: Finding, place: str) -> str:
        """Write 0 into the blank cells of a section; say into how many."""
        count = len(zeros(self._session, finding))
        filled = self._session.fill_blanks(map(Cell, finding.at))
        return f"“{place}”的{count}个空白格都填了0；可以撤销" if filled else ""

    def _write(self, key: str) -> str:
        """Write our sentences, to be looked at in the list, where they stand whole; say where."""
        if not write_sentence(self._session, key):
            return ""
        name = self._session.report.form.texts[key].name
        return f"“{name}”已写，请在“请核实”里看过，按{READY_TICK.key}打勾；可以撤销"

    def explain(self) -> str:
        """Ask for the reason of the current line; say why not."""
        row = self.current
        finding = row.point.finding if row and row.point else None
        if row is None or row.point is None or finding is None or self._session.read_only is not None:
            return self._session.read_only or _NOTHING
        if row.matter not in {Matter.EXPLAIN, Matter.VERIFY}:
            return "这一条要改正或填写，不能用说明代替"
        said = row.point.settled or self._session.assessment.lapsed_explanation(finding)
        given = asked_reason(self._session, finding, said.reason if said else "", self)
        if given is not None:
            self._session.explain(finding, given, self._session.clerk)
        return ""

    def finalise(self) -> None:
        """Close the report on a day that is asked for, once nothing is left."""
        left = readiness(self._session.assessment).count
        if not left and finalise(self, self._session, self._today()):
            self.closed.emit()


def _summary(count: int) -> str:
    return f"还差{count}处。都处理了，才能定稿" if count else f"{NOTHING_LEFT}，可以定稿"


def _left(count: int, words: str, read_only: str | None) -> str:
    if read_only is not None:
        return read_only
    return f"还差{count}处：{words}。" if count else "没有剩下的。定稿时写落款日期。"


def _spoken(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
