"""核对结果: what the checks say, and what can be done about it."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from app import proposals
from app.rounds import Caret, Round, Stop, leads_to
from model.report.numbers import number_text
from model.rules import ORIGINAL, Finding
from model.rules.explanations import can_be_explained
from ui import dialogs
from ui.actions.in_widgets import EXPLAIN, FORGET_ORIGINAL, GO, TAKE, UNEXPLAIN
from ui.actions.in_window import FINDINGS
from ui.actions.registry import Action
from ui.findings.explain_dialog import ExplainDialog
from ui.findings.list_view import FindingsList, Tick
from ui.findings.model import FindingGroup, FindingsModel, Key, rows
from ui.findings.suspects import possible
from ui.state.session import Session


class FindingsPanel(QWidget):
    """The list of findings with the buttons that settle one; `jump` asks to be taken to the place of a finding."""

    jump = Signal(object)  # Finding, whose first place is where to go

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selected: Key | None = None
        self._round = Round(session)
        self.model = FindingsModel(self)
        self.list = FindingsList(self.model)
        self.tick = Tick()
        self.explain_button = _button(EXPLAIN.text, self.explain)
        self.take_button = _button(TAKE.text, self.take_proposal)
        self.take_button.setToolTip(TAKE.tooltip)
        self._lay_out()
        self.list.chosen.connect(self._choose)
        self.list.take_wanted.connect(self.take_proposal)
        self.list.menu_wanted.connect(self._show_menu)
        self.list.selectionModel().currentChanged.connect(self._note_selection)
        session.checked.connect(self._checked)
        session.state_changed.connect(self._checked)
        self.setAccessibleName(FINDINGS.label)
        self.refresh()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setContentsMargins(8, 0, 8, 8)
        buttons.addWidget(self.take_button)
        buttons.addWidget(self.explain_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.tick)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        self.tick.show_for([])

    # What is shown

    def _checked(self) -> None:
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show the findings as they are now; what is selected stays so as long as it is listed."""
        wanted = rows(self._session, self.model.unfolded)
        selected = self._selected
        if self.model.show_rows(wanted):
            self._selected = selected
            self._select(selected)
            self.tick.show_for(wanted)
        self._offer()

    def _select(self, key: Key | None) -> None:
        row = self.model.row_of(key) if key else None
        if row is not None and self.list.currentIndex().row() != row:
            self.list.setCurrentIndex(self.model.index(row))

    def _note_selection(self, index: QModelIndex) -> None:
        if index.isValid():
            self._selected = self.model.rows[index.row()].key
        self._offer()

    @property
    def current(self) -> Finding | None:
        """The finding that is selected."""
        index = self.list.currentIndex()
        return self.model.rows[index.row()].finding if index.isValid() else None

    def _offer(self) -> None:
        finding = self.current
        may_take = finding is not None and self._can_take(finding)
        self.take_button.setText(TAKE.text_of(self._value(finding) if may_take else ""))
        self.take_button.setEnabled(may_take)
        self.explain_button.setEnabled(finding is not None and self._can_explain(finding))
        self.explain_button.setText(self._settling(finding).text)

    def _value(self, finding: Finding | None) -> str:
        """Return what would be put in, where it is one number."""
        if finding is None or finding in possible(self._session):
            return ""
        change = proposals.proposed(self._session, finding)
        value = change.new if change is not None and isinstance(change.new, Decimal) else finding.proposal
        return f" {number_text(value)}"

    # Going there

    def next(self, caret: Caret | None = None) -> Stop | None:
        """Go to what waits next from where the caret is, the most pressing kind first."""
        return self._arrive(self._round.next(caret))

    def previous(self, caret: Caret | None = None) -> Stop | None:
        """Go to the one before."""
        return self._arrive(self._round.previous(caret))

    def _arrive(self, stop: Stop | None) -> Stop | None:
        if stop is not None:
            self._select(next((row.key for row in self.model.rows if row.finding == stop.finding), None))
            self.jump.emit(self._where_to_go(stop.finding))
        return stop

    def arrived(self, caret: Caret | None) -> None:
        """Take note where the caret came to stand after a step."""
        self._round.arrived(caret)

    def _choose(self, row: int) -> None:
        key = self.model.rows[row].key
        self._session.catch_up()
        chosen = next((one for one in self.model.rows if one.key == key), None)
        if chosen is None:
            return
        if chosen.finding is None:
            self._fold(chosen.group)
            return
        self.jump.emit(self._where_to_go(chosen.finding))

    def _where_to_go(self, finding: Finding) -> Finding:
        """Put the cell that is to be mended first: the blank that keeps the check from deciding, or the wrong one."""
        first = leads_to(self._session, finding)
        return replace(finding, at=(first, *(place for place in finding.at if place != first)))

    def _fold(self, group: FindingGroup) -> None:
        if group.folds:
            self.model.unfolded ^= {group}
            self.refresh()
            self.list.viewport().update()

    # Doing something about it

    def _can_take(self, finding: Finding) -> bool:
        if finding in possible(self._session):
            return self._session.read_only is None
        return self._session.is_open(finding) and proposals.can_take(self._session, finding)

    def _can_explain(self, finding: Finding) -> bool:
        settles = can_be_explained(finding) or finding.check == ORIGINAL
        return settles and self._session.read_only is None

    def _settling(self, finding: Finding | None) -> Action:
        """Return what settles a finding, or opens it again."""
        if finding is not None and finding.check == ORIGINAL:
            return FORGET_ORIGINAL
        return UNEXPLAIN if self._is_settled(finding) else EXPLAIN

    def _is_settled(self, finding: Finding | None) -> bool:
        return finding is not None and self._session.explanation_of(finding) is not None

    def take_proposal(self) -> None:
        """Put in what the selected finding proposes."""
        self._session.catch_up()
        finding = self.current
        if finding is None or not self._can_take(finding):
            return
        sets = possible(self._session)
        if finding in sets:
            proposals.take_all(self._session, sets[finding])
        else:
            proposals.take(self._session, finding)

    def explain(self) -> None:
        """Ask for the reason of the selected finding; a settled one is opened again, the original is let go of."""
        self._session.catch_up()
        finding = self.current
        if finding is None or not self._can_explain(finding):
            return
        if finding.check == ORIGINAL:
            self._session.forget_original(finding)
            return
        if self._is_settled(finding):
            self._session.unexplain(finding)
            return
        dialog = ExplainDialog(finding, self._said_before(finding), self)
        if dialogs.run(dialog):
            self._session.explain(finding, dialog.reason, who())

    def _said_before(self, finding: Finding) -> str:
        """Return the reason that lapsed."""
        said = self._session.assessment.lapsed_explanation(finding)
        return said.reason if said else ""

    def _show_menu(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        if menu is not None:
            menu.exec(event.globalPos())

    def menu(self) -> QMenu | None:
        """Make the menu of the selected finding."""
        if self.current is None:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(GO.text_with_key, lambda: self._choose(self.list.currentIndex().row()))
        for button, act in ((self.take_button, self.take_proposal), (self.explain_button, self.explain)):
            menu.addAction(button.text(), act).setEnabled(button.isEnabled())
        return menu


def who() -> str:
    """Name the user; empty where the system does not know."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _button(text: str, act: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setEnabled(False)
    button.clicked.connect(act)
    return button
