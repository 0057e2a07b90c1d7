"""What an explanation is about, and whether it still is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TypeAlias

from model.form.schema import Cell, Severity
from model.report.report import Explanation, Report
from model.report.totals import with_totals
from model.rules import BLANKS, Finding, Verdict, findings

SHORTEST = 5  # characters of a reason

# By place: the number of a cell, or the words quoted from a text ("" stands for the text as a whole).
About: TypeAlias = Mapping[str, Decimal | tuple[str, ...] | None]
Noted: TypeAlias = Mapping[tuple[str, tuple[str, ...]], About]  # by what the explanations refer to: `Finding.identity`


def about(report: Report, at: Iterable[str], quotes: Iterable[str]) -> About:
    """Note the numbers and the words that an explanation is about; `report` is with its totals."""
    words = tuple(dict.fromkeys(quotes)) or ("",)
    return {place: words if place in report.form.texts else report.numbers.get(Cell(place)) for place in at}


def noted_now(whole: Report, found: Iterable[Finding]) -> Noted:
    """Note of every explanation that a report brings along what stands there now; `whole` is with its totals."""
    if not whole.explanations:
        return {}
    quotes: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for finding in found:
        quotes.setdefault(finding.identity, []).append(finding.quote)
    identities = dict.fromkeys((one.check, one.at) for one in whole.explanations)
    return {identity: about(whole, identity[1], quotes.get(identity, ())) for identity in identities}


def explained(report: Report) -> Iterator[tuple[Explanation, About]]:
    """Return the explanations that a report brings along, each with what it is about: what stands there now."""
    if not report.explanations:
        return
    whole = with_totals(report)
    noted = noted_now(whole, findings(whole))
    for one in report.explanations:
        yield one, noted[one.check, one.at]


def can_be_explained(finding: Finding) -> bool:
    """Return whether a finding can be settled by words: arithmetic cannot, a blank is filled."""
    about = finding.severity in {Severity.EXPLAIN, Severity.WARN} and finding.check != BLANKS
    return about and finding.verdict is Verdict.BROKEN


def settled_by(
    finding: Finding,
    report: Report,
    said: Iterable[Explanation],
    explained: Noted,
) -> Explanation | None:
    """Return the explanation that settles a finding: it is about what stands there now, and says why where it must."""
    noted = explained.get(finding.identity)
    if noted is None or not settles(noted, finding, report):
        return None
    return next((e for e in said if (e.check, e.at) == finding.identity and says_enough(finding, e.reason)), None)


def says_enough(finding: Finding, reason: str) -> bool:
    """Return whether a reason will do; what only has to be acknowledged needs none."""
    return finding.severity is Severity.WARN or len("".join(reason.split())) >= SHORTEST


def settles(noted: About, finding: Finding, report: Report) -> bool:
    """Return whether what was noted is still so; it lapses when a number or the quoted words are others."""
    return can_be_explained(finding) and all(
        finding.quote in then if isinstance(then, tuple) else report.numbers.get(Cell(place)) == then
        for place, then in noted.items()
    )


def about_with(noted: About | None, finding: Finding, report: Report, found: Iterable[Finding]) -> About:
    """Note what a finding is about, beside what was noted for others at the same place that still holds."""
    same = [one for one in found if one.identity == finding.identity]
    kept = [one.quote for one in same if noted is not None and settles(noted, one, report)]
    return about(report, finding.at, [*kept, finding.quote])
