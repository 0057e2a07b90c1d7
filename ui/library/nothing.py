"""What stands in the list where nothing is as it is wanted: why, and one way out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QVBoxLayout, QWidget

from ui.actions.in_widgets import CLEAR_SEARCH
from ui.system.viewport import viewport_of


class NothingMatches(QWidget):
    """Lies over the empty list."""

    clear = Signal()

    def __init__(self, table: QTableView) -> None:
        super().__init__(viewport_of(table))
        self.words = QLabel("没有匹配")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(CLEAR_SEARCH.told("全部显示"))
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self.clear)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self.words)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        around = QVBoxLayout(viewport_of(table))
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self)
        self.hide()

    def tell(self, part: str) -> None:
        """Say what was looked for."""
        self.words.setText(f"没有匹配“{part.strip()}”的年报" if part.strip() else "没有匹配的年报")
