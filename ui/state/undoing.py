"""Undo: the steps of the open report, also those of former days, as a list that moves only when one was written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from model.report.bindings import Bindings
from model.report.report import Report
from model.storage.events import HistoryEvent
from model.storage.records import Change, How, Move, Trodden, UndoTrail

if TYPE_CHECKING:  # the window is there before the first step
    from app.undo_steps import EditStep


class Treads(Protocol):
    """What the steps need of the session."""

    @property
    def typed(self) -> Report:
        """The report as it was entered."""

    def apply(self, changes: Sequence[Change], how: How, step: str, bindings: Bindings, move: Move) -> bool:
        """Write changes and show them; False if it was refused."""

    def tread(self, move: Move) -> Trodden | None:
        """Let the library take a step back that is on disk, or make it again; None if it was refused."""


class Steps(QObject):
    """The steps of a report, and how many of them are done.

    A step of this sitting knows its changes, and is taken back even while the disk refuses to write; what is on disk
    already the library takes back. A step that is refused stays where it was; none is passed over.
    """

    indexChanged = Signal(int)  # noqa: N815 — as Qt names it
    trodden = Signal(object, object)  # Trodden, Move: what was taken back or made again
    ended = Signal(str)  # there is nothing more to take back, because of this

    def __init__(self, session: Treads, trail: UndoTrail, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._steps: list[EditStep | str] = []
        self._index = 0
        self.end = ""
        self.follow(trail)

    def follow(self, trail: UndoTrail) -> None:
        """Take the steps as the library has them."""
        self._steps = [*trail.done, *trail.undone]
        self._index, self.end = len(trail.done), trail.end
        self.indexChanged.emit(self._index)

    def grown(self, step: EditStep) -> EditStep | None:
        """Return the last step with a further one in it, where that goes on with the same word."""
        last = self._steps[self._index - 1] if self._index and self._index == len(self._steps) else None
        return None if last is None or isinstance(last, str) else last.grown(step)

    def push(self, step: EditStep, *, over_the_last: bool) -> None:
        """Add a step that was made; what was taken back before cannot be made again."""
        self._index -= over_the_last
        self._steps[self._index :] = [step]
        self._index += 1
        self.indexChanged.emit(self._index)

    def undo(self) -> None:
        """Take the last step back."""
        if self.canUndo():
            self._tread(Move.BACK)
        else:
            self.ended.emit(self.end)

    def redo(self) -> None:
        """Make the step again that was taken back last."""
        if self.canRedo():
            self._tread(Move.AGAIN)

    def _tread(self, move: Move) -> None:
        back = move is Move.BACK
        step = self._steps[self._index - back]
        done = self._session.tread(move) if isinstance(step, str) else self._edit(step, move)
        if done is not None:
            self._index += -1 if back else 1
            self.indexChanged.emit(self._index)
            self.trodden.emit(done, move)

    def _edit(self, step: EditStep, move: Move) -> Trodden | None:
        from app.undo_steps import trodden

        typed = self._session.typed
        if move is Move.BACK:
            changes, words, bindings = step.backward(typed), HistoryEvent.UNDONE.about(step.label), step.before
        else:
            changes, words, bindings = step.forward(typed), step.label, step.after
        done = self._session.apply(changes, How.UNDONE, words, bindings, move)
        return trodden(step.label, changes) if done else None

    def canUndo(self) -> bool:
        """Whether there is a step to take back."""
        return self._index > 0

    def canRedo(self) -> bool:
        """Whether there is a step to make again."""
        return self._index < len(self._steps)

    def undoText(self) -> str:
        """Return what the step to take back is called."""
        return self.text(self._index - 1) if self.canUndo() else ""

    def redoText(self) -> str:
        """Return what the step to make again is called."""
        return self.text(self._index) if self.canRedo() else ""

    def text(self, number: int) -> str:
        """Return what a step is called."""
        step = self._steps[number]
        return step if isinstance(step, str) else step.label

    def index(self) -> int:
        """Return how many steps are done."""
        return self._index

    def count(self) -> int:
        """Return how many steps there are, those that were taken back with them."""
        return len(self._steps)
