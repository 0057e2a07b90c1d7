"""The viewport of a scroll area, found without making Python classes of all Qt's widgets.

What `viewport()` gives may be a widget of any kind, so the binding loads every kind there is to tell of which kind it
is: a twentieth of the start of the window. A child that is found by its name is of the kind that Qt itself says it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea

_NAME = "qt_scrollarea_viewport"  # as Qt calls it


def viewport_of(area: QAbstractScrollArea) -> QWidget:
    """Return what `viewport()` does."""
    found = area.findChild(QWidget, _NAME, Qt.FindChildOption.FindDirectChildrenOnly)
    return area.viewport() if found is None else found
