"""Y2: the period that a report covers is the year it is on, and is written so that it can be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from model.form.schema import Severity
from model.report.report import NO_YEAR
from model.rules.finding import Finding
from model.rules.registry import Context, Remedy, rule
from model.rules.words import clauses
from model.rules.words.flaws import Flaw, in_texts

_FOLDED = str.maketrans("０１２３４５６７８９〇○零一二三四五六七八九．／", "0123456789" + "000123456789" + "./")
_GAP = r"\s{0,3}"
_RAW = rf"[\d年][\d年十 ]{{0,14}}月{_GAP}[\d十]{{1,3}}(?:{_GAP}[日号月])?|\d{{4}}[./-]\d{{1,2}}[./-]\d{{1,2}}(?!\d)"
_TO = rf"{_GAP}(?:起|开始)?{_GAP}[，,]?{_GAP}(?:至|到|——|—|--|-|–|－|~|～){_GAP}"
_SPAN = re.compile(
    rf"(?<![\d年])(?P<from>{_RAW}){_TO}(?P<to>{_RAW}|[\d十]{{1,3}}月{_GAP}[\d十]{{1,3}}(?:{_GAP}[日号月])?)"
)
_GOES_ON = re.compile(rf"{_GAP}(?:止)?{_GAP}(?:至|到){_GAP}\d")
_MONTHS = re.compile(
    rf"(?<!\d)(?P<from>20\d\d){_GAP}年{_GAP}(?P<m1>[\d十]{{1,3}}){_GAP}月?{_TO}"
    rf"(?:(?P<to>20\d\d){_GAP}年{_GAP})?(?P<m2>[\d十]{{1,3}}){_GAP}月(?!{_GAP}[\d十])"
)
_UNTIL = re.compile(rf"截[至止]到?{_GAP}(?P<day>{_RAW})")
_DATE = re.compile(
    rf"(?:(?P<year>20\d\d){_GAP}年{_GAP})?(?P<month>[\d十]{{1,3}}){_GAP}月{_GAP}(?P<day>[\d十]{{1,3}}){_GAP}[日号]"
)
_DOTTED = re.compile(r"(?P<year>20\d\d)[./-](?P<month>\d{1,2})[./-](?P<day>\d{1,2})")
_SENTENCES = re.compile(r"[^。！\n]{1,2000}")
_COVERED = re.compile(
    r"统计|数据|期限|时限|涵盖|覆盖|(?:本|年度|该)报告(?!会)|报告期|起止|所列|时间(?:范围|段|跨度|为|是|自|从|：|:)"
)
_OTHER_PERIODS = re.compile(r"下载|查阅|办公|公示期|任期|活动|有效期|培训期|试运行|整改期|征求意见|公告期|施工|合同")
_BEFORE = 40  # characters before a period in which it is said what it is
_END_OF_CLAUSE = re.compile("[。；;！？\n]")

Day: TypeAlias = tuple[int, int, int]


class _Period(NamedTuple):
    """The ends of a period as they are written; None where an end cannot be read."""

    first: Day | None
    last: Day | None


def wrong_periods(text: str, year: int) -> Iterator[Flaw | None]:
    """Find a period of the data that is not 1 January to 31 December of the report year, or cannot be read."""
    for sentence in _SENTENCES.finditer(text):
        if "月" in sentence.group() or _DOTTED.search(sentence.group()):
            yield None
            at = sentence.start()
            for start, end, problem, words in _in_sentence(sentence.group().translate(_FOLDED), year):
                yield Flaw(at + start, at + end, problem, words)


def _in_sentence(folded: str, year: int) -> Iterator[Flaw]:
    right = f"{year}年1月1日至12月31日"
    whole = ((year, 1, 1), (year, 12, 31))
    for found in _SPAN.finditer(folded):
        period = _read(found["from"], found["to"], year)
        if _GOES_ON.match(folded, found.end()) and _tells_coverage(folded, found.start()):
            yield Flaw(*found.span(), f"后面还有“{folded[found.end() :][:1]}”，写坏了；应是{right}", right)
        elif period != whole and _is_of_the_report(folded, found.start(), period, year):
            problem = f"应是{right}" if None not in period else f"写坏了，读不出期限；应是{right}"
            yield Flaw(*found.span(), problem, right)
    for found in _MONTHS.finditer(folded):
        ends = (int(found["from"]), _number(found["m1"]), int(found["to"] or found["from"]), _number(found["m2"]))
        if ends != (year, 1, year, 12) and _tells_coverage(folded, found.start()):
            yield Flaw(*found.span(), f"应是{right}", right)
    for found in _UNTIL.finditer(folded):
        day = _day(found["day"])
        if day != whole[1] and _tells_coverage(folded, found.start(), data_only=True):
            problem = f"应是{year}年12月31日" + ("" if day else "，现在的日期读不出")
            yield Flaw(*found.span("day"), problem, f"{year}年12月31日")


def _read(first: str, last: str, year: int) -> _Period:
    begins = _day(first, None if "年" in first or first[:4].isdecimal() else year)
    return _Period(begins, _day(last, begins[0] if begins else None))


def _day(text: str, year: int | None = None) -> Day | None:
    """Read a day; `year` stands for one that is not written. None where it cannot be read or is no day."""
    found = _DATE.fullmatch(text.strip()) or _DOTTED.fullmatch(text.strip())
    if not found or not (found["year"] or year):
        return None
    month, day = _number(found["month"]), _number(found["day"])
    return (int(found["year"] or year or 0), month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None  # noqa: PLR2004


def _number(text: str) -> int:
    """Read a number below forty in digits or with a 十.

    >>> _number("12"), _number("十2"), _number("3十1"), _number("十")
    (12, 12, 31, 10)
    """
    if "十" not in text:
        return int(text)
    tens, _, ones = text.partition("十")
    return 10 * int(tens or 1) + int(ones.replace("十", "") or 0)


def _is_of_the_report(text: str, start: int, period: _Period, year: int) -> bool:
    """Return whether a period is the one that the data is of: it is called so, or is all but the whole year."""
    if _tells_coverage(text, start):
        return True
    first, last = period
    nearly = first == (year, 1, 1) and last is not None and last[:2] == (year, 12)
    return nearly and not _OTHER_PERIODS.search(_clause_before(text, start))


def _tells_coverage(text: str, start: int, *, data_only: bool = False) -> bool:
    clause = _clause_before(text, start)
    told = re.search("统计|数据|所列", clause) if data_only else _COVERED.search(clause)
    return bool(told) and not _OTHER_PERIODS.search(clause)


def _clause_before(text: str, start: int) -> str:
    return clauses.before(text, start, _BEFORE, _END_OF_CLAUSE)


@rule("Y2", Severity.WARN, "统计期限是报告年度的1月1日至12月31日", "{form}", remedy=Remedy.WORDS)
def period(context: Context) -> Iterable[Finding | None]:
    """Hold the period to 1 January to 31 December of the report year."""
    return () if context.report.year == NO_YEAR else in_texts(context, "Y2", wrong_periods)
