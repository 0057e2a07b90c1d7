"""A report in its six tabs, only to be looked at; a tab is made when it is first shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from model.form.schema import Section
from ui.appearance.zoom import grow_along, scale_of
from ui.county.paper import PaperTable
from ui.county.text_beside import TextBeside, earlier_of
from ui.state.before_this import BeforeThis
from ui.state.session import Session
from ui.tables.page import TablePage
from ui.texts.page import TextPage

_LEAST = QSize(240, 160)
_BESIDE, _ROOMY = 300, 620  # pixels of the earlier text; of both, from which on it stands beside
_GAP, _EDGE = 4, 8  # pixels
_LOW = 300  # pixels: less has no room for two texts, one above the other


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
        self._beside: dict[int, TextBeside] = {}
        self.earlier = earlier_of(session.last_year, session.before)
        self.choices = [_choice(one.name) for one in self.earlier]
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)  # none of them is a choice, too
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, _EDGE, 0)
        top.setSpacing(_GAP)
        top.addWidget(self.tabs, 1)
        for at, button in enumerate(self.choices):
            top.addWidget(button)
            self._group.addButton(button, at)
        column.addLayout(top)
        column.addWidget(self.pages, 1)
        for at, section in enumerate(self.sections):
            self.tabs.addTab(self._words(at, whole=False))
            self.tabs.setTabToolTip(at, section.heading)
            self.pages.addWidget(QWidget())
        self.tabs.currentChanged.connect(self._show)
        self._group.idToggled.connect(self._choose)
        self._is_new = True
        if self.choices:
            self.choices[0].setChecked(True)
        self.setFocusProxy(self.pages)

    def _words(self, at: int, *, whole: bool, brief: bool = False) -> str:
        """Return what a tab says: its ordinal, how much was found in it, and of the one that is shown its name."""
        section, tally = self.sections[at], self.session.assessment.tallies[at]
        name = f"{section.ordinal} {section.tab}" if whole else section.ordinal
        count = tally.must + tally.verify + tally.unfilled.places
        if brief:
            return f"{name} {count}" if count else name
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
            shown = self._with_earlier(at, made) if isinstance(made, TextPage) else made
            self.pages.insertWidget(at, shown)
            grow_along(shown)
        return self._made[at]

    # Beside it

    def _with_earlier(self, at: int, page: TextPage) -> QWidget:
        """Put the earlier text beside a page of texts, for that with the cursor."""
        if not self.earlier:
            return page
        beside = self._beside[at] = TextBeside()
        split = QSplitter(self._way())
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        for part, share in ((page, 3), (beside, 2)):
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, share)
        page.moved.connect(lambda place, _: self._follow(at, place))
        self._follow(at, page.place_to_look_from[0])
        return split

    def beside_of(self, at: int) -> TextBeside | None:
        """Return what shows the earlier text beside a section; None where nothing can."""
        return self._beside.get(at)

    def _way(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal if self._is_roomy else Qt.Orientation.Vertical

    @property
    def chosen_earlier(self) -> BeforeThis | None:
        """What stands beside; None where nothing does."""
        return next((one for one, button in zip(self.earlier, self.choices, strict=True) if button.isChecked()), None)

    def _choose(self, at: int, on: bool) -> None:
        """Show one of them at a time, or none."""
        if on:
            for other, button in enumerate(self.choices):
                button.setChecked(other == at)
        for section in self._beside:
            page = self._made[section]
            if isinstance(page, TextPage):
                self._follow(section, page.place_to_look_from[0])

    def _follow(self, at: int, place: str) -> None:
        earlier, beside = self.chosen_earlier, self._beside.get(at)
        if beside is not None:
            beside.setVisible(earlier is not None)
            if earlier is not None:
                beside.show_text(earlier, self.session.report, place)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin without the earlier text where there is no room for it; it is there for a click."""
        super().showEvent(event)
        if self._is_new and self.height() < _LOW and self._way() is Qt.Orientation.Vertical:
            for button in self.choices:
                button.setChecked(False)
        self._is_new = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_tabs()
        for beside in self._beside.values():
            split = beside.parentWidget()
            if isinstance(split, QSplitter) and split.orientation() is not self._way():
                split.setOrientation(self._way())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            QTimer.singleShot(0, self, self._name_tabs)  # once the tabs have these letters, too

    def _show(self, at: int) -> None:
        self.page(at)
        self.pages.setCurrentIndex(at)
        self.setFocusProxy(self._keys(at))
        self._name_tabs()
        if (place := self.current_place()) is not None:
            self.moved.emit(place)

    def _name_tabs(self) -> None:
        """Name the section that is shown, where there is room for that beside all others."""
        at, numbers = self.tabs.currentIndex(), range(self.tabs.count())
        roomy = self._is_roomy
        for whole, brief in ((roomy, False), (False, False), (False, True)):
            for number in numbers:
                self.tabs.setTabText(number, self._words(number, whole=whole and number == at, brief=brief))
            if self.tabs.minimumSizeHint().width() + self._choices_wide() <= self.width():
                break

    def _choices_wide(self) -> int:
        return sum(one.sizeHint().width() + _GAP for one in self.choices) + _EDGE

    @property
    def _is_roomy(self) -> bool:
        return self.width() >= _ROOMY * scale_of(self)

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


def _choice(name: str) -> QToolButton:
    button = QToolButton()
    button.setText(name)
    button.setCheckable(True)
    button.setToolTip(f"文字旁边显示{name}的")
    button.setAccessibleName(f"文字旁边显示{name}的")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _page_of(section: Section, session: Session) -> TablePage | TextPage:
    return PaperTable(section, session) if section.tables else TextPage(section, session)
