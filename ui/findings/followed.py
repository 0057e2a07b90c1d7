"""The list of the findings in step with the checks and with the caret: what is current, and where it leads."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.cards.card import FindingCard
from app.cards.located import Leading
from app.rounds import Caret, Round, Stop
from model.form.schema import Section
from model.rules.finding import Finding
from ui.actions.in_window import FINDINGS, NEXT_FINDING
from ui.findings.done import CHECKING, AllDone
from ui.findings.list_view import FindingsList
from ui.findings.model import ROOT, FindingsModel
from ui.findings.nearness import heir, row_at
from ui.findings.rows import FindingGroup, FindingRow, Key, RowKind, rows
from ui.findings.switched_off import SwitchedOff
from ui.state.session import Session

SOON = 30  # ms after a step


class FollowedFindings(QWidget):
    """The list, one row of it current; `jump` asks to be taken to the place of a finding.

    With the finding it says whether the keys are to go there, too: who walks the list stays in it.
    """

    NONE = "没有要处理的核对结果"
    jump = Signal(object, bool)  # Finding, whose first place is where to go
    became_other = Signal()  # other rows are listed: which of them is current is still to be said

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selected: Key | None = None
        self.is_watched = False  # what is current is shown somewhere else, too
        self._following = False
        self._caret: Caret | None = None
        self._typed_at: Caret | None = None
        self._leads = Leading(session)
        self._round = Round(session, self._leads)
        self._due = QTimer(self, singleShot=True)
        self._due.timeout.connect(self._refresh_if_checked)
        self.model = FindingsModel(self)
        self.list = FindingsList(self.model, session)
        self.done, self.off = AllDone(), SwitchedOff()
        self._where, self._how = QLabel(), QLabel(NEXT_FINDING.key + " 下一条")
        self._lay_out()
        self.setAccessibleName(FINDINGS.label)
        self.setFocusProxy(self.list)
        self.list.chosen.connect(self._choose)
        self.list.looked_at.connect(self._look_at)
        session.checked.connect(self._checked)
        session.state_changed.connect(self._checked)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 12, 4)
        for label in (self._where, self._how):
            label.setProperty("muted", True)
        top.addWidget(self._where, 1)
        top.addWidget(self._how)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.done)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.off)

    def set_zoom(self, percent: int) -> None:
        """Show the cards larger or smaller."""
        self.list.set_zoom(percent)

    # What is shown

    def stop(self) -> None:
        """Show nothing new any more: the report is left."""
        self._due.stop()
        self._session.checked.disconnect(self._checked)
        self._session.state_changed.disconnect(self._checked)

    def _checked(self) -> None:
        """Follow as soon as what was typed is on the screen: a list that waits a moment is not waited for."""
        if self.isVisible() or self.is_watched:
            self._typed_at = self._caret  # Enter goes on from there before the list follows
            self._due.start(SOON)

    def _refresh_if_checked(self) -> None:
        """Show what was found, unless somebody goes on typing in a long text: what is checked then asks again."""
        if not self._session.is_behind:
            self.refresh()

    def catch_up(self) -> None:
        """Show the findings of now, not those of a moment ago."""
        self._session.catch_up()
        if self._due.isActive():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show the findings as they are now; where the current one is settled, the next takes its place."""
        self._due.stop()
        before = list(self.model.rows)
        wanted = rows(self._session, self.model.turned)
        with self.list.changing():
            changed = self.model.show_rows(wanted)
            if changed:
                self.became_other.emit()
                self._select(self._heir(before, wanted))
                self._follow_typed({row.key for row in before})
            elif self.list.row is None:
                self._select(self._heir([], wanted))
        self.done.show_for(self._session, wanted)
        self.off.show_for(self._session.subject.switches)
        if not self.list.has_offered:
            self.list.offered.emit()

    def _heir(self, before: list[FindingRow], now: list[FindingRow]) -> Key | None:
        """Return which row is current now: after filling in a section, and where none was, the one that F8 comes to."""
        selected = self._selected
        was_filled = selected is not None and selected[0] is FindingGroup.GAP
        if self._caret is None or selected in {row.key for row in now} or not (selected is None or was_filled):
            return heir(before, now, selected)
        stop = Round(self._session, self._leads).next(self._caret)
        return self._key_of(stop.finding) if stop is not None and not stop.finding.gap else None

    def _follow_typed(self, before: set[Key]) -> None:
        """Make what is at the caret the current one, for there the keys act; else what was found where was typed."""
        if self.list.hasFocus() or self._caret is None:
            return
        at_caret = row_at(self.model.rows, self._caret, self.row)
        made = [row for row in self.model.rows if row.key not in before]
        typed = row_at(made, self._typed_at, None) if self._typed_at is not None else None
        if typed is not None and (at_caret is None or self._typed_at == self._caret):
            self._select(typed.key)
        else:
            self.follow(self._caret)

    def _select(self, key: Key | None) -> None:
        number = self.model.row_of(key) if key else None
        if number is not None:
            self.list.choose(number)
            self._selected = key

    @property
    def nothing(self) -> str:
        """Say why no finding is current: none is known yet, what there is belongs elsewhere, or nothing is left."""
        waits = {FindingGroup.HARD, FindingGroup.EXPLAIN, FindingGroup.WARN, FindingGroup.GAP}
        left = sum(row.finding is not None and row.group in waits for row in self.model.rows)
        if left:
            return f"这里没有；别处还有{left}项，{NEXT_FINDING.key} 逐条看"
        return self.NONE if self._session.is_checked else CHECKING

    @property
    def where(self) -> str:
        """Which of how many the current finding is."""
        return self._where.text()

    @property
    def row(self) -> FindingRow | None:
        """The row that is current now."""
        if self._due.isActive():
            self.refresh()
        return self.list.row

    @property
    def card(self) -> FindingCard | None:
        """The card that is current."""
        return self.row.card if self.row else None

    @property
    def current(self) -> Finding | None:
        """The finding that is current."""
        return self.card.finding if self.card else None

    # Going there

    def next(self, caret: Caret | None = None) -> Stop | None:
        """Go to what waits next from where the caret is, the most pressing kind first."""
        return self._arrive(self._round.next(caret))

    def previous(self, caret: Caret | None = None) -> Stop | None:
        """Go to the one before."""
        return self._arrive(self._round.previous(caret))

    def _arrive(self, stop: Stop | None) -> Stop | None:
        if stop is None:
            return None
        self.refresh()
        self._unfold_for(stop.finding)
        key = self._key_of(stop.finding)
        self._select(key)
        self._go(stop.finding, focus=True)
        return stop

    def _unfold_for(self, finding: Finding) -> None:
        group = FindingGroup.GAP if finding.gap else FindingGroup(finding.severity)
        if not self.model.is_unfolded(group):
            self._fold(group)

    def _key_of(self, finding: Finding) -> Key | None:
        if finding.gap:
            section = self._session.report.form.section_of[finding.at[0]]
            return (FindingGroup.GAP, section.key)
        return next((row.key for row in self.model.rows if row.finding == finding), None)

    def arrived(self, caret: Caret | None) -> None:
        """Take note where the caret came to stand after a step."""
        self._round.arrived(caret)

    def follow(self, caret: Caret) -> None:
        """Make the finding at the caret the current one; where there is none, the first of a section just come to."""
        has_come = self._caret is None or self._section(self._caret) is not self._section(caret)
        self._caret = caret
        if self._due.isActive():
            return  # it does when it shows the findings of now
        if self._following or self._session.is_behind or not (self.isVisible() or self.is_watched):
            return
        found = row_at(self.model.rows, caret, self.row) or self._gap_at(caret)
        found = found or (self._first_of(self._section(caret)) if has_come else None)
        if found is None:
            self._leave_gap()
        elif found is not self.row and not self.list.tools.reason.isVisible():
            self._select(found.key)

    def come_to(self, caret: Caret) -> None:
        """Make that current which belongs to the caret: it may have come far while the list was out of sight."""
        self._caret = None
        self.follow(caret)

    def _section(self, caret: Caret) -> Section:
        return self._session.report.form.section_of[caret[0]]

    def _first_of(self, section: Section) -> FindingRow | None:
        """Return the most pressing row of a section; the current one where it is of that section."""
        walked = [row for row in self.model.rows if row.finding and row.group.is_walked]
        there = [row for row in walked if row.finding and self._section((row.finding.at[0], 0)) is section]
        return self.row if self.row in there else next(iter(there), None)

    def _gap_at(self, caret: Caret) -> FindingRow | None:
        """Return the row that says what is not there yet in the section of the caret."""
        section = self._session.report.form.section_of[caret[0]]
        number = self.model.row_of((FindingGroup.GAP, section.key))
        stays = self.row is not None and self.row.group is not FindingGroup.GAP
        return None if number is None or stays else self.model.rows[number]

    def _leave_gap(self) -> None:
        """Let no section that is not filled in be current while the caret is in another."""
        if self.row is not None and self.row.group is FindingGroup.GAP and not self.list.hasFocus():
            self._selected = None
            self.list.setCurrentIndex(ROOT)

    def _go(self, finding: Finding, *, focus: bool) -> None:
        self._following = True
        self.jump.emit(self._where_to_go(finding), focus)
        self._following = False

    def _where_to_go(self, finding: Finding) -> Finding:
        """Put the cell that is to be mended first: the blank that keeps the check from deciding, or the wrong one."""
        return self._leads.towards(finding)

    def _choose(self, number: int) -> None:
        """Go to the place of a row with the keys, or fold its group."""
        self._leave_for(number, focus=True)

    def _look_at(self, number: int) -> None:
        """Show the place of a row; the keys stay in the list."""
        self._leave_for(number, focus=False)

    def _leave_for(self, number: int, *, focus: bool) -> None:
        key = self.model.rows[number].key
        self.catch_up()
        row = next((one for one in self.model.rows if one.key == key), None)
        if row is None:
            return
        if row.kind is RowKind.TITLE and focus:
            self._fold(row.group)
        elif row.finding is not None:
            self._go(row.finding, focus=focus)
            if not focus:
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fold(self, group: FindingGroup) -> None:
        self.model.turned ^= {group}
        self._selected = (group,)
        self.refresh()
        self.list.viewport().update()
