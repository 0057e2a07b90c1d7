"""One open report: a tab for each section of the form, the findings and the preview beside them."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from model.storage.library import Library
from model.storage.records import State
from ui.actions.in_widgets import ESCAPE
from ui.actions.in_window import LIBRARY
from ui.appearance.zoom import kept_zoom
from ui.report.beside import Beside
from ui.report.header_strip import HeaderStrip
from ui.report.keeping import PageKeeping
from ui.report.section_pages import SectionPages
from ui.report.sides import Sides
from ui.report.table_tools import TableTools
from ui.report.tabs import SectionTabs
from ui.report.writing import TextPages
from ui.state.session import Session

if TYPE_CHECKING:
    from app.past_words import SteppedTo
    from model.rules.finding import Finding
    from ui.findings.panel import FindingsPanel
    from ui.report.finding_bar import FindingBar
    from ui.tables.page import TablePage
    from ui.texts.page import TextPage

    SectionPage = TablePage | TextPage

# Loaded once the window is there: else the first wrong number, or the first letter, would wait for it
SOON_WANTED = ("app.undo_steps", "model.rules.locate", "model.rules.peers", "model.storage.last_line")


@cache
def _keep_what_is_there() -> None:
    """Keep the collector from what is there now, once: to look through it again takes as long as a keystroke."""
    gc.freeze()


class ReportPage(QWidget):
    """The report that is open in the window."""

    back_to = LIBRARY.label
    sides_changed = Signal()
    said = Signal(str)  # for the line at the foot
    rules_wanted = Signal()  # the rules that are asked are to be chosen

    def __init__(
        self, session: Session, library: Library, *, preview: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.library = library
        self._may_preview = preview
        self._painted = False
        self._percent = kept_zoom(library)
        self.writing = TextPages(self, library)
        session.setParent(self)
        self.keeping = PageKeeping(self, library)
        self._lay_out()
        self.sections, self.pages = session.report.form.sections, SectionPages(self)
        for section in self.sections:
            self.pages.add(section)
        self._connect()
        self._restore()
        self._refresh()

    def _lay_out(self) -> None:
        self.title_row = HeaderStrip(self)
        self.tabs = SectionTabs()
        self.beside = Beside(self, may_preview=self._may_preview)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title_row)
        column.addWidget(self.sides.splitter, 1)

    def _connect(self) -> None:
        self.session.checked.connect(self._show_badges)
        self.session.state_changed.connect(self._refresh)
        self.tabs.currentChanged.connect(self._tab_changed)
        self._tools = TableTools(self)
        self.beside.changed.connect(self.keeping.keep_soon)
        self.beside.changed.connect(self.sides_changed)
        self.sides.left.connect(self._back_to_the_caret)
        self.title_row.findings_toggled.connect(self.show_findings)
        self.title_row.preview_toggled.connect(self.show_preview)

    def _restore(self) -> None:
        """Bring back how the window was left."""
        self.tabs.setCurrentIndex(self.keeping.last_tab(self.tabs.count()))
        self._page(self.tabs.currentIndex())
        self.sides.set_zoom(self._percent)
        self.sides.restore(self.library, may_preview=self._may_preview)
        self.title_row.preview_button.setEnabled(self._may_preview)
        self.keeping.recall_place()

    def leave(self) -> None:
        """Keep how the page is left, and end what runs beside it."""
        self.beside.stop()
        self.keeping.end()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Build what is beside the tabs once the table is there to be typed into."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._fill_sides)

    def _fill_sides(self) -> None:
        self.pages.make_all()
        self.beside.fill()
        self.writing.arrive(self.page)
        self.beside.show_bar()
        self.session.look_around()
        self.keeping.resume_number()
        for name in SOON_WANTED:
            import_module(name)
        _keep_what_is_there()

    def _page(self, index: int) -> SectionPage:
        return self.pages.at(index, at_once=self._painted)

    @property
    def heading(self) -> str:
        """The heading of the section that is shown."""
        return self.sections[self.tabs.currentIndex()].heading

    @property
    def page(self) -> SectionPage:
        """The tab that is shown."""
        return self._page(self.tabs.currentIndex())

    def _tab_changed(self, index: int) -> None:
        self.keeping.keep_soon()
        self.writing.arrive(self._page(index))
        self._tools.offer()
        if caret := self._page(index).caret():
            self.caret_moved(*caret)
        if self.sections[index].tables:
            self.sides.give_way(False)
        self.beside.show_section(self.heading)

    def table(self) -> TablePage | None:
        """Return the table that is shown; None where a text is."""
        section = self.sections[self.tabs.currentIndex()]
        return cast("TablePage", self.page) if section.tables else None

    def paste_here(self) -> None:
        """Paste what the clipboard holds into the table that is shown."""
        table = self.table()
        if table is not None:
            table.paste()

    def _back_to_the_caret(self) -> None:
        """Put the cursor where it was in the tab that is shown."""
        table = self.table()
        table.setFocus() if table is not None else cast("TextPage", self.page).go_to_caret()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc close what F1 opened, wherever in the page the keys are."""
        table = self.table()
        if not (ESCAPE.is_pressed_by(event) and table is not None and table.close_help()):
            super().keyPressEvent(event)

    def finish(self) -> bool:
        """Take what is being typed into a cell; False if it is no number."""
        return self.pages.finish()

    def show_tab(self, index: int) -> None:
        """Show a tab, and put the cursor where it was there."""
        self.keeping.note_place()
        self._return_to(index)

    def show_where_left(self) -> None:
        """Put the cursor where it was when the report was left."""
        self._return_to(self.tabs.currentIndex())

    def _return_to(self, index: int) -> None:
        place, offset = self.keeping.places.at(self.sections[index])
        there = min(offset, len(str(self.session.value(place) or "")))  # the text may be shorter now
        self.page_of(place).go_to(place, (there, there))

    def go_to_place(self, place: str) -> None:
        """Go to a cell or text."""
        self.page_of(place).go_to(place)

    def go_to(self, finding: Finding, focus: bool = True) -> None:
        """Go to where a finding is, and select the words it is about; without `focus` the keys stay where they are."""
        page = self.page_of(finding.at[0])
        page.go_to(finding.at[0], finding.span, focus=focus)

    def go_to_words(self, place: str, words: str) -> None:
        """Go to a place, and to words of it where they stand there; of the whole report there is nowhere to go."""
        form = self.session.report.form
        if place in form.section_of:
            at = str(self.session.value(place) or "").find(words) if words and place in form.texts else -1
            self.page_of(place).go_to(place, (at, at + len(words)) if at >= 0 else None)

    def show_change(self, to: SteppedTo, focus: bool = True) -> None:
        """Go to what was changed without being touched, and select it; without `focus` the keys stay where they are."""
        form, place = self.session.report.form, to.place or ""
        if (place in form.cells or place in form.texts) and self.isVisible():
            self.page_of(place).go_to(place, to.span, focus=focus)

    def look_along(self, cells: tuple[str, ...]) -> None:
        """Select the cells that a finding runs through; show a text beside last year's."""
        page = self.page_of(cells[0])
        if cells[0] in self.session.report.form.texts:
            page.go_to(cells[0])
            cast("TextPage", page).show_side(True)  # with last year's text
        else:
            page.select(cells)

    def caret_moved(self, place: str, offset: int) -> None:
        """Follow the cursor of a tab."""
        self.keeping.keep_soon()
        self.beside.follow_caret(place, offset)

    def page_of(self, place: str) -> SectionPage:
        """Show the tab of a place, and return it; the cursor stays where it is."""
        self.keeping.note_place()
        index = self.sections.index(self.session.report.form.section_of[place])
        self.tabs.setCurrentIndex(index)
        return self._page(index)

    # Beside the tabs

    @property
    def sides(self) -> Sides:
        """What there is room for beside the tabs."""
        return self.beside.sides

    def panel(self) -> FindingsPanel:
        """Return the findings panel, built when it is first wanted."""
        return self.beside.panel()

    def step(self, *, forward: bool) -> str:
        """Go to the next finding, or to the one before; say which it is of how many."""
        panel, caret = self.panel(), self.page.caret()
        stop = panel.next(caret) if forward else panel.previous(caret)
        panel.arrived(self.page.caret())
        if stop is not None:
            self.beside.show_step()
        return stop.words if stop else panel.NONE

    def show_findings(self, visible: bool) -> None:
        """Show the findings panel, or fold it."""
        self.beside.show_findings(visible)

    def show_preview(self, visible: bool) -> None:
        """Show the printed pages, or fold them."""
        self.beside.show_preview(visible)

    @property
    def finding_bar(self) -> FindingBar:
        """The row at the foot, built when it is first wanted."""
        return self.beside.bar

    def follow(self, actions: Mapping[str, QAction]) -> None:
        """Let the buttons do what the menus do."""
        self.beside.follow(actions)
        self.title_row.follow(actions)
        self.tabs.tools.follow(actions)

    def make_room_for_writing(self) -> None:
        """Fold what is beside the tabs where the window is too narrow for that and the sentences."""
        self.sides.give_way(True)

    # How it is kept in step

    @property
    def zoom(self) -> int:
        """How large tables and texts are, in percent."""
        return self._percent

    def set_zoom(self, percent: int) -> None:
        """Show all tabs larger or smaller."""
        self._percent = percent
        self.keeping.keep_soon()
        self.pages.set_zoom(percent)
        self.beside.set_zoom(percent)

    def _refresh(self) -> None:
        self.title_row.show_report(self.session.stored, writable=self.library.read_only is None)
        if self.session.state is State.FINAL:
            self.tabs.tools.tell_steps(self.session.stored.facts)
        self._show_badges()

    def _show_badges(self) -> None:
        session, bar = self.session, self.tabs.tabBar()
        if not session.is_checked:
            return
        self.title_row.tell_left(nothing_left=not session.assessment.hindrances)
        for index, (section, tally) in enumerate(zip(self.sections, session.assessment.tallies, strict=True)):
            bar.setAccessibleTabName(index, f"{section.heading}：{tally.words}")
            if self.tabs.badges[index].show_tally(tally):
                self.tabs.lay_out_anew(index)
