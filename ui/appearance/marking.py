"""Marks that the style sheet knows widgets by: put on one that may be dressed already."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def mark(widget: QWidget, name: str, value: object = True) -> None:
    """Let the style sheet see a widget otherwise: `primary`, `danger`, `state`, `card`."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            return  # it is dressed when it is first shown; a start of the window does without the class of styles
        widget.style().unpolish(widget)
        widget.style().polish(widget)
