"""Bringing files into the collection that is shown: read, decided on a page of their own, taken as one step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ui.actions.in_county import TO_ROLL

if TYPE_CHECKING:
    from ui.county.page import CountyPage


class Taking:
    """How files come in, and what is said of them afterwards."""

    def __init__(self, county: CountyPage) -> None:
        self._county = county

    def take(self, paths: Sequence[Path]) -> None:
        """Read files and folders, and show what becomes of each before anything is stored."""
        county = self._county
        if not paths:  # the choice was called off
            return
        if county.one is None:
            county.said.emit("先新建汇总任务，再收年报")
            return
        if county.is_refused():
            return
        from ui.county.reading_in import read_files

        page = read_files(county, county.library, county.one.key, paths)
        if page is not None:
            page.stored.connect(self._taken)
            page.given_up.connect(county.back)
            county.over.emit(page, TO_ROLL.label)

    def _taken(self, sentence: str) -> None:
        county = self._county
        county.back.emit()
        county.refresh()
        county.note(sentence)
        county.offered.emit(sentence, "整批撤销", lambda: county.said.emit(county.take_back()))
