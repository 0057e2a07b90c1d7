"""What was deleted in the list of reports, and what was restored: taken back by a key, and done again."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import TYPE_CHECKING

from model.values import NamedTuple

if TYPE_CHECKING:
    from ui.library.page import LibraryPage


class RemovalStep(NamedTuple):
    """Reports that were deleted together, or restored together."""

    reports: Sequence[int]
    deleted: bool
    name: str
    at: float  # a clock that only goes forward


class Removals:
    """Steps in the order in which they were made, and those that were taken back."""

    def __init__(self) -> None:
        self.page: LibraryPage | None = None  # where the steps are seen: the list is made anew after a report
        self._done: list[RemovalStep] = []
        self._undone: list[RemovalStep] = []

    def note(self, reports: Sequence[int], name: str, *, deleted: bool) -> None:
        """Note a step; what was taken back before cannot be made again."""
        self._done.append(RemovalStep(list(reports), deleted, name, monotonic()))
        self._undone.clear()

    @property
    def last(self) -> RemovalStep | None:
        """The step that would be taken back."""
        return self._done[-1] if self._done else None

    @property
    def again(self) -> RemovalStep | None:
        """The step that would be made again."""
        return self._undone[-1] if self._undone else None

    def take_back(self) -> None:
        """Bring back what was deleted last, or delete what was restored last."""
        if self._done and self.page:
            step = self._done.pop()
            self._undone.append(step)
            self.page.turn(step.reports, delete=not step.deleted)

    def make_again(self) -> None:
        """Do again what was taken back last."""
        if self._undone and self.page:
            step = self._undone.pop()
            self._done.append(step._replace(at=monotonic()))
            self.page.turn(step.reports, delete=step.deleted)
