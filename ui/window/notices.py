"""What stands above the pages until it was read: why nothing can be written, where the work is now."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget


class Notices(QWidget):
    """Sentences one above the other; no height where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def keep(self, sentence: str) -> None:
        """Show a sentence for as long as the window is open."""
        self._column.addWidget(_banner(sentence))

    def show_until_read(self, sentence: str) -> None:
        """Show a sentence until the user has read it; one that stands there already is not shown again."""
        if sentence in self.sentences:
            return
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # the start can do without
        from PySide6.QtWidgets import QPushButton

        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        banner = _banner(sentence)
        read = QPushButton("知道了")
        read.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # what is being typed keeps the caret
        read.clicked.connect(line.deleteLater)
        row.addWidget(banner, 1)
        row.addWidget(read)
        self._column.addWidget(line)
        QAccessible.updateAccessibility(QAccessibleEvent(banner, QAccessible.Event.Alert))

    @property
    def sentences(self) -> list[str]:
        """What stands there."""
        return [label.text() for label in self.findChildren(QLabel)]


def _banner(sentence: str) -> QLabel:
    banner = QLabel(sentence)
    banner.setTextFormat(Qt.TextFormat.PlainText)
    banner.setWordWrap(True)
    banner.setProperty("banner", True)
    banner.setContentsMargins(14, 6, 14, 6)
    return banner
