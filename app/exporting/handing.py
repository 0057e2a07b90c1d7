"""A report as it is handed over: with its totals, with the reasons that settle something, dated when it is final."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

from app.assessment import Assessment, assess
from app.collecting.sum_note import over_what
from app.subject import Subject
from export import WRITERS
from model.collection.opinion import Opinion
from model.form.schema import Severity
from model.report.bindings import Bindings, following, sound
from model.report.report import DRAFT_MARK, Explanation, Report
from model.storage.facts import Facts
from model.storage.library import Library
from model.storage.records import State, Stored

if TYPE_CHECKING:
    from export.charts.drawing import Chart

_LEFT = {Severity.HARD: "必须改正", Severity.EXPLAIN: "要改正或说明", Severity.WARN: "没有核实"}


class OpenReport(Protocol):
    """A report that is open, as it is shown."""

    stored: Stored
    bindings: Bindings
    subject: Subject

    @property
    def to_hand_over(self) -> Report:
        """The report with those explanations only that settle something now."""

    @property
    def assessment(self) -> Assessment:
        """What is to be said of it as it is now."""


@dataclass(frozen=True)
class Handed:
    """A report to be handed over, with the explanations that settle something, and the date of a final one."""

    report: Report
    dated: date | None
    misfits: int = 0  # of its places are not as they were written
    id: int = 0  # number of the report in the library
    draft: str = ""  # says that it is not final, and what is left to do where that is known
    derived: Collection[str] = frozenset()  # totals that follow from what was typed
    bound: Bindings = ()  # numbers in texts that follow cells
    opinions: Sequence[Opinion] = ()  # what the county said of it, with the answers
    facts: Facts = field(default_factory=dict)  # what became of it
    over: tuple[str, ...] = ()  # of a sum: over whom it is
    not_heeded: int = 0  # opinions that are said to be heeded although nothing changed there

    @classmethod
    def of(cls, shown: OpenReport, library: Library) -> Handed:
        """Prepare the report that is open in the window for export."""
        stored = shown.stored
        draft = "" if stored.state is State.FINAL else as_draft(shown.assessment)
        follows = shown.subject.derived, following(shown.bindings)
        made = cls(shown.to_hand_over, stored.finalised_on, len(stored.misfits), stored.id, draft, *follows)
        return replace(made._with_beside(stored, library), not_heeded=_not_heeded(library, stored, shown.assessment))

    @classmethod
    def from_library(cls, library: Library, report_id: int) -> Handed:
        """Take a report as it would be if it were open."""
        stored = library.load(report_id)
        draft = "" if stored.state is State.FINAL else DRAFT_MARK
        report, derived = settled(library, stored), Subject.of(stored, None).derived
        bound = following(sound(stored.bindings, report.texts, report.numbers))
        made = cls(report, stored.finalised_on, len(stored.misfits), report_id, draft, derived, bound)
        return made._with_beside(stored, library)

    def _with_beside(self, stored: Stored, library: Library) -> Handed:
        """Take along what is kept beside the report."""
        over = over_what(library, stored.id)
        return replace(self, opinions=stored.opinions, facts=stored.facts, over=over)


def _not_heeded(library: Library, stored: Stored, found: Assessment) -> int:
    if not stored.opinions:
        return 0
    from app.heeding import SentBack, kept_sent_back, not_heeded  # few reports are ever sent back

    sent = kept_sent_back(library, stored.id)
    return 0 if sent is None else len(not_heeded(SentBack(sent, found), stored.opinions))


def as_draft(assessment: Assessment) -> str:
    """Say that a report is a draft, and what keeps it from being final."""
    open_ = [one for one in assessment.hindrances if not one.gap]
    count = Counter(one.severity for one in open_ if one.severity in _LEFT)
    left = [f"{count[severity]}处{words}" for severity, words in _LEFT.items() if count[severity]]
    unfilled = assessment.subject.unfilled.words
    told = "、".join([*left, f"{unfilled}没有填"] if unfilled else left)
    return f"{DRAFT_MARK}：{f'还有{told}' if told else '还没有定稿'}"


def settled(library: Library, stored: Stored) -> Report:
    """Return a report of the library with its totals, and those explanations only that settle something now."""
    if not stored.report.explanations:
        return Subject.of(stored, None).report
    others = library.others(stored.report)
    return assess(Subject.of(stored, library.last_year(stored.report), others, library.switches)).to_hand_over


def render(  # noqa: PLR0913 — what may go along with a report
    report: Report,
    suffix: str,
    dated: date | None,
    *,
    explanations: bool = False,
    charts: Sequence[Chart] = (),
    over: Sequence[str] = (),
) -> bytes:
    """Make the bytes of a file; what people read bears the date of a final report, or says 草稿.

    Explanations and charts are printed only, on pages of their own. A draft of a sum tells behind the report over whom
    it is; the final one is published, and is the report only.

    Raises:
        UserError: it cannot be written as that kind.
    """
    draft = dated is None
    note = over if draft else ()
    if suffix == ".pdf":
        from export.pdf.writer import write_pdf

        explained = what_is_explained(report) if explanations and report.explanations else None
        return write_pdf(report, dated=dated, explained=explained, draft=draft, charts=charts, note=note)
    return WRITERS[suffix].render(report, dated, draft=draft, note=note)


def render_parcel(one: Handed) -> bytes:
    """Make the file that a unit sends to its county: with its state, and the answers to what was said of it.

    Raises:
        UserError: it cannot be written.
    """
    from app.returned import submission_parcel

    final = not one.draft
    return submission_parcel(
        one.report, final=final, finalised_on=one.dated, opinions=one.opinions, facts=one.facts if final else {}
    )


def what_is_explained(report: Report) -> Callable[[Explanation], str]:
    """Return what tells of an explanation what it is an answer to.

    It is the message of what is found in the report alone. Of what was found beside last year's, the rule tells.
    """
    from model.rules.registry import rules  # what has nothing explained does without

    messages = {one.identity: one.message for one in assess(Subject(report)).findings}
    sentences = {rule.id: rule.sentence_for(report.form) for rule in rules()}

    def what(one: Explanation) -> str:
        return messages.get((one.check, one.at)) or f"与规则不符：{sentences.get(one.check, '')}（{one.check}）"

    return what
