"""A number that is being typed and not entered yet: where the program ends without being asked, it is not lost."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from model.errors import UserError
from model.form.schema import Cell

if TYPE_CHECKING:
    from app.report_store import ReportStore
    from model.form.form import Form


class BegunNumber:
    """What is being typed into one cell of one report."""

    def __init__(self, library: ReportStore, report_id: int) -> None:
        self._library = library
        self._key = f"begun number {report_id}"
        self._is_kept = False

    def keep(self, cell: Cell, text: str) -> None:
        """Keep what stands in the editor of a cell; spaces alone are nothing."""
        self._remember(f"{cell} {text}" if text.strip() else "")

    def let_go(self) -> None:
        """Forget it: it was entered, or given up."""
        if self._is_kept:
            self._remember("")

    def _remember(self, words: str) -> None:
        self._library.remember(self._key, words)
        self._is_kept = bool(words)

    def left(self, form: Form) -> tuple[Cell, str] | None:
        """Return the cell and the text that were left when the program ended; None where nothing was."""
        with suppress(UserError):
            cell, _, text = (self._library.setting(self._key) or "").partition(" ")
            self._is_kept = bool(cell)
            return (Cell(cell), text) if cell in form.cells else None
        return None
