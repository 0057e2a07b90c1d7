"""Undo: steps of changes with the bindings before and after, on a stack that moves only when one was written."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import Protocol

from PySide6.QtGui import QUndoCommand, QUndoStack

from model.report.bindings import Bindings
from model.storage.events import HistoryEvent
from model.storage.records import Change, How

BURST = 2.0  # seconds: letters typed within it into one text are one step of undo
_TYPED_TEXT = 1  # id of the commands that may grow together


class Applies(Protocol):
    """What a step needs of the session."""

    def apply(self, changes: Sequence[Change], how: How, step: str, bindings: Bindings) -> bool: ...


class Edit(QUndoCommand):
    """One step that was made: it writes its reverse when it is taken back, and its changes when it is made again."""

    def __init__(
        self, session: Applies, changes: Sequence[Change], act: tuple[How, str], bindings: tuple[Bindings, Bindings]
    ) -> None:
        how, step = act
        super().__init__(step)
        self._how = how
        self._session = session
        self.changes = tuple(changes)
        self._before, self.after = bindings
        self.last = monotonic()

    def make_again(self) -> bool:
        """Make the changes; False if it was refused."""
        return self._session.apply(self.changes, How.UNDONE, self.text(), self.after)

    def take_back(self) -> bool:
        """Take the changes back; False if it was refused."""
        back = [change.reverse for change in reversed(self.changes)]
        return self._session.apply(back, How.UNDONE, HistoryEvent.UNDONE.about(self.text()), self._before)

    def id(self) -> int:
        """Let what is typed into one text grow together."""
        single = len(self.changes) == 1 and isinstance(self.changes[0].new, str)
        return _TYPED_TEXT if single and self._how is How.TYPED else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in the next letters of the same text, unless there was a pause."""
        if not isinstance(other, Edit):
            return False
        mine, theirs = self.changes[0], other.changes[0]
        if (mine.place, self.text()) != (theirs.place, other.text()) or other.last - self.last > BURST:
            return False
        self.changes = (Change(mine.place, mine.old, theirs.new),)
        self.last, self.after = other.last, other.after
        return True


class Steps(QUndoStack):
    """The steps of a session. Qt moves its index whatever a command says: here the command is asked first.

    A step that is refused stays where it was, to be taken back or made again later; none is passed over.
    """

    def undo(self) -> None:
        """Take the last step back."""
        step = self.command(self.index() - 1) if self.canUndo() else None
        if isinstance(step, Edit) and step.take_back():
            super().undo()

    def redo(self) -> None:
        """Make the step again that was taken back last."""
        step = self.command(self.index()) if self.canRedo() else None
        if isinstance(step, Edit) and step.make_again():
            super().redo()
