"""A table whose letters and rows grow with the zoom."""

from __future__ import annotations

from collections.abc import Sequence

from ui.actions.registry import Action
from ui.appearance.theme import ui_font
from ui.county.page_table import PageTable


class ZoomedTable(PageTable):
    """Rows as high as they are at 100 %, times the zoom."""

    def __init__(self, left: Sequence[Action], row: int) -> None:
        super().__init__(left)
        self._row = row

    def set_zoom(self, percent: int) -> None:
        """Show it larger or smaller."""
        self.setFont(ui_font(percent))
        self.horizontalHeader().setFont(ui_font(percent))
        self.verticalHeader().setDefaultSectionSize(round(self._row * percent / 100))
