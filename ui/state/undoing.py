"""Undo: steps of changes with the bindings before and after, on a stack that moves only when one was written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from time import monotonic
from typing import Protocol

from PySide6.QtGui import QUndoCommand, QUndoStack

from model.form.form import Form
from model.report.bindings import Binding, Bindings, followed, shifted
from model.report.file_format import too_long
from model.report.report import Report
from model.report.totals import with_totals
from model.storage.records import Change, How

BURST = 2.0  # seconds: letters typed within it into one text are one step of undo
TYPING = "录入"
_TYPED_TEXT = 1  # id of the commands that may grow together


class Applies(Protocol):
    """What a step needs of the session."""

    def apply(self, changes: Sequence[Change], how: How, step: str, bindings: Bindings) -> bool: ...


class Edit(QUndoCommand):
    """One step that was made: it writes its reverse when it is taken back, and its changes when it is made again."""

    def __init__(
        self, session: Applies, changes: Sequence[Change], step: str, bindings: tuple[Bindings, Bindings]
    ) -> None:
        super().__init__(step)
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
        return self._session.apply(back, How.UNDONE, f"撤销 {self.text()}", self._before)

    def id(self) -> int:
        """Let what is typed into one text grow together."""
        single = len(self.changes) == 1 and isinstance(self.changes[0].new, str)
        return _TYPED_TEXT if single and self.text() == TYPING else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in the next letters of the same text, unless there was a pause."""
        if not isinstance(other, Edit):
            return False
        mine, theirs = self.changes[0], other.changes[0]
        if mine.place != theirs.place or other.last - self.last > BURST:
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


def carried_along(
    typed: Report, changes: Sequence[Change], bindings: Bindings, bound: Binding | None = None
) -> tuple[tuple[Change, ...], Bindings]:
    """Add to some changes those of the texts whose bound numbers are others now.

    Gives all bindings where they stand afterwards; `bound` is a new one, placed as the text is after the changes.
    """
    if not bindings and bound is None:
        return tuple(changes), ()
    after = typed
    for change in changes:
        if isinstance(change.new, str):
            bindings = _moved(bindings, change.place, after.texts.get(change.place, ""), change.new)
        after = after.with_place(change.place, change.new)
    if bound is not None:
        bindings = (*(one for one in bindings if not one.overlaps(bound)), bound)
    whole = with_totals(after)
    written, now = followed(whole.texts, bindings, whole.numbers)
    mine = tuple(one for one in changes if one.place not in written)
    return (*mine, *(Change(key, typed.texts.get(key, ""), text) for key, text in written.items())), now


def objection(form: Form, changes: Iterable[Change]) -> str | None:
    """Return which text would become longer than any file holds; one that is too long already may become shorter."""
    for one in changes:
        if isinstance(one.new, str) and len(one.new) > len(str(one.old or "")) and (reason := too_long(one.new)):
            return f"“{form.name_of(one.place)}”{reason}；这一步没有录入"
    return None


def _moved(bindings: Bindings, key: str, old: str, new: str) -> Bindings:
    there = [one for one in bindings if one.text == key]
    return (*(one for one in bindings if one.text != key), *shifted(there, old, new))
