"""T21: a level that the name of the unit contradicts; told only where the name leaves no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from model.form.schema import Severity
from model.places.unit_name import PlaceKind, taken_apart
from model.report.report import Level
from model.rules.finding import Finding, Verdict
from model.rules.registry import Context, Remedy, rule

_POSSIBLE = {
    PlaceKind.TOWNSHIP: (Level.TOWNSHIP,),
    PlaceKind.COUNTY: (Level.COUNTY,),
    PlaceKind.CITY_OR_COUNTY: (Level.COUNTY, Level.CITY),
    PlaceKind.CITY: (Level.CITY,),
    PlaceKind.PROVINCE: (Level.PROVINCE,),
}
_GOVERNMENT = "人民政府"
_OF_A_STREET = re.compile("街道办事处$")
_A_DEPARTMENT = re.compile("[局厅]$")
_NO_GOVERNMENT = tuple(level for level in Level if not level.is_government and level is not Level.SUBDISTRICT)


@rule(
    "T21",
    Severity.WARN,
    "层级与单位名称相符：“…镇人民政府”是乡镇人民政府，“…街道办事处”是街道办事处，“…局”不是人民政府",
    "单位名称（截止日期、T1、T2、T15都随层级）",
    remedy=Remedy.BY_HAND,
)
def level_and_name(context: Context) -> Iterator[Finding]:
    """Hold the level in the heading to what the name of the unit says."""
    unit, level = context.report.unit, context.report.level
    possible = levels_of_name(unit)
    if level is Level.UNKNOWN or not possible or level in possible:
        return
    why = f"层级选的是“{level.label}”，与单位名称不符"
    instead = f"（按名称是“{possible[0].label}”）" if len(possible) == 1 else ""
    message = f"“{unit}”：{why}{instead}；请点标题旁的“更改…”核对（T21）"
    place = (context.report.form.opening.key,)
    quote = f"{unit}×{level.label}"  # what was said of one pair settles no other
    yield Finding("T21", Severity.WARN, Verdict.BROKEN, place, message, quote=quote, about=unit, why=why)


@lru_cache(64)
def levels_of_name(unit: str) -> tuple[Level, ...]:
    """Return the levels that a unit of this name may have; nothing where the name leaves it open.

    >>> [one.value for one in levels_of_name("青石镇人民政府")], levels_of_name("某镇财政所")
    (['township'], ())
    """
    name = "".join(unit.split())
    if re.search("[()（）、]", name):  # 某街道办事处（某镇人民政府）: two names
        return ()
    if _OF_A_STREET.search(name):
        return (Level.SUBDISTRICT,) if _GOVERNMENT not in name else ()
    found = taken_apart(name)
    if not found.parts or found.is_short:
        return ()
    if found.body == _GOVERNMENT:
        return _POSSIBLE.get(found.parts[-1].place, ())
    return _NO_GOVERNMENT if _A_DEPARTMENT.search(found.body) else ()
