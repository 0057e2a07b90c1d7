"""Where a reason is written: in the card itself, with what is still missing, and the button that keeps it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget

from app.begun_reasons import BegunReasons
from model.report.file_format import LONGEST_REASON
from model.rules.explanations import SHORTEST
from model.rules.finding import Finding
from ui.actions.in_widgets import CLOSE_REASON, SAVE_REASON
from ui.actions.registry import KeyContext, pressed
from ui.findings.measures import Measures

ROOM = 64  # pixels over the buttons
EXAMPLE = "例如：上年年报发布后，省级平台更正了一件申请的办理状态"


class ReasonField(QWidget):
    """A few lines to write in, a hint and a button; Ctrl+Enter keeps what was written, Esc puts the field away."""

    said = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._keep: Callable[[str], object] | None = None
        self.field = _Field(self)
        self.hint = QLabel(self)
        self.hint.setProperty("muted", True)
        self.keep = QPushButton(SAVE_REASON.label, self)
        self.keep.setToolTip(SAVE_REASON.tooltip)
        self.keep.setAccessibleName(SAVE_REASON.label)
        self.keep.setProperty("primary", True)
        self.keep.setAutoDefault(False)
        self.keep.clicked.connect(self.save)
        self.field.textChanged.connect(self._typed)
        self.field.kept.connect(self.save)
        self.field.given_up.connect(self.given_up)
        self.hide()

    def begin(self, finding: Finding, reason: str, kept: BegunReasons) -> None:
        """Open it with what was begun for a finding, else with a `reason` given before; each letter is kept at once."""
        begun, self._keep = kept.of(finding), None
        self.field.setPlainText(begun or reason)
        if begun:
            self.field.moveCursor(QTextCursor.MoveOperation.End)  # the next letter must not replace what is there
        else:
            self.field.selectAll()
        self._weigh()
        self._keep = partial(kept.keep, finding)
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def reason(self) -> str:
        """What was written, in one line."""
        return " ".join(self.field.toPlainText().split())

    def _typed(self) -> None:
        self._weigh()
        if self._keep is not None:
            self._keep(self.field.toPlainText())

    def _weigh(self) -> None:
        missing, over = SHORTEST - len("".join(self.reason.split())), len(self.reason) - LONGEST_REASON
        words = f"至少{SHORTEST}个字，还差{missing}个" if missing > 0 else f"最多{LONGEST_REASON}个字，多了{over}个"
        self.hint.setText(words if max(missing, over) > 0 else "")
        self.keep.setEnabled(max(missing, over) <= 0)

    def save(self) -> None:
        """Hand over what was written, if it is enough."""
        if self.keep.isEnabled():
            self.said.emit(self.reason)

    def lie_over(self, buttons: QRect, measures: Measures) -> None:
        """Lie over the place of a card's buttons and the room above them."""
        if self.isHidden():
            return
        room = measures.px(ROOM)
        self.setGeometry(buttons.adjusted(0, -room, 0, 0))
        for part in (self.field, self.hint):
            part.setFont(measures.small.font)
        self.keep.setFont(measures.body.font)
        self.field.setGeometry(0, 0, self.width(), room - measures.px(8))
        wide = self.keep.sizeHint().width()
        self.keep.setGeometry(0, room, wide, buttons.height())
        self.hint.setGeometry(wide + measures.gap, room, self.width() - wide - measures.gap, buttons.height())


class _Field(QPlainTextEdit):
    """The lines themselves."""

    kept = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("说明原因")
        self.setPlaceholderText(EXAMPLE)
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = pressed(event, KeyContext.FINDINGS)
        if act is SAVE_REASON:
            self.kept.emit()
        elif act is CLOSE_REASON:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
