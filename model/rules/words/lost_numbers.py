"""T14: what a copy or a replacement has lost: numbers before their measure word, garbled ones, doubled words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from model.form.schema import Severity
from model.rules.finding import Finding
from model.rules.registry import Context, Remedy, rule
from model.rules.words.contacts import contacts
from model.rules.words.doubled import doubled, repeated
from model.rules.words.flaws import Flaw, in_texts
from model.rules.words.letter_digits import letters_for_digits
from model.rules.words.percents import garbled_shares
from model.rules.words.periods import wrong_periods
from model.rules.words.signed_twice import signed_twice

_END = r"(?=\s{0,3}(?:[，,。；;、：:！（(）)\n]|其中|$))"
_COUNTED = (  # what is counted, each with the measure words that no word of the language makes with it
    r"(?:(?:政府|政务|各类|相关|公开|动态|主动公开)?信息|信息公开)(?:条|篇|件)|(?:规范性文件|公文|文件|政策文件)(?:件|份|个)"
    r"|(?<!依)(?:政府)?(?:信息公开|公开)申请(?:件|份)|申请(?:条)|(?:解读材料|解读|政策解读|稿件)(?:篇|条|期)"
    r"|新闻发布会(?:场|次)|(?:会议|培训|培训班|活动)(?:场|期)|(?:咨询|留言|投诉|回复)(?:条|件)(?!例)"
    r"|(?:行政复议|行政诉讼)(?:件|起)|(?:建议|提案)(?:条|份)|(?:突出|主要|具体|共性)?问题(?:个|条|处)"
)
_VERB = (
    r"(?:指出|查找|查摆|梳理|整改|(?:检查|巡查|自查|排查)(?:中|时)?发现|公开|发布|制[发定]|印发|出台|废止|收到|受理|办理|办结|答复|回应|召开|举办|组织|开展|新收|发生)"
    r"(?:了|各类|依申请)?"
)
_TOTAL = r"(?:共计|合计|总计|累计|(?<![公总])共|共有)(?:条|件|篇|次|期|份|场|起|个|人次|万元|万条)"
_AMOUNT = r"(?:收取|收费|费用|金额|处理费)(?:为|共|共计|合计|是)?(?:万元|元)"
_SHARE = r"(?:占比|占|比例为|同比(?:增长|下降)|(?:公开|办结|答复|满意)率(?:为|达|达到)?)[%％]"
_MEASURE = "[条件篇份期场起次个元%％]"
_MEASURE_ALONE = re.compile(rf"{_MEASURE}(?<![\d\s十百千亿余多几数]{_MEASURE}){_END}")
_MISSING = re.compile(rf"(?:{_VERB}(?:{_COUNTED})|{_TOTAL}|{_AMOUNT}|{_SHARE})$")
_LONGEST = 24  # characters from the verb to the measure word
_NOUNS = re.compile(r"申请件$")
_DOTS = re.compile(r"(?:公开|发布|收到|受理|办结|答复|制发|印发|信息|文件|申请|共计?)[…○]{1,4}\s?[条件篇份次个]")
_GOING_ON = re.compile("办理|公开|组织|开展")  # 规范办理申请件: what is done with all of them
_AS_NOUN = re.compile(r"(?:的|各|每|该|此|本|原|对|将|把|所有|部分|一般|疑难)[^，,。；;]{0,16}$")
_BLANK_MONTH = re.compile(r"月(?:\s{0,6}日)?")
_YEAR_BEFORE = re.compile(r"20\d\d\s{0,6}年\s{0,6}$")

_MEASURES = r"[件条篇次期份场起个项宗部人]|万条|人次|万元|元"
_NO_DAY = re.compile(r"(?<!十)二月三十一?日|(?:(?<!十)四|六|九|十一)月三十一日")
_DAY = re.compile(
    r"(?P<year>20\d\d)(?:\s{0,2}年\s{0,2}(?P<month>\d{1,2})\s{0,2}月\s{0,2}(?P<day>\d{1,2})\s{0,2}[日号]"
    r"|(?P<by>[./-])(?P<m>\d{1,2})(?P<and>[./-])(?P<d>\d{1,2})(?![\d./-]))"
)
_COUNTED_BEFORE = re.compile(  # a number after it needs a measure word
    r"(?:公开|发布|更新|推送|收到|受理|办理|办结|制发|印发|编发|撰写|上报|作出|实施)[^，,。；;、：:（(\d]{0,12}?"
    r"(?:信息|文件|申请|稿件|动态|材料|条目|留言|行政许可|行政处罚|行政强制)(?:共计?|总计|累计|合计|约|了|达)?\s?$"
)
_CLOSES = re.compile(r"\s{0,2}(?:[。；;\n]|[，,](?!\s?\d))")
_NO_COUNT = ("由", "分为", "分", "共", "共有", "等", "包括", "包含", "以下", "下列")  # 由个部分组成
_MEASURE_BEHIND_BLANKS = re.compile(rf"[件条篇份期次](?<=[ \u3000][件条篇份期次]){_END}")
_BLANK = re.compile("(?:信息|文件|申请|工单|稿件|材料|动态|[共了布开到理]|共计|合计|累计)[ \u3000]{1,12}$")  # 共  件
_PARTS = re.compile("个部分|个方面")
_NUMBER = re.compile(r"\d(?<![\d.]\d)(?<!\d[,，]\d)(?<!\d[,，]\s\d)\d{0,19}")  # not the 206 of 11,206
_GARBLED = re.compile(  # from the first digit on
    r"(?:"
    r"20\d{2}\s{0,2}\d{1,2}月"  # 20231月: a 年 is lost
    r"|\d{5,12}\s{0,2}年(?!前)"  # 202020年
    r"|20\d{6}\s{0,2}日"  # 20231231日
    r"|20\d\s{0,2}年(?=[度全共，,至\d]|月)"  # 202年
    r"|(?:1[3-9]|[2-9]\d)\s{0,2}月(?=\s{0,2}\d|[至到底末初，,。])|(?<=年)(?:1[3-9]|[2-9]\d)\s{0,2}月"
    r"|0?2\s{0,2}月\s{0,2}3[01]\s{0,2}[日号]|(?:0?[469]|11)\s{0,2}月\s{0,2}31\s{0,2}[日号]"  # no month has them
    r"|00?\s{0,2}月\s{0,2}\d|\d{1,2}\s{0,2}月\s{0,2}00?\s{0,2}[日号]"
    r"|\d{1,2}\s{0,2}月\s{0,2}(?:3[2-9]|[4-9]\d)\s{0,2}日"
    rf"|\d{{1,3}},\d{{1,2}}\s?(?={_MEASURES})"  # 1,23条
    rf"|\d{{1,3}}(?:,\d{{3}}){{0,4}},\d{{4,9}}\s?(?={_MEASURES})"
    rf"|0\d{{1,8}}\s?(?=件|条|篇|份|场|起)"  # 05件
    rf"|\d{{1,9}}\.\.\d{{1,9}}"
    rf"|\d{{1,9}}\.\d{{1,9}}\s?(?=件|条|篇|份|场|起)(?!\d)"
    r"|\d{1,9}\s?(?:件件|条条|次次|篇篇|份份|期期|个个)(?!都|有|是|过)"
    r"|\d{1,9}\s?(?:件条|条件(?=[，。；])|条篇|件份|份件|篇件)"
    r")"
)
_SECTION_NUMBER = re.compile(r"[第条款（(]\s{0,2}$")
_ON_AVERAGE = re.compile(
    "均[^，,。；;]{0,16}$|每(?:百|千|万|个|名|人|户|村)[^，,。；;]{0,12}$"
)  # 人均1.3件, 每百人2.5条


def _without_number(text: str) -> Iterator[re.Match[str]]:
    """Find the measure words that no number stands before though one must."""
    for measure in _MEASURE_ALONE.finditer(text):
        found = _MISSING.search(text, max(0, measure.end() - _LONGEST), measure.end())
        if found:
            yield found


def lost_numbers(text: str, year: int) -> Iterator[Flaw | None]:
    """Find where a number or its measure word must stand and none does, and numbers that nobody can read."""
    for start, end in _lacking(text):
        yield Flaw(start, end, "里少了数字；请补上")
    yield None
    for start, end in _blank_dates(text):
        yield Flaw(start, end, "里少了月或日；请补上")
    yield None
    numbers = [found.span() for found in _NUMBER.finditer(text)]
    for start, end in _without_measure(text, numbers):
        yield Flaw(start, end, "后面少了量词；请补上")
    garbled = [*_garbled(text, numbers)]
    told = [*filter(None, wrong_periods(text, year))] if garbled else []  # Y2 says so
    for start, end in garbled:
        if not any(flaw.start <= start < flaw.end for flaw in told):
            is_a_day = _WHOLE_DAY.search(text[start:end])
            problem = "日历上没有这一天；请对照原件改正" if is_a_day else "写坏了，读不出是多少；请对照原件改正"
            yield Flaw(start, end, problem)


_WHOLE_DAY = re.compile(r"^(?:20\d\d.)?\d{1,2}[月./-]\d{1,2}[日号]?$|月三十")


def _lacking(text: str) -> Iterator[tuple[int, int]]:
    for found in _without_number(text):
        if not (
            _NOUNS.search(found.group())
            and (_GOING_ON.match(found.group()) or _AS_NOUN.search(text, max(0, found.start() - 20), found.start()))
        ):
            yield found.span()
    yield from (found.span() for found in _DOTS.finditer(text)) if "…" in text or "○" in text else ()
    for measure in _MEASURE_BEHIND_BLANKS.finditer(text) if " " in text or "\u3000" in text else ():
        if _BLANK.search(text, max(0, measure.start() - _LONGEST), measure.start()):
            yield measure.start() - 1, measure.end()
    if "个部分" in text or "个方面" in text:
        for found in _PARTS.finditer(text):
            if text.endswith(_NO_COUNT, 0, found.start()):
                yield found.start() - 1, found.end()


def _blank_dates(text: str) -> Iterator[tuple[int, int]]:
    """Find a month or a day without a number: 2023年月日, 自月日起."""
    for found in _BLANK_MONTH.finditer(text):
        start, end = found.span()
        year = _YEAR_BEFORE.search(text, max(0, start - _LONGEST), start)
        follows = text[end : end + 1]
        if year and (found.group() != "月" or follows in _AFTER_A_MONTH):
            yield year.start(), end
        elif found.group() != "月" and follows in _AFTER_A_DAY and not text[start - 1 : start].isdecimal():
            yield start, end


_AFTER_A_MONTH, _AFTER_A_DAY = frozenset("至到，。"), frozenset("至到起止前")


def _garbled(text: str, numbers: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    suspect = (start for start, end in numbers if text[start] == "0" or _may_be_garbled(text[end : end + 2]))
    for found in filter(None, (_GARBLED.match(text, start) for start in suspect)):
        before = text[max(0, found.start() - 20) : found.start()]
        if not (_SECTION_NUMBER.search(before) or ("." in found.group() and _ON_AVERAGE.search(before))):
            yield found.span()
    yield from (found.span() for found in _DAY.finditer(text) if not _is_day(found))
    yield from (found.span() for found in _NO_DAY.finditer(text)) if "月三十" in text else ()


def _may_be_garbled(follows: str) -> bool:
    """Return whether what follows some digits can make them unreadable: most stand before one measure word."""
    return follows[:1] in _GOING_WRONG or follows[1:] in _MEASURES_AGAIN


_GOING_WRONG = frozenset("年月日号,./ \u3000\t")
_MEASURES_AGAIN = frozenset("件条篇份次期个")


def _is_day(found: re.Match[str]) -> bool:
    """Return whether a date can be, as far as no other pattern tells of it: 29 February comes every fourth year."""
    year, month, day = int(found["year"]), int(found["month"] or found["m"]), int(found["day"] or found["d"])
    if found["by"] != found["and"] or (not found["by"] and (month, day) != (_FEBRUARY, _LEAP_DAY)):
        return True
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


_FEBRUARY, _LEAP_DAY = 2, 29


def _without_measure(text: str, numbers: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Find what is counted without a measure word: 公开信息592，."""
    for start, end in numbers:
        if _CLOSES.match(text, end):
            found = _COUNTED_BEFORE.search(text, max(0, start - _LONGEST), start)
            if found:
                yield found.start(), end


@rule(
    "T14",
    Severity.WARN,
    "量词前有数字，数字后有量词，数字、日期和百分比没有写坏，邮编、电话的位数对，没有写两遍的词",
    "常见错误",
    remedy=Remedy.BY_HAND,
)
def numbers_lost(context: Context) -> Iterator[Finding | None]:
    """Find numbers that are missing before their measure word, garbled ones, and words that a replacement doubled."""
    yield from in_texts(context, "T14", lost_numbers)
    yield from in_texts(context, "T14", _written_wrong)
    yield from in_texts(context, "T14", contacts)


def _written_wrong(text: str, year: int) -> Iterator[Flaw | None]:
    yield from repeated(text, year)
    yield from doubled(text, year)
    yield from signed_twice(text)
    yield from garbled_shares(text, year)
    yield from letters_for_digits(text, year)
