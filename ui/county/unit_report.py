"""A report in its six tabs, only to be looked at; a tab is made when it is first shown."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from model.form.schema import Section
from ui.county.paper import PaperTable
from ui.state.session import Session
from ui.tables.page import TablePage
from ui.texts.page import TextPage

_LEAST = QSize(240, 160)


class UnitReport(QWidget):
    """The sections of a report, and where the cursor is in them."""

    moved = Signal(str)  # a place

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        session.setParent(self)
        self.sections = session.report.form.sections
        self.tabs, self.pages = QTabBar(), QStackedWidget()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName("六个部分")
        self._made: dict[int, TablePage | TextPage] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.pages, 1)
        for at, section in enumerate(self.sections):
            self.tabs.addTab(self._words(at, whole=False))
            self.tabs.setTabToolTip(at, section.heading)
            self.pages.addWidget(QWidget())
        self.tabs.currentChanged.connect(self._show)
        self.setFocusProxy(self.pages)

    def _words(self, at: int, *, whole: bool) -> str:
        """Return what a tab says: its ordinal, how much was found in it, and of the one that is shown its name."""
        section, tally = self.sections[at], self.session.assessment.tallies[at]
        name = f"{section.ordinal} {section.tab}" if whole else section.ordinal
        count = tally.must + tally.verify + tally.unfilled.places
        return f"{name}　{count}" if count else f"{name}　✓"

    def page(self, at: int) -> TablePage | TextPage:
        """Return the page of a section."""
        if at not in self._made:
            made = _page_of(self.sections[at], self.session)
            self._made[at] = made
            made.moved.connect(lambda place, _: self.moved.emit(place))
            holder = self.pages.widget(at)
            self.pages.removeWidget(holder)
            holder.deleteLater()
            self.pages.insertWidget(at, made)
        return self._made[at]

    def _show(self, at: int) -> None:
        self.pages.setCurrentWidget(self.page(at))
        self.setFocusProxy(self._keys(at))
        for number in range(self.tabs.count()):
            self.tabs.setTabText(number, self._words(number, whole=number == at))
        if (place := self.current_place()) is not None:
            self.moved.emit(place)

    def _keys(self, at: int) -> QWidget:
        """Return what takes the keys of a section."""
        page = self.page(at)
        return page.boxes[page.place_to_look_from[0]].editor if isinstance(page, TextPage) else page.view

    def show_tab(self, at: int) -> None:
        """Show a section, and give it the keys."""
        if at == self.tabs.currentIndex():
            self._show(at)
        self.tabs.setCurrentIndex(at)
        self._keys(at).setFocus()

    def go_to(self, place: str, span: tuple[int, int] | None = None, *, focus: bool = True) -> None:
        """Show a place."""
        section = self.session.report.form.section_of.get(place)
        if section is not None:
            self.show_tab(self.sections.index(section))
            self.page(self.sections.index(section)).go_to(place, span, focus=focus)

    def current_place(self) -> str | None:
        """Return where the cursor is: a cell, or a text."""
        page = self.page(max(0, self.tabs.currentIndex()))
        if isinstance(page, TextPage):
            return page.place_to_look_from[0]
        return page.current_place() or page.view.walk.cells[0]

    @property
    def chosen_words(self) -> str:
        """The words of a text that are selected."""
        page = self.page(max(0, self.tabs.currentIndex()))
        return page.chosen_words if isinstance(page, TextPage) else ""

    def minimumSizeHint(self) -> QSize:
        """Ask for little."""
        return _LEAST


def _page_of(section: Section, session: Session) -> TablePage | TextPage:
    return PaperTable(section, session) if section.tables else TextPage(section, session)
