"""F8: which finding comes next, from where one is, in the order of reading, the most pressing kind first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from typing import NamedTuple, Protocol, TypeAlias

from app.found_in import FoundIn
from model.form.editions import FORMS
from model.form.schema import Cell, Severity
from model.rules.finding import Finding, Verdict

Caret: TypeAlias = tuple[str, int]  # a cell or text, and where in the text
_Mark: TypeAlias = tuple[object, ...]  # what tells a finding from others

_WHOLE = -1  # where a finding about a text as a whole stands: before its first character
_LAST = "\U0010ffff"  # after every check that stands at a place


class Leads(Protocol):
    """What knows more of where a finding leads than the finding itself."""

    def __call__(self, finding: Finding) -> str:
        """Return the cell or text."""

    def follows(self, finding: Finding) -> bool:
        """Whether it is put right along with another finding."""


class Stage(IntEnum):
    """What a round goes through one after the other; a hint is no work."""

    HARD = 0
    EXPLAIN = 1
    WARN = 2
    GAP = 3  # what is not there yet


_STAGES = {Severity.HARD: Stage.HARD, Severity.EXPLAIN: Stage.EXPLAIN, Severity.WARN: Stage.WARN}


class ReadingPlace(NamedTuple):
    """A place of the report, in the order of reading: which cell or text, and where in the text."""

    number: int
    offset: int = _WHOLE
    check: str = ""
    words: str = ""


class Walked(FoundIn, Protocol):
    """What a walk needs of the open report."""

    @property
    def blanks(self) -> Sequence[Cell]:
        """The cells still to be typed."""

    def is_open(self, finding: Finding) -> bool:
        """Whether a finding is broken and not settled."""


@cache
def form_order(edition: str) -> Mapping[str, int]:
    """Return every text and cell of a form its number in print order."""
    places = [p for s in FORMS[edition].sections for p in (*(text.key for text in s.texts), *s.cells)]
    return {place: number for number, place in enumerate(places)}


def stage_of(finding: Finding) -> Stage | None:
    """Return when a finding's turn comes; None for a hint, which is no work."""
    return Stage.GAP if finding.gap else _STAGES.get(finding.severity)


def leads_to(walked: Walked, finding: Finding) -> str:
    """Return where to go for a finding: to the wrong cell in it, or to the blank that keeps it from being decided."""
    if finding.verdict is Verdict.UNDECIDED:
        wanted = set(walked.blanks)
    elif finding.severity is Severity.HARD:
        wanted = {one.cell for one in walked.corrections}
    else:
        return finding.at[0]
    return next((place for place in finding.at if place in wanted), finding.at[0])


def place_of(walked: Walked, finding: Finding, at: str = "", *, follows: bool = False) -> ReadingPlace:
    """Return where a finding stands among all in the order of reading; `at` is where it leads, if that is known.

    One that is put right along with another `follows` that other, at the same cell.
    """
    number = form_order(walked.report.edition)[at or leads_to(walked, finding)]
    offset = finding.span[0] if finding.span else 0 if follows else _WHOLE
    return ReadingPlace(number, offset, finding.check, finding.message)


