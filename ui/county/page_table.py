"""A table that leaves to its page those keys that it would take itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableView

from ui.actions.registry import Action


class PageTable(QTableView):
    """Rows of which the page obeys some keys: a view would tick in its first column only, or turn a page."""

    def __init__(self, left: Sequence[Action]) -> None:
        super().__init__()
        self._left = left

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if any(one.is_pressed_by(event) for one in self._left):
            event.ignore()
        else:
            super().keyPressEvent(event)
