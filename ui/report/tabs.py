"""The six tabs, whose names give way before they scroll, and the tools at the end of their row."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTabBar, QTabWidget, QToolButton, QWidget

from model.form.schema import Section
from model.storage.facts import Facts
from ui.actions.in_widgets import FILL_BLANKS, HELP, REDO, UNDO
from ui.actions.in_window import COPY_HTML, HEADING, HISTORY, NEXT_STEPS, NEXT_YEAR, PRINT, TABS
from ui.appearance.marking import mark
from ui.frame.badge import Badge
from ui.frame.buttons import divider, flat_button, follow_action, icon_button, put_icons
from ui.frame.report_tools import steps_told

_ROOM, _SPARE = 26, 8  # pixels of a tab round its words and badge; that stay free at the end of the row
_LEAST = (320, 140)  # pixels; a page scrolls
_WIDE = 620  # pixels of the row, from which on all tools stand in it
_IN_MORE = (HEADING, HISTORY, None, COPY_HTML, PRINT, None, NEXT_YEAR)  # None: a line between


class SectionTabs(QTabWidget):
    """Where not all names have room, only that of the tab that is shown is whole; where that has none, none is."""

    def __init__(self) -> None:
        super().__init__()
        self.badges: list[Badge] = []
        self._names: list[tuple[str, str]] = []  # whole and short
        self.tools = TabTools()
        self.setDocumentMode(True)
        self.setUsesScrollButtons(False)
        self.tabBar().setExpanding(False)
        self.tabBar().setAccessibleName("六个部分")
        self.setCornerWidget(self.tools)
        self.setCornerWidget(self.tools.next_steps, Qt.Corner.TopLeftCorner)
        self.currentChanged.connect(self.fit)

    def add(self, section: Section, holder: QWidget) -> None:
        """Add the tab of a section."""
        badge, index = Badge(), len(self.badges)
        self.badges.append(badge)
        self._names.append((f"{section.ordinal} {section.tab}", section.ordinal))
        self.addTab(holder, self._names[-1][0])
        self.setTabToolTip(index, TABS[index].told(section.heading))
        self.tabBar().setTabButton(index, QTabBar.ButtonPosition.RightSide, badge)

    def fit(self, *_: object) -> None:
        """Name the tabs as far as there is room for them."""
        before = 0 if self.tools.next_steps.isHidden() else self.tools.next_steps.sizeHint().width()
        room = self.width() - self.tools.sizeHint().width() - before - _SPARE
        every, current = range(len(self._names)), self.currentIndex()
        for whole in (set(every), {current}, set[int]()):
            over = sum(self._width(index, index in whole) for index in every) - room
            if over <= 0:
                break
        self.setUsesScrollButtons(over > 0)  # not even the numbers have room: none may be out of reach
        for index in every:
            name = self._names[index][index not in whole]
            if self.tabText(index) != name:
                self.setTabText(index, name)

    def _width(self, index: int, whole: bool) -> int:
        words = self._names[index][not whole]
        return self.fontMetrics().horizontalAdvance(words) + self.badges[index].width() + _ROOM

    def lay_out_anew(self, index: int) -> None:
        """Take in that a badge has another width."""
        self.tabBar().setTabText(index, self.tabText(index))
        self.fit()

    def minimumSizeHint(self) -> QSize:
        """Ask for little: the names give way."""
        return QSize(*_LEAST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.tools.fit(self.width())
        super().resizeEvent(event)
        self.fit()


class TabTools(QWidget):
    """Undo and redo, what the tab that is shown offers, and the rest behind “⋯”."""

    def __init__(self) -> None:
        super().__init__()
        self.undo, self.redo = flat_button(UNDO), flat_button(REDO)
        self.zero, self.help = flat_button(FILL_BLANKS), flat_button(HELP)
        self.help.setCheckable(True)
        self.next_steps = QToolButton()  # before the tabs, once the report is final
        self.next_steps.setText(NEXT_STEPS.label)
        self.next_steps.setToolTip(NEXT_STEPS.tooltip)
        self.next_steps.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.next_steps.hide()
        mark(self.next_steps, "tab")
        self.more = icon_button("ellipsis", "更多")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._line = divider()
        self._of_table, self._is_wide = False, True
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 8, 2)
        row.setSpacing(2)
        for part in (self.undo, self.redo, self._line, self.zero, self.help, self.more):
            row.addWidget(part)

    def follow(self, actions: Mapping[str, QAction]) -> None:
        """Let the buttons do what the menus do."""
        follow_action(self.undo, actions[UNDO.id])
        follow_action(self.redo, actions[REDO.id])
        if NEXT_STEPS.id in actions:
            follow_action(self.next_steps, actions[NEXT_STEPS.id])
            self.next_steps.setVisible(actions[NEXT_STEPS.id].isEnabled())
            actions[NEXT_STEPS.id].enabledChanged.connect(self.next_steps.setVisible)
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: put_icons(actions))
        for declared in _IN_MORE:
            menu.addAction(actions[declared.id]) if declared else menu.addSeparator()
        self.more.setMenu(menu)

    def tell_steps(self, facts: Facts) -> None:
        """Say how many of the steps after 定稿 are not done yet."""
        from app.milestones import left  # a draft does without

        self.next_steps.setText(steps_told(left(facts)))

    def offer(self, *, of_table: bool) -> None:
        """Show what a table offers, or nothing of it beside a text."""
        self._of_table = of_table
        self._show()

    def fit(self, width: int) -> None:
        """Leave out what keys and menus offer as well, where the row is narrow."""
        self._is_wide = width >= _WIDE
        self._show()

    def _show(self) -> None:
        shown = self._of_table and self._is_wide
        for part in (self._line, self.zero, self.help):
            part.setVisible(shown)
        self.redo.setVisible(self._is_wide)
