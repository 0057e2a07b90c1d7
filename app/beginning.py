"""Begin a report, change what it is about, or carry on from last year's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.preferences import default_deadline, default_level, default_unit
from model.errors import clip
from model.form.editions import FORMS
from model.report.deadline import usual_deadline, year_to_report
from model.report.next_year import brought_forward, next_year
from model.report.report import LONGEST_UNIT, Level, Report
from model.storage.events import HistoryEvent
from model.storage.library import Library
from model.storage.records import Change, How, Stored
from model.storage.same_unit import Kinship
from model.storage.units import squeezed

_NAMED = 16  # characters of a name in a line that does not break
_LOOKED_BACK = 3  # years, in which a unit may have left one out
YEARS = (min(form.since for form in FORMS.values()), 2100)


@dataclass(frozen=True)
class About:
    """UnitQuestion report, and of which year."""

    unit: str
    level: Level
    year: int  # 0: not known

    @property
    def is_whole(self) -> bool:
        """Whether unit and year are known, and the unit's name can be kept."""
        return bool(self.unit and self.year) and not self.too_long

    @property
    def lacking(self) -> str:
        """Say what could not be read of it; nothing where all is known.

        >>> About("", Level.UNKNOWN, 2023).lacking, About("甲镇人民政府", Level.TOWNSHIP, 0).lacking
        ('没有读到单位名称', '没有读到年度')
        >>> About("", Level.UNKNOWN, 0).lacking
        '没有读到单位名称和年度'
        """
        missing = [name for name, known in (("单位名称", self.unit), ("年度", self.year)) if not known]
        return f"没有读到{'和'.join(missing)}" if missing else self.too_long

    @property
    def too_long(self) -> str:
        """Say that the unit's name is too long to be one; nothing where it is not."""
        count = len(self.unit)
        return f"单位名称最长{LONGEST_UNIT}个字，现在有{count}个字，请检查粘贴的内容" if count > LONGEST_UNIT else ""

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from other reports, however the name is spaced."""
        return squeezed(self.unit), self.year

    @classmethod
    def of(cls, report: Report) -> About:
        """Return what a report is about."""
        return cls(report.unit, report.level, report.year)


class Begun(NamedTuple):
    """A report to be opened, and whether it stood in the library already."""

    report: int
    was_there: bool


def suggested(library: Library, today: date) -> About:
    """Return what a new report is most likely about: the unit that was written for last, and the year that is due."""
    latest = library.latest()
    unit, year = default_unit(library) or (latest.unit if latest else ""), year_to_report(today)
    return About(unit, level_for(library, unit, year), year)


def level_for(library: Library, unit: str, year: int) -> Level:
    """Return what kind of body a unit is: as set, as in its last reports, or as its name tells; else UNKNOWN.

    The level of the settings is that of the unit named there, of no other.
    """
    from intake.interpret.level import level_of  # what tells names apart is large, and no start waits for it

    preset = default_level(library) if squeezed(unit) == squeezed(default_unit(library)) else None
    if not unit or preset:
        return preset or Level.UNKNOWN
    past = (library.find(unit, one) for one in range(year, year - _LOOKED_BACK, -1))
    known = (one.report.level for one in past if one is not None)
    return next((level for level in known if level is not Level.UNKNOWN), None) or level_of(unit)


def untimely(year: int, today: date) -> str:
    """Say that a year is too far off to be written about; nothing where it is not.

    >>> untimely(2099, date(2026, 11, 30)), untimely(2027, date(2026, 11, 30))
    ('2099年还早，现在最晚可以写2027年度的年报', '')
    """
    return f"{year}年还早，现在最晚可以写{today.year + 1}年度的年报" if year > today.year + 1 else ""


def begin(library: Library, about: About) -> Begun:
    """Make an empty report, unless there is one of that unit and year."""
    there = library.find(about.unit, about.year)
    if there:
        return Begun(there.id, was_there=True)
    made = library.create(Report(about.unit, about.level, about.year))
    _set_deadline(library, made, about)
    return Begun(made, was_there=False)


def _set_deadline(library: Library, report: int, about: About) -> None:
    """Let a new report be due on the day that the settings say."""
    due = default_deadline(library, about.year)
    if due is not None:
        library.set_deadline(report, deadline_to_keep(about, due))


def next_year_of(library: Library, last: Stored) -> int | None:
    """Return the report of the same unit for the year after, where there is one."""
    there = library.find(last.report.unit, last.report.year + 1)
    return there.id if there else None


def roll_forward(library: Library, last: Stored, *, texts: bool) -> int:
    """Make next year's report of the same unit, with last year's texts as a draft where asked."""
    made = library.create(next_year(last.report, texts=texts), HistoryEvent.NEXT_YEAR.label, How.FILLED)
    _set_deadline(library, made, About(last.report.unit, last.report.level, last.report.year + 1))
    return made


def brought_over(last: Report | None, typed: Report) -> tuple[Change, ...]:
    """Return the changes that write what last year carried forward into a report that has no numbers yet."""
    return () if last is None or typed.numbers else brought_forward(last, typed)


def years_of_the_same_form(report: Report) -> tuple[int, int]:
    """Return the first and the last year to which a report can be moved: another form has other cells."""
    later = [form.since for form in FORMS.values() if form.since > report.form.since]
    return report.form.since, min(later, default=YEARS[1] + 1) - 1


class UnitQuestion(NamedTuple):
    """UnitQuestion report one is that is to bear a name, and what that leaves open."""

    words: str  # empty where there is nothing to say
    kinship: Kinship | None = None


def unit_question(library: Library, report_id: int, name: str) -> UnitQuestion:
    """Return what is to be said, and asked, of a name in the heading of a report.

    A name that is another unit's makes the report that unit's. Nothing is asked of it.
    """
    there, now = library.unit_known_as(name), library.unit_of(report_id)
    if not name or now is None:
        return UnitQuestion("")
    if there not in {None, now}:
        return UnitQuestion(f"“{clip(name, _NAMED)}”是库里已有的单位，这份年报归它。")
    kin = library.kinship(report_id, name)
    if kin is None:
        return UnitQuestion("")
    return UnitQuestion(f"库里还有“{clip(kin.name, _NAMED)}”的年报，这份是：", kin)


def taken_year(library: Library, about: About, report_id: int, *, same: bool | None) -> int | None:
    """Return the year of which the unit would have two reports, if the heading of one were this; None for none."""
    return library.clash(report_id, about.unit, about.year, same=same)


def deadline_to_keep(about: About, chosen: date) -> date | None:
    """Return the deadline as the library keeps it: None where it is the usual one, which follows level and year."""
    return None if chosen == usual_deadline(about.level, about.year) else chosen
