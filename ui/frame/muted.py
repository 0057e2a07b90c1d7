"""Words that are second: grey, and a little smaller."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from ui.appearance.theme import ui_font


def muted(words: str) -> QLabel:
    """Make a line that says what is good to know beside the rest."""
    label = QLabel(words)
    label.setProperty("muted", True)
    label.setFont(ui_font(92))
    return label
