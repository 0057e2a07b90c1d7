"""Room for a text whose length changes: what stands beside it stays where it is."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

DIGIT_WIDE = "\u2007"  # a space as wide as a digit


def keep_room(part: QLabel, longest: str) -> None:
    """Let a label be as wide as its longest text would be; called again where its font is another."""
    shown = part.text()
    part.setMinimumWidth(0)
    part.setText(longest)
    room = part.sizeHint().width()
    part.setText(shown)
    part.setMinimumWidth(room)
