"""What stands in the place of the list before 定稿 where it is empty: that nothing is left, and of how much."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from app.assessment import Assessment
from app.finalising import NOTHING_LEFT, extent
from ui.appearance.signs import done_icon
from ui.appearance.theme import ui_font

_SIGN = 40  # pixels


class NothingLeft(QFrame):
    """A sign, a sentence, and under it the extent; the button of the page follows."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.of = QLabel(f"{NOTHING_LEFT}，可以定稿"), QLabel()
        sign = QLabel()
        sign.setPixmap(done_icon().pixmap(QSize(_SIGN, _SIGN)))
        self.words.setFont(ui_font(140, bold=True))
        self.of.setProperty("muted", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addStretch(1)
        for label in (sign, self.words, self.of):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(label is not sign)
            column.addWidget(label)
        self.hide()

    def show_for(self, said: Assessment) -> None:
        """Say how much was checked."""
        report = said.report
        held = sum(all(cell in report.numbers for cell in one.cells) for one in report.form.identities)
        self.of.setText(f"{extent(report)}、{held}处勾稽都成立，没有要改正、说明、核实的")
