"""What an office hands out (下发, .gouji): to one unit or to all, whose report it is, of which year, until when.

`hand_out.json` says all of it, `last_year/00001.json` is last year's report of the first unit, where there is one; and
the manifest of every such file: see model.collection.envelope. Whoever opens it has the report prepared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from model.collection.envelope import (
    ParcelKind,
    check_report,
    count_of,
    day_of,
    dumped,
    list_of,
    loaded,
    object_of,
    one_of,
    opened,
    sealed,
    string_of,
)
from model.collection.unit import CollectionUnit, Coverage, plain_name
from model.collection.unit_list import MOST_UNITS
from model.errors import UserError, clip
from model.report import file_format
from model.report.report import LONGEST_UNIT, Level, Report
from model.rules.switches import Switches

HAND_OUT = "hand_out.json"
MOST_REQUIREMENTS, LONGEST_REQUIREMENT = 100, 2_000  # characters of each
LONGEST_HEAD = 200  # characters of title and letterhead
_LARGEST = 30_000_000  # bytes of the list, unpacked: 60,000 units
_LAST_YEAR = re.compile(r"last_year/([0-9]{5})\.json", re.ASCII)
_MOST_NAMES, _LONGEST_RULES = 50, 2_000


@dataclass(frozen=True)
class HandOutUnit:
    """A unit that is to report; `last_year` is the program's own file of its report of the year before."""

    name: str
    level: Level
    send_by: date
    publish_by: date
    other_names: tuple[str, ...] = ()
    coverage: Coverage = Coverage.OWN
    last_year: bytes | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All names that it is known by, its own first."""
        return (self.name, *self.other_names)

    @property
    def last_report(self) -> Report | None:
        """Its report of the year before.

        Raises:
            UserError: it is none.
        """
        return None if self.last_year is None else file_format.loads(self.last_year)

    @classmethod
    def of(cls, unit: CollectionUnit, send_by: date, publish_by: date, last: Report | None = None) -> HandOutUnit:
        """Return a unit of a collection, without what never leaves the office; the days hold where it has none."""
        days = unit.send_by or send_by, unit.publish_by or publish_by
        file = None if last is None else file_format.dumps(last).encode()
        return cls(unit.name, unit.level, *days, unit.other_names, unit.coverage, file)


@dataclass(frozen=True)
class HandOut:
    """What is handed out; `rules` are those that the office has switched, None where it leaves them to the unit."""

    office: str
    title: str
    letterhead: str
    year: int
    units: tuple[HandOutUnit, ...]
    requirements: tuple[str, ...] = ()
    rules: Switches | None = None

    def only(self, at: int) -> HandOut:
        """Return what is handed out to one unit alone."""
        return replace(self, units=(self.units[at],))

    def meant(self, names: tuple[str, ...]) -> int | None:
        """Return which unit bears one of some names, the first of them first; None where that is none or several."""
        for name in map(plain_name, names):
            found = [at for at, one in enumerate(self.units) if name and name in map(plain_name, one.names)]
            if len(found) == 1:
                return found[0]
        return None


def largest(name: str) -> int:
    """Return how many bytes a member may have, unpacked; 0 where there is no such member."""
    return _LARGEST if name == HAND_OUT else file_format.LARGEST if _LAST_YEAR.fullmatch(name) else 0


def members(handed: HandOut) -> dict[str, bytes]:
    """Write it as the members of a zip file, the manifest first; what is equal gives equal bytes."""
    words = {
        "office": handed.office,
        "title": handed.title,
        "letterhead": handed.letterhead,
        "year": handed.year,
        "requirements": list(handed.requirements),
        "rules": None if handed.rules is None else handed.rules.words,
        "units": [
            {
                "name": one.name,
                "other_names": list(one.other_names),
                "level": one.level.value,
                "send_by": one.send_by.isoformat(),
                "publish_by": one.publish_by.isoformat(),
                "coverage": one.coverage.value,
            }
            for one in handed.units
        ],
    }
    last = {f"last_year/{at:05}.json": one.last_year for at, one in enumerate(handed.units, 1)}
    inside = {HAND_OUT: dumped(words), **{name: data for name, data in last.items() if data is not None}}
    return sealed(ParcelKind.HAND_OUT, inside)


def from_members(inside: Mapping[str, bytes]) -> HandOut:
    """Read what was handed out; it is taken whole or not at all.

    Raises:
        UserError: it is none, of a later version, or not as it was written; the sentence names the member.
    """
    kind = opened(inside)
    if kind is not ParcelKind.HAND_OUT or HAND_OUT not in inside:
        raise UserError(f"这是{kind.label}用的文件，不是下发文件")
    raw = object_of(loaded(inside[HAND_OUT], HAND_OUT), HAND_OUT)
    listed = list_of(raw.get("units"), MOST_UNITS, "单位", HAND_OUT)
    if not listed:
        raise UserError(f"上报包里的{HAND_OUT}没有单位")
    last = {int(found[1]): data for name, data in inside.items() if (found := _LAST_YEAR.fullmatch(name))}
    if any(not 0 < at <= len(listed) for at in last):
        raise UserError(f"上报包里的上年年报比{HAND_OUT}的单位多")
    units = tuple(_unit(object_of(one, HAND_OUT), last.get(at)) for at, one in enumerate(listed, 1))
    requirements = list_of(raw.get("requirements", []), MOST_REQUIREMENTS, "要求", HAND_OUT)
    rules = raw.get("rules")
    handed = HandOut(
        _words(raw, "office", LONGEST_UNIT),
        _words(raw, "title", LONGEST_HEAD),
        _words(raw, "letterhead", LONGEST_HEAD),
        _year(raw.get("year")),
        units,
        tuple(string_of(one, LONGEST_REQUIREMENT, "要求", HAND_OUT) for one in requirements),
        None if rules is None else Switches.of(string_of(rules, _LONGEST_RULES, "规则", HAND_OUT)),
    )
    for one in units:
        check_report(f"“{clip(one.name, 40)}”的上年年报", one.last_year, handed.year - 1)
    return handed


def _unit(raw: Mapping[str, Any], last_year: bytes | None) -> HandOutUnit:
    name = _words(raw, "name", LONGEST_UNIT)
    if not plain_name(name):
        raise UserError(f"上报包里的{HAND_OUT}有一个单位没有名称")
    others = list_of(raw.get("other_names", []), _MOST_NAMES, "其他名称", HAND_OUT)
    return HandOutUnit(
        name,
        one_of(raw.get("level"), Level, HAND_OUT),
        _day(raw, "send_by"),
        _day(raw, "publish_by"),
        tuple(string_of(one, LONGEST_UNIT, "其他名称", HAND_OUT) for one in others),
        one_of(raw.get("coverage", Coverage.OWN.value), Coverage, HAND_OUT),
        last_year,
    )


def _words(raw: Mapping[str, Any], key: str, longest: int) -> str:
    return string_of(raw.get(key, ""), longest, key, HAND_OUT)


def _day(raw: Mapping[str, Any], key: str) -> date:
    day = day_of(raw.get(key), HAND_OUT)
    if day is None:
        raise UserError(f"上报包里的{HAND_OUT}有一个单位没有期限（{key}）")
    return day


def _year(value: object) -> int:
    first, last = file_format.YEARS
    year = count_of(value, last, "年度", HAND_OUT)
    if year < first:
        raise UserError(f"上报包里的{HAND_OUT}有误：年度写成了“{clip(value)}”")
    return year
