"""A sentence below the table: what was done, or why it was not; the two look different."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from model.form.schema import Severity
from ui.appearance import theme


class Notice(QWidget):
    """Shows one sentence with its sign until it is hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign, self._words = QLabel(), QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.setObjectName("tableNotice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("提示")
        self.hide()

    def text(self) -> str:
        """Return what it says."""
        return self._words.text()

    def say(self, sentence: str, *, refused: bool) -> None:
        """Show a sentence; nothing is shown for an empty one."""
        tone = theme.colours(self.palette())
        icon = theme.severity_icon(Severity.HARD) if refused else theme.done_icon()
        ground = tone.hard_soft if refused else tone.done_soft
        self._sign.setPixmap(icon.pixmap(QSize(16, 16)))
        self._sign.setAccessibleName("没有做" if refused else "已做")
        self._words.setText(sentence)
        self.setAccessibleDescription(sentence)
        self.setStyleSheet(f"#tableNotice {{ background: {ground.name()}; }}")
        self.setVisible(bool(sentence))
