"""One open report: a tab for each section of the form, the findings and the preview beside them."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from functools import cache, partial
from importlib import import_module
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.preferences import BESIDE, LAST_YEAR
from model.form.schema import Section
from model.storage.library import Library
from model.storage.records import State
from ui.actions.in_widgets import ESCAPE
from ui.actions.in_window import LIBRARY
from ui.appearance.zoom import kept_zoom
from ui.report.beside import Beside
from ui.report.header_strip import HeaderStrip
from ui.report.placeholder import Placeholder
from ui.report.places import Places
from ui.report.sides import Sides
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

KEPT_AFTER = 2000  # ms: an edit is on disk at once, where the cursor stands soon after it


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
        self._keeping = QTimer(self, singleShot=True)
        self._keeping.timeout.connect(self._keep)
        self._library = library
        self._may_preview = preview
        self._pages: dict[str, SectionPage] = {}
        self._holders: list[Placeholder] = []
        self._painted = False
        self._places = Places(session.report.form.section_of)
        self._percent = kept_zoom(library)
        self.writing = TextPages(self, library)
        session.setParent(self)
        self._lay_out()
        self.sections = session.report.form.sections
        for section in self.sections:
            self._add_tab(section)
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

    def _add_tab(self, section: Section) -> None:
        holder = Placeholder()
        self._holders.append(holder)
        self.tabs.add(section, holder)

    def _connect(self) -> None:
        self.session.checked.connect(self._show_badges)
        self.session.state_changed.connect(self._refresh)
        self.tabs.currentChanged.connect(self._tab_changed)
        self.session.checked.connect(self._offer_tools)
        self.session.state_changed.connect(self._offer_tools)
        self.tabs.tools.zero.clicked.connect(self._fill_blanks)
        self.tabs.tools.help.clicked.connect(self._toggle_help)
        self.beside.changed.connect(self._keep_soon)
        self.beside.changed.connect(self.sides_changed)
        self.sides.left.connect(self._back_to_the_caret)
        self.title_row.findings_toggled.connect(self.show_findings)
        self.title_row.preview_toggled.connect(self.show_preview)

    def _restore(self) -> None:
        """Bring back how the window was left."""
        recall = self._library.recall
        last = partial(_whole, least=0, most=self.tabs.count() - 1)
        self.tabs.setCurrentIndex(recall(f"tab {self.session.id}", last, 0))
        self._page(self.tabs.currentIndex())
        self.sides.set_zoom(self._percent)
        self.sides.restore(self._library, may_preview=self._may_preview)
        self.title_row.preview_button.setEnabled(self._may_preview)
        place = recall(self._place_key, self._places.read, None)
        if place is not None:
            self._places.note(place)

    @property
    def _place_key(self) -> str:
        """How the place of the cursor is remembered."""
        return f"place {self.session.id}"

    def leave(self) -> None:
        """Keep how the page is left, and end what runs beside it."""
        self.beside.stop()
        self._keep()
        self._keeping.blockSignals(True)

    def _keep_soon(self) -> None:
        """Keep how the page stands, in a moment: nobody is asked before the power goes."""
        if not self._keeping.isActive():  # else who never rests were never kept
            self._keeping.start(KEPT_AFTER)

    def _keep(self) -> None:
        """Keep where the cursor is, how large all is, and what is beside the tabs."""
        self._keeping.stop()
        self._note_place()
        keep = {
            f"tab {self.session.id}": str(self.tabs.currentIndex()),
            "zoom": str(self._percent),
            self._place_key: self._places.at(self.sections[self.tabs.currentIndex()]).words,
        }
        for key, value in keep.items():
            self._library.remember(key, value)
        self.sides.keep(self._library.remember)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Build what is beside the tabs once the table is there to be typed into."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._fill_sides)

    def _fill_sides(self) -> None:
        for page in self._pages.values():
            if hasattr(page, "make_all"):
                page.make_all()
        self.beside.fill()
        self.writing.arrive(self.page)
        self.beside.show_bar()
        self.session.look_around()
        for name in SOON_WANTED:
            import_module(name)
        _keep_what_is_there()

    # Tabs

    def _page(self, index: int) -> SectionPage:
        section = self.sections[index]
        if section.key not in self._pages:
            page = _make_page(section, self, at_once=self._painted)
            page.set_zoom(self._percent)
            page.moved.connect(self._caret_moved)
            if section.tables:
                self._connect_table(cast("TablePage", page))
            self._pages[section.key] = page
            self._holders[index].put(page)
        return self._pages[section.key]

    def _connect_table(self, table: TablePage) -> None:
        table.told.connect(self.said)
        table.help_shown.connect(self.tabs.tools.help.setChecked)
        table.set_last_year_visible(self._library.setting(LAST_YEAR) == BESIDE)

    def show_last_year(self) -> None:
        """Show last year's figures where the settings say."""
        for index, section in enumerate(self.sections):
            if section.tables and section.key in self._pages:
                cast("TablePage", self._page(index)).set_last_year_visible(self._library.setting(LAST_YEAR) == BESIDE)

    @property
    def heading(self) -> str:
        """The heading of the section that is shown."""
        return self.sections[self.tabs.currentIndex()].heading

    @property
    def page(self) -> SectionPage:
        """The tab that is shown."""
        return self._page(self.tabs.currentIndex())

    def _tab_changed(self, index: int) -> None:
        self._keep_soon()
        self.writing.arrive(self._page(index))
        self._offer_tools()
        if caret := self._page(index).caret():
            self._caret_moved(*caret)
        if self.sections[index].tables:
            self.sides.give_way(False)
        self.beside.show_section(self.heading)

    def _table(self) -> TablePage | None:
        section = self.sections[self.tabs.currentIndex()]
        return cast("TablePage", self.page) if section.tables else None

    def _offer_tools(self) -> None:
        table = self._table()
        self.tabs.tools.offer(of_table=table is not None)
        self.tabs.tools.zero.setEnabled(table is not None and table.can_fill_blanks)

    def _fill_blanks(self) -> None:
        table = self._table()
        if table is not None:
            table.fill_blanks()

    def paste_here(self) -> None:
        """Paste what the clipboard holds into the table that is shown."""
        table = self._table()
        if table is not None:
            table.paste()

    def _back_to_the_caret(self) -> None:
        """Put the cursor where it was in the tab that is shown."""
        table = self._table()
        table.setFocus() if table is not None else cast("TextPage", self.page).go_to_caret()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc close what F1 opened, wherever in the page the keys are."""
        table = self._table()
        if not (ESCAPE.is_pressed_by(event) and table is not None and table.close_help()):
            super().keyPressEvent(event)

    def _toggle_help(self) -> None:
        table = self._table()
        if table is not None:
            table.toggle_help()

    def finish(self) -> bool:
        """Take what is being typed into a cell; False if it is no number."""
        return all(page.finish() for page in self._pages.values() if hasattr(page, "finish"))

    def show_tab(self, index: int) -> None:
        """Show a tab, and put the cursor where it was there."""
        self._note_place()
        self._return_to(index)

    def show_where_left(self) -> None:
        """Put the cursor where it was when the report was left."""
        self._return_to(self.tabs.currentIndex())

    def _return_to(self, index: int) -> None:
        place, offset = self._places.at(self.sections[index])
        there = min(offset, len(str(self.session.value(place) or "")))  # the text may be shorter now
        self._show_section_of(place).go_to(place, (there, there))

    def go_to_place(self, place: str) -> None:
        """Go to a cell or text."""
        self._show_section_of(place).go_to(place)

    def go_to(self, finding: Finding, focus: bool = True) -> None:
        """Go to where a finding is, and select the words it is about; without `focus` the keys stay where they are."""
        page = self._show_section_of(finding.at[0])
        page.go_to(finding.at[0], finding.span, focus=focus)

    def show_change(self, to: SteppedTo, focus: bool = True) -> None:
        """Go to what was changed without being touched, and select it; without `focus` the keys stay where they are."""
        if to.place is not None and self.isVisible():
            self.page_of(to.place).go_to(to.place, to.span, focus=focus)

    def look_along(self, cells: tuple[str, ...]) -> None:
        """Select the cells that a finding runs through; show a text beside last year's."""
        page = self._show_section_of(cells[0])
        if cells[0] in self.session.report.form.texts:
            page.go_to(cells[0])
            cast("TextPage", page).show_side(True)  # with last year's text
        else:
            page.select(cells)

    def _caret_moved(self, place: str, offset: int) -> None:
        self._keep_soon()
        self.beside.follow_caret(place, offset)

    def page_of(self, place: str) -> SectionPage:
        """Show the tab of a place, and return it; the cursor stays where it is."""
        return self._show_section_of(place)

    def _note_place(self) -> None:
        self._places.note(self.page.caret())

    def _show_section_of(self, place: str) -> SectionPage:
        self._note_place()
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
        self._keep_soon()
        for page in self._pages.values():
            page.set_zoom(percent)
        self.beside.set_zoom(percent)

    def _refresh(self) -> None:
        self.title_row.show_report(self.session.stored, writable=self._library.read_only is None)
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


def _whole(words: str, least: int, most: int) -> int:
    """Read a number that is remembered; one out of bounds means nothing."""
    if least <= int(words) <= most:
        return int(words)
    raise ValueError(words)


def _make_page(section: Section, report: ReportPage, *, at_once: bool) -> SectionPage:
    if section.tables:
        from ui.tables.page import TablePage

        return TablePage(section, report.session)
    from ui.report.writing import text_page

    return text_page(section, report, at_once=at_once)
