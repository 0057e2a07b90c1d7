"""What a rule says, opened beside the card by the number on it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from model.form.form import Form
from ui.actions.in_widgets import CLOSE_REASON, GO, RULE
from ui.actions.registry import KeyContext, pressed
from ui.appearance import theme

_WIDTH = 340  # pixels


def rule_text(form: Form, check: str) -> list[tuple[str, str]]:
    """Return what is to be known of a rule: pairs of heading and words, the rule itself first."""
    identity = next((one.rule for one in form.identities if one.rule.check == check), None)
    if identity is not None:
        return [("", identity.sentence), ("来源", identity.source)]
    from model.rules.registry import rules  # all rules are there once anything was found

    found = next((one for one in rules() if one.id == check), None)
    if found is None:
        return []
    return [("", found.sentence_for(form)), ("改正", found.remedy.label), ("来源", found.source_for(form))]


class RulePopup(QFrame):
    """The sentence of a rule over the window; Esc, or a step elsewhere, closes it and gives the keys back."""

    def __init__(self, parent: QWidget, form: Form, check: str) -> None:
        super().__init__(parent)
        self._back: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("rulePopup")
        lines = rule_text(form, check)
        told = [f"<b>{escape(check)}</b>　{escape(lines[0][1])}"] if lines else [f"<b>{escape(check)}</b>"]
        tone = theme.colours()
        told += [f"<span style='color:{tone.muted.name()}'>{h}：{escape(words)}</span>" for h, words in lines[1:]]
        label = QLabel("<p style='margin:0 0 6px 0'>" + "</p><p style='margin:0 0 6px 0'>".join(told) + "</p>")
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 6)
        layout.addWidget(label)
        self.setAccessibleName(f"规则{check}")
        self.setAccessibleDescription("；".join(words for _, words in lines))
        self.setStyleSheet(
            f"#rulePopup {{ background: {tone.base.name()}; border: 1px solid {tone.muted.name()};"
            " border-radius: 8px; }"
        )
        self.setFixedWidth(_WIDTH)
        self.adjustSize()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, self.heightForWidth(_WIDTH))

    def open_beside(self, corner: QPoint, back: QWidget) -> None:
        """Open with its upper right corner at a place of the window; `back` has the keys afterwards."""
        self._back = back
        room = self.window().rect()
        x = max(room.left(), min(corner.x() - self.width(), room.right() - self.width()))
        y = max(room.top(), min(corner.y(), room.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close it by the keys that would open it or anything else."""
        if pressed(event, KeyContext.FINDINGS) in {CLOSE_REASON, RULE, GO}:
            self.close()
            if self._back is not None:
                self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.close()
