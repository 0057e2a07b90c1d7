"""The one editor of a table, and the bubble that says at the cell why a text is refused."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from model.form.schema import Cell, Kind
from model.report.numbers import NotANumberError, parse_entry
from ui.appearance import theme

HINTS = (
    Qt.InputMethodHint.ImhDigitsOnly
    | Qt.InputMethodHint.ImhFormattedNumbersOnly
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhPreferLatin
)
_Key = Qt.Key
_UP_DOWN = {_Key.Key_Up: (-1, 0), _Key.Key_Down: (1, 0)}
_SIDES = {_Key.Key_Left: (0, -1), _Key.Key_Right: (0, 1)}
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

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cell: Cell | None = None
        self.kind = Kind.COUNT
        self._caret = False
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setInputMethodHints(HINTS)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def open(self, cell: Cell, kind: Kind, text: str, *, caret: bool) -> None:
        """Begin with a text; `caret`: left and right move within it instead of leaving the cell."""
        self.cell, self.kind, self._caret = cell, kind, caret
        self.setText(text)
        self.setModified(False)
        self._dress()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dress(self) -> None:
        edge = theme.colours(self.palette()).accent.name()
        style = f"QLineEdit {{ border: 2px solid {edge}; border-radius: 0; padding: 0 3px; min-height: 0; }}"
        if style != self.styleSheet():  # dressing is slow
            self.setStyleSheet(style)

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
        key = event.key()
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        arrows = _UP_DOWN if self._caret else {**_UP_DOWN, **_SIDES}
        if key in {_Key.Key_Return, _Key.Key_Enter} and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.walked.emit(-1 if back else 1)
        elif key in {_Key.Key_Tab, _Key.Key_Backtab}:
            self.stepped.emit(-1 if back or key == _Key.Key_Backtab else 1)
        elif key == _Key.Key_Escape or (event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()):
            self.cancelled.emit()
        elif key == _Key.Key_F2:
            self._caret = True
        elif _Key(key) in arrows and not back:
            self.moved.emit(*arrows[_Key(key)])
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


class Bubble(QLabel):
    """A sentence right at a cell."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.reason = ""
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName("不能录入的原因")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, sentence: str, beside: QRect) -> None:
        """Show a sentence below a rectangle of the parent, above it where there is no room."""
        tone = theme.colours(self.palette())
        self.setStyleSheet(
            f"QLabel {{ background: {tone.hard_soft.name()}; color: {tone.text.name()};"
            f" border: 1px solid {tone.hard.name()}; border-radius: 4px; padding: 4px 8px; }}"
        )
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
