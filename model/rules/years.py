"""Y1 and Y3: the years that a report speaks of are its own, or have a reason to be others; its own is over."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from model.form.roles import TextRole
from model.form.schema import Severity
from model.report.prose import sentences
from model.report.report import NO_YEAR
from model.rules.finding import Finding
from model.rules.registry import Context, Remedy, rule
from model.rules.words import clauses
from model.rules.words.flaws import Flaw, in_texts

_YEAR = re.compile(r"(?P<year>20(?<![\d〔\[（(函发字令]20)\d\d)\s*年(?P<after>度?)")
_COUNTED = re.compile(r"\d(?:\s*+[余多])?\s*+(?:件|条|次|期|篇|个|份|起|人|万|项|场|宗|部|套|%|％)")
_DATA_WORDS = re.compile(
    r"制[发定]|废止|公开|受理|收到|答复|办[结理]|发布|组织|召开|开展|举办|印发|清理|收取|未(?:收|发|产|接)|没有|无(?:任何)?(?:政府)?信息(?:公开)?处理费|无收费"
)

# Why a sentence may speak of another year: what stands around the year, or anywhere in the sentence.
_COMPARED = re.compile(
    r"[，,][多少][了收办发公受]|较|比|上年|去年|上一年|以来|增长|下降|增加|减少|[增升降减]至|持平|累计|历年|至今"
)
_MUST = (  # 要 before what has to be done, not in the words that have it in them: 要求, 重要, 要点, 纪要
    r"(?<![主重需必摘纪简首次紧概扼提纲机险索只切])"
    r"要(?!求(?!真|新|实效)|点(?!面)|素|件|闻|害|职|旨|领(?!导)|约|务(?!实|必)|事(?!事)|目|地|么|紧(?!紧|扣|盯|抓|跟|密|贴))"
)
_PLANNED = re.compile(
    rf"(?<!始终)(?<!一直)(?<!坚持)将|准备|预计|争取|着手|计划|拟|下一步|明年|下年|力争|继续|目标|打算|{_MUST}"
)
_OTHERWISE_DATED = re.compile(
    r"一样|相同(?!的)|(?:区划|机构|职能|体制|县市)[^，。；]{0,4}(?:调整|改革|合并|撤并)|[底末]前|[以之]前|改革前|[预决]算|考核|测评|评估|版|修订|施行|实施|起施行|规划|方案|要点|年报|年度报告|通报|建成|成立|优秀|十佳|典型|表彰|评选"
    r"|报告(?:所|中|提|指|反|列)|指出|查摆|反馈"
)
_ON_A_DAY = re.compile(
    r"\s?\d{1,2}月\d{1,2}日(?:之?前)?(?:收到|受理|提[出交]|寄[出来到]|转来|递交|申请)的"
)  # of the year before
_TREND = re.compile(  # what was held against the year that stands alone behind it: “申请有所减少，2022年为11件”
    "(?:减少|增多|增加|上升|上涨|下降|下滑|减退|翻番|翻倍|增长|回落|好转|扩大|缩[小减]|由[多少无有零][^，,]{0,3}[到变至][^，,]{1,4})[^，,；;。]{0,4}[，,（(]$"
)
_ONLY = re.compile("度?(?:[为是仅只才有]|还|不到|不足|公开|收到|受理|发布|共|\\s?\\d)")
_ISSUED_THEN = re.compile("[^，,；;。收受接]{0,6}(?:印发|出台|颁布|提出)的")  # 依据2022年印发的格式, 2022年提出的问题
_CARRIED_FROM = re.compile(
    "[^，,；;]{0,12}(?:结转|转来|转入|转过来|顺延|延续|遗留|留下|没有?办完|未办[结完]|[未没]完)"
)  # another clause carries on to the next year
_SPAN_BEFORE = re.compile(r"(?:自|从|至|到|于|对|对照|—|-|~|、|和|及)$")
_CAUSE = re.compile(r"(?:因|由|对|针对|就|涉|涉及|不服)$")  # “因2023年度…申请引发行政复议”
_CAUSED = re.compile(r"引[发起]|产生|提[起请]|导致|不服|复议|诉讼")
_FURTHER = 60  # characters from the year of a cause to what it caused
_LEFT_FOR_NEXT = re.compile(
    "(?:剩|其余|余下|尚未|未(?:完|办|到期|答复|满)|留待|留到|留至|移[入至到交]|跨[入至到]|带入|接续)[^。；;]{0,24}$"
)  # what was left is dealt with in a later year
_STAMPED = re.compile("(?:时间|日期)\\s?[:：]\\s?$")  # 发布时间：2024年01月17日
_CARRIED_TO = re.compile(r"(?:结转|转结|顺延|跨年|延续|转)(?:至|到|入)?$")
_ASKED_FOR = re.compile(
    "申请(?:公开|获取|查询|查阅|提供|内容)[^，,。；;]{0,24}$"
)  # what was asked for may be of any year
_NEAR = 100  # characters before a year in which its reason may stand, blanks among them
_CLAUSE_ENDS = re.compile("[，,；;：:（(]")
_LONGEST_SUBJECT = 24  # characters before a year that is told as the report's own: 全县各级行政机关2022年
_HELD_AGAINST = re.compile(  # what stands before a year that the own one is compared with, or that only dates something
    "[较比与同和跟以为由从自超]|[高低多少]于|基础|对照"
    "|(?:公开|发布|公布|印发|制[定发]|修订|编制|收到|受理|办理|完成|开展|落实|转发|整改|处理|清理|执行)$"
)
_IS_BEFORE = re.compile(  # what follows a year that is only looked back on
    "[^，,；;。]{0,12}(?:相比|以来|同期|至今|基础|基数|水平|[起底]|比(?!例)|的[1-9])"
    "|[^，,；;。]{0,16}(?:开[通设办]|建[成立设]|启用|上线|设立|成立|制[定发]|印发|出台|发布|颁布|编制|遗留|形成|收到|受理)(?:的|以后)"
)
_IS_HELD_AGAINST = re.compile(  # “收到451件，2023年为473件，少收22件”: what follows the year is what it differs by
    r"度?(?:[为是仅只才有]|只有)?\s?[0-9]{1,9}[^\d，,；;。]{1,2}[，,](?:同比)?(?:[增升降减多少](?!数|量)[^，,；;。\d]{0,3}\d)"
)
_ITS_END = re.compile(
    r"年?[底末](?!前)|\s{0,2}12\s{0,2}月(?:底|末|\s{0,2}31)"
)  # 截至2022年底: what the own year ended with
_SAID_TWICE = re.compile("(?:上年度?|去年|上一年度?|前[一二两]?年)[（(，,即是]{0,2}$")  # 上年（2022年）
_LOOKING_BACK = re.compile(  # of a sentence that tells of several years
    "(?:^|[，,；;])(?:而|到)?(?:今年|本年度?(?!新收|收到|受理)|目前|当前|现在)|历年|逐年|近[年几三五]|以来|至今|[增升降减高少加长](?:到|至|为)"
)
_TITLE = re.compile(r"《[^》]{0,100}》")
_PERIOD = re.compile(
    r"(?:统计|数据|期限|时限|时间|期间)[^。；;]{0,16}?"
    r"(?P<period>(?P<from>20\d\d)\s*年\s*(?P<m1>\d{1,2})\s*月\s*(?P<d1>\d{1,2})\s*日\s*+(?:起\s*+)?(?:[，,]\s*+)?(?:至|到|—++|-++|~|～)\s*+"
    r"(?:(?P<to>20\d\d)\s*年\s*)?(?P<m2>\d{1,2})\s*月\s*(?P<d2>\d{1,2})\s*日)"
)


@dataclass(frozen=True)
class _Sentence:
    """A sentence, and what all of it says of the years in it."""

    text: str
    excused: bool  # it tells a period: any year may stand in it
    compared: bool  # it may tell of another year to compare, and need not
    looks_back: bool  # it tells of several years
    planned: bool
    titles: tuple[range, ...]

    @classmethod
    def of(cls, text: str) -> _Sentence:
        excused, compared = bool(_PERIOD.search(text)), bool(_COMPARED.search(text))
        titles = tuple(range(title.start() + 1, title.end()) for title in _TITLE.finditer(text))
        return cls(text, excused, compared, bool(_LOOKING_BACK.search(text)), bool(_PLANNED.search(text)), titles)


def foreign_years(text: str, year: int) -> Iterator[Flaw | None]:
    """Find the data sentences that are told of another year than the report's."""
    if all(int(found["year"]) == year for found in _YEAR.finditer(text)):
        return
    for start, sentence in sentences(text):
        yield None
        told = {int(found["year"]) for found in _YEAR.finditer(sentence)} if "年" in sentence else ()
        if (
            told
            and year not in told
            and _tells_data(sentence)
            and not _is_compared_next(text, start + len(sentence), year)
        ):
            whole = _Sentence.of(sentence)
            for found in _YEAR.finditer(sentence) if not whole.excused else ():
                if _is_out_of_place(whole, found, year):
                    yield Flaw(
                        start + found.start(),
                        start + found.end(),
                        f"不是本年度{year}年；请改为{year}年，并核对后面的数字是不是上年留下的",
                        f"{year}年{found['after']}",
                    )


