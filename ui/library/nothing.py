"""What stands in the list where there is nothing, or nothing as it is wanted: why, and one way out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QVBoxLayout, QWidget

from ui.actions.in_widgets import CLEAR_SEARCH
from ui.system.viewport import viewport_of


class NothingMatches(QWidget):
    """Lies over the empty list."""

    clear = Signal()
    restore = Signal()

    def __init__(self, table: QTableView) -> None:
        super().__init__(viewport_of(table))
        self.words = QLabel("没有匹配")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(CLEAR_SEARCH.told(CLEAR_SEARCH.label))
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self.clear)
        self.back = QPushButton("恢复…")
        self.back.setAutoDefault(True)
        self.back.clicked.connect(self.restore)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self.words)
        for button in (self.button, self.back):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        around = QVBoxLayout(viewport_of(table))
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self)
        self.hide()

    def tell_why(self, part: str, named: int, deleted: int | None, *, may_restore: bool) -> None:
        """Say that nothing is called so, or how many are, which the filters hide.

        Where there is no report at all, say how many can be brought back.
        """
        if deleted is None:
            self.tell(part, named)
        else:
            self.tell_deleted(deleted, may_restore=may_restore)

    def tell(self, part: str, named: int) -> None:
        """Say what was looked for, and whether it is there, only hidden."""
        wanted = f"“{part.strip()}”的年报" if part.strip() else "的年报"
        hidden = f"匹配{wanted}有{named}份，都不在选中的状态、年度、层级里"
        self.words.setText(hidden if part.strip() and named else f"没有匹配{wanted}")
        self._offer(self.button)

    def tell_deleted(self, count: int, *, may_restore: bool) -> None:
        """Say that there is no report, and how many can be brought back."""
        self.words.setText(f"没有年报，最近删除里有{count}份" if count else "没有年报")
        self.back.setEnabled(may_restore)
        self._offer(self.back if count else None)

    def _offer(self, offered: QPushButton | None) -> None:
        for button in (self.button, self.back):
            button.setVisible(button is offered)
