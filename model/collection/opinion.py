"""What a county office said of a report that it sent back, as the unit keeps it, and what the unit did about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from model.collection.remarks import RemarkAnswer, RemarkVerdict
from model.values import NamedTuple


class Opinion(NamedTuple):
    """A remark of the office, known by the id that it gave it; `place` is "" for one of the whole report."""

    id: str
    place: str
    words: str
    quote: str = ""
    answer: RemarkAnswer = RemarkAnswer.NONE
    answer_words: str = ""
    verdict: RemarkVerdict = RemarkVerdict.NONE
    revision: int = 0  # of the report that was sent back
    due: date | None = None  # until when it is to be sent again

    @property
    def is_answered(self) -> bool:
        """Whether the unit has said what it did about it."""
        return self.answer is not RemarkAnswer.NONE

    @property
    def is_insisted_on(self) -> bool:
        """Whether the office did not take an answer that was given before."""
        return self.verdict is RemarkVerdict.INSISTED


def taken_over(before: Iterable[Opinion], come: Sequence[Opinion]) -> tuple[Opinion, ...]:
    """Return what stands once a return has come: all that it says, and what was answered to it here already.

    The same file again changes nothing; one of a later revision wants what the office insists on answered anew.
    """
    known = {one.id: one for one in before}
    return tuple(_with_answer(known.get(one.id), one) for one in come)


def _with_answer(before: Opinion | None, come: Opinion) -> Opinion:
    if before is not None and before.revision >= come.revision:
        return come._replace(answer=before.answer, answer_words=before.answer_words)
    if come.is_insisted_on:  # its words stay, to be put better
        return come._replace(answer=RemarkAnswer.NONE)
    return come


def unanswered(opinions: Iterable[Opinion]) -> int:
    """Count what is still to be answered."""
    return sum(not one.is_answered for one in opinions)
