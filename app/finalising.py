"""定稿 and 修订: a report is closed when everything in it was looked at, and opened again with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from app.assessment import Assessment
from app.editing import explanation
from app.report_store import ReportStore
from app.unprintable import named_characters
from model.errors import UserError
from model.form.schema import Severity
from model.report.prose import says_something
from model.report.report import Explanation, Level, Report
from model.rules.finding import Finding
from model.rules.switches import Switches
from model.storage.events import HistoryEvent
from model.storage.records import Entry, State

Told = tuple[str, str]  # a reason, which may be empty, and whose it is
_NAMED = 6  # rules that are named
NOT_COMPARED = "未与上年核对"
NOTHING_LEFT = "没有要处理的"  # whoever looked at what, or did not: this much is known
LEAST_REASON = 5  # characters: why a final report is opened again


class Matter(Enum):
    """What has to be done about a line of the list before a report is final."""

    MEND = "mend", "必须改正", "改正"
    EXPLAIN = "explain", "改正或说明", "说明"
    FILL = "fill", "还没有填", "没有填"
    VERIFY = "verify", "请核实", "核实"

    @property
    def title(self) -> str:
        """What stands over its lines."""
        return self.value[1]

    @property
    def short(self) -> str:
        """What it is called beside a count."""
        return self.value[2]


@dataclass(frozen=True)
class Point:
    """One line of the list: a finding, or something of the heading that nobody has said; settled or still open."""

    matter: Matter
    finding: Finding | None = None
    settled: Explanation | None = None
    heading: str = ""  # what is not known of whose report it is, or cannot be printed
    said: str = "还不知道"  # of the heading

    @property
    def is_open(self) -> bool:
        """Whether it stands in the way."""
        return self.settled is None


@dataclass(frozen=True)
class Readiness:
    """All that there is to look at before a report is final, in the order of the list."""

    points: tuple[Point, ...]
    not_compared: str = ""  # said, and in nobody's way

    @property
    def left(self) -> Mapping[Matter, int]:
        """How much is still to be done, by what is to be done."""
        count = {matter: sum(one.is_open and one.matter is matter for one in self.points) for matter in Matter}
        return {matter: number for matter, number in count.items() if number}

    @property
    def count(self) -> int:
        """How much is still to be done in all."""
        return sum(self.left.values())

    @property
    def words(self) -> str:
        """Say what is left; nothing where nothing is.

        >>> Readiness((Point(Matter.FILL, heading="单位名称"),)).words
        '没有填1'
        """
        return "、".join(f"{matter.short}{number}" for matter, number in self.left.items())


def readiness(said: Assessment) -> Readiness:
    """List what is to be done about a report, and what was done already."""
    order = {place: number for number, place in enumerate(places_in_order(said.report))}
    found = [*_points(said), *_unprintable(said.report)]
    found.sort(key=lambda one: order[one.finding.at[0]] if one.finding else -1)
    listed = [*(Point(Matter.FILL, heading=name) for name in unknown(said.report)), *found]
    points = tuple(one for matter in Matter for one in listed if one.matter is matter)
    return Readiness(points, not_compared(said))


def places_in_order(report: Report) -> Iterator[str]:
    """Return every text and cell of a report's form in print order."""
    for section in report.form.sections:
        yield from (text.key for text in section.texts)
        yield from section.cells


def _points(said: Assessment) -> Iterator[Point]:
    for finding in said.broken:
        if finding.severity is not Severity.HINT:
            yield Point(_matter(finding), finding, said.explanation_of(finding))


def _unprintable(report: Report) -> Iterator[Point]:
    """Find what no font draws of the unit's name: a report with it can be closed, and then nothing be made of it."""
    from export.printable import missing_in_title  # reads the fonts

    characters = missing_in_title(report)
    if characters:
        yield Point(Matter.MEND, heading="单位名称", said=f"{named_characters(characters)}无法打印，请换一个写法")


def _matter(finding: Finding) -> Matter:
    if finding.gap:
        return Matter.FILL
    return {Severity.HARD: Matter.MEND, Severity.EXPLAIN: Matter.EXPLAIN}.get(finding.severity, Matter.VERIFY)


