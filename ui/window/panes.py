"""The parts of the window, from one to the next by F6: title, tabs, page, what stands beside it, the foot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.window.trail import title_row_of

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow


def go_round(window: MainWindow, step: int) -> None:
    """Put the cursor into the next part that can take it, or with -1 into the one before."""
    parts = list(_parts(window))
    now = QApplication.focusWidget()
    here = next((at for at, part in enumerate(parts) if now is not None and _holds(part, now)), 0 if step < 0 else -1)
    for away in range(1, len(parts) + 1):
        found = _first(parts[(here + step * away) % len(parts)])
        if found is not None:
            found.setFocus(Qt.FocusReason.TabFocusReason)
            return


def _parts(window: MainWindow) -> Iterator[QWidget]:
    page, report = window.trail.current, window.report_page
    if page is not None and (row := title_row_of(page)) is not None:
        yield row
    if report is not None and page is report:
        yield report.tabs.tabBar()
        yield report.page
        yield from (side for side in (report.beside.findings_side, report.beside.preview_side) if side.isVisible())
    elif page is not None:
        inner = getattr(page, "page", page)
        yield from (part for part in getattr(inner, "panes", (inner,)) if part.isVisible())  # a page may name its own
    yield window.status


def _holds(part: QWidget, widget: QWidget) -> bool:
    return part is widget or part.isAncestorOf(widget)


def _first(part: QWidget) -> QWidget | None:
    """Return what takes the cursor in a part: what it says itself, or the first that Tab would come to."""
    own = part.focusProxy()
    if own is not None and own.isVisible() and own.isEnabled():
        return own
    if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible() and part.isEnabled():
        return part
    one = part.nextInFocusChain()
    while one is not None and one is not part:
        takes = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) and one.isVisible() and one.isEnabled()
        if takes and part.isAncestorOf(one):
            return one.focusProxy() or one
        one = one.nextInFocusChain()
    return None
