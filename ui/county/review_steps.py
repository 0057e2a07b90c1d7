"""What was done in 审核 as steps: remarks are taken back here, what was decided of a unit by the roll call."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ui.actions.in_widgets import REDO, UNDO
from ui.actions.registry import Action
from ui.county.batch_steps import Turns


class ReviewStep(NamedTuple):
    """Something that was done; `back` and `again` are None for what the roll call takes back."""

    name: str
    back: Callable[[], object] | None = None
    again: Callable[[], object] | None = None


class ReviewTurned(NamedTuple):
    """What became of a step: whether the roll call is another now, or only what is said of the report."""

    sentence: str
    of_roll: bool = False


class ReviewSteps:
    """The steps of one page, in their order."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self._done: list[ReviewStep] = []
        self._undone: list[ReviewStep] = []

    def note(self, step: ReviewStep) -> None:
        """Note what was done now: what was taken back before is not made again."""
        self._done.append(step)
        self._undone.clear()

    def take_back(self) -> ReviewTurned:
        """Take the last step back."""
        return self._turn(UNDO, self._done, self._undone)

    def make_again(self) -> ReviewTurned:
        """Make the step again that was taken back last."""
        return self._turn(REDO, self._undone, self._done)

    def _turn(self, way: Action, taken: list[ReviewStep], put: list[ReviewStep]) -> ReviewTurned:
        if not taken:
            return ReviewTurned(f"没有可以{way.label}的")
        step = taken.pop()
        put.append(step)
        own, of_roll = (step.back, self._turns.back) if way is UNDO else (step.again, self._turns.again)
        if own is None:
            return ReviewTurned(of_roll(), of_roll=True)
        own()
        return ReviewTurned(f"已{way.label}：{step.name}")
