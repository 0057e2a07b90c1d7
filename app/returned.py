"""A report that came back from the county: what was said of it is kept with it, and goes along with the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.editing import differences
from app.heeding import keep_sent_back
from export.gouji_parcel import write_parcel
from model.collection.opinion import Opinion, taken_over, unanswered
from model.collection.parcel import Parcel, ParcelKind, ParcelRemark
from model.collection.remarks import RemarkAnswer
from model.errors import UserError, clip, quoted
from model.report.report import Report
from model.report.totals import without_derivable_totals
from model.storage.events import HistoryEvent
from model.storage.facts import ADDRESS, Facts, Milestone, done_on
from model.storage.library import Library
from model.storage.records import Change, State, Stored


def opinions_in(parcel: Parcel) -> tuple[Opinion, ...]:
    """Return what a return says, one opinion for each remark."""
    return tuple(
        Opinion(
            one.id,
            one.place,
            one.words,
            one.quote,
            one.answer,
            one.answer_words,
            one.verdict,
            parcel.revision,
            parcel.due,
        )
        for one in parcel.remarks
    )


@dataclass(frozen=True)
class ComeBack:
    """A return, and the report of the library that it is about; None where there is none."""

    parcel: Parcel
    there: Stored | None

    @classmethod
    def of(cls, library: Library, parcel: Parcel) -> ComeBack:
        """Look for the report that came back."""
        return cls(parcel, library.find(parcel.report.unit, parcel.report.year))

    @property
    def whose(self) -> str:
        """Name the report."""
        return f"{quoted(clip(self.parcel.report.unit, 40))}{self.parcel.report.year}年度"

    @cached_property
    def changes(self) -> Sequence[Change]:
        """What the library's report has otherwise than the one that came back."""
        came = without_derivable_totals(self.parcel.report)
        if self.there is None or self.there.report.edition != came.edition:
            return ()
        return differences(came, self.there.report)

    @property
    def is_final(self) -> bool:
        """Whether the report must be opened for a revision before anything can be mended."""
        return self.there is not None and self.there.state is State.FINAL

    @property
    def told(self) -> str:
        """Say what came back."""
        due = f"，{_spoken(self.parcel.due)}前重新报送" if self.parcel.due else ""
        return f"县里退回了{self.whose}年报的第{self.parcel.revision}稿，意见{len(self.parcel.remarks)}条{due}。"

    @property
    def reason(self) -> str:
        """Say why the report is opened again."""
        return f"县里退回第{self.parcel.revision}稿，意见{len(self.parcel.remarks)}条"

    def keep(self, library: Library) -> int:
        """Keep what was said with the report, which is made where it is not there; give its number.

        Raises:
            UserError: nothing was kept.
        """
        with library.together():
            key = self._keep(library)
        keep_sent_back(library, key, self.parcel.report)
        return key

    def _keep(self, library: Library) -> int:
        if self.there is None:
            step = HistoryEvent.IMPORTED.named(f"退回的第{self.parcel.revision}稿")
            key = library.create(without_derivable_totals(self.parcel.report), step)
            library.take_opinions(key, opinions_in(self.parcel), step)
            return key
        stands = taken_over(self.there.opinions, opinions_in(self.parcel))
        if stands != self.there.opinions:
            library.take_opinions(self.there.id, stands)
        return self.there.id


def _spoken(day: date) -> str:
    return f"{day.month}月{day.day}日"


def told_of(opinions: Sequence[Opinion]) -> str:
    """Say what the county said, and how much of it is still to be answered.

    >>> told_of([Opinion("1", "", "请改", revision=1), Opinion("2", "", "请改", answer=RemarkAnswer.DONE, revision=1)])
    '县里退回第1稿，意见2条，还有1条没有答复'
    >>> told_of([])
    ''
    """
    if not opinions:
        return ""
    revision, due = max(one.revision for one in opinions), next((one.due for one in opinions if one.due), None)
    left = unanswered(opinions)
    until = f"，{_spoken(due)}前重新报送" if due else ""
    return f"县里退回第{revision}稿，意见{len(opinions)}条，{f'还有{left}条没有答复' if left else '都已答复'}{until}"


def submission_parcel(
    report: Report,
    *,
    final: bool,
    finalised_on: date | None = None,
    opinions: Sequence[Opinion] = (),
    facts: Facts | None = None,
) -> bytes:
    """Write a unit's report as the file that it sends: with the answer to each opinion, and since when it is public.

    Raises:
        UserError: an opinion that was not heeded has no reason.
    """
    silent = next((one for one in opinions if one.answer is RemarkAnswer.KEPT and not one.answer_words.strip()), None)
    if silent is not None:
        raise UserError(f"“{clip(silent.words, 40)}”写的是不改，要写原因")
    known = facts or {}
    remarks = tuple(
        ParcelRemark(one.id, one.place, one.words, one.quote, one.answer, one.answer_words, one.verdict)
        for one in opinions
    )
    return write_parcel(
        Parcel(
            ParcelKind.SUBMISSION,
            report,
            final,
            max((one.revision for one in opinions), default=0),
            finalised_on,
            done_on(known, Milestone.PUBLISHED),
            known.get(ADDRESS, ""),
            remarks=remarks,
        )
    )
