"""Ask why a finding is as it should be."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QWidget

from model.form.schema import Severity
from model.report.file_format import LONGEST_REASON
from model.rules.explanations import SHORTEST
from model.rules.finding import Finding
from ui import dialogs
from ui.actions.in_widgets import EXPLAIN
from ui.dialogs import FormDialog, entitle
from ui.state.session import Session


class ExplainDialog(FormDialog):
    """A reason to be typed; what only has to be seen can be acknowledged without one."""

    def __init__(self, finding: Finding, reason: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent, finding.message, "保存说明")
        entitle(self, EXPLAIN.label)
        self.reason = ""
        self.field = _field(reason)
        self.body.addWidget(self.field)
        self.hold_until(lambda: not self._lacking, self.field.textChanged, why=lambda: self._lacking)
        if finding.severity is Severity.WARN:
            self._offer_acknowledging()

    def _offer_acknowledging(self) -> None:
        for buttons in self.findChildren(QDialogButtonBox):
            only_noted = buttons.addButton("仅确认已阅知", QDialogButtonBox.ButtonRole.ActionRole)
            only_noted.setAutoDefault(False)  # Enter must not do it
            only_noted.clicked.connect(super().accept)

    @property
    def _lacking(self) -> str:
        """Say how much is wanting, or is too much; nothing where the reason can be taken."""
        missing, over = SHORTEST - len("".join(self._typed.split())), len(self._typed) - LONGEST_REASON
        if missing > 0:
            return f"说明原因至少{SHORTEST}个字，还差{missing}个"
        return f"说明原因最多{LONGEST_REASON}个字，多了{over}个" if over > 0 else ""

    @property
    def _typed(self) -> str:
        return " ".join(self.field.toPlainText().split())

    def accept(self) -> None:
        self.reason = self._typed
        super().accept()


def asked_reason(session: Session, finding: Finding, said: str, parent: QWidget) -> str | None:
    """Ask for the reason of a finding, that was `said` before; None if it was called off: then what is typed stays."""
    dialog = ExplainDialog(finding, session.begun.of(finding) or said, parent)
    dialog.field.textChanged.connect(lambda: session.begun.keep(finding, dialog.field.toPlainText()))
    return dialog.reason if dialogs.run(dialog) else None


def _field(reason: str) -> QPlainTextEdit:
    field = QPlainTextEdit(reason)
    field.setAccessibleName("说明原因")
    field.setPlaceholderText("例如：上年年报发布后，省级平台更正了一件申请的办理状态")
    field.setTabChangesFocus(True)
    field.setMinimumSize(420, 90)
    return field
