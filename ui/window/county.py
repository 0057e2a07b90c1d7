"""The two workspaces of the window, 年报 and 汇总: how one goes from one to the other, and what is kept of each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QToolButton, QWidget

from ui.actions.in_window import BRING_IN, COUNTY, REPORTS
from ui.frame.buttons import flat_button, follow_action
from ui.window.trail import OverPage

if TYPE_CHECKING:
    from ui.county.page import CountyPage
    from ui.window.main_window import MainWindow

USED = "county used"  # the setting that tells that somebody went there: from then on the switch is shown


class Workspaces:
    """The switch in the corner of the menu bar; it is there once 汇总 was used."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._buttons: dict[str, QToolButton] = {}
        self.left: int | None = None  # the report that was open when 汇总 was gone to
        if window.library.recall(USED, str, ""):
            self.show_switch()
        window.trail.moved.connect(self._mark)

    def show_switch(self) -> None:
        """Put the two buttons before that of the settings."""
        corner = self._window.menuBar().cornerWidget()
        layout = corner.layout()
        if self._buttons or layout is None:
            return
        for at, declared in enumerate((REPORTS, COUNTY)):
            button = flat_button(declared, words=declared.label)
            button.setCheckable(True)
            follow_action(button, self._window.actions_by_key[declared.id])
            button.clicked.connect(lambda *_: self._mark())  # where it was refused, nothing has moved
            layout.insertWidget(at, button)  # type: ignore[attr-defined]
            button.show()  # else the corner is measured without it
            self._buttons[declared.id] = button
        corner.adjustSize()
        self._window.menuBar().setCornerWidget(corner)
        self._mark()

    def _mark(self) -> None:
        there = county_page(self._window) is not None
        for id_, button in self._buttons.items():
            button.setChecked((id_ == COUNTY.id) is there)

    def go_to_county(self) -> None:
        """Show 汇总; the report that is open must be on disk.

        Raises:
            UserError: it is not.
        """
        window = self._window
        if county_page(window) is not None:
            return
        self.left = window.session.id if window.session else None
        page = _made(window)
        window.show_instead(page)
        if window.library.read_only is None:
            window.library.remember(USED, "1")
        self.show_switch()

    def go_to_reports(self) -> None:
        """Show 年报 again: the report that was open, or all."""
        window = self._window
        if county_page(window) is None:
            return
        if self.left is not None and window.library.is_there(self.left):
            window.open(self.left)
        else:
            window.show_library()


def county_page(window: MainWindow) -> CountyPage | None:
    """Return the page of 汇总 that is shown, or lies below what is shown; None in 年报."""
    for over in window.trail.over_pages:
        if getattr(over.page, "is_county", False):
            return over.page  # type: ignore[return-value]
    return None


def _made(window: MainWindow) -> OverPage:
    from ui.county.page import CountyPage
    from ui.window.pages import over_page

    page = CountyPage(window.library, lambda: window.today)
    over = over_page(window, page)
    page.said.connect(window.status.say)
    page.offered.connect(window.status.offer)
    page.offered_more.connect(window.status.offer)
    page.retitled.connect(partial(_retitle, over))
    page.over.connect(lambda one, back: _show_over(window, one, back))
    page.report_wanted.connect(window.open)
    page.back.connect(window.back)
    page.bring_in.connect(window.actions_by_key[BRING_IN.id].trigger)
    return over


def _retitle(over: OverPage, title: str, about: str) -> None:
    over.title_row.title.setText(title)
    over.title_row.about.setText(about)


def _show_over(window: MainWindow, page: QWidget, back: str) -> None:
    window.show_over(page, back)
