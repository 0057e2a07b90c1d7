"""The one editor of a table, and the bubble that says at the cell why a text is refused."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from model.form.schema import Cell, Kind
from model.report.numbers import NotANumberError, parse_entry
from ui.actions import in_widgets as actions
from ui.actions.registry import Action, KeyContext, pressed

HINTS = (
    Qt.InputMethodHint.ImhDigitsOnly
    | Qt.InputMethodHint.ImhFormattedNumbersOnly
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhPreferLatin
)
_UP_DOWN = {actions.UP: (-1, 0), actions.DOWN: (1, 0)}
_SIDES = {actions.LEFT: (0, -1), actions.RIGHT: (0, 1)}
_WALKS = {actions.WALK: 1, actions.WALK_BACK: -1}
_STEPS = {actions.STEP: 1, actions.STEP_BACK: -1}
_STAY_OPEN = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}


class CellEditor(QLineEdit):
    """Edits one cell at a time; it knows what may stand there, and asks its view to take it.

    It never closes by itself: `Editing` says when.
    """

    walked = Signal(int)  # Enter (1), Shift+Enter (-1)
    stepped = Signal(int)  # Tab (1), Shift+Tab (-1)
    moved = Signal(int, int)  # arrows: rows, columns
    left = Signal()  # the focus went elsewhere
    cancelled = Signal()

    def __init__(self, parent: QWidget, *, centred: bool = False) -> None:
        super().__init__(parent)
        self.cell: Cell | None = None
        self.kind = Kind.COUNT
        self._caret = False
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setInputMethodHints(HINTS)
        self.setProperty("cell", True)
        along = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignRight
        self.setAlignment(along | Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def open(self, cell: Cell, kind: Kind, text: str, *, caret: bool) -> None:
        """Begin with a text; `caret`: left and right move within it instead of leaving the cell."""
        self.cell, self.kind, self._caret = cell, kind, caret
        self.setText(text)
        self.setModified(False)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def number(self) -> Decimal | None:
        """Read what was typed.

        Raises:
            NotANumberError: it is neither blank nor a number.
        """
        return parse_entry(self.text(), self.kind)

    def objection(self) -> str:
        """Return why the text cannot be taken; empty if it can."""
        try:
            self.number()
        except NotANumberError as error:
            return error.reason
        return ""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._leads_away(event):
            event.accept()
            return True
        return super().event(event)

    def _leads_away(self, event: QKeyEvent) -> bool:
        act = _asked(event)
        arrows = _UP_DOWN if self._caret else {**_UP_DOWN, **_SIDES}
        if act in _WALKS:
            self.walked.emit(_WALKS[act])
        elif act in _STEPS:
            self.stepped.emit(_STEPS[act])
        elif act is actions.ESCAPE or (act is actions.UNDO and not self.isUndoAvailable()):
            self.cancelled.emit()
        elif act is actions.EDIT:
            self._caret = True
        elif act in arrows:
            self.moved.emit(*arrows[act])
        else:
            return False
        return True

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:  # type: ignore[override]
        """Keep the input method closed: digits need none."""
        return False if query == Qt.InputMethodQuery.ImEnabled else super().inputMethodQuery(query)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what an input method commits all the same (full-width digits), and nothing half composed."""
        if event.commitString():
            self.insert(event.commitString())
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.isVisible() and event.reason() not in _STAY_OPEN:
            self.left.emit()


def _asked(event: QKeyEvent) -> Action | None:
    """Return what a key asks for; what would take a proposal is the table's, else Shift alone counts."""
    if actions.TAKE.is_pressed_by(event):
        return actions.TAKE
    return pressed(event, KeyContext.CELL) or pressed(event, KeyContext.CELL, Qt.KeyboardModifier.ShiftModifier)


class Bubble(QLabel):
    """A sentence right at a cell."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.reason = ""
        self.setProperty("ground", "refusal")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName("不能录入的原因")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, sentence: str, beside: QRect) -> None:
        """Show a sentence below a rectangle of the parent, above it where there is no room."""
        self.reason = sentence
        self.setText(f"⚠ {sentence}")
        room = self._over.rect()
        self.setWordWrap(False)
        width = min(self.sizeHint().width(), max(160, room.width() // 2))
        self.setWordWrap(width < self.sizeHint().width())
        self.resize(width, self.heightForWidth(width) if self.wordWrap() else self.sizeHint().height())
        x = max(0, min(beside.right() - width + 1, room.width() - width))
        below = beside.bottom() + 3
        y = below if below + self.height() <= room.height() else beside.top() - self.height() - 3
        self.move(x, y)
        self.show()
        self.raise_()
