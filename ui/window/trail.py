"""The pages of the window: one below, what is shown over it, and the way back from each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from ui.frame.title_row import TitleRow

if TYPE_CHECKING:
    from ui.library.removals import Removals
    from ui.window.main_window import MainWindow


@runtime_checkable
class HasSteps(Protocol):
    """A page over another that has steps of its own: what is taken back there is what is seen."""

    def take_back(self) -> str:
        """Take the last step back; say what it was."""

    def make_again(self) -> str:
        """Make the step again that was taken back last; say what it was."""


class OverPage(QWidget):
    """A page that is shown over another, under a title row of its own."""

    def __init__(self, page: QWidget, row: TitleRow) -> None:
        super().__init__()
        self.page, self.title_row = page, row
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(row)
        column.addWidget(page, 1)
        self.setFocusProxy(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let a key that was pressed in the title row do what it does on the page."""
        at = QApplication.focusWidget()
        if at is not None and self.title_row.isAncestorOf(at):
            self.page.keyPressEvent(event)
        else:
            super().keyPressEvent(event)


class Trail(QObject):
    """Knows which page is shown, and to which one goes back from there; a page that is left for good is deleted."""

    moved = Signal()  # another page is shown

    def __init__(self, stack: QStackedWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._stack = stack
        self._before: list[tuple[QWidget, QWidget | None, str]] = []  # a page, where the cursor was, words of the way

    @property
    def current(self) -> QWidget | None:
        """The page that is shown."""
        return self._stack.currentWidget()

    @property
    def is_over(self) -> bool:
        """Whether something can be gone back to."""
        return bool(self._before)

    @property
    def over_pages(self) -> list[OverPage]:
        """The pages that are shown over another, or wait below."""
        kept = [self._stack.widget(at) for at in range(self._stack.count())]
        return [one for one in kept if isinstance(one, OverPage)]

    def put(self, page: QWidget) -> None:
        """Show a page in the place of all others."""
        old = [self._stack.widget(at) for at in range(self._stack.count())]
        self._before.clear()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        for one in old:
            self._drop(one)
        self.moved.emit()
        page.setFocus()

    def go_over(self, page: QWidget, back: str) -> None:
        """Show a page over the one that is shown, or one again that lies below; `back` names the way back."""
        now = self._stack.currentWidget()
        self._before.append((now, QApplication.focusWidget(), back))
        self._stack.addWidget(page)
        self._show(page, back)
        page.setFocus()

    def back(self) -> None:
        """Leave the page that is shown for the one before, with the cursor where it was."""
        if not self._before:
            return
        left = self._stack.currentWidget()
        page, focus, _ = self._before.pop()
        self._show(page, self._before[-1][2] if self._before else "")
        if not any(one is left for one, _, _ in self._before) and left is not page:
            self._drop(left)
        if focus is not None and shiboken6.isValid(focus) and page.isAncestorOf(focus):
            focus.setFocus()
        else:
            arrive: Callable[[], object] = getattr(page, "show_where_left", page.setFocus)
            arrive()  # of a report that was never shown the keys go to its cell

    def return_to(self, kind: type[QWidget]) -> bool:
        """Go back to a page of a kind that is shown or lies below; False where there is none."""
        return self._return_to(lambda page: isinstance(page, kind))

    def return_to_like(self, wanted: QWidget) -> bool:
        """Go back to a page like one, of its kind and name; False where there is none."""
        name = wanted.windowTitle()
        return self._return_to(lambda page: type(page) is type(wanted) and page.windowTitle() == name)

    def _return_to(self, fits: Callable[[QWidget], bool]) -> bool:
        kept = [self._stack.currentWidget(), *(page for page, _, _ in reversed(self._before))]
        found = next((one for one in kept if isinstance(one, OverPage) and fits(one.page)), None)
        if found is not None:
            self.show_again(found)
        return found is not None

    def show_again(self, page: QWidget) -> None:
        """Show a page that lies below, and leave what was shown over it."""
        while self._before and self._stack.currentWidget() is not page:
            self.back()

    def _show(self, page: QWidget, back: str) -> None:
        self._stack.setCurrentWidget(page)
        row = title_row_of(page)
        if row is not None:
            row.lead_back(back or getattr(page, "back_to", ""))
        self.moved.emit()

    def leave_all(self) -> None:
        """Let every page that is shown over another let go of what it holds: the window closes."""
        for one in self.over_pages:
            _leave(one)

    def _drop(self, page: QWidget) -> None:
        _leave(page)
        self._stack.removeWidget(page)
        page.deleteLater()


def _leave(page: QWidget) -> None:
    leave: Callable[[], object] | None = getattr(getattr(page, "page", None), "leave", None)
    if isinstance(page, OverPage) and leave is not None:
        leave()


def page_with_steps(window: MainWindow) -> HasSteps | None:
    """Return the page that is shown where undo is its own."""
    page = getattr(window.trail.current, "page", None)
    return page if isinstance(page, HasSteps) else None


def removals_of(window: MainWindow) -> Removals | None:
    """Return what was deleted in the list of reports, where that is shown."""
    removed: Removals | None = getattr(window.trail.current, "removals", None)
    return removed


def title_row_of(page: QWidget) -> TitleRow | None:
    """Return the title row of a page."""
    row = getattr(page, "title_row", None)
    return row if isinstance(row, TitleRow) else None
