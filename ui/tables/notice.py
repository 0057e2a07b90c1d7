"""A sentence below the table: what was done, or why it was not; the two look different."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from model.form.schema import Severity
from ui.appearance import theme
from ui.appearance.marking import mark
from ui.frame.sign import Sign


class Notice(QWidget):
    """Shows one sentence with its sign until it is hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign, self._words = Sign(16), QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("提示")
        self.hide()

    def text(self) -> str:
        """Return what it says."""
        return self._words.text()

    def say(self, sentence: str, *, refused: bool) -> None:
        """Show a sentence; nothing is shown for an empty one."""
        icon = theme.severity_icon(Severity.HARD) if refused else theme.done_icon()
        self._sign.show_icon(icon)
        self._sign.setAccessibleName("没有做" if refused else "已做")
        self._words.setText(sentence)
        self.setAccessibleDescription(sentence)
        mark(self, "ground", "hard" if refused else "done")
        self.setVisible(bool(sentence))
