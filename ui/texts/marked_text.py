"""A text of the session with what was found in it: marked under its words, told at the caret and under the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import (
    QHelpEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from model.form.quotable import name_of
from model.form.schema import Text
from model.report.bindings import Binding, following
from model.report.prose import LONG
from ui.state.session import Session
from ui.system.viewport import viewport_of
from ui.texts import marks as text_marks
from ui.texts.session_text import SessionText

if TYPE_CHECKING:
    from model.rules.finding import Finding

_MOST = 30  # marks in a very long text: Qt draws all that are in sight at each keystroke
_NEAR = 500  # characters before and after those in sight that are marked, too


class MarkedText(SessionText):
    """Draws findings, bound numbers and what is looked for."""

    noted = Signal(object)  # the Finding at the caret, or None

    def __init__(self, text: Text, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(text, session, parent)
        self._marked = (0, 0)  # the stretch in which findings are marked
        self.cursorPositionChanged.connect(self._note)

    @property
    def _findings(self) -> tuple[Finding, ...]:
        self._session.catch_up()
        return self._session.findings_at(self._key)

    def mark(self) -> None:
        """Draw the session's findings under the words that they are about."""
        first, last = self._in_sight()
        self._marked = max(0, first - _NEAR), last + _NEAR
        findings, document = self._findings, self.document()
        bound = text_marks.bound_marks(document, self._pieces, self._bindings)
        bound += text_marks.remark_marks(document, self._pieces, [span for span, _ in self._remarks])
        bound += text_marks.found_marks(document, self._pieces, self.framed)
        shown = self._to_mark(findings)
        self.setExtraSelections(bound + text_marks.marks(document, self._pieces, shown))
        waits = self._session.unsaved.at(self._key)
        lines = [f"未保存：{waits}"] if waits else []
        lines += [f"意见：{words}" for _, words in self._session.remarked.get(self._key, ())]
        said = "\n".join([*lines, *(finding.message for finding in findings)]) or self.placeholderText()
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
        self._note()

    def _to_mark(self, findings: tuple[Finding, ...]) -> list[Finding]:
        """Choose the findings that are drawn: in a very long text those in sight or nearly so, nearest the caret."""
        first, last = self._marked
        near = [(f.span[0], f) for f in findings if f.span and first <= f.span[1] and f.span[0] <= last]
        if len(self.text) >= LONG and len(near) > _MOST:
            caret = self._pieces.from_document(self.textCursor().position())
            kept = sorted(near, key=lambda one: abs(one[0] - caret))[:_MOST]
            near = [one for one in near if one in kept]
        return [finding for _, finding in near]

    def _in_sight(self) -> tuple[int, int]:
        """Return the stretch of the text that can be seen; of a text of usual length, all of it."""
        if len(self.text) < LONG:
            return 0, len(self.text)
        seen = viewport_of(self).visibleRegion().boundingRect()
        corners = (seen.topLeft(), seen.bottomRight())
        first, last = (self._pieces.from_document(self.cursorForPosition(one).position()) for one in corners)
        return first, last

    def mark_what_shows(self) -> None:
        """Draw the marks of a very long text that have come into sight."""
        first, last = self._in_sight()
        if not self._marked[0] <= first <= last <= self._marked[1]:
            self.mark()

    @property
    def _bindings(self) -> tuple[Binding, ...]:
        return tuple(one for one in following(self._session.bindings) if one.text == self._key)

    @property
    def _remarks(self) -> list[tuple[tuple[int, int], str]]:
        """Return where words stand of which the county said something, as long as they stand there."""
        if not (remarked := self._session.remarked.get(self._key)):  # as in nearly all
            return []
        found = ((self.text.find(quote), quote, words) for quote, words in remarked if quote)
        return [((at, at + len(quote)), words) for at, quote, words in found if at >= 0]

    @property
    def finding(self) -> Finding | None:
        """The finding whose words the caret touches."""
        return text_marks.finding_at(self._findings, self.caret_position(), self._selected(self.textCursor()))

    def _note(self) -> None:
        if not self._session.is_behind:  # else it is told when all is checked
            self.noted.emit(self.finding)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            position = self._pieces.from_document(self.cursorForPosition(event.pos()).position())
            QToolTip.showText(event.globalPos(), self.tip_at(position), viewport_of(self))
            return True
        return super().viewportEvent(event)

    def tip_at(self, position: int) -> str:
        """Return what is found about the words at a place, and which cell a number there follows."""
        finding = text_marks.finding_at(self._findings, position)
        edition = self._session.report.edition
        follows = [f"随{name_of(edition, one.cells)}变化" for one in self._bindings if one.start <= position <= one.end]
        said = [f"意见：{words}" for (start, end), words in self._remarks if start <= position <= end]
        return "\n".join([*said, *([finding.message] if finding else []), *follows])
