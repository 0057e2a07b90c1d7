"""What the library keeps of a county office, as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from model.collection.remarks import RemarkAnswer, RemarkVerdict
from model.collection.standing import Standing, StandingAct, UnitAct
from model.collection.unit import CollectionUnit
from model.form.editions import form_for
from model.report import file_format
from model.report.report import Level, Report
from model.rules.tally import Tally
from model.storage.county.figures import Figure, figures

__all__ = [
    "CollectionBatch",
    "CollectionHeading",
    "CollectionStep",
    "Judgement",
    "KeptCollection",
    "NewAnswer",
    "NewJudgement",
    "NewRemark",
    "NewSubmission",
    "Remark",
    "RemarkAnswer",
    "RemarkVerdict",
    "RollRow",
    "Submission",
]


@dataclass(frozen=True)
class CollectionHeading:
    """What a collection is about: the year of the reports, whose it is, until when they are due."""

    year: int
    title: str
    unit: str  # 本级
    level: Level
    send_by: date
    publish_by: date


class KeptCollection(NamedTuple):
    """A collection of the library; `units` is how many are expected, 免报 included."""

    key: int
    heading: CollectionHeading
    units: int
    deleted: datetime | None = None


class NewAnswer(NamedTuple):
    """What a unit did about a remark, as it comes with its next file."""

    remark: int
    answer: RemarkAnswer
    words: str = ""


@dataclass(frozen=True)
class NewSubmission:
    """A file that is to be taken for a unit."""

    unit: int
    digest: str  # SHA-256 of the file
    size: int
    name: str
    source: str  # folder, archive, or whatever it came from
    report: Report  # as it was typed: without the totals that follow
    tally: Tally
    problems: tuple[str, ...] = ()  # what could not be read
    final: bool | None = None  # whether the unit had it 定稿; None where the file does not tell
    answers: tuple[NewAnswer, ...] = ()

    @cached_property
    def file(self) -> str:
        """The report as it is kept."""
        return file_format.dumps(self.report)

    @cached_property
    def figures(self) -> Sequence[Figure]:
        """What stands in each cell of the form of its year."""
        return figures(form_for(self.report.year), self.report)

    def prepare(self) -> None:
        """Work out now what storing needs, so that it need not be done while the library is written."""
        self.file, self.figures  # noqa: B018 — kept once they are asked for


@dataclass(frozen=True)
class Submission:
    """A file that came in: evidence, never changed."""

    key: int
    collection: int
    unit: int
    revision: int
    before: int | None  # the submission that it took the place of
    digest: str
    size: int
    name: str
    source: str
    when: datetime
    file: str  # the report as the program's own file, without the totals that follow
    tally: Tally
    rules: str  # by which rules it was counted
    problems: tuple[str, ...] = ()
    final: bool | None = None
    withdrawn: bool = False  # its arrival was taken back

    @property
    def report(self) -> Report:
        """The report as it came in, without the totals that follow."""
        return file_format.loads(self.file.encode())


class RollRow(NamedTuple):
    """One line of the roll call; what a unit that has sent nothing cannot have is None."""

    unit: CollectionUnit
    standing: Standing
    due: date  # its day of 送审
    publish_due: date
    days_left: int  # to the day of 送审; less than 0: days since
    submission: int | None
    revision: int
    tally: Tally | None
    problems: int  # places that could not be read
    first: datetime | None  # when its first file came in
    last: datetime | None  # when the one that counts came in
    final: bool | None
    returned: int
    remarks: int
    answered: int
    undecided: int  # remarks that were answered, and of which nobody has said whether that will do
    changed: datetime
    published_on: date | None
    address: str
    reminded: datetime | None
    handed: datetime | None = None  # when its file was written last that prepares the report
    handed_by: str = ""

    @property
    def publish_left(self) -> int:
        """Days to the day of 公开; less than 0: days since."""
        return self.days_left + (self.publish_due - self.due).days

    @property
    def is_draft(self) -> bool:
        """Whether the unit sent its report without having it 定稿; a file that does not tell is none."""
        return self.standing.is_in and self.final is False

    @property
    def is_late(self) -> bool:
        """Whether nothing came in by the day: neither by now nor in time."""
        if self.first is not None:
            return self.first.astimezone().date() > self.due
        return self.standing is Standing.MISSING and self.days_left < 0

    @property
    def days_late(self) -> int:
        """How many days after its day it came, or is out by now; 0 where it is not late."""
        if not self.is_late:
            return 0
        return -self.days_left if self.first is None else (self.first.astimezone().date() - self.due).days


class CollectionStep(NamedTuple):
    """One thing that was done to a unit."""

    key: int
    unit: int
    batch: int
    act: StandingAct | UnitAct
    who: str
    when: datetime
    why: str
    was: Mapping[str, object]
    became: Mapping[str, object]
    undone: datetime | None = None


class StandingChange(NamedTuple):
    """When a unit came to stand where."""

    when: datetime
    unit: int
    standing: Standing


class CollectionBatch(NamedTuple):
    """What was done at once, and is taken back at once."""

    number: int
    act: StandingAct | UnitAct
    units: int
    who: str
    when: datetime

    @property
    def label(self) -> str:
        """What to call it."""
        return f"{self.act.label}{self.units}个单位" if self.units > 1 else self.act.label


class NewJudgement(NamedTuple):
    """Whether the office takes a unit's explanation of a finding; where it does not, that is said in a remark."""

    submission: int
    rule: str
    at: tuple[str, ...]
    accepted: bool
    must: bool  # whether the finding has to be mended where it is not explained; else it is to be verified
    words: str = ""
    quote: str = ""


class Judgement(NamedTuple):
    """What the office says to an explanation."""

    key: int
    submission: int
    rule: str
    at: tuple[str, ...]
    accepted: bool
    remark: int | None
    who: str
    when: datetime

    @property
    def identity(self) -> tuple[str, tuple[str, ...]]:
        """Which finding was explained."""
        return self.rule, self.at


class NewRemark(NamedTuple):
    """Something to say of a submission: at a cell or text, at words of it, or of the whole (`place` is "")."""

    submission: int
    place: str
    words: str
    quote: str = ""


class Remark(NamedTuple):
    """A remark, and what came of it."""

    key: int
    unit: int
    submission: int
    place: str
    quote: str
    words: str
    who: str
    when: datetime
    answer: RemarkAnswer = RemarkAnswer.NONE
    answer_words: str = ""
    answered: datetime | None = None
    verdict: RemarkVerdict = RemarkVerdict.NONE

    @property
    def is_undecided(self) -> bool:
        """Whether it was answered, and nobody has said yet whether that will do."""
        return self.answer is not RemarkAnswer.NONE and self.verdict is RemarkVerdict.NONE
