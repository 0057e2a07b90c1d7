"""查看: the findings, one after the other, and what can be done about the current one from wherever the keys are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.actions import in_window as actions
from ui.actions.registry import handles
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
    act.finish()
    _tell(act, _shown(act).take_proposal())


@handles(actions.EXPLAIN_CURRENT)
def explain_current(act: Acting) -> None:
    """Let the reason of the current finding be written."""
    act.finish()
    _tell(act, _shown(act).explain())


@handles(actions.ACKNOWLEDGE)
def acknowledge(act: Acting) -> None:
    """Take note of the current finding."""
    act.finish()
    _tell(act, _shown(act).acknowledge())


def _shown(act: Acting) -> FindingsPanel | FinalisePage:
    """Return whose current line is meant: that of the list before 定稿 where it is shown, else of the findings."""
    from ui.finalising.page import FinalisePage

    over = getattr(act.window.trail.current, "page", None)
    return over if isinstance(over, FinalisePage) else act.page.panel()


def _tell(act: Acting, objection: str) -> None:
    if objection:
        act.window.status.say(objection)
