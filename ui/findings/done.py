"""What stands in the place of the findings where nothing is left: that all was looked at, and how much that is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from app.finalising import extent, not_compared
from ui.appearance import theme
from ui.findings.rows import FindingGroup, FindingRow
from ui.frame.sign import Sign
from ui.state.session import Session


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
        done = session.is_checked and not waits
        if done:
            whole = session.assessment.tally.done
            report, said = session.report, session.assessment
            self.words.setText("都看过了，没有要处理的" if whole else "没有发现问题；还有空白，部分暂不能核对")
            sums = f"{extent(report)}、{len(report.form.identities)}处勾稽"
            self.of.setText("\n".join(filter(None, (sums, not_compared(said)))))
        self.setVisible(done)
