"""What a unit does with what its office handed out: its report prepared, once, and nothing of it changed in silence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from app.beginning import About, deadline_to_keep
from app.preferences import default_unit
from model.collection.hand_out import HandOut, HandOutUnit
from model.errors import clip, quoted
from model.report.report import Level, Report
from model.report.totals import without_derivable_totals
from model.rules.switches import LENGTH, SETTING, Switches
from model.storage.events import HistoryEvent
from model.storage.library import Library
from model.storage.reading import LibraryReading
from model.storage.records import State, Stored
from model.storage.units import squeezed

_KEPT = "handed out"  # with the number of a report: the setting that keeps what its office asked of it


@dataclass(frozen=True)
class Asked:
    """What an office asked of a report."""

    office: str
    letterhead: str
    requirements: tuple[str, ...]

    @classmethod
    def of(cls, handed: HandOut) -> Asked:
        """Return what is asked in what was handed out."""
        return cls(handed.office, handed.letterhead, handed.requirements)


def asked_of(library: LibraryReading, report: int) -> Asked | None:
    """Return what an office asked of a report; None where nothing was handed out for it."""

    def understood(words: str) -> Asked:
        office, letterhead, *requirements = (str(one) for one in json.loads(words))
        return Asked(office, letterhead, tuple(requirements))

    return library.recall(f"{_KEPT} {report}", understood, None)


def likely(library: Library, handed: HandOut) -> int | None:
    """Return which of the units that something was handed out to is written for here; None where that is not clear."""
    if len(handed.units) == 1:
        return 0
    latest = library.latest()
    return handed.meant(tuple(one for one in (default_unit(library), latest.unit if latest else "") if one))


class Prepared(NamedTuple):
    """The report, and which reports were made for it."""

    report: int
    made: tuple[int, ...]


@dataclass(frozen=True)
class Preparation:
    """What opening it comes to in a library: what is there already, and what would be done."""

    library: Library
    handed: HandOut
    unit: HandOutUnit

    @cached_property
    def there(self) -> Stored | None:
        """The unit's report of the year, where there is one."""
        return self._find(self.handed.year)

    @cached_property
    def last(self) -> Report | None:
        """Last year's report that is to be brought in: none where the library has one."""
        return None if self._find(self.handed.year - 1) else self.unit.last_report

    def _find(self, year: int) -> Stored | None:
        found = (self.library.find(name, year) for name in self.unit.names if name.strip())
        return next((one for one in found if one is not None), None)

    @property
    def about(self) -> About:
        """What the report is about."""
        return About(self.unit.name, self.unit.level, self.handed.year)

    @property
    def is_later(self) -> bool:
        """Whether the report's day is another one than was handed out."""
        return self.there is None or self.there.due != self.unit.send_by

    @property
    def new_level(self) -> bool:
        """Whether the level of the report that is there is another one, and can be changed."""
        there, level = self.there, self.unit.level
        if there is None or level is Level.UNKNOWN or there.state is State.FINAL:
            return False
        return there.report.level is not level

    @property
    def rules(self) -> Switches | None:
        """The rules that would be asked from now on; None where they are asked already, or left to the unit."""
        wanted = self.handed.rules
        return None if wanted is None or wanted == self.library.switches else wanted

    @property
    def is_done(self) -> bool:
        """Whether all is as it was handed out."""
        there = self.there
        if there is None or self.last is not None or self.rules is not None or self.is_later or self.new_level:
            return False
        return asked_of(self.library, there.id) == Asked.of(self.handed)

    @property
    def conflicts(self) -> bool:
        """Whether there is a report already that was not prepared by what this office handed out."""
        if self.there is None:
            return False
        known = asked_of(self.library, self.there.id)
        return known is None or known.office != self.handed.office

    def lines(self) -> Iterator[str]:
        """Say what would be done, one thing a line; the rules are said apart."""
        there, year, day = self.there, self.handed.year, self.unit.send_by
        due = f"{day.year}年{day.month}月{day.day}日"
        if there is None:
            level = f"（{self.unit.level.label}）" if self.unit.level is not Level.UNKNOWN else ""
            yield f"新建{quoted(clip(self.unit.name, 60))}{year}年度的年报{level}，期限{due}"
        else:
            yield f"报告库里已有{year}年度的年报（{there.state.label}），填的内容不动"
            if self.is_later:
                yield f"期限由{there.due.month}月{there.due.day}日改为{due}"
            if self.new_level:
                yield f"层级由{there.report.level.label}改为{self.unit.level.label}"
        if self.last is not None:
            named = (
                ""
                if squeezed(self.last.unit) == squeezed(self.unit.name)
                else f"，当时的名称是{quoted(self.last.unit)}"
            )
            yield f"导入{year - 1}年度的年报，供核对两年的衔接{named}"

    def carry_out(self, *, rules: bool) -> Prepared:
        """Do it, all or nothing. What stands in a report stays.

        Raises:
            UserError: the disk does not allow it.
        """
        step = HistoryEvent.IMPORTED.named(f"{self.handed.office}下发")
        made: list[int] = []
        with self.library.together():
            if (last := self.last) is not None:
                made.append(self.library.create(without_derivable_totals(last), step))
            report = self._begun(step, last) if self.there is None else self._adapted(self.there)
            made += [report] if self.there is None else []
            asked = Asked.of(self.handed)
            words = json.dumps([asked.office, asked.letterhead, *asked.requirements], ensure_ascii=False)
            self.library.remember(f"{_KEPT} {report}", words)
            if rules and self.rules is not None:
                self.library.remember(SETTING, self.rules.words)
        return Prepared(report, tuple(made))

    def _begun(self, step: str, last: Report | None) -> int:
        """Make the report; where last year's bears another name, it is of the same unit."""
        about = self.about
        former = last.unit if last is not None and squeezed(last.unit) != squeezed(about.unit) else about.unit
        report = self.library.create(Report(former, about.level, about.year), step)
        day = deadline_to_keep(about, self.unit.send_by)
        if former != about.unit:
            of = {"unit": about.unit, "level": about.level, "year": about.year}
            self.library.set_header(report, **of, same=True, deadline=day)  # type: ignore[arg-type]
        elif day is not None:
            self.library.set_deadline(report, day)
        return report

    def _adapted(self, there: Stored) -> int:
        """Let a report that is there have the level and the day."""
        about = About.of(there.report)
        if self.new_level:
            about = About(about.unit, self.unit.level, about.year)
            self.library.set_header(there.id, unit=about.unit, level=about.level, year=about.year)
        if self.is_later:
            self.library.set_deadline(there.id, deadline_to_keep(about, self.unit.send_by))
        return there.id


def rule_lines(before: Switches, now: Switches) -> Iterator[str]:
    """Say what other rules are asked from now on than before.

    >>> list(rule_lines(Switches(), Switches(on=frozenset({"T12"}), limit=800)))
    ['打开T12（总体情况的字数，上限800字）']
    """
    opened = (now.on - before.on) | (before.off - now.off)
    closed = (now.off - before.off) | (before.on - now.on)
    for word, ids in (("打开", opened), ("关闭", closed)):
        if ids:
            yield f"{word}{'、'.join(_rule(one, now) for one in sorted(ids))}"
    if LENGTH in now.on & before.on and now.limit != before.limit:
        yield f"总体情况的字数上限由{before.limit}字改为{now.limit}字（{LENGTH}）"


def _rule(one: str, now: Switches) -> str:
    return f"{one}（总体情况的字数，上限{now.limit}字）" if one == LENGTH and one in now.on else one
