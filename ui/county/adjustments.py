"""Adjustments of the sum as steps that can be taken back and made again."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from model.form.form import Form
from model.form.schema import Cell
from model.storage.library import Library
from ui.county.deeds import who_of


class AdjustmentStep(NamedTuple):
    """One that was added, or taken away."""

    name: str
    key: int
    added: bool


class AdjustmentSteps:
    """What was done on the page of the sum, in its order."""

    def __init__(self, library: Library, collection: int) -> None:
        self._library, self._collection = library, collection
        self._done: list[AdjustmentStep] = []
        self._undone: list[AdjustmentStep] = []

    def add(self, cell: Cell, value: Decimal, reason: str, form: Form) -> str:
        """Add something to a cell; return what that is called.

        Raises:
            UserError: it cannot be taken.
        """
        key = self._library.county.adjust(self._collection, cell, value, reason, who_of(self._library))
        return self._note(AdjustmentStep(f"{form.name_of(cell)}的调整", key, added=True))

    def remove(self, key: int) -> str:
        """Take an adjustment away; return what that is called."""
        self._library.county.remove_adjustment(key)
        return self._note(AdjustmentStep("去掉一笔调整", key, added=False))

    def _note(self, step: AdjustmentStep) -> str:
        self._done.append(step)
        self._undone.clear()
        return step.name

    def take_back(self) -> str:
        """Take the last step back; return what it was, nothing where there is none."""
        return self._turn(self._done, self._undone, back=True)

    def make_again(self) -> str:
        """Make the step again that was taken back last; return what it was, nothing where there is none."""
        return self._turn(self._undone, self._done, back=False)

    def _turn(self, taken: list[AdjustmentStep], put: list[AdjustmentStep], *, back: bool) -> str:
        if not taken:
            return ""
        step = taken.pop()
        self._library.county.remove_adjustment(step.key, removed=step.added is back)
        put.append(step)
        return step.name
