"""The pages that are shown while no report is open: the library, and the very first one."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from model.errors import UserError
from model.storage.events import HistoryEvent
from model.storage.records import State
from ui import ROOT
from ui.actions.in_widgets import UNDO
from ui.actions.in_window import BACK, BRING_IN, COUNTY, LIBRARY, NEW, NEXT_STEPS
from ui.appearance.zoom import kept_zoom, magnify
from ui.frame.title_row import TitleRow
from ui.window.county import county_page
from ui.window.trail import OverPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

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


def begin(window: MainWindow, open_report: int | None) -> None:
    """Open what was open last; a single report is it; else show the library, or the three choices."""
    chosen = to_begin_with(window.library) if open_report is None else open_report
    try:
        if chosen is None:
            window.show_library()
        elif open_report is None:
            open_and_go_on(window, chosen)
        else:
            window.open(chosen)
    except UserError:  # it cannot be read: the notices say so
        if chosen is None:
            raise
        window.report_page = None
        window.show_library()
    except Exception as error:
        if chosen is None:
            raise
        window.report_page = None
        window.show_library()
        QTimer.singleShot(0, window, partial(sys.excepthook, type(error), error, error.__traceback__))


def over_page(window: MainWindow, page: QWidget) -> OverPage:
    """Put a page under a title row: of the report that is open, where there is one."""
    session, name = window.session, page.windowTitle()
    of_report = (session.report.unit, f"{session.report.year}年度 · {name}") if session else (name, "")
    about: tuple[str, str] = getattr(page, "own_title", of_report)
    row = TitleRow(*about)
    row.add(*getattr(page, "tools", ()))
    row.chip.say(*getattr(page, "chip", ("", "off")))
    row.back.connect(window.actions_by_key[BACK.id].trigger)
    over = OverPage(page, row)
    magnify(page, zoom_of(window))
    return over


def zoom_of(window: MainWindow) -> int:
    """Return how large everything that is read is shown, in percent."""
    return window.report_page.zoom if window.report_page else kept_zoom(window.library)


def way_back(window: MainWindow) -> str:
    """Name what is shown now, as the way back to it."""
    over = getattr(window.trail.current, "page", None)
    if isinstance(window.trail.current, OverPage) and over is not None:
        return f"返回“{over.windowTitle()}”"
    if window.session is None:
        return "返回" + (COUNTY.label if county_page(window) else LIBRARY.label)
    return "返回年报" if window.session.state is State.FINAL else "返回填写"


def discard(page: QWidget) -> None:
    """Let go of a page that is not shown after all."""
    leave = getattr(page, "leave", None)
    if leave is not None:
        leave()
    page.deleteLater()


def without_report(window: MainWindow, current: int | None) -> FirstPage | LibraryPage:
    """Make the page that is shown while no report is open: what was deleted must be within reach."""
    unused = window.library.is_empty() and not window.library.count_deleted()
    return first_page(window) if unused else library_page(window, current)


def library_page(window: MainWindow, current: int | None) -> LibraryPage:
    """Make the page of all reports, with one of them chosen."""
    from ui.library.page import LibraryPage
    from ui.library.removals import Removals

    window.removals = window.removals or Removals()
    page = LibraryPage(window.library, removals=window.removals, today=lambda: window.today)
    _connect_both(page, window)
    page.opened.connect(lambda report: open_and_go_on(window, report))
    page.next_year.connect(window.roll_forward)
    page.hand_out.connect(window.hand_out)
    page.removed.connect(lambda said, back: window.status.offer(said, UNDO.label, back))
    page.said.connect(window.status.say)
    for changed in (page.removed, page.said, page.chosen_changed):
        changed.connect(window.library_changed)
    page.loading.calm.connect(lambda: show_last_backup(window))
    page.tallying.unreadable.connect(lambda: window.notices.look_at(None))
    page.refresh(current)
    return page


def open_and_go_on(window: MainWindow, report: int) -> None:
    """Open a report; of one that is final, show what comes next."""
    if window.open(report).state is State.FINAL:
        window.actions_by_key[NEXT_STEPS.id].trigger()


def first_page(window: MainWindow) -> FirstPage:
    """Make the page with the three choices."""
    from ui.library.first_page import FirstPage

    page = FirstPage()
    _connect_both(page, window)
    page.example.connect(lambda: show_example(window))
    page.county.connect(window.actions_by_key[COUNTY.id].trigger)
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


def show_last_backup(window: MainWindow) -> None:
    """Say in the library when it was backed up last."""
    from model.storage.backups.backup import day_backups
    from ui.frame.moments import moment

    if window.session is None:
        newest = next(iter(day_backups(window.library.path, window.today)), None)
        window.status.tell_backup(f"{moment(newest.made, window.today)} 已备份" if newest else "")
