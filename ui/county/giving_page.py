"""A page of the office, the parts of which give way once the window is small."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget


class GivingPage(QWidget):
    """Asks for little: its tables scroll, and parts beside them are hidden."""

    def minimumSizeHint(self) -> QSize:
        """Be no hindrance to a small window, whatever the parts would like."""
        return QSize(300, 150)
