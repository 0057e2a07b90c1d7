"""核对结果: what the checks say as cards, what can be done about each, and how it goes along with the caret."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from app import cards, proposals
from app.cards import CardKind, FindingCard, Guess
from app.rounds import Caret, Round, Stop, leads_to
from model.report.numbers import number_text
from model.rules import ORIGINAL, Finding
from model.rules.explanations import can_be_explained
from ui import dialogs
from ui.actions.in_widgets import EXPLAIN, FORGET_ORIGINAL, GO, RULE, TAKE, UNEXPLAIN
from ui.actions.in_window import ACKNOWLEDGE, FINDINGS, NEXT_FINDING
from ui.findings.done import AllDone
from ui.findings.explain_dialog import ExplainDialog
from ui.findings.list_view import FindingsList
from ui.findings.model import ROOT, FindingsModel
from ui.findings.rows import FindingGroup, FindingRow, Key, RowKind, rows
from ui.findings.rule_popup import RulePopup
from ui.findings.switched_off import SwitchedOff
from ui.state.session import Session

if TYPE_CHECKING:
    from model.rules.locate import Correction

NOTHING_TO_TAKE = "这一条没有可以采用的数，请对照原件改"
SOON = 30  # ms after a step
ONLY_GUESSED = "这是推测，请在列出的几处里选一处"


class FindingsPanel(QWidget):
    """The list of findings, one of them current; `jump` asks to be taken to the place of a finding.

    With the finding it says whether the keys are to go there, too: who walks the list stays in it.
    """

    NONE = "没有要处理的核对结果"
    jump = Signal(object, bool)  # Finding, whose first place is where to go
    said = Signal(str)  # what was taken, for the line at the foot
    look = Signal(object)  # the cells to be selected together
    stepped = Signal()  # another finding is current, or something else can be done about it

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selected: Key | None = None
        self.is_watched = False  # what is current is shown somewhere else, too
        self._following = False
        self._caret: Caret | None = None
        self._typed_at: Caret | None = None
        self._round = Round(session)
        self._due = QTimer(self, singleShot=True)
        self._due.timeout.connect(self.refresh)
        self.model = FindingsModel(self)
        self.list = FindingsList(self.model, session)
        self.done, self.off = AllDone(), SwitchedOff()
        self._where, self._how = QLabel(), QLabel(NEXT_FINDING.key + " 下一条")
        self._lay_out()
        self._connect()
        self.setAccessibleName(FINDINGS.label)
        self.setFocusProxy(self.list)
        self.refresh()

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

    def _connect(self) -> None:
        listed, tools = self.list, self.list.tools
        listed.chosen.connect(self._choose)
        listed.looked_at.connect(self._look_at)
        listed.acted.connect(self._act)
        listed.rule_wanted.connect(self.show_rule)
        listed.take_wanted.connect(self.take_proposal)
        listed.menu_wanted.connect(self._show_menu)
        listed.offered.connect(self._offer)
        tools.take.connect(self.take_proposal)
        tools.take_guess.connect(self.take_guess)
        tools.explain.connect(self.explain)
        tools.forget.connect(self.explain)
        tools.acknowledge.connect(self.acknowledge)
        tools.unexplain.connect(self.unexplain)
        tools.look.connect(self._look_along)
        tools.rule.connect(lambda: self.show_rule(listed.currentIndex().row()))
        tools.reason.said.connect(self._keep_reason)
        tools.reason.given_up.connect(self._close_reason)
        self._session.checked.connect(self._checked)
        self._session.state_changed.connect(self._checked)

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
        selected = self._selected
        with self.list.changing():
            changed = self.model.show_rows(wanted)
            if changed:
                self._close_reason()
                self._select(_heir(before, wanted, selected))
                self._follow_typed({row.key for row in before})
            elif self.list.row is None:
                self._select(_heir([], wanted, selected))
        self.done.show_for(self._session, wanted)
        self.off.show_for(self._session.subject.switches)
        if not self.list.has_offered:
            self._offer()

    def _follow_typed(self, before: set[Key]) -> None:
        """Make what was found where something was just typed the current one, else what is at the caret."""
        if self.list.hasFocus():
            return
        made = [row for row in self.model.rows if row.key not in before]
        typed = row_at(made, self._typed_at, None) if self._typed_at is not None else None
        if typed is not None:
            self._select(typed.key)
        elif self._caret is not None:
            self.follow(self._caret)

    def _select(self, key: Key | None) -> None:
        number = self.model.row_of(key) if key else None
        if number is not None:
            self.list.choose(number)
            self._selected = key

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

    def _offer(self) -> None:
        row = self.row
        if row is not None:
            self._selected = row.key
        if row is not None and row.kind is RowKind.CARD and row.card is not None:
            taken = self._taken(row.card) if self.can_take else None
            self.list.tools.offer(row, taken, writable=self._session.read_only is None)
            self.list.lay_out_tools()
        self._where.setText(row.count if row is not None else "")
        self.stepped.emit()

    def _taken(self, card: FindingCard) -> str:
        """Return what would be put in, where it is a number."""
        if card.kind is CardKind.FACT and card.finding.words is None and card.now.replace(".", "").isdecimal():
            return f" {card.now}"
        change = proposals.proposed(self._session, card.finding) if card.kind is CardKind.FACT else None
        return f" {number_text(card.finding.proposal)}" if change and card.finding.proposal is not None else ""

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
        """Make the finding at the caret the current one; where there is none, all stays."""
        self._caret = caret
        if self._due.isActive():
            return  # it does when it shows the findings of now
        if self._following or self._session.is_behind or not (self.isVisible() or self.is_watched):
            return
        found = row_at(self.model.rows, caret, self.row) or self._gap_at(caret)
        if found is None:
            self._leave_gap()
        elif found is not self.row and not self.list.tools.reason.isVisible():
            self._select(found.key)

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
        card = self.card
        wrong = card.corrections if card and card.finding == finding and card.kind is CardKind.FACT else ()
        first = wrong[0].cell if wrong else leads_to(self._session, finding)
        return replace(finding, at=(first, *(place for place in finding.at if place != first)))

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

    def _look_along(self) -> None:
        if self.current is not None:
            self.look.emit(self.current.at)

    # Doing something about it

    @property
    def can_take(self) -> bool:
        """Whether one key puts in what the current card says."""
        row = self.row
        open_ = row is not None and row.group.is_walked
        return open_ and self.card is not None and cards.can_take(self._session, self.card)

    @property
    def can_explain(self) -> bool:
        """Whether the current finding can be settled by words."""
        return self._may_settle and can_be_explained(self.current) if self.current else False

    @property
    def _may_settle(self) -> bool:
        return self._session.read_only is None and self.row is not None and self.row.group is not FindingGroup.SETTLED

    @property
    def can_acknowledge(self) -> bool:
        """Whether a look at the current finding is enough to settle it."""
        return self.can_explain and self.row is not None and self.row.group is FindingGroup.WARN

    def _act(self, number: int) -> None:
        """Do what the link of a row says."""
        row = self.model.rows[number]
        if row.group is FindingGroup.GAP:
            self._choose(number)
            return
        self._select(row.key)
        if row.group is FindingGroup.SETTLED:
            self.unexplain()
        elif self.can_take:
            self.take_proposal()
        else:
            self.explain()

    def take_proposal(self) -> str:
        """Put in what the current card says; return why not, where it could not be done."""
        self.catch_up()
        card = self.card
        if self._session.read_only:
            return self._session.read_only
        if card is None or not self.can_take:
            return self._offer_guesses() if card and card.guesses else _why_not(card)
        self._put_in(card.corrections, done=cards.take(self._session, card))
        return ""

    def _put_in(self, corrections: tuple[Correction, ...], *, done: bool) -> None:
        if done and corrections:
            self.said.emit(cards.taken(self._session.report.form, corrections))

    def _offer_guesses(self) -> str:
        if self.isVisible():
            self.list.tools.guess_buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return ONLY_GUESSED

    def take_guess(self, guess: Guess) -> None:
        """Put in one of the sets of numbers that may be right."""
        self.catch_up()
        if self.card is not None and guess in self.card.guesses:
            self._put_in(guess.corrections, done=proposals.take_all(self._session, guess.corrections))

    def explain(self) -> str:
        """Let the reason of the current finding be written: in its card, or in a dialog where the list is not shown."""
        self.catch_up()
        finding = self.current
        if finding is not None and finding.check == ORIGINAL and not self._session.read_only:
            self._session.forget_original(finding)
            return ""
        if finding is None or not self.can_explain:
            return self._session.read_only or "这一条不能用说明代替改正"
        reason = self._said_before(finding)
        if self.isVisible():
            self.list.write_reason(wanted=True)
            self.list.tools.reason.begin(reason)
            self._offer()
            self.list.choose(self.list.currentIndex().row())
            return ""
        dialog = ExplainDialog(finding, reason, self)
        if dialogs.run(dialog):
            self._session.explain(finding, dialog.reason, self._session.clerk)
        return ""

    def _keep_reason(self, reason: str) -> None:
        finding = self.current
        self._close_reason()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if finding is not None:
            self._session.explain(finding, reason, self._session.clerk)

    def _close_reason(self) -> None:
        field = self.list.tools.reason
        if field.isHidden():
            return
        had_keys = field.field.hasFocus() or field.keep.hasFocus()
        field.hide()
        self.list.write_reason(wanted=False)
        self._offer()
        if had_keys:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def acknowledge(self) -> str:
        """Take note of the current finding as it is: nothing is wrong."""
        self.catch_up()
        if self.current is None or not self.can_acknowledge:
            return self._session.read_only or "这一条要改正或写明原因，不能只确认"
        self._session.explain(self.current, "", self._session.clerk)
        return ""

    def unexplain(self) -> None:
        """Open a settled finding again."""
        self.catch_up()
        if self.current is not None and self._session.read_only is None:
            self._session.unexplain(self.current)

    def _said_before(self, finding: Finding) -> str:
        """Return the reason that lapsed."""
        said = self._session.assessment.lapsed_explanation(finding)
        return said.reason if said else ""

    # What else there is to it

    def show_rule(self, number: int) -> None:
        """Say beside its card what the rule of a finding says."""
        if not 0 <= number < len(self.model.rows):
            return
        finding = self.model.rows[number].finding
        if finding is not None:
            over = self.window()
            popup = RulePopup(over, self._session.report.form, finding.check)
            card = self.list.visualRect(self.model.index(number))
            popup.open_beside(self.list.viewport().mapTo(over, card.topLeft()), self.list)

    def _show_menu(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        if menu is not None:
            menu.exec(event.globalPos())

    def menu(self) -> QMenu | None:
        """Make the menu of the current finding."""
        row = self.row
        if row is None or row.finding is None:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        number = self.list.currentIndex().row()
        for words, act, possible in (
            (GO.text_with_key, lambda: self._choose(number), True),
            (TAKE.text_with_key, self.take_proposal, self.can_take),
            (EXPLAIN.text, self.explain, self.can_explain),
            (FORGET_ORIGINAL.label, self.explain, row.group is FindingGroup.ORIGINAL),
            (ACKNOWLEDGE.label, self.acknowledge, self.can_acknowledge),
            (UNEXPLAIN.label, self.unexplain, row.group is FindingGroup.SETTLED),
            (RULE.text_with_key, lambda: self.show_rule(number), True),
        ):
            if possible:
                menu.addAction(words, act)
        return menu


def _why_not(card: FindingCard | None) -> str:
    """Say why nothing can be taken: what is put right along with others is not taken itself."""
    return f"这一条{card.why}，请采用那一条" if card and card.kind is CardKind.FOLLOWS else NOTHING_TO_TAKE


def _heir(before: list[FindingRow], now: list[FindingRow], selected: Key | None) -> Key | None:
    """Return which row is current after a change: the same, else the next that is left, else the last before it."""
    there = {row.key for row in now if row.kind is RowKind.CARD}
    every = {row.key for row in now}
    if selected in every:
        return selected
    keys = [row.key for row in before]
    at = keys.index(selected) if selected in keys else -1
    following = [key for key in (*keys[at + 1 :], *reversed(keys[:at])) if key in there] if at >= 0 else []
    return next(iter(following), next((row.key for row in now if row.kind is RowKind.CARD), None))


def row_at(listed: list[FindingRow], caret: Caret, current: FindingRow | None) -> FindingRow | None:
    """Return the row whose finding is at the caret: the current one where it is, else the strongest that is closest."""
    near = [(closeness, row) for row in listed if (closeness := _closeness(row, caret)) is not None]
    if not near:
        return None
    least = min(closeness for closeness, _ in near)
    closest = [row for closeness, row in near if closeness == least]
    return current if current in closest else closest[0]


def _closeness(row: FindingRow, caret: Caret) -> int | None:
    """Return how close a finding is to the caret: 0 about just this, 1 about the text, 2 running through the cell."""
    place, offset = caret
    if row.card is None or row.finding is None or row.group is FindingGroup.UNDECIDED:
        return None
    finding, first = row.finding, row.card.cell or row.finding.at[0]
    if finding.span is not None:
        return 0 if first == place and finding.span[0] <= offset <= finding.span[1] else None
    if first == place:
        return 1 if finding.gap else 0
    guessed: set[str] = {one.cell for guess in row.card.guesses for one in guess.corrections}
    return 2 if place in finding.at or place in guessed else None
