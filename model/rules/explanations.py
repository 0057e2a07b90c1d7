"""What an explanation is about, and whether it still is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from model.form.schema import Cell, Severity
from model.report.numbers import number_text
from model.report.report import Explanation, Report
from model.report.totals import with_totals
from model.rules import findings
from model.rules.finding import Finding, Verdict

SHORTEST = 5  # characters of a reason

COMPARED = "compared"  # beside the places: the two numbers of each finding, one of which may stand in another report

# By place: the number of a cell, or the words quoted from a text ("" stands for the text as a whole); see `COMPARED`.
About: TypeAlias = Mapping[str, Decimal | tuple[str, ...] | None]
Noted: TypeAlias = Mapping[tuple[str, tuple[str, ...]], About]  # by what the explanations refer to: `Finding.identity`


def about(report: Report, at: Iterable[str], found: Iterable[Finding]) -> About:
    """Note the numbers and the words that an explanation of some findings is about; `report` is with its totals.

    What has no such note of the numbers compared, having been written by an earlier version, goes without.
    """
    found = tuple(found)
    words = tuple(dict.fromkeys(one.quote for one in found)) or ("",)
    noted = {place: words if place in report.form.texts else report.numbers.get(Cell(place)) for place in at}
    pairs = tuple(dict.fromkeys(pair for one in found if (pair := _compared(one))))
    return {**noted, COMPARED: pairs} if pairs else noted


def _compared(finding: Finding) -> str:
    """Return what a finding compares, as it is noted: equal numbers are noted alike, however they are written."""
    if finding.left is None and finding.right is None:
        return ""
    left, right = ("" if one is None else number_text(one.normalize()) for one in (finding.left, finding.right))
    return f"{left} {right} {finding.quote}"


def noted_now(whole: Report, found: Iterable[Finding]) -> Noted:
    """Note of every explanation that a report brings along what stands there now; `whole` is with its totals."""
    if not whole.explanations:
        return {}
    same: dict[tuple[str, tuple[str, ...]], list[Finding]] = {}
    for finding in found:
        same.setdefault(finding.identity, []).append(finding)
    identities = dict.fromkeys((one.check, one.at) for one in whole.explanations)
    return {identity: about(whole, identity[1], same.get(identity, ())) for identity in identities}


def explained(report: Report, last_year: Callable[[Report], Report | None]) -> Iterator[tuple[Explanation, About]]:
    """Return the explanations that a report brings along, each with what it is about: what stands there now.

    `last_year` gives the report of the year before, which is asked for only where there is something to explain.
    """
    if not report.explanations:
        return
    whole, last = with_totals(report), last_year(report)
    noted = noted_now(whole, findings(whole, last and with_totals(last)))
    for one in report.explanations:
        yield one, noted[one.check, one.at]


def can_be_explained(finding: Finding) -> bool:
    """Return whether a finding can be settled by words: arithmetic cannot, and a blank or an empty text is filled."""
    about = finding.severity in {Severity.EXPLAIN, Severity.WARN} and not finding.is_of_blanks
    return about and not finding.gap and finding.verdict is Verdict.BROKEN


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
    return can_be_explained(finding) and all(_is_so(place, then, finding, report) for place, then in noted.items())


def _is_so(place: str, then: Decimal | tuple[str, ...] | None, finding: Finding, report: Report) -> bool:
    if not isinstance(then, tuple):
        return report.numbers.get(Cell(place)) == then
    return _compared(finding) in {*then, ""} if place == COMPARED else finding.quote in then


def about_with(noted: About | None, some: Sequence[Finding], report: Report, found: Iterable[Finding]) -> About:
    """Note what findings at one place are about, beside what was noted for others there that still holds."""
    same = [one for one in found if one.identity == some[0].identity]
    kept = [one for one in same if noted is not None and settles(noted, one, report)]
    return about(report, some[0].at, [*kept, *some])
