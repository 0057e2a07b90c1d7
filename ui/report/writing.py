"""What the pages of prose of a report share: whether sentences stand beside them, and where words are looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from model.storage.library import Library

if TYPE_CHECKING:
    from model.form.schema import Section
    from ui.report.page import ReportPage
    from ui.texts.find_bar import FindBar
    from ui.texts.page import TextPage

SETTING = "writing"  # whether the sentences are shown


def text_page(section: Section, report: ReportPage, *, at_once: bool) -> TextPage:
    """Make a page of prose that goes along with the others of its report."""
    from ui.texts.page import TextPage

    page = TextPage(section, report.session, report.writing.library, at_once=at_once)
    report.writing.take_in(page)
    return page


class TextPages(QObject):
    """Lets all pages of prose be alike, and goes from one to the other where words are found."""

    said = Signal(str)
    last_year_wanted = Signal()

    def __init__(self, report: ReportPage, library: Library) -> None:
        super().__init__(report)
        self._report, self.library = report, library
        self._pages: list[TextPage] = []
        self._bar: FindBar | None = None
        self.is_shown = library.recall(SETTING, str, "off") == "on"

    def take_in(self, page: TextPage) -> None:
        """Listen to a page."""
        self._pages.append(page)
        page.side_shown.connect(self._side_shown)
        page.bar_wanted.connect(self._look)
        page.said.connect(self.said)
        page.last_year_wanted.connect(self.last_year_wanted)

    def arrive(self, page: Any) -> None:  # noqa: ANN401 — a page of tables, or of prose
        """Show a page as the others were left."""
        if page in self._pages:
            has_room = self._report.tabs.width() >= page.room_for_both
            wanted = self.is_shown and has_room  # over the texts they come when they are asked for
            if page.keeps_side_below:
                pass  # it takes no room from anything
            elif page.has_side is not wanted:
                page.show_side(wanted)
            elif wanted:
                self._report.make_room_for_writing()
            if self._bar is not None and not self._bar.isHidden():
                page.put_bar(self._bar)
                page.frame(self._bar.places)

    def show(self, visible: bool) -> None:
        """Show the sentences beside the texts, or fold them."""
        shown = [page for page in self._pages if page.has_side is not visible and not page.keeps_side_below]
        for page in shown if not visible else ():
            page.show_side(False)

    def _side_shown(self, visible: bool) -> None:
        here = self._here()
        if visible is not self.is_shown and not (here and here.is_narrow):
            self.is_shown = visible
            self.library.remember(SETTING, "on" if visible else "off")
        self._report.sides.give_way(visible)

    # Find and replace

    def _here(self) -> TextPage | None:
        """Return the page of prose that is shown."""
        return next((page for page in self._pages if page is self._report.page), None)

    def _look(self, to_replace: bool) -> None:
        page = self._here()
        if page is not None:
            bar = self._bar or self._made_bar()
            page.put_bar(bar)
            bar.arrive(page.place_to_look_from, page.chosen_words, to_replace=to_replace)

    def _made_bar(self) -> FindBar:
        from ui.texts.find_bar import FindBar

        bar = self._bar = FindBar(self._report.session)
        bar.went.connect(self._go)
        bar.found_other.connect(self._frame)
        bar.said.connect(self.said)
        bar.left.connect(self._leave)
        return bar

    def _go(self, key: str, span: tuple[int, int]) -> None:
        """Show the words that were found; the cursor stays in the bar."""
        field = self._bar.focusWidget() if self._bar is not None else None
        self._report.page_of(key)
        page = self._here()
        if page is not None:
            page.go_to(key, span)
        if field is not None:
            field.setFocus()

    def _frame(self) -> None:
        page = self._here()
        if page is not None and self._bar is not None:
            page.frame(self._bar.places)

    def _leave(self) -> None:
        if self._bar is not None:
            self._bar.hide()
        for one in self._pages:
            one.frame(())
        page = self._here()
        if page is not None:
            page.go_to_caret()