def _is_compared_next(text: str, end: int, year: int) -> bool:
    """Return whether the next sentence holds the report's own year against what a sentence told."""
    following = text[end : end + _NEAR].lstrip("。；; \n")
    return following.startswith((f"{year}年", "今年", "本年")) and bool(
        _GROWS.search(clauses.after(following, 0, _NEAR))
    )


_GROWS = re.compile("同比|增长|增加|减少|下降|上升|提高")


def _tells_data(sentence: str) -> bool:
    return bool(_COUNTED.search(sentence) or _DATA_WORDS.search(sentence))


def _is_out_of_place(sentence: _Sentence, found: re.Match[str], year: int) -> bool:
    start, end = found.span()
    before = sentence.text[max(0, start - _NEAR) : start].rstrip()
    comes = int(found["year"]) > year and (sentence.planned or _LEFT_FOR_NEXT.search(before))
    if comes or _STAMPED.search(before):
        return False
    if before.endswith(("截至", "截止")) and _ITS_END.match(sentence.text, end):
        return not sentence.looks_back
    if _SPAN_BEFORE.search(before) or _CARRIED_TO.search(before) or _ASKED_FOR.search(before):
        return False
    if _is_dated_for_a_reason(sentence.text, before, end):
        return False
    if sentence.compared and not _is_told_as_the_own(sentence, found):
        return False
    nearest = bisect_right(sentence.titles, start, key=lambda title: title.start) - 1
    return nearest < 0 or start not in sentence.titles[nearest]


