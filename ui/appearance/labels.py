"""Lines of words: as they are, broken where they are long, or second: grey and a little smaller."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ui.appearance.theme import ui_font


def wrapped(words: str) -> QLabel:
    """Make a label of somebody's words: no markup in them, and as many lines as they need."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def muted(words: str) -> QLabel:
    """Make a line that says what is good to know beside the rest."""
    return _second(QLabel(words))


def muted_wrapped(words: str) -> QLabel:
    """Make a label of somebody's words that are second."""
    return _second(wrapped(words))


def _second(label: QLabel) -> QLabel:
    label.setProperty("muted", True)
    label.setFont(ui_font(92))
    return label
