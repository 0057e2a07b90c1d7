"""Whether a unit did what it says it did: a report as it was sent back, held against what stands there now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from app.assessment import Assessment, assess
from app.subject import Subject
from model.collection.opinion import Opinion
from model.collection.remarks import RemarkAnswer
from model.errors import UserError
from model.report import file_format
from model.report.report import Report
from model.report.totals import with_totals
from model.rules.finding import Finding

_KEPT = "sent back"  # with the number of a report: the setting that keeps it as the county sent it back
_OR_EXPLAIN = "；请改正，或者说明原因"


class KeptSettings(Protocol):
    """Where trifles are kept."""

    def setting(self, key: str) -> str | None:
        """Return what is kept under a key."""

    def remember(self, key: str, value: str) -> None:
        """Keep a trifle."""


def keep_sent_back(library: KeptSettings, report_id: int, sent: Report) -> None:
    """Keep a report as it was sent back, to hold the answers against it."""
    library.remember(f"{_KEPT} {report_id}", file_format.dumps(sent))


def kept_sent_back(library: KeptSettings, report_id: int) -> Report | None:
    """Return a report as it was sent back; None where that is not known."""
    words = library.setting(f"{_KEPT} {report_id}")
    try:
        return None if words is None else file_format.loads(words.encode())
    except UserError:
        return None


def asked_instead(finding: Finding) -> str:
    """Say what is asked of a unit whose explanation of a finding is not taken."""
    return f"说明不能接受，请改正：{finding.message.replace(_OR_EXPLAIN, '')}"


@dataclass(frozen=True)
class SentBack:
    """A report as it was sent back, and what is said of it as it is now."""

    sent: Report
    now: Assessment

    @cached_property
    def _before(self) -> Assessment:
        subject = self.now.subject
        return assess(Subject(self.sent, subject.last_year, switches=subject.switches))

    def stands(self, place: str, words: str) -> bool:
        """Whether a place is as it was, and what was said of it has not been mended elsewhere either."""
        if self.sent.edition != self.now.report.edition or not self._is_same(place):
            return False
        still = {one.identity for one in self.now.open}
        return all(one.identity in still for one in self._meant(place, words))

    def _is_same(self, place: str) -> bool:
        before, now = with_totals(self.sent), with_totals(self.now.report)
        if not place:  # the whole of it
            return all(before.value(one) == now.value(one) for one in (*now.form.cells, *now.form.texts))
        return place in now.form.section_of and before.value(place) == now.value(place)

    def _meant(self, place: str, words: str) -> Iterator[Finding]:
        """Return the findings that a remark was made of."""
        for one in self._before.broken:
            if place in one.at and words in {one.message, asked_instead(one)}:
                yield one


def not_heeded(back: SentBack, opinions: Iterable[Opinion]) -> frozenset[str]:
    """Return what is said to be heeded although nothing changed there since the report was sent back."""
    done = (one for one in opinions if one.answer is RemarkAnswer.DONE)
    return frozenset(one.id for one in done if back.stands(one.place, one.words))
