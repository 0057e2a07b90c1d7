"""查看: the findings, one after the other, and what can be done about the current one from wherever the keys are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.actions import in_window as actions
from ui.actions.registry import Action, handles
from ui.window.menu.acting import Acting

if TYPE_CHECKING:
    from ui.finalising.page import FinalisePage
    from ui.findings.panel import FindingsPanel


@handles(actions.NEXT_FINDING)
def next_finding(act: Acting) -> None:
    """Go to the next finding, and say which it is."""
    act.window.status.say(act.page.step(forward=True))


@handles(actions.PREVIOUS_FINDING)
def previous_finding(act: Acting) -> None:
    """Go to the finding before, and say which it is."""
    act.window.status.say(act.page.step(forward=False))


@handles(actions.TAKE_CURRENT)
def take_current(act: Acting) -> None:
    """Put in what the current finding proposes; what is being typed is taken before."""
    _do(act, lambda shown: shown.take_proposal(), actions.TAKE_CURRENT)


@handles(actions.EXPLAIN_CURRENT)
def explain_current(act: Acting) -> None:
    """Let the reason of the current finding be written."""
    _do(act, lambda shown: shown.explain(), actions.EXPLAIN_CURRENT)


@handles(actions.ACKNOWLEDGE)
def acknowledge(act: Acting) -> None:
    """Take note of the current finding."""
    _do(act, lambda shown: shown.acknowledge(), actions.ACKNOWLEDGE)


def _do(act: Acting, settle: Callable[[FindingsPanel | FinalisePage], str], meant: Action) -> None:
    """Do something about the current finding; where it was out of sight, show it only."""
    act.finish()
    shown = _shown(act)
    said = settle(shown) if shown is not None else f"请先看这一条，再按一次 {meant.key} 才处理"
    if said:
        act.window.status.say(said)


def _shown(act: Acting) -> FindingsPanel | FinalisePage | None:
    """Return whose current line is meant: that of the list before 定稿 where it is shown, else of the findings.

    None where nobody could see which finding is current: then it is shown now.
    """
    from ui.finalising.page import FinalisePage

    over = getattr(act.window.trail.current, "page", None)
    if isinstance(over, FinalisePage):
        return over
    in_front = act.window.trail.current is act.window.report_page
    page = act.page
    return page.panel() if page.beside.come_in_sight() and in_front else None
