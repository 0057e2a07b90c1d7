"""What the units answered to remarks, held against what they sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.assessment import Assessment
from app.heeding import SentBack
from model.collection.remarks import RemarkAnswer
from model.storage.county.records import Remark, Submission
from model.storage.reading import LibraryReading


def not_done(
    library: LibraryReading, current: Submission, remarks: Sequence[Remark], found: Assessment
) -> Mapping[int, int]:
    """Return the remarks that are said to be heeded although nothing changed there.

    Each tells the number of the revision that its place is the same as: the one that the answer is about.
    """
    done = [one for one in remarks if one.answer is RemarkAnswer.DONE]
    earlier = _earlier(library, current) if done else ()
    against: dict[int, SentBack] = {}
    same: dict[int, int] = {}
    for one in done:
        base = next((sent for sent in earlier if one.answered is None or sent.when < one.answered), None)
        if base is None:
            continue
        sent = against.setdefault(base.key, SentBack(base.report, found))
        if sent.stands(one.place, one.words):
            same[one.key] = base.revision
    return same


def _earlier(library: LibraryReading, current: Submission) -> Sequence[Submission]:
    """Return what came in from the same unit before, newest first."""
    sent = library.county.submissions(current.unit)
    return [one for one in sent if one.key < current.key and not one.withdrawn]


def same_words(revision: int) -> str:
    """Say that a place is as it was in a revision before."""
    return f"与第{revision}稿相同"
