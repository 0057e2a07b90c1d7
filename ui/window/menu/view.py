"""查看: where to look, what stands beside the tabs, how large and in which colours."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QApplication

from ui.actions import in_window as actions
from ui.actions.registry import handles
from ui.appearance import theme
from ui.settings.fields import ZOOMS
from ui.window import panes
from ui.window.looks import LOOKS
from ui.window.menu.acting import Acting


@handles(actions.BACK)
def back(act: Acting) -> None:
    """Go back to the page before."""
    act.window.back()


@handles(actions.NEXT_PANE)
def next_pane(act: Acting) -> None:
    """Put the cursor into the next part of the window."""
    panes.go_round(act.window, 1)


@handles(actions.PREVIOUS_PANE)
def previous_pane(act: Acting) -> None:
    """Put the cursor into the part of the window before."""
    panes.go_round(act.window, -1)


@handles(actions.FINDINGS)
def findings(act: Acting) -> None:
    """Show or hide the findings."""
    act.page.show_findings(act.page.beside.findings_side.isHidden())


@handles(actions.PREVIEW)
def preview(act: Acting) -> None:
    """Show or hide the printed pages."""
    act.page.show_preview(act.page.beside.preview_side.isHidden())


def _zooms(step: int) -> Callable[[Acting], None]:
    return lambda act: zoom(act, step)


def zoom(act: Acting, step: int) -> None:
    """Show tables and texts one step larger or smaller; 0 is their own size."""
    page = act.window.report_page
    if page is None:
        return
    now = page.zoom
    nearest = min(range(len(ZOOMS)), key=lambda i: abs(ZOOMS[i] - now))
    percent = ZOOMS[max(0, min(len(ZOOMS) - 1, nearest + step))] if step else 100
    page.set_zoom(percent)
    act.window.show_zoom(percent)


for _declared, _step in ((actions.ZOOM_IN, 1), (actions.ZOOM_OUT, -1), (actions.ZOOM_RESET, 0)):
    handles(_declared)(_zooms(_step))


def _shows(tab: int) -> Callable[[Acting], None]:
    """Show a section; 接下来 stands before the sections of a final report, and is left for them as one of them is."""

    def show(act: Acting) -> None:
        from ui.finalising.next_page import NextPage

        if isinstance(getattr(act.window.trail.current, "page", None), NextPage):
            act.window.show_report()
        act.page.show_tab(tab)

    return show


for _tab, _declared in enumerate(actions.TABS):
    handles(_declared)(_shows(_tab))


def set_theme(looks: str, act: Acting) -> None:
    """Let the window look otherwise, and remember it."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        theme.choose(application, LOOKS[looks])
    act.library.remember("looks", looks)
    for name in LOOKS:
        act.window.actions_by_key[name].setChecked(name == looks)


for _declared in (actions.LOOKS_SYSTEM, actions.LOOKS_LIGHT, actions.LOOKS_DARK):
    handles(_declared)(partial(set_theme, _declared.id))
