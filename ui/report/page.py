"""One open report: a tab for each section of the form, the findings and the preview beside them."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import cache, partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSplitter, QTabBar, QTabWidget, QVBoxLayout, QWidget

from model.form.schema import Section
from model.rules import Finding
from model.storage.library import Library
from ui.actions.in_window import FINDINGS, LIBRARY, PREVIEW, TABS
from ui.report.badge import Badge
from ui.report.header_strip import HeaderStrip
from ui.report.placeholder import Placeholder, Side
from ui.report.writing import TextPages
from ui.state.session import Session

if TYPE_CHECKING:
    from ui.findings.panel import FindingsPanel
    from ui.preview.panel import Preview
    from ui.tables.page import TablePage
    from ui.texts.page import TextPage

    SectionPage = TablePage | TextPage

_FINDINGS_WIDTH, _PREVIEW_WIDTH = 290, 420
_ROOM_FOR_BOTH = 1500
_WIDEST = 100_000  # pixels; no screen is wider


@cache
def _keep_what_is_there() -> None:
    """Keep the collector from what is there now, once: to look through it again takes as long as a keystroke."""
    gc.freeze()


class ReportPage(QWidget):
    """The report that is open in the window."""

    back_to = LIBRARY.label

    def __init__(
        self, session: Session, library: Library, *, preview: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._library = library
        self._may_preview = preview
        self._pages: dict[str, SectionPage] = {}
        self._holders: list[Placeholder] = []
        self._badges: list[Badge] = []
        self._panel: FindingsPanel | None = None
        self._preview: Preview | None = None
        self._painted = False
        self._left_at: dict[int, str] = {}  # where the cursor was in each tab
        self._percent = library.recall("zoom", partial(_whole, least=50, most=400), 100)
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
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.tabBar().setAccessibleName("六个部分")
        self.findings_side, self.preview_side = Side(FINDINGS.label, 220), Side(PREVIEW.label, 220)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for index, part in enumerate((self.tabs, self.findings_side, self.preview_side)):
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(index, 0 if index else 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title_row)
        column.addWidget(self.splitter, 1)

    def _add_tab(self, section: Section) -> None:
        holder, badge = Placeholder(), Badge()
        index = self.tabs.addTab(holder, f"{section.ordinal} {section.tab}")
        self._holders.append(holder)
        self._badges.append(badge)
        self.tabs.setTabToolTip(index, TABS[index].told(section.heading))
        self.tabs.tabBar().setTabButton(index, QTabBar.ButtonPosition.RightSide, badge)

    def _connect(self) -> None:
        self.session.checked.connect(self._show_badges)
        self.session.state_changed.connect(self._refresh)
        self.tabs.currentChanged.connect(self._tab_changed)
        self.title_row.findings_toggled.connect(self.show_findings)
        self.title_row.preview_toggled.connect(self.show_preview)

    def _restore(self) -> None:
        """Bring back how the window was left."""
        recall = self._library.recall
        last = partial(_whole, least=0, most=self.tabs.count() - 1)
        self.tabs.setCurrentIndex(recall(f"tab {self.session.id}", last, 0))
        self._page(self.tabs.currentIndex())
        self.findings_side.setVisible(recall("findings", str, "on") != "off")
        self.preview_side.setVisible(recall("preview", str, "off") == "on" and self._may_preview)
        self.splitter.setSizes(recall("splitter", _widths, [1000, _FINDINGS_WIDTH, _PREVIEW_WIDTH]))
        self.title_row.findings_button.setChecked(not self.findings_side.isHidden())
        self.title_row.preview_button.setChecked(not self.preview_side.isHidden())
        self.title_row.preview_button.setEnabled(self._may_preview)

    def leave(self) -> None:
        """Keep how the page is left, and end what runs beside it."""
        if self._preview:
            self._preview.stop()
        keep = {
            f"tab {self.session.id}": str(self.tabs.currentIndex()),
            "findings": "off" if self.findings_side.isHidden() else "on",
            "preview": "off" if self.preview_side.isHidden() else "on",
            "splitter": " ".join(str(width or 300) for width in self.splitter.sizes()),
            "zoom": str(self._percent),
        }
        for key, value in keep.items():
            self._library.remember(key, value)

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
        if not self.findings_side.isHidden():
            self.panel()
        if not self.preview_side.isHidden():
            self._start_preview()
        self.writing.arrive(self.page)
        self.session.look_around()
        import_module("model.rules.locate")  # else the first wrong number would wait for it
        _keep_what_is_there()

    # Tabs

    def _page(self, index: int) -> SectionPage:
        section = self.sections[index]
        if section.key not in self._pages:
            page = _make_page(section, self, at_once=self._painted)
            page.set_zoom(self._percent)
            self._pages[section.key] = page
            self._holders[index].put(page)
        return self._pages[section.key]

    @property
    def page(self) -> SectionPage:
        """The tab that is shown."""
        return self._page(self.tabs.currentIndex())

    def _tab_changed(self, index: int) -> None:
        self.writing.arrive(self._page(index))
        if self._preview is not None:
            self._preview.show_section(self.sections[index].heading)

    def finish(self) -> bool:
        """Take what is being typed into a cell; False if it is no number."""
        return all(page.finish() for page in self._pages.values() if hasattr(page, "finish"))

    def show_tab(self, index: int) -> None:
        """Show a tab, and put the cursor where it was there."""
        self._note_place()
        self.go_to_place(self._left_at.get(index) or _first_place(self.sections[index]))

    def go_to_place(self, place: str) -> None:
        """Go to a cell or text."""
        self._show_section_of(place).go_to(place)

    def go_to(self, finding: Finding) -> None:
        """Go to where a finding is, and select the words it is about."""
        page = self._show_section_of(finding.at[0])
        if finding.span is None:
            page.go_to(finding.at[0])
        else:
            page.go_to(finding.at[0], finding.span)  # type: ignore[call-arg]  # only texts have words

    def page_of(self, place: str) -> SectionPage:
        """Show the tab of a place, and return it; the cursor stays where it is."""
        return self._show_section_of(place)

    def _note_place(self) -> None:
        place = self.page.current_place()
        if place:
            self._left_at[self.tabs.currentIndex()] = place

    def _show_section_of(self, place: str) -> SectionPage:
        self._note_place()
        index = self.sections.index(self.session.report.form.section_of[place])
        self.tabs.setCurrentIndex(index)
        return self._page(index)

    # Beside the tabs

    def panel(self) -> FindingsPanel:
        """Return the findings panel, built when it is first wanted."""
        if self._panel is None:
            from ui.findings.panel import FindingsPanel

            self._panel = FindingsPanel(self.session)
            self._panel.jump.connect(self.go_to)
            self.findings_side.put(self._panel)
        return self._panel

    def step(self, *, forward: bool) -> str:
        """Go to the next finding, or to the one before; say which it is of how many."""
        panel, caret = self.panel(), self.page.caret()
        stop = panel.next(caret) if forward else panel.previous(caret)
        panel.arrived(self.page.caret())
        return stop.words if stop else "没有要处理的核对结果"

    def show_findings(self, visible: bool) -> None:
        """Show the findings panel, or fold it."""
        if visible:
            self.panel()
            self._make_room(self.show_preview)
            self._make_room(self.writing.show)
        self.findings_side.setVisible(visible)
        self.title_row.findings_button.setChecked(visible)

    def show_preview(self, visible: bool) -> None:
        """Show the printed pages, or fold them."""
        visible = visible and self._may_preview
        if visible:
            self._make_room(self.show_findings)
            self._make_room(self.writing.show)
        self.preview_side.setVisible(visible)
        self.title_row.preview_button.setChecked(visible)
        if visible:
            self._start_preview()

    def make_room_for_writing(self) -> None:
        """Fold what is beside the tabs where the window is too narrow for that and the sentences."""
        self._make_room(self.show_findings)
        self._make_room(self.show_preview)

    def _make_room(self, fold: Callable[[bool], None]) -> None:
        """Fold the other side where the window is too narrow for the widest table and both of them."""
        if self.width() < _ROOM_FOR_BOTH:
            fold(False)

    def _start_preview(self) -> None:
        if self._preview is None:
            from ui.preview.panel import Preview

            self._preview = Preview(self.session)
            self.preview_side.put(self._preview)
            self._preview.show_section(self.sections[self.tabs.currentIndex()].heading)
            self._preview.start()

    # How it is kept in step

    @property
    def zoom(self) -> int:
        """How large tables and texts are, in percent."""
        return self._percent

    def set_zoom(self, percent: int) -> None:
        """Show all tabs larger or smaller."""
        self._percent = percent
        for page in self._pages.values():
            page.set_zoom(percent)

    def _refresh(self) -> None:
        self.title_row.show_report(self.session.stored, writable=self._library.read_only is None)
        self._show_badges()

    def _show_badges(self) -> None:
        session, bar = self.session, self.tabs.tabBar()
        if not session.is_checked:
            return
        for index, (section, tally) in enumerate(zip(self.sections, session.assessment.tallies, strict=True)):
            bar.setAccessibleTabName(index, f"{section.heading}：{tally.words}")
            if self._badges[index].show_tally(tally):
                bar.setTabText(index, bar.tabText(index))  # lays the tabs out anew


def _whole(words: str, least: int, most: int) -> int:
    """Read a number that is remembered; one out of bounds means nothing."""
    if least <= int(words) <= most:
        return int(words)
    raise ValueError(words)


def _widths(words: str) -> list[int]:
    widths = [_whole(width, least=0, most=_WIDEST) for width in words.split()]
    if len(widths) == len((_FINDINGS_WIDTH, _PREVIEW_WIDTH)) + 1:
        return widths
    raise ValueError(words)


def _make_page(section: Section, report: ReportPage, *, at_once: bool) -> SectionPage:
    if section.tables:
        from ui.tables.page import TablePage

        return TablePage(section, report.session)
    from ui.report.writing import text_page

    return text_page(section, report, at_once=at_once)


def _first_place(section: Section) -> str:
    return section.cells[0] if section.tables else section.texts[0].key