def _is_dated_for_a_reason(sentence: str, before: str, end: int) -> bool:
    """Return whether what follows a year is of that year by its nature, or the cause of something."""
    if _OTHERWISE_DATED.search(sentence, end, end + 14) or _CARRIED_FROM.match(sentence, end):
        return True
    if (
        _ISSUED_THEN.match(sentence, end)
        or _ON_A_DAY.match(sentence, end)
        or (_TREND.search(before) and _ONLY.match(sentence, end))
    ):
        return True
    return bool(_CAUSE.search(before)) and bool(_CAUSED.search(sentence, end, end + _FURTHER))


def _is_told_as_the_own(whole: _Sentence, found: re.Match[str]) -> bool:
    """Return whether a year is the one that a sentence counts in, and what it compares with is the year before that.

    “2022年，公开信息3条，同比增长5%” is; “比2022年增加3条” and “2022年为3条，今年为5条” are not.
    """
    sentence, (start, end) = whole.text, found.span()
    subject = clauses.before(sentence, start, _LONGEST_SUBJECT + 1, _CLAUSE_ENDS).strip()
    if len(subject) > _LONGEST_SUBJECT or _HELD_AGAINST.search(subject) or _IS_BEFORE.match(sentence, end):
        return False
    if _IS_HELD_AGAINST.match(sentence, end) and _COUNTED.search(sentence, 0, start):
        return False
    if whole.looks_back or _SAID_TWICE.search(sentence, max(0, start - _LONGEST_SUBJECT), start):
        return False
    return sentence.startswith(("，", ","), end) or bool(_COUNTED.search(sentence, end, end + _NEAR))


