"""What the pictures of the county office show: the example county, on each page of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from model.collection.standing import Standing
from model.storage.county.records import RollRow
from ui.county.page import CountyPage
from ui.window.county import county_page
from ui.window.main_window import MainWindow


def roll(window: MainWindow) -> None:
    """Call the roll of the example."""
    _example(window)


def review(window: MainWindow) -> None:
    """Look at what came in with faults."""
    page = _example(window)
    page.review(next(row.unit.key for row in _rows(page) if row.standing is Standing.RETURNED))


def added_up(window: MainWindow) -> None:
    """Add up what was passed, and see whose the licences are."""
    _example(window).looks.sum()


def compared(window: MainWindow) -> None:
    """Hold the units beside each other."""
    _example(window).looks.comparison()


def _example(window: MainWindow) -> CountyPage:
    window.actions_by_key["county"].trigger()
    page = county_page(window)
    if page is None:
        raise RuntimeError("the page of the county office is not there")
    page.show_example()
    QApplication.processEvents()
    return page


def _rows(page: CountyPage) -> list[RollRow]:
    return list(page.roll.rows) if page.roll else []


COUNTY_PICTURES: dict[str, Callable[[MainWindow], None]] = {
    "county-roll": roll,
    "county-review": review,
    "county-sum": added_up,
    "county-compare": compared,
}
