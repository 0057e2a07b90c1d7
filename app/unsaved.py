"""What the disk did not take: steps that wait in their order, and are written in one transaction when it does."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from time import monotonic
from typing import TYPE_CHECKING

from model.errors import DamagedError, DiskError, UserError
from model.report.bindings import Bindings
from model.report.file_format import is_whole
from model.report.numbers import number_text
from model.storage.records import Change, How, Move
from model.values import NamedTuple

if TYPE_CHECKING:
    from app.report_store import ReportStore

_ONE_SITTING = 60.0  # seconds: what is typed into one text within it is one line of history, as in the library
_SHOWN = 20  # characters of a text
MANY = 200  # steps: more are not written while a key waits, but by the timer
_MAY_PASS = (DiskError, DamagedError)  # damage does not pass, but what was typed can still be put into a file


class UnsavedStep(NamedTuple):
    """What one call writes: `bindings` are those of the report afterwards, None leaves them."""

    changes: tuple[Change, ...]
    how: How
    step: str
    bindings: Bindings | None = None
    move: Move = Move.NEW

    @property
    def is_typed_text(self) -> bool:
        """Whether it is letters typed into one text."""
        single = len(self.changes) == 1 and isinstance(self.changes[0].new, str)
        return single and self.how is How.TYPED


class Unsaved:
    """The steps of one report that are on the screen only, and why.

    While some wait, nothing overtakes them: what is read back from the library is always a state that the screen
    has shown, and the history tells the steps in the order in which they were made.
    """

    def __init__(self, library: ReportStore, report_id: int) -> None:
        self._library = library
        self._id = report_id
        self._steps: list[UnsavedStep] = []
        self._since = 0.0  # when the last of them was begun
        self.reason = ""  # of the last attempt, as a sentence
        self.written: datetime | None = None  # when what waited was written at last

    def __bool__(self) -> bool:
        """Whether something waits."""
        return bool(self._steps)

    @property
    def changes(self) -> dict[str, Change]:
        """What waits, by place: from what is on disk to what is on the screen."""
        found: dict[str, Change] = {}
        for one in (change for step in self._steps for change in step.changes):
            found[one.place] = Change(one.place, found.get(one.place, one).old, one.new)
        return found

    def at(self, place: str) -> str:
        """Return why a place is not saved; empty where it is."""
        return self.reason if any(one.place == place for step in self._steps for one in step.changes) else ""

    def take(self, step: UnsavedStep) -> datetime | None:
        """Write a step after those that wait; None if the disk does not allow it: then it waits, too.

        Raises:
            UserError: it was refused for good; nothing is changed.
        """
        if self._steps and (len(self._steps) > MANY or self.retry() is None):
            self._keep(step, self.reason)
            return None
        try:
            return self._write(step)
        except _MAY_PASS as error:
            self._keep(step, error.sentence)
            return None

    def retry(self) -> datetime | None:
        """Write all that waits, or nothing of it; None if it still has to wait.

        What can never be written waits as well, with that as its reason: it can still be put into a file.
        """
        written = None
        try:
            with self._library.hurried(), self._library.together():
                for step in self._steps:
                    written = self._write(step)
        except UserError as error:
            self.reason = error.sentence
            return None
        self.give_up()
        self.written = written
        return written

    def _write(self, step: UnsavedStep) -> datetime:
        return self._library.write(self._id, *step[:-1], move=step.move)

    def give_up(self) -> None:
        """Let go of all that waits."""
        self._steps.clear()
        self.reason = ""

    def _keep(self, step: UnsavedStep, reason: str) -> None:
        if not all(is_whole(one.new) for one in step.changes):
            raise UserError("文字里有不完整的字符，这一步没有保存，请删去这个字符后再试")
        self.reason = reason
        last = self._steps[-1] if self._steps else None
        if last and monotonic() - self._since < _ONE_SITTING and _goes_on(last, step):
            self._steps[-1] = _joined(last, step)
        else:
            self._steps.append(step)
            self._since = monotonic()


def _goes_on(last: UnsavedStep, step: UnsavedStep) -> bool:
    """Whether letters go on where the last ones ended; what ends as it began would leave no line in the history."""
    if not (last.is_typed_text and step.is_typed_text and step.move is Move.GROWS):
        return False
    same = (last.step, last.changes[0].place) == (step.step, step.changes[0].place)
    return same and last.changes[0].old != step.changes[0].new


def _joined(last: UnsavedStep, step: UnsavedStep) -> UnsavedStep:
    change = step.changes[0]._replace(old=last.changes[0].old)
    return last._replace(changes=(change,), bindings=last.bindings if step.bindings is None else step.bindings)


def described(change: Change) -> str:
    """Say in few words what stands on the screen; a long text by its length and how it begins."""
    if isinstance(change.new, Decimal):
        return number_text(change.new)
    words = " ".join((change.new or "").split())
    return f"{len(words)}字“{words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}”" if words else "空白"
