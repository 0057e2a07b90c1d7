"""The pages that are shown while no report is open: the library, and the very first one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.storage.events import HistoryEvent
from ui import ROOT
from ui.actions.in_window import BRING_IN, NEW

if TYPE_CHECKING:
    from model.storage.library import Library
    from ui.library.first_page import FirstPage
    from ui.library.page import LibraryPage
    from ui.window.main_window import MainWindow

_FEW = 3  # reports: among so many one may be the only one that can be read
EXAMPLE = ROOT / "assets" / "example.json"


def to_begin_with(library: Library) -> int | None:
    """Return the report that was open last, or the only one there is."""
    last = library.recall("report", int, 0)
    if library.is_there(last):
        return last
    there = library.some(_FEW + 1)
    some = [one for one in there if library.can_be_read(one)] if len(there) <= _FEW else []
    return some[0] if len(some) == 1 else None


def library_page(window: MainWindow, current: int | None) -> LibraryPage:
    """Make the page of all reports, with one of them chosen."""
    from ui.library.page import LibraryPage

    page = LibraryPage(window.library)
    _connect_both(page, window)
    page.opened.connect(window.open)
    page.next_year.connect(window.roll_forward)
    page.hand_out.connect(window.hand_out)
    page.emptied.connect(window.show_library)
    page.tallying.unreadable.connect(lambda: window.notices.look_at(None))
    page.refresh(current)
    return page


def first_page(window: MainWindow) -> FirstPage:
    """Make the page with the three choices."""
    from ui.library.first_page import FirstPage

    page = FirstPage()
    _connect_both(page, window)
    page.example.connect(lambda: show_example(window))
    page.setEnabled(window.library.read_only is None)  # the banner says why
    return page


def _connect_both(page: LibraryPage | FirstPage, window: MainWindow) -> None:
    page.new.connect(window.actions_by_key[NEW.id].trigger)
    page.bring_in.connect(window.actions_by_key[BRING_IN.id].trigger)


def show_example(window: MainWindow) -> None:
    """Put the example into the library, unless it is there, and show it."""
    from intake import read
    from model.report.totals import without_derivable_totals

    report = without_derivable_totals(read(EXAMPLE))
    there = window.library.find(report.unit, report.year)
    window.open(there.id if there else window.library.create(report, HistoryEvent.EXAMPLE.label))
