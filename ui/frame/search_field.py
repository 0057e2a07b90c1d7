"""The field to search in, as it is everywhere: a glass before the words, and a cross that takes them away."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from ui.appearance.signs import icon


def search_field(name: str) -> QLineEdit:
    """Make a field that says in grey what is sought in it."""
    field = QLineEdit()
    field.setPlaceholderText(name)
    field.setAccessibleName(name)
    field.setClearButtonEnabled(True)
    field.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
    return field