def unknown(report: Report) -> tuple[str, ...]:
    """Return what is not known of whose report it is."""
    known = (("单位名称", report.unit.strip()), ("单位层级", report.level is not Level.UNKNOWN), ("年度", report.year))
    return tuple(name for name, value in known if not value)


def extent(report: Report) -> str:
    """Say how much of a report there is to look at: what is typed, and what is written; an optional text may be not.

    >>> extent(Report("某镇人民政府", Level.TOWNSHIP, 2025))
    '166格、7段文字'
    """
    form = report.form
    texts = sum(not text.optional or says_something(report.texts.get(key, "")) for key, text in form.texts.items())
    return f"{len(form.typed_cells)}格、{texts}段文字"


def not_compared(said: Assessment) -> str:
    """Say what a report could not be held against; nothing where it could be held against all."""
    if said.subject.last_year is not None:
        return ""
    return f"{NOT_COMPARED}：报告库里没有{said.report.year - 1}年度的年报"


def not_asked(switches: Switches) -> str:
    """Say which rules were switched off; nothing where none was.

    >>> not_asked(Switches(off=frozenset({"T5", "N1"}))), not_asked(Switches())
    ('N1、T5没有核对（设置里关了）', '')
    """
    off = sorted(switches.off, key=lambda one: (one[0], one[1:].zfill(3)))
    more = f"等{len(off)}条" if len(off) > _NAMED else ""
    return f"{'、'.join(off[:_NAMED])}{more}没有核对（设置里关了）" if off else ""


def without(said: Assessment) -> tuple[str, ...]:
    """Say all that a report was not held against, each in a sentence of its own."""
    return tuple(filter(None, (not_compared(said), not_asked(said.subject.switches))))


def told_at_closing(past: Iterable[Entry]) -> str:
    """Return what was told beside the last 定稿, as the history has it (newest first)."""
    last = next((one for one in past if one.place == "state" and one.new == State.FINAL.value), None)
    return last.step.partition("：")[2] if last else ""


def objection(said: Assessment) -> str:
    """Say why a report cannot be final; nothing where it can."""
    missing = unknown(said.report)
    if missing:
        return f"还没有填{'、'.join(missing)}，不能定稿"
    if said.hindrances:
        return f"还有{len(said.hindrances)}项没有处理，不能定稿：{said.hindrances[0].message}"
    holes = next(_unprintable(said.report), None)
    if holes is None:
        return ""
    return f"不能定稿：{holes.heading}：{holes.said}"


def acknowledge(store: ReportStore, report_id: int, said: Assessment, found: Sequence[Finding], told: Told) -> None:
    """Settle findings that only have to be looked at, all of them or none; `said` is of the report as it is stored.

    Raises:
        UserError: it could not be written.
    """
    abouts = said.abouts(found)
    reasons = [explanation(one, *told) for one in {finding.identity: finding for finding in found}.values()]
    said_of = [(one, abouts[one.check, one.at]) for one in reasons if one is not None]
    event = HistoryEvent.EXPLAINED if told[0] else HistoryEvent.CONFIRMED
    store.explain_all(report_id, said_of, event=event.of(len(found)))


def withdraw(store: ReportStore, report_id: int, found: Sequence[Finding]) -> None:
    """Open settled findings again, all of them or none.

    Raises:
        UserError: it could not be written.
    """
    event = HistoryEvent.UNCONFIRMED.of(len(found))
    store.unexplain_all(report_id, dict.fromkeys(one.identity for one in found), event=event)


def finalise(store: ReportStore, report_id: int, assessment: Assessment, on: date) -> None:
    """Close a report on a day; `assessment` is of the report as the store holds it.

    Raises:
        UserError: something is in the way, or it could not be written.
    """
    reason = objection(assessment)
    if reason:
        raise UserError(reason)
    store.finalise(report_id, on, not_asked(assessment.subject.switches))


def reopen(store: ReportStore, report_id: int, reason: str) -> None:
    """Open a final report for a revision; the reason stays in its history.

    Raises:
        UserError: there is no reason, the report is not final, or it could not be written.
    """
    if len(reason.strip()) < LEAST_REASON:
        raise UserError(f"请写明为什么要修订，至少{LEAST_REASON}个字")
    store.reopen(report_id, reason)
