"""What stands in the place of the findings where none is listed: nothing is left, or it is not known yet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from app.finalising import NOTHING_LEFT, extent, not_compared
from ui.appearance import theme
from ui.findings.rows import FindingGroup, FindingRow
from ui.frame.sign import Sign
from ui.state.session import Session

CHECKING = "正在核对……"


class AllDone(QFrame):
    """Says that nothing is left to do."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.of = QLabel(), QLabel()
        self._sign = Sign(24, theme.done_icon())
        self.of.setProperty("muted", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(4)
        for label in (self._sign, self.words, self.of):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            layout.addWidget(label)

    def show_for(self, session: Session, listed: list[FindingRow]) -> None:
        """Show or hide it; what cannot be told yet is said."""
        groups = {row.group for row in listed}
        waits = groups & {FindingGroup.HARD, FindingGroup.EXPLAIN, FindingGroup.WARN, FindingGroup.GAP}
        self._sign.setVisible(session.is_checked)
        if not waits and session.is_checked:
            report, said = session.report, session.assessment
            self.words.setText(NOTHING_LEFT if said.tally.done else "没有发现问题；还有空白，部分暂不能核对")
            sums = f"{extent(report)}、{len(report.form.identities)}处勾稽"
            self.of.setText("\n".join(filter(None, (sums, not_compared(said)))))
        elif not waits:
            self.words.setText(CHECKING)
            self.of.clear()
        self.setVisible(not waits)
