"""Marks that the style sheet knows widgets by: put on one that may be dressed already."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def mark(widget: QWidget, name: str, value: object = True) -> None:
    """Let the style sheet see a widget otherwise: `primary`, `danger`, `state`, `card`."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
