"""Rows of a form: a name with the letter that leads to its field, and the field."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QWidget


def add_field(form: QFormLayout, name: str, field: QWidget) -> None:
    """Add a row; the field is read out by its name without the letter in brackets."""
    field.setAccessibleName(name.partition("(")[0])
    form.addRow(name, field)
