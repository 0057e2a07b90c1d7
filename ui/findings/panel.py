"""核对结果: what the checks say as cards, and what can be done about the current one."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app import proposals
from app.cards import taking
from app.cards.card import CardKind, FindingCard, Guess
from app.cards.names import short_name
from app.editing import filled_words
from app.past_words import SteppedTo
from model.report.numbers import number_text
from model.rules.explanations import can_be_explained
from model.rules.finding import ORIGINAL, Finding
from ui.actions.in_widgets import EXPLAIN, FORGET_ORIGINAL, GO, RULE, SENTENCES, TAKE, UNEXPLAIN
from ui.actions.in_window import ACKNOWLEDGE, EXPLAIN_CURRENT
from ui.actions.registry import Action
from ui.findings.explain_dialog import asked_reason
from ui.findings.followed import FollowedFindings
from ui.findings.rows import FindingGroup, FindingRow, RowKind
from ui.findings.rule_popup import RulePopup
from ui.frame.menus import add_item
from ui.state.session import Session

NOTHING_TO_TAKE = "这一条没有可以采用的数，请对照原始台账改"
NOTHING_TO_WRITE = f"这一条没有可以直接采用的写法，请在文字里改，可以看“{SENTENCES.label}”（{SENTENCES.key}）"
STAYS = f"没有存下的说明留着，{EXPLAIN_CURRENT.key} 接着写"
ONLY_GUESSED = "这是推测，请在列出的几处里选一处"


class FindingsPanel(FollowedFindings):
    """The findings, and on the current card what can be done about it: taking, explaining, acknowledging."""

    said = Signal(str)  # what was taken, for the line at the foot
    look = Signal(object)  # the cells to be selected together
    went = Signal(object, bool)  # SteppedTo: where something was taken; whether the keys go there, too
    stepped = Signal()  # another finding is current, or something else can be done about it

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        listed, tools = self.list, self.list.tools
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
        tools.reason.given_up.connect(self._put_away)
        self.became_other.connect(self._close_reason)

    # What is offered

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
        if change is not None and isinstance(change.new, Decimal):  # of a negative number, what its sums tell
            return f" {number_text(change.new)}"
        return f" {number_text(card.finding.proposal)}" if change and card.finding.proposal is not None else ""

    def _look_along(self) -> None:
        if self.current is not None:
            self.look.emit(self.current.at)

    # Doing something about it

    @property
    def can_take(self) -> bool:
        """Whether one key puts in what the current card says."""
        row = self.row
        open_ = row is not None and row.group.is_walked
        return open_ and self.card is not None and taking.can_take(self._session, self.card)

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
            if not self._fill_section(row):
                self._choose(number)
            return
        self._select(row.key)
        if row.group is FindingGroup.SETTLED:
            self.unexplain()
        elif self.can_take:
            self.take_proposal()
        else:
            self.explain()

    def _fill_section(self, row: FindingRow) -> bool:
        """Write 0 into what is blank in the tables of a line's section; False where it has none."""
        form = self._session.report.form
        section = form.section_of[row.card.finding.at[0]] if row.card else None
        blank = [cell for cell in self._session.blanks if section is not None and form.section_of[cell] is section]
        if not blank or self._session.read_only is not None:
            return False
        if self._session.fill_blanks(blank) and section is not None:
            self.said.emit(filled_words(section, len(blank)))
        return True

    def take_proposal(self) -> str:
        """Put in what the current card says; return why not, where it could not be done."""
        self.catch_up()
        card = self.card
        if self._session.read_only:
            return self._session.read_only
        if card is None or not self.can_take:
            return self._take_or_offer(card.guesses) if card and card.guesses else self._why_not(card)
        to = taking.what_it_does(self._session, card)
        self._show_taken(to, done=taking.take(self._session, card))
        return ""

    def _show_taken(self, to: SteppedTo, *, done: bool) -> None:
        """Go to what was put in, as undo does: no number is changed out of sight. Who walks the list stays in it."""
        if done:
            self.went.emit(to, not self.isAncestorOf(QApplication.focusWidget() or self.window()))
            self.said.emit(to.sentence)

    def _why_not(self, card: FindingCard | None) -> str:
        """Say why nothing can be taken; from what is put right along with another, go to that one."""
        if card is not None and card.kind is CardKind.FOLLOWS and self._show_cause(card):
            return f"这一条{card.why}，已转到那一条"
        in_text = card is not None and card.finding.at[0] in self._session.report.form.texts
        return NOTHING_TO_WRITE if in_text else NOTHING_TO_TAKE

    def _show_cause(self, card: FindingCard) -> bool:
        """Make the card current that puts another one right; False where none is listed."""
        cell = self._leads(card.finding)
        row = next((one for one in self.model.rows if one.card and cell in one.card.names), None)
        if row is None or row.finding is None:
            return False
        self._select(row.key)
        self._go(row.finding, focus=False)
        return True

    def _take_or_offer(self, guesses: tuple[Guess, ...]) -> str:
        """Put in the only guess that there is; among several somebody has to choose."""
        if guesses[1:]:
            return self._offer_guesses()
        self.take_guess(guesses[0])
        return ""

    def _offer_guesses(self) -> str:
        if self.isVisible():
            self.list.tools.guess_buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return ONLY_GUESSED

    def take_guess(self, guess: Guess) -> None:
        """Put in one of the sets of numbers that may be right."""
        self.catch_up()
        if self.card is not None and guess in self.card.guesses:
            words = taking.taken(self._session.report.form, guess.corrections, guessed=True)
            to = SteppedTo(words, guess.corrections[0].cell if guess.corrections else None)
            self._show_taken(to, done=proposals.take_all(self._session, guess.corrections))

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
            self.list.tools.reason.begin(finding, reason, self._session.begun)
            self._offer()
            self.list.choose(self.list.currentIndex().row())
            return ""
        given = asked_reason(self._session, finding, reason, self)
        if given is not None:
            self._explain(finding, given)
        return ""

    def _keep_reason(self, reason: str) -> None:
        finding = self.current
        self._close_reason()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if finding is not None:
            self._explain(finding, reason)

    def _put_away(self) -> None:
        if self.current is not None and self._session.begun.of(self.current):
            self.said.emit(STAYS)
        self._close_reason()

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
        self._explain(self.current, "")
        return ""

    def _explain(self, finding: Finding, reason: str) -> None:
        """Settle a finding, and say so: its card goes, and nobody would know what became of it."""
        if self._session.explain(finding, reason, self._session.clerk):
            place = short_name(self._session.report.form, finding.at[0], finding.about)
            self.said.emit(f"{'已存下说明' if reason else '已确认无误'}：{place}")

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
        if finding is not None and finding.check:  # what cannot be printed is no rule's
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
        offered: tuple[tuple[Action, Callable[[], object], bool], ...] = (
            (GO, lambda: self._choose(number), True),
            (TAKE, self.take_proposal, self.can_take),
            (EXPLAIN, self.explain, self.can_explain),
            (FORGET_ORIGINAL, self.explain, row.group is FindingGroup.ORIGINAL),
            (ACKNOWLEDGE, self.acknowledge, self.can_acknowledge),
            (UNEXPLAIN, self.unexplain, row.group is FindingGroup.SETTLED),
            (RULE, lambda: self.show_rule(number), bool(row.finding.check)),
        )
        for declared, act, possible in offered:
            if possible:
                add_item(menu, declared, act)
        return menu
