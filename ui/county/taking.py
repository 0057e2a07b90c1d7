"""Bringing files into the collection that is shown: read, decided on a page of their own, taken as one step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.collecting.not_taken import NotTaken, keep, kept
from ui import dialogs
from ui.actions.in_county import TO_ROLL
from ui.county.tasks import NOT_TAKEN
from ui.frame.moments import moment_here

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

    def _taken(self, sentence: str, lines: Sequence[str]) -> None:
        county = self._county
        county.back.emit()
        county.refresh()
        county.note(sentence)
        undo = "整批撤销", lambda: county.said.emit(county.take_back())
        if county.one is not None and lines:
            keep(county.library, county.one.key, NotTaken(datetime.now(UTC), tuple(lines)))
            said = f"{sentence}，{len(lines)}个文件没有收下"
            county.offered_more.emit(said, "看没有收下的", self.show_not_taken, undo)
        else:
            county.offered.emit(sentence, *undo)

    def show_not_taken(self) -> None:
        """List what the last batches did not take, and why."""
        county = self._county
        if county.one is None:
            return
        lines: list[str] = []
        for one in kept(county.library, county.one.key):
            lines += [f"{moment_here(one.when)}，{len(one.lines)}个", *one.lines, ""]
        dialogs.show_list(county, f"{NOT_TAKEN}，最近的在前：", lines[:-1])