def in_reading_order(walked: Walked, findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings as one comes to them when the report is read."""
    return sorted(findings, key=lambda one: place_of(walked, one))


class Stop(NamedTuple):
    """Where a step of the round led: a finding, and which it is of how many of its kind."""

    finding: Finding
    ordinal: int
    among: int

    @property
    def words(self) -> str:
        """Say it.

        >>> from model.rules.finding import Verdict
        >>> Stop(Finding("X1", Severity.EXPLAIN, Verdict.BROKEN, ("a/b/c",), ""), 2, 7).words
        '第2条，共7条'
        """
        if self.finding.gap:  # how many there are is said in cells and texts, not in stops
            return f"还没有填：{self.finding.message.partition('：')[0]}，{self.finding.why}"
        return f"第{self.ordinal}条，共{self.among}条"


@dataclass
class Round:
    """A walk through what is open: all of the most pressing kind from the caret on, round the report, then the next.

    What was come to in this round is not come to again before all else was; a step elsewhere begins anew from there.
    """

    walked: Walked
    leads: Leads | None = None
    _seen: set[_Mark] = field(default_factory=set)
    _last: ReadingPlace | None = None
    _stood: tuple[str, int, object] | None = None  # where the last step led: place, offset, and what stood there
    _came: list[tuple[_Mark, frozenset[_Mark]]] = field(default_factory=list)  # what next came to, and had seen then

    def next(self, caret: Caret | None) -> Stop | None:
        """Go on from where the caret is; None where nothing is open."""
        stages = self._begin(caret)
        if not any(stages):
            return None
        unseen = [[one for one in stage if self._mark(one) not in self._seen] for stage in stages]
        if not any(unseen):
            self._seen.clear()
            unseen = stages
        turn = next(stage for stage in unseen if stage)
        places = [self._place(one) for one in turn]
        further = bisect_right(places, self._last) if self._last else 0
        stop = self._stop(stages, turn[further % len(turn)])
        self._came.append((self._mark(stop.finding), frozenset(self._seen)))
        return stop

    def previous(self, caret: Caret | None) -> Stop | None:
        """Go back: to where one came from, else to the one before it, kind by kind; None where nothing is open."""
        stages = self._begin(caret)
        listed = [one for stage in stages for one in stage]
        if not listed:
            return None
        came_from = self._back({self._mark(one): one for one in listed})
        if came_from is not None:
            return self._stop(stages, came_from)
        self._seen.clear()
        here = next((one for one in stages if self._last in [self._place(f) for f in one]), None)
        turn = here or next(stage for stage in stages if stage)
        before = sum(self._place(one) < self._last for one in turn) if self._last else 0
        at = listed.index(turn[0]) + before - 1
        return self._stop(stages, listed[at] if here else turn[before - 1])

    def _back(self, there: Mapping[_Mark, Finding]) -> Finding | None:
        """Undo the last step of `next`; None where there was none, or what was come to before is settled."""
        del self._came[-1:]  # where one stands
        while self._came:
            mark, seen = self._came[-1]
            if mark in there:
                self._seen = set(seen)
                return there[mark]
            self._came.pop()
        return None

    def _leads(self, finding: Finding) -> str:
        return self.leads(finding) if self.leads else leads_to(self.walked, finding)

    def _place(self, finding: Finding) -> ReadingPlace:
        follows = self.leads is not None and self.leads.follows(finding)
        return place_of(self.walked, finding, self._leads(finding), follows=follows)

    def _stages(self) -> list[list[Finding]]:
        stages: list[list[Finding]] = [[] for _ in Stage]
        for one in self.walked.findings:
            stage = stage_of(one)
            if stage is not None and self.walked.is_open(one):
                stages[stage].append(one)
        return [sorted(stage, key=self._place) for stage in stages]

    def _begin(self, caret: Caret | None) -> list[list[Finding]]:
        """Return what there is to walk; the round begins anew where the caret was moved meanwhile."""
        if caret is not None and not self._stands_at(caret):
            self._seen.clear()
            self._came.clear()
            self._last = ReadingPlace(form_order(self.walked.report.edition)[caret[0]], caret[1], _LAST)
        return self._stages()

    def _stands_at(self, caret: Caret) -> bool:
        """Whether the caret is where it was led to; where the words have become others, it may be anywhere in them."""
        if self._stood is None or self._stood[0] != caret[0]:
            return False
        return self._stood[1] == caret[1] or self._stood[2] != self._text(caret[0])

    def _text(self, place: str) -> object:
        return self.walked.report.texts.get(place)

    def _mark(self, finding: Finding) -> _Mark:
        """Tell a finding from others: in a text that has become another, its words may have moved."""
        return *finding.identity, finding.span, self._text(finding.at[0])

    def _stop(self, stages: list[list[Finding]], finding: Finding) -> Stop:
        self._seen.add(self._mark(finding))
        self._last = self._place(finding)
        place = self._leads(finding)
        self._stood = (place, finding.span[1] if finding.span else 0, self._text(place))
        return self._numbered(stages, finding)

    def arrived(self, caret: Caret | None) -> None:
        """Take note where the caret came to stand after a step."""
        if caret is not None:
            self._stood = (*caret, self._text(caret[0]))

    def _numbered(self, stages: list[list[Finding]], finding: Finding) -> Stop:
        listed = stages[Stage.GAP] if finding.gap else [one for stage in stages[: Stage.GAP] for one in stage]
        return Stop(finding, listed.index(finding) + 1, len(listed))
