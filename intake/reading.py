"""What came of reading a file: the report, what could not be read and where, and a sentence that says so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from model.report.as_read import NOTHING_READ, AsRead
from model.report.report import NO_YEAR, Report

if TYPE_CHECKING:
    from model.collection.parcel import Parcel

NO_YEAR_SAID = "没有读到报告年度，请填写"
NO_LEVEL_SAID = "没有认出层级，请选择；不知道层级，T1、T2、T15没有核对"


class HeadingPart(Enum):
    """What stands in the heading of a report; the value is the name of the attribute."""

    UNIT = "unit"
    LEVEL = "level"
    YEAR = "year"


@dataclass(frozen=True)
class Problem:
    """Something to look at before the report is taken: a number left blank, an assumption, a text without a place."""

    place: str
    sentence: str
    heading: HeadingPart | None = None  # what of the heading it is about: whoever puts that right has answered it

    def __str__(self) -> str:
        """Return the sentence with its place before it."""
        return f"{self.place}：{self.sentence}" if self.place else self.sentence


class Count(NamedTuple):
    """How much of the tables of a section was read.

    >>> str(Count("三", 25, 23, "行"))
    '第三部分25行，读到23行'
    >>> str(Count("三", 25, 25, "行"))
    '第三部分25行'
    >>> str(Count("二", 6, 0, "行"))
    '第二部分没有读到'
    """

    ordinal: str
    there: int
    read: int
    unit: str

    def __str__(self) -> str:
        """Say it in a few words: of what was read whole, how much that is."""
        if not self.read:
            return f"第{self.ordinal}部分没有读到"
        short = "" if self.read == self.there else f"，读到{self.read}{self.unit}"
        return f"第{self.ordinal}部分{self.there}{self.unit}{short}"


@dataclass(frozen=True)
class Reading:
    """A report as far as it could be read; what was not read is blank, and told."""

    report: Report
    problems: tuple[Problem, ...] = ()
    counts: tuple[Count, ...] = ()  # for each section with tables
    as_written: bool = False  # the program's own file: nothing was interpreted, a blank is meant
    as_read: AsRead = NOTHING_READ  # the title and the date, for which a report has no place
    parcel: Parcel | None = None  # what came with it in a file between offices

    def with_heading(self, report: Report) -> Reading:
        """Return it with the heading of a report; what was told of what is another now is answered."""
        mine = self.report
        other = {one for one in HeadingPart if getattr(mine, one.value) != getattr(report, one.value)}
        left = tuple(one for one in self.problems if one.heading not in other)
        headed = replace(mine, unit=report.unit, level=report.level, year=report.year)
        return replace(self, report=headed, problems=left)

    @property
    def year_is_known(self) -> bool:
        """Whether the report says of which year it is; else somebody must."""
        return self.report.year != NO_YEAR

    @property
    def summary(self) -> str:
        """Say in one sentence what was read, and that the rest must be looked at."""
        report = self.report
        year = f"{report.year}年度" if self.year_is_known else "年度不详"
        whose = f"“{report.unit}”{year}的年报" if report.unit else f"{year}的年报，没有读到单位名称"
        parts = [f"{whose}（{report.level.label}）", *map(str, self.counts)]
        if report.texts:
            parts.append(f"{len(report.texts)}段文字")
        return "，".join(parts)
