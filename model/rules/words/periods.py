"""Y2: the period that a report covers is the year it is on, and is written so that it can be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from model.form.schema import Severity
from model.report.report import NO_YEAR
from model.rules.finding import Finding
from model.rules.registry import Context, Remedy, rule
from model.rules.words import clauses
from model.rules.words.flaws import Flaw, in_texts

_FOLDED = str.maketrans("０１２３４５６７８９〇○零一二三四五六七八九．／", "0123456789" + "000123456789" + "./")
_GAP = r"\s{0,3}"
_RAW = rf"[\d年][\d年十 ]{{0,14}}元?月{_GAP}[\d十]{{1,3}}(?:{_GAP}[日号月])?|\d{{4}}[./-]\d{{1,2}}[./-]\d{{1,2}}(?!\d)"
_TO = (
    rf"{_GAP}(?:0时|0点|为起点、?)?(?:起|开始)?(?:统计|计算)?{_GAP}[，,]?{_GAP}"
    rf"(?:统计|截|当日)?(?:至|到|止于|截[至止]日期?为|和|以|——|—|--|-|–|－|~|～|(?<=起点、)){_GAP}(?:当年)?"
)
_SPAN = re.compile(
    rf"(?<![\d年])(?P<from>{_RAW}){_TO}(?P<to>{_RAW}|[\d十]{{1,3}}月{_GAP}(?:底|[\d十]{{1,3}}(?:{_GAP}[日号月])?))"
)
_GOES_ON = re.compile(rf"{_GAP}(?:止)?{_GAP}(?:至|到){_GAP}\d")
_MONTHS = re.compile(
    rf"(?<!\d)(?P<from>20\d\d){_GAP}年{_GAP}(?P<m1>[\d十]{{1,3}}){_GAP}月?{_TO}"
    rf"(?:(?P<to>20\d\d){_GAP}年{_GAP})?(?P<m2>[\d十]{{1,3}}){_GAP}月(?!{_GAP}[\d十])"
)
_UNTIL = re.compile(rf"截[至止](?:到|于|日期?|时间)?(?:为|是|：|:)?{_GAP}(?P<day>{_RAW}|20\d\d{_GAP}年{_GAP}年?[底末])")
_DATE = re.compile(
    rf"(?:(?P<year>20\d\d){_GAP}年{_GAP})?(?P<month>元|[\d十]{{1,3}}){_GAP}月{_GAP}(?P<day>[\d十]{{1,3}}){_GAP}[日号]"
)
_DOTTED = re.compile(r"(?P<year>20\d\d)[./-](?P<month>\d{1,2})[./-](?P<day>\d{1,2})")
_DAY_IN_DIGITS = re.compile(r"\d[./-]\d")  # of which no period is without, or without a 月
_SENTENCES = re.compile(r"[^。！\n]{1,2000}")
_COVERED = re.compile(
    r"统计|数据|期限|时限|涵盖|覆盖|(?:本|年度|该)报告(?!会)|报告期|起止|起讫|所列|时间(?:范围|段|跨度|为|是|自|从|：|:)"
)
_OTHER_PERIODS = re.compile(
    r"下载|查阅|公布期|公布时限|办公(?!室|厅)|公示期|任期|活动|有效期|培训期|试运行|整改期|征求意见|公告期|施工|合同"
)
_MAY_TELL_A_YEAR = re.compile("统计|报告期|数据|本报告")
_OF_DATA = re.compile("统计|数据|所列")
_BEFORE = 40  # characters before a period in which it is said what it is
_OF_DATA_ELSEWHERE = re.compile("平台|归集|开放|共享|系统|上报|工单|普查|调查|抽查|检查")  # no data of the report
_ONLY_COMPARED = re.compile("(?:[与较比同]|同期(?:数据)?(?:统计)?[（(至到为]?|上年(?:为|是)?)[从自]?$")
_BY_YEAR = re.compile(  # 统计周期为2022年全年, 本报告涵盖2022年全年
    r"(?:统计(?:周期|年度|区间|期限|期间|时间|时段|范围|口径)|报告期|数据(?:期限|年度|周期)|所(?:列|涉|用)数据|报告(?:各项|中的?)?数据)[^，,。；;\d]{0,3}(?:为|是|：|:|来自)"
    r"\s{0,3}(?P<year>20\d\d)\s{0,3}年(?:度|全年)?(?:的?数据|工作|情况)?(?=[，,。；;、）)]|$)"
    r"|本报告(?:为|是)\s{0,3}(?P<is>20\d\d)\s{0,3}年(?:度|全年)(?:的?情况|数据|工作)"
    r"|本报告(?:的?内容|数据)?(?:主要)?(?:涵盖|覆盖|反映|总结)(?:的是|了|的为)?\s{0,3}(?P<of>20\d\d)\s{0,3}年(?:度|全年)"
)
_BOTH_ENDS = re.compile("起止|起讫|始末")
_TOLD_BELOW = re.compile(  # 把2023年1月1日至2023年11月30日的情况整理如下
    "(?:期间)?的?(?:政府信息公开|政务公开|公开)?(?:工作)?(?:有关)?情况[^，,。；;\\d]{0,8}(?:如下|予以公[布开]|报告)"
)
_MONTH_END = re.compile(rf"月{_GAP}底$")
_YEAR_END = re.compile(rf"年{_GAP}年?[底末]")
_COMMAS = re.compile("[，,。；;、：:！？\n]")
_END_OF_CLAUSE = re.compile("[。；;！？\n]")

Day: TypeAlias = tuple[int, int, int]


class _Period(NamedTuple):
    """The ends of a period as they are written; None where an end cannot be read."""

    first: Day | None
    last: Day | None


def wrong_periods(text: str, year: int) -> Iterator[Flaw | None]:
    """Find a period of the data that is not 1 January to 31 December of the report year, or cannot be read."""
    telling = [one for one in (_MAY_TELL_A_YEAR, _DOTTED) if one.search(text)]
    if not (telling or "月" in text):
        return
    for sentence in _SENTENCES.finditer(text):
        said = sentence.group()
        if "月" in said or any(one.search(said) for one in telling):
            yield None
            at = sentence.start()
            for start, end, problem, words in _in_sentence(sentence.group().translate(_FOLDED), year):
                yield Flaw(at + start, at + end, problem, words)


def _in_sentence(folded: str, year: int) -> Iterator[Flaw]:
    right = f"{year}年1月1日至12月31日"
    dated = "月" in folded
    spans = [*_spans(folded)] if dated or _DAY_IN_DIGITS.search(folded) else []
    for found in spans:
        period = _read(found["from"], found["to"], year)
        if _GOES_ON.match(folded, found.end()) and _tells_coverage(folded, found.start()):
            yield Flaw(*found.span(), f"后面还有“{folded[found.end() :][:1]}”，写坏了；应是{right}", right)
        elif period != ((year, 1, 1), (year, 12, 31)) and (
            _is_of_the_report(folded, found.start(), period, year) or _is_told_below(folded, found)
        ):
            problem = f"应是{right}" if None not in period else f"写坏了，读不出期限；应是{right}"
            yield Flaw(*found.span(), problem, right)
    for found in _MONTHS.finditer(folded) if dated else ():
        ends = (int(found["from"]), _number(found["m1"]), int(found["to"] or found["from"]), _number(found["m2"]))
        if ends != (year, 1, year, 12) and _tells_coverage(folded, found.start()):
            yield Flaw(*found.span(), f"应是{right}", right)
    for found in _BY_YEAR.finditer(folded):
        if int(found["year"] or found["of"] or found["is"]) != year:
            yield Flaw(
                *found.span(next(name for name in ("year", "of", "is") if found[name])), f"应是{right}", str(year)
            )
    yield from _until(folded, spans, year)


def _spans(folded: str) -> Iterator[re.Match[str]]:
    """Find two days, one to the other; “起止日期是A和B” as well."""
    for found in _SPAN.finditer(folded):
        is_and = "和" in folded[found.end("from") : found.start("to")]
        if not is_and or _BOTH_ENDS.search(_clause_before(folded, found.start())):
            yield found


def _until(folded: str, spans: Sequence[re.Match[str]], year: int) -> Iterator[Flaw]:
    """Find the day up to which the data is told, where it is not the end of a period that is told whole."""
    for found in _UNTIL.finditer(folded):
        day = _day(_YEAR_END.sub("年12月31日", found["day"]))
        apart = not any(one.start() <= found.start() < one.end() for one in spans)
        if day != (year, 12, 31) and apart and _is_of_the_data(folded, found.start()):
            problem = f"应是{year}年12月31日" + ("" if day else "，现在的日期读不出")
            yield Flaw(*found.span("day"), problem, f"{year}年12月31日")


def _is_of_the_data(folded: str, start: int) -> bool:
    """Return whether a day is told of the data: in the same part of the clause, or right behind its comma."""
    part = clauses.before(folded, start, _BEFORE, _COMMAS).strip()
    clause = _clause_before(folded, start)
    return bool(_OF_DATA.search(part or clause)) and not _is_elsewhere(clause)


def _read(first: str, last: str, year: int) -> _Period:
    begins = _day(first, None if "年" in first or first[:4].isdecimal() else year)
    return _Period(begins, _day(_MONTH_END.sub("月31日", last), begins[0] if begins else None))


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
    if text == "元":
        return 1
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


def _is_told_below(folded: str, span: re.Match[str]) -> bool:
    """Return whether what happened in a period is what the report tells."""
    before = _clause_before(folded, span.start())
    return bool(_TOLD_BELOW.match(folded, span.end())) and not _is_elsewhere(before)


def _tells_coverage(text: str, start: int) -> bool:
    clause = _clause_before(text, start)
    return bool(_COVERED.search(clause)) and not _is_elsewhere(clause)


def _is_elsewhere(clause: str) -> bool:
    """Return whether what stands before a day tells of something else than the data of the report."""
    return bool(_OTHER_PERIODS.search(clause) or _OF_DATA_ELSEWHERE.search(clause) or _ONLY_COMPARED.search(clause))


def _clause_before(text: str, start: int) -> str:
    return clauses.before(text, start, _BEFORE, _END_OF_CLAUSE)


@rule("Y2", Severity.WARN, "统计期限是报告年度的1月1日至12月31日", "{form}", remedy=Remedy.WORDS)
def period(context: Context) -> Iterable[Finding | None]:
    """Hold the period to 1 January to 31 December of the report year."""
    return () if context.report.year == NO_YEAR else in_texts(context, "Y2", wrong_periods)
