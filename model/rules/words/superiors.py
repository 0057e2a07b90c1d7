"""T15: no words of a superior's report are left, which speak of applications to it or of bodies below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from model.form.schema import Severity
from model.report.report import Level
from model.rules.finding import Finding
from model.rules.registry import Context, Remedy, rule
from model.rules.words.flaws import Find, Flaw, in_texts

_LOWEST = frozenset({Level.TOWNSHIP, Level.SUBDISTRICT})  # no government stands below them
_GOVERNMENT = r"(?:自治区|自治州|[省市州盟县区旗])(?:人民)?政府(?:办公[厅室]|办)?"
_APPLIED_TO = re.compile(
    rf"(?:向|对|致){_GOVERNMENT}(?:机关)?(?:提出|提交|递交|申请|申领)(?:的)?(?:政府信息)?(?:公开)?(?:申请)?"
)
_BELOW = re.compile(
    r"(?:指导|督促|组织|要求|督导|推动|指导督促|通报|考核)(?:全[省市州县区旗])?各"
    r"(?:县[（(]?[市区]|市县|县区|区县|县|区|乡镇|镇街|镇乡|镇|街道|乡)"
)
_OURS = {  # what a body cannot call itself
    Level.TOWNSHIP: re.compile(
        "(?<![自其])我(?:街道|局|县|市|省)(?:人民政府|办事处|机关|(?:20[0-9]{2}年)?政府信息公开工作)"
    ),
    Level.SUBDISTRICT: re.compile("(?<![自其])我(?:镇|乡|局)(?=人民政府|机关|政府信息|主动公开|共|新收|收到)"),
    Level.COUNTY_DEPARTMENT: re.compile(
        "(?<![自其])我(?:镇|乡|街道)(?=人民政府|办事处|机关|政府信息|主动公开|共|新收|收到)"
    ),
}
_OF_ITS_OWN = re.compile(r"(?:村|社区|站所|办公室|站|所|中心|科室)")


@cache
def _finder(level: Level) -> Find:
    return lambda text, _year: _of_superiors(text, level)


def _of_superiors(text: str, level: Level) -> Iterator[Flaw]:
    advice = f"本机关是{level.label}，请核对是不是抄来的"
    for found in _OURS[level].finditer(text) if level in _OURS else ():
        yield Flaw(*found.span(), f"是别的机关的自称；{advice}")
    if level not in _LOWEST:
        return
    above = [found for found in _APPLIED_TO.finditer(text) if "申请" in found.group()]
    below = [found for found in _BELOW.finditer(text) if not _OF_ITS_OWN.match(text, found.end())]
    for found in (*above, *below):
        yield Flaw(*found.span(), f"是上级机关年报的说法；{advice}")


@rule(
    "T15",
    Severity.WARN,
    "没有从别的机关年报抄来的说法，如乡镇年报中“向市政府提出的申请”、街道年报中“我镇人民政府”",
    "常见错误（照抄别的机关年报）",
    remedy=Remedy.BY_HAND,
)
def words_of_superiors(context: Context) -> Iterable[Finding | None]:
    """Find words that only a superior's report can say."""
    return in_texts(context, "T15", _finder(context.report.level))
