"""What is to be said of a report: found, open, settled, still blank, in the way of finalising. The one answer to it."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from app.subject import Subject
from app.unprintable import unprintable_findings
from model.form.editions import newest
from model.form.schema import Cell, Section, Severity
from model.report.report import Explanation, Level, Report
from model.rules import steps
from model.rules.explanations import About, Noted, about_with, noted_now, settled_by
from model.rules.finding import ORIGINAL, Finding, Verdict
from model.rules.tally import Tally

if TYPE_CHECKING:
    from model.rules.locate import Correction, Doubt, Location

_STRENGTH = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True)
class Assessment:
    """What came of checking a report, and what follows from that; `findings` are in the order of the checks."""

    subject: Subject
    findings: tuple[Finding, ...] = ()
    _location: Location | None = field(default=None, repr=False, compare=False)  # as far as it is known already

    @property
    def report(self) -> Report:
        """The report with its totals."""
        return self.subject.report

    @cached_property
    def broken(self) -> tuple[Finding, ...]:
        """What is wrong, settled or not; the other findings could not be decided because of a blank."""
        return tuple(one for one in self.findings if one.verdict is Verdict.BROKEN)

    # What explanations settle

    @cached_property
    def noted(self) -> Noted:
        """What each explanation was about when it was written."""
        noted = self.subject.noted
        return noted_now(self.report, self.findings) if noted is None else noted

    def explanation_of(self, finding: Finding) -> Explanation | None:
        """Return the explanation that settles a finding; it lapses when its numbers or words change."""
        if not self.noted:  # as in most reports
            return None
        return settled_by(finding, self.report, self.report.explanations, self.noted)

    def is_open(self, finding: Finding) -> bool:
        """Whether a finding is broken and not settled."""
        return finding.verdict is Verdict.BROKEN and self.explanation_of(finding) is None

    @cached_property
    def open(self) -> tuple[Finding, ...]:
        """What is wrong and not settled."""
        return tuple(filter(self.is_open, self.findings))

    @cached_property
    def settled(self) -> tuple[tuple[Finding, Explanation], ...]:
        """What is settled, each with what settles it."""
        found = ((one, self.explanation_of(one)) for one in self.findings)
        return tuple((one, by) for one, by in found if by is not None)

    @property
    def lapsed(self) -> tuple[Explanation, ...]:
        """The explanations that settle nothing now."""
        holding = {by for _, by in self.settled}
        return tuple(one for one in self.report.explanations if one not in holding)

    def lapsed_explanation(self, finding: Finding) -> Explanation | None:
        """Return the explanation that settled a finding until its numbers or words became others."""
        said = next((e for e in self.report.explanations if (e.check, e.at) == finding.identity), None)
        return None if said is None or any(one.identity == finding.identity for one, _ in self.settled) else said

    def about(self, finding: Finding) -> About:
        """Return what an explanation of a finding would be about."""
        return about_with(self.noted.get(finding.identity), [finding], self.report, self.findings)

    def abouts(self, found: Iterable[Finding]) -> Noted:
        """Return what explanations of several findings would be about; those at one place share theirs."""
        together: dict[tuple[str, tuple[str, ...]], list[Finding]] = {}
        for one in found:
            together.setdefault(one.identity, []).append(one)
        before, report = self.noted, self.report
        return {key: about_with(before.get(key), some, report, self.findings) for key, some in together.items()}

    def settled_with(self, explanations: Iterable[Explanation]) -> list[tuple[Finding, Explanation]]:
        """Return what is open and would be explained by explanations from elsewhere, each with the one for it."""
        said = {(one.check, one.at): one for one in explanations}
        return [(one, said[one.identity]) for one in self.open if one.identity in said]

    @property
    def to_hand_over(self) -> Report:
        """The report with those explanations only that settle something now."""
        return replace(self.report, explanations=tuple(dict.fromkeys(by for _, by in self.settled)))

    # What is left to do

    @property
    def blanks(self) -> tuple[Cell, ...]:
        """The cells still to be typed, in print order."""
        return self.subject.blanks

    @cached_property
    def hindrances(self) -> tuple[Finding, ...]:
        """What must be mended, explained, filled in or verified before the report can be final: all but hints."""
        return tuple(one for one in self.open if one.severity is not Severity.HINT)

    @cached_property
    def is_wrong(self) -> bool:
        """Whether something is broken that nobody can explain away."""
        return any(one.severity is Severity.HARD for one in self.broken)

    @cached_property
    def tallies(self) -> tuple[Tally, ...]:
        """How much is to be done in each section of the form, in their order."""
        form = self.report.form
        found: dict[str, list[Finding]] = {section.ordinal: [] for section in form.sections}
        for one in self.open:
            found[form.section_of[one.at[0]].ordinal].append(one)
        return tuple(self._tally(section, found[section.ordinal]) for section in form.sections)

    def _tally(self, section: Section, found: Iterable[Finding]) -> Tally:
        report, listed = self.report, [one for one in found if not one.gap]
        return Tally(
            sum(cell not in report.form.totals and cell not in report.numbers for cell in section.cells),
            sum(one.blocks for one in listed),
            sum(one.severity is Severity.WARN for one in listed),
            sum(text.key in self._unwritten for text in section.texts),
            sum(one.severity is Severity.EXPLAIN for one in listed),
        )

    @cached_property
    def _unwritten(self) -> frozenset[str]:
        return frozenset(self.subject.unwritten)

    @property
    def tally(self) -> Tally:
        """How much is to be done in all."""
        return Tally(*map(sum, zip(*self.tallies, strict=True)))

    # Where it is

    @cached_property
    def _by_place(self) -> Mapping[str, tuple[Finding, ...]]:
        at: dict[str, list[Finding]] = {}
        for finding in self.open:
            told_in_text = finding.at[0] in self.report.form.texts  # the cells it was held against are not in doubt
            for place in finding.at[:1] if told_in_text else finding.at:
                at.setdefault(place, []).append(finding)
        return {place: tuple(sorted(found, key=_rank)) for place, found in at.items()}

    def at(self, place: str) -> tuple[Finding, ...]:
        """Return the open findings that run through a place, strongest first."""
        return self._by_place.get(place, ())

    @cached_property
    def location(self) -> Location:
        """Which numbers must be wrong, told from the numbers alone; nothing while nothing is broken."""
        from model.rules.locate import Location, locate  # only a report that is wrong waits for it

        if not self._is_off:
            return Location()
        subject = self.subject
        return (
            locate(subject.typed, subject.original, subject.edits, subject.zeroed)
            if self._location is None
            else self._location
        )

    @cached_property
    def _is_off(self) -> bool:
        """Whether numbers do not go together, or not with those of the original: then it is told which is wrong."""
        return self.is_wrong or any(one.check == ORIGINAL for one in self.broken)

    @property
    def likeliest(self) -> tuple[Correction, ...]:
        """The cells that explain all that is wrong, where one set of them is clearly the likeliest."""
        return self.location.best if self.is_wrong else ()  # else not even the search is imported

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The cells that must be wrong, and what should stand there."""
        return self.likeliest or (self.location.settled if self.is_wrong else ())

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """The breaks of which it is not clear which cell is wrong."""
        return self.location.doubts if self.is_wrong else ()

    @property
    def candidates(self) -> tuple[tuple[Correction, ...], ...]:
        """Where it is not clear, the sets of cells of which one must be wrong."""
        return self.location.candidates if self.is_wrong else ()

    @property
    def strays(self) -> tuple[Correction, ...]:
        """The cells that break nothing, but were others when the totals were those of the original."""
        return self.location.strays if self._is_off else ()

    def location_for(self, subject: Subject) -> Location | None:
        """Return what is known of the same numbers already: it need not be looked for again."""
        mine, its = self.subject, subject
        same = mine.typed.numbers is its.typed.numbers and mine.printed == its.printed
        known = self.location if "location" in self.__dict__ and self._is_off else self._location
        return known if same and mine.typed.edition == its.typed.edition and mine.lately == its.lately else None


def assess(subject: Subject, before: Assessment | None = None) -> Assessment:
    """Check a report, and say what follows; `before` is what was said last, and spares what cannot be other now."""
    pieces = assessing(subject, before)
    while True:
        try:
            next(pieces)
        except StopIteration as end:
            assessed: Assessment = end.value
            return assessed


def warm_up() -> None:
    """Load all that checking needs, in whatever thread: the first report is then checked no slower than the next."""
    words = dict.fromkeys(newest().texts, "本年新收政府信息公开申请12件，已公开10件。")
    assess(Subject(Report("甲镇人民政府", Level.TOWNSHIP, newest().since, texts=words)))


def assessing(subject: Subject, before: Assessment | None = None) -> Generator[None, None, Assessment]:
    """Assess in pieces, none of which takes longer than a keystroke may wait, however long the texts are."""
    found: list[Finding] = []
    for one in steps(subject.context):
        if one is None:
            yield
        else:
            found.append(one)
    found.extend(unprintable_findings(subject.report))
    known = None if before is None else before.location_for(subject)
    return Assessment(subject, tuple(found), known)


def _rank(finding: Finding) -> int:
    return _STRENGTH[finding.severity]
