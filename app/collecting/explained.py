"""What a unit explained instead of mending it, and whether the office takes that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from app.assessment import Assessment
from app.heeding import asked_instead
from model.report.report import Explanation, Report
from model.rules.finding import Finding
from model.storage.county.records import Judgement, NewJudgement


class Explained(NamedTuple):
    """A finding that a unit explained, and what the office says to that; None where it has not said anything."""

    finding: Finding
    explanation: Explanation
    judgement: Judgement | None = None

    @property
    def is_refused(self) -> bool:
        """Whether the office does not take it."""
        return self.judgement is not None and not self.judgement.accepted

    @property
    def asked(self) -> str:
        """What is asked of the unit where its explanation is not taken, unless somebody puts it otherwise."""
        return asked_instead(self.finding)

    def judged(self, submission: int, *, accepted: bool, words: str = "") -> NewJudgement:
        """Return what the office says to it; where it does not take it, also what it asks for."""
        said = words.strip() or self.asked
        quote = self.finding.quote or ""
        must = self.finding.blocks
        return NewJudgement(submission, *self.finding.identity, accepted, must, "" if accepted else said, quote)


def explained_of(found: Assessment, judgements: Iterable[Judgement]) -> tuple[Explained, ...]:
    """Return what a unit explained with words, each finding once; what was only looked at is no explanation."""
    said = {one.identity: one for one in judgements}
    listed = {
        one.identity: Explained(one, by, said.get(one.identity))
        for one, by in reversed(found.settled)
        if by.reason.strip()
    }
    return tuple(reversed(listed.values()))


def without_refused(report: Report, judgements: Sequence[Judgement]) -> Report:
    """Return a report as the office counts it: without the explanations that it does not take."""
    refused = {one.identity for one in judgements if not one.accepted}
    if not refused:
        return report
    kept = tuple(one for one in report.explanations if (one.check, one.at) not in refused)
    return replace(report, explanations=kept)