_PLANS = re.compile(  # for a year that is over: 2023年打算再建五块公开栏
    r"20\d\d年(?:度?工作)?[，,]?(?:我[一-鿿]{1,3})?(?:打算|拟|准备(?!工作)|将(?:继续|进一步|着力|重点|从以下|围绕|认真|加强|不断|持续|努力|全力|坚持)"
    r"|计划(?:再|新增|增设|建设|开展))|20\d\d年度?工作(?:重点|计划|安排|打算|思路)(?:如下)?[：:]"
)
_AHEAD = re.compile(
    r"(?:下一步|今后|接下来)(?:工作)?[，,]$|(?:下一年度?|新的一年|明年|来年)(?:工作)?(?:[，,]?即|[（(])$"
)
_BEFORE_PLANS = frozenset("，,。；;：:\n")
_CAME_TRUE = re.compile("已|实际|均|完成|初|建成|了|落实到位|底前")
_AHEAD_OF_IT = 12  # characters before a year that may say that it is still to come


def plans_for_the_past(text: str, year: int) -> Iterator[Flaw]:
    """Find plans for the year that is reported on."""
    said = f"{year}年"
    at = text.find(said)
    while at >= 0:
        begins = at == 0 or text[at - 1] in _BEFORE_PLANS
        plan = _PLANS.match(text, at) if begins else None
        end = plan.end() if plan else at + len(said)
        ahead = plan or _AHEAD.search(text, max(0, at - _AHEAD_OF_IT), at)
        if ahead and not _CAME_TRUE.search(clauses.after(text, end, _NEAR)):
            yield Flaw(at, end, f"是本年度，后面写的却是打算；请核对是不是应为{year + 1}年")
        at = text.find(said, end)


def _is_next_year(words: str, year: int) -> bool:
    """Return whether words name the next year: beside the problems it is that of what is going to be done."""
    return words.startswith(f"{year + 1}年")


@rule(
    "Y1",
    Severity.WARN,
    "数据句中的年份是报告年度；对比、决算、文号、计划等除外",
    "常见错误（沿用上年文字）",
    remedy=Remedy.WORDS,
)
def year_words(context: Context) -> Iterator[Finding | None]:
    """Hold “YYYY年” in data sentences to the report year; comparisons, 决算, document numbers and plans may differ."""
    year, place = context.report.year, context.report.form.text(TextRole.PROBLEMS)
    for one in in_texts(context, "Y1", foreign_years) if year != NO_YEAR else ():
        if one is None or not (place and one.at[0] == place.key and _is_next_year(one.quote, year)):
            yield one
    yield from in_texts(context, "Y1", plans_for_the_past) if year != NO_YEAR else ()


def not_over(year: int, on: date) -> str:
    """Say that a year is not over on a day on which its report is finalised or dated (Y3); nothing where it is.

    >>> not_over(2023, date(2023, 12, 20)), not_over(2023, date(2024, 1, 1))
    ('2023年还没有过完', '')
    """
    return f"{year}年还没有过完" if on.year <= year else ""
