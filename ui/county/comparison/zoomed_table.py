"""A table whose letters, rows and columns grow with the zoom; columns share its width, down to the least of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QResizeEvent

from ui.actions.registry import Action
from ui.county.page_table import PageTable
from ui.lists.columns import ColumnsModel, fit
from ui.lists.look import dress, enlarge


class ZoomedTable(PageTable):
    """Rows as high as they are at 100 %, times the zoom; below a width the columns are as they say for that."""

    def __init__(  # noqa: PLR0913 — what a table is told
        self,
        name: str,
        model: ColumnsModel[Any],
        row: int,
        *,
        narrow_below: int = 0,
        least: int = 0,
        left: Sequence[Action] = (),
    ) -> None:
        super().__init__(left)
        self._model, self._row, self._narrow_below, self._least = model, row, narrow_below, least
        self._percent = 100
        dress(self, name, row_height=row)
        self.setModel(model)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.setWordWrap(False)

    def set_zoom(self, percent: int) -> None:
        """Show it larger or smaller."""
        self._percent = percent
        enlarge(self, self._row, percent)
        self.share_width()

    def share_width(self) -> None:
        """Share the width among the columns that there are now; where the least is more, it is scrolled."""
        columns = self._model.columns
        if not columns:
            return
        fit(self, columns, narrow_below=self._narrow_below)
        header = self.horizontalHeader()
        for at, one in enumerate(columns):
            if one.share and header.sectionSize(at) < self._px(self._least):
                header.resizeSection(at, self._px(self._least))

    def _px(self, pixels: int) -> int:
        return round(pixels * self._percent / 100)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_width()
