"""One line under a text: the finding at the caret, what would be right, and how it is taken; or what belongs there."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app import proposals
from app.writing import binding
from model.form.quotable import name_of
from model.form.schema import Cell
from model.report.numbers import number_text
from ui.actions.in_widgets import TAKE, TAKE_BOUND, TAKE_WORD
from ui.appearance import theme
from ui.frame.sign import Sign
from ui.state.session import Session

if TYPE_CHECKING:
    from model.rules.finding import Finding

HIGH = 32  # pixels
_SHOWN = 12  # characters of the words that a finding quotes


class Note(QWidget):
    """Sign, words, what would be right, and the buttons that take it; nothing pops up."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._finding: Finding | None = None
        self.hide()

    @cached_property
    def _parts(self) -> NoteParts:
        """What it consists of, made when there is a finding: most texts have none."""
        parts = NoteParts(self)
        parts.take.clicked.connect(self._take)
        parts.bound.clicked.connect(self._take_bound)
        return parts

    def show_finding(self, finding: Finding | None) -> None:
        """Show a finding; nothing is shown for None."""
        self._finding = finding
        self.setVisible(finding is not None)
        if finding is None:
            return
        from app.cards.names import told_briefly  # most texts have no finding, and no start waits for it

        parts, session = self._parts, self._session
        parts.sign.show_icon(theme.severity_icon(finding.severity))
        parts.sign.setAccessibleName(theme.SEVERITY_NAMES[finding.severity])
        parts.sign.show()
        takes = proposals.can_take(session, finding)
        parts.take.setVisible(takes)
        parts.bound.setVisible(takes and binding.can_be_bound(session, finding))
        is_short = takes and finding.proposal is not None and len(finding.quote) <= _SHOWN
        parts.words.setText(self._short(finding) if is_short else told_briefly(finding))
        parts.words.setToolTip(finding.message if is_short else "")
        parts.words.setAccessibleName(finding.message)

    def _short(self, finding: Finding) -> str:
        cells = tuple(map(Cell, finding.at[1:]))
        what = f"（{name_of(self._session.report.edition, cells)}）" if cells else ""
        return f"“{finding.quote}”应为 {number_text(finding.proposal)}{what}"

    def show_help(self, words: str) -> None:
        """Show what belongs into the text."""
        self._finding = None
        parts = self._parts
        for part in (parts.sign, parts.take, parts.bound):
            part.hide()
        parts.words.setText(words)
        parts.words.setToolTip("")
        parts.words.setAccessibleName(words)
        self.show()

    def _take(self) -> None:
        if self._finding is not None:
            proposals.take_one(self._session, self._finding)

    def _take_bound(self) -> None:
        if self._finding is not None:
            binding.take_bound(self._session, self._finding)


class NoteParts:
    """The widgets of a note."""

    def __init__(self, note: QWidget) -> None:
        self.sign, self.words = Sign(16), QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.take, self.bound = _button(TAKE_WORD, TAKE.tooltip), _button(TAKE_BOUND.label, TAKE_BOUND.tooltip)
        note.setMinimumHeight(HIGH)
        layout = QHBoxLayout(note)
        layout.setContentsMargins(8, 0, 2, 0)
        layout.setSpacing(8)
        for part in (self.sign, self.words, self.take, self.bound):
            layout.addWidget(part, 1 if part is self.words else 0)


def _button(words: str, tip: str) -> QPushButton:
    button = QPushButton(words)
    button.setToolTip(tip)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the key leads there: Tab goes from text to text
    return button
