"""What stands where there is nothing yet: what is missing, what to do, at most two buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.appearance.signs import icon
from ui.appearance.theme import ui_font
from ui.frame.sign import Sign

_SIDE = 40  # pixels of the sign


class EmptyPlace(QWidget):
    """A sign, a sentence, what to do in a line or two, and buttons."""

    def __init__(self, sign: str, title: str, words: str, *buttons: QPushButton) -> None:
        super().__init__()
        self.title, self.words = _line(title, 120, muted=False), _line(words, 100, muted=True)
        self.buttons = buttons
        shown = Sign(_SIDE, icon(sign, "muted"))
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        column.addWidget(shown, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.title)
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in buttons:
            button.setAutoDefault(True)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)
        if buttons:
            self.setFocusProxy(buttons[0])

    def say(self, title: str, words: str) -> None:
        """Say something else."""
        self.title.setText(title)
        self.words.setText(words)


def _line(words: str, percent: int, *, muted: bool) -> QLabel:
    label = QLabel(words)
    label.setFont(ui_font(percent, bold=not muted))
    label.setProperty("muted", muted)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    return label
