"""T15: no words of a superior's report are left, which speak of applications to it or of bodies below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from model.form.schema import Severity
from model.report.report import Level
from model.rules.finding import Finding
from model.rules.registry import Context, Remedy, rule
from model.rules.words.flaws import Find, Flaw, in_texts
from model.rules.words.self_names import foreign_selves, foreign_towns, foreign_wholes

_LOWEST = frozenset({Level.TOWNSHIP, Level.SUBDISTRICT})  # no government stands below them
_GOVERNMENT = r"(?:自治区|自治州|[省市州盟县区旗])(?:人民)?政府(?:办公[厅室]|办)?"
_APPLIED_TO = re.compile(
    rf"(?:向|对|致){_GOVERNMENT}(?:[及和、与]{_GOVERNMENT}){{0,2}}(?:机关)?(?:提出|提交|递交|申请|申领)(?:的)?(?:政府信息)?(?:公开)?(?:申请)?"
)
_BELOW = re.compile(
    r"(?:指导|督促|组织|要求|督导|推动|指导督促|通报|考核)(?:全[省市州县区旗])?各"
    r"(?:县[（(]?[市区]|市县|县区|区县|县|区|乡镇|镇街|镇乡|镇|街道|乡)"
)
_GOVERNMENTS = re.compile(
    "街道人民政府|[我本]街道政府(?!信息|网|采购|购买|公报)|(?<![一-鿿])[我本]政府(?!信息)"
)  # a sub-district has none
_OF_ITS_OWN = re.compile(r"(?:村|社区|站所|办公室|站|所|中心|科室)")


@lru_cache(64)
def _finder(unit: str, level: Level) -> Find:
    return lambda text, _year: _of_superiors(text, unit, level)


def _of_superiors(text: str, unit: str, level: Level) -> Iterator[Flaw]:
    yield from foreign_selves(text, unit, level)
    yield from foreign_wholes(text, unit, level)
    yield from foreign_towns(text, unit, level)
    if level not in _LOWEST:
        return
    advice = f"本机关是{level.label}，请核对是不是抄来的"
    above = [found for found in _APPLIED_TO.finditer(text) if "申请" in found.group()]
    below = [found for found in _BELOW.finditer(text) if not _OF_ITS_OWN.match(text, found.end())]
    for found in (*above, *below):
        yield Flaw(*found.span(), f"是上级机关年报的说法；{advice}")
    for found in _GOVERNMENTS.finditer(text) if level is Level.SUBDISTRICT else ():
        yield Flaw(*found.span(), f"是一级政府的说法；{advice}")


@rule(
    "T15",
    Severity.WARN,
    "没有从别的机关年报抄来的说法，如乡镇年报中“向市政府提出的申请”“我局”，县年报中“全市共公开…条”",
    "常见错误（照抄别的机关年报）",
    remedy=Remedy.BY_HAND,
)
def words_of_superiors(context: Context) -> Iterable[Finding | None]:
    """Find words that only a superior's report can say."""
    return in_texts(context, "T15", _finder(context.report.unit, context.report.level))
