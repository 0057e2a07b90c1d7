"""How the page of a report is left and found again: the tab, the cursor, how large all is, what is beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer

from model.storage.library import Library
from ui.report.places import Places

if TYPE_CHECKING:
    from ui.report.page import ReportPage
    from ui.tables.page import TablePage

RESUMED = "上次没有录完的数还在这一格，按回车录入，按 Esc 放弃"
KEPT_AFTER = 2000  # ms: an edit is on disk at once, where the cursor stands soon after it


class PageKeeping:
    """Keeps in the library how the page of a report stands."""

    def __init__(self, report: ReportPage, library: Library) -> None:
        self._report, self._library = report, library
        self.places = Places(report.session.report.form.section_of)
        self.soon = QTimer(report, singleShot=True, interval=KEPT_AFTER)
        self.soon.timeout.connect(self.keep)

    @property
    def _tab(self) -> str:
        return f"tab {self._report.session.id}"

    @property
    def _place(self) -> str:
        return f"place {self._report.session.id}"

    def last_tab(self, count: int) -> int:
        """Return the tab that was shown last."""
        return self._library.recall(self._tab, partial(_whole, least=0, most=count - 1), 0)

    def recall_place(self) -> None:
        """Recall where the cursor was."""
        place = self._library.recall(self._place, self.places.read, None)
        if place is not None:
            self.places.note(place)

    def note_place(self) -> None:
        """Note where the cursor is."""
        self.places.note(self._report.page.caret())

    def keep_soon(self) -> None:
        """Keep how the page stands, in a moment: nobody is asked before the power goes."""
        if not self.soon.isActive():  # else who never rests were never kept
            self.soon.start()

    def keep(self) -> None:
        """Keep where the cursor is, how large all is, and what is beside the tabs."""
        self.soon.stop()
        self.note_place()
        report, tab = self._report, self._report.tabs.currentIndex()
        place = self.places.at(report.sections[tab]).words
        for key, value in {self._tab: str(tab), "zoom": str(report.zoom), self._place: place}.items():
            self._library.remember(key, value)
        report.sides.keep(self._library.remember)

    def resume_number(self) -> None:
        """Put a number that was being typed when the program ended back into its cell, still to be entered."""
        report, session = self._report, self._report.session
        left = None if session.read_only else session.begun_number.left(session.report.form)
        if left is None or report.pages.unfinished is not None:
            return
        table = cast("TablePage", report.page_of(left[0]))
        table.go_to(left[0])
        table.view.editing.begin(*left)
        table.say(RESUMED, refused=False)

    def end(self) -> None:
        """Keep it for the last time."""
        self.keep()
        self.soon.blockSignals(True)


def _whole(words: str, least: int, most: int) -> int:
    """Read a number that is remembered; one out of bounds means nothing."""
    if least <= int(words) <= most:
        return int(words)
    raise ValueError(words)
