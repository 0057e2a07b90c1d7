"""N12, comparisons with their base in brackets behind, averages, what contradicts itself: 同比增加8件，降幅4%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from model.report.numbers import number_text
from model.rules.narrative.numerals import digits_value
from model.rules.words.flaws import Flaw
from model.rules.words.percentages import percentage

_MEASURE = r"(?:万人次|万条|万件|万次|人次|条次|条|件|篇|次|期|个|份|场|家|人|户)"
_NUMBER = r"\d[\d,]{0,12}(?:\.\d{1,4})?"
_LAST = r"(?:上一?个?年度?|上一?报告期|去年度?|前一年度?|20\d\d年度?)(?:全年|同期)?"
_UP, _DOWN = "增长|增加|上升|提高|增多|上涨|增幅|多", "减少|下降|降低|回落|降幅|减幅|少"
_BASE_BEHIND = re.compile(  # 44424条，同比增长14.9%（上年同期38648条）
    rf"(?P<now>{_NUMBER})(?P<measure>{_MEASURE})[，,](?:同比|(?:较|比)(?:上年|去年|上年度|上一年度?|20\d\d年)(?:同期)?)?(?P<way>{_UP}|{_DOWN})(?:了|率为|为)?"
    rf"(?:(?P<about>约|近)?(?P<rate>\d{{1,5}}(?:\.\d{{1,3}})?)\s?[%％]|(?P<difference>{_NUMBER})(?P=measure))[（(]{_LAST}[^，。；\d（）()]{{0,6}}(?P<base>{_NUMBER})(?P=measure)[）)]"
)
_CONTRARY = re.compile(  # 同比增加298件，降幅4.4%
    rf"(?:同比|(?:较|比)[^，。；\d]{{2,6}})(?P<way>增加|增长|上升|减少|下降|降低)了?{_NUMBER}(?:{_MEASURE}|[%％])[，,、（(](?P<rate>增幅|降幅|减幅|升幅)(?:为|达到?|约)?\d"
)
_PER_MONTH = re.compile(  # 全年公开198条，月均约16条
    rf"(?:全年|20\d\d年|本年度)(?P<what>[^，。；\d]{{0,16}})(?P<sum>{_NUMBER})(?P<measure>{_MEASURE})[，,（(]"
    rf"(?P<of>月均|平均每个?月|每月平均|季均|平均每个?季度|每季度平均)(?P<done>[^，。；\d]{{0,10}}?)(?P<about>约|近)?(?P<each>\d{{1,9}}(?:\.\d{{1,3}})?)(?P=measure)"
)
_MONTHLY_FIRST = re.compile(  # 每月公开约50条，全年公开198条
    rf"(?:每月|月均|平均每月)(?P<done>公开|发布|更新|推送)(?:信息)?(?P<about>约|近)?(?P<each>\d{{1,9}}(?:\.\d{{1,3}})?)(?P<measure>{_MEASURE})[，,]"
    rf"全年(?:共|总共|累计|共计)?(?P=done)(?:信息)?(?P<sum>{_NUMBER})(?P=measure)"
)
_DAILY_FIRST = re.compile(
    rf"(?:日均|平均每天|平均每日)(?P<done>公开|发布|更新|推送)(?:信息)?(?P<about>约|近)?(?P<each>\d{{1,9}}(?:\.\d{{1,3}})?)(?P<measure>{_MEASURE})[，,]"
    rf"全年(?:共|总共|累计|共计)?(?P=done)(?:信息)?(?P<sum>{_NUMBER})(?P=measure)"
)
_DAYS_OF_A_YEAR = Decimal(240), Decimal(366)  # from working days to all
_BEGAN_LATER = re.compile(r"\d月(?!均)|上线|启用|开通|起|停")
_TIMES = {"月": Decimal(12), "季": Decimal(4)}
_USUAL = re.compile("公开|发布|推送|更新|各类|政府|信息|主动|共|了|召开|举办|办理|收到|受理|申请|为|是|达|有")
_DAYS = "(?:个工作日|工作日|天|日|小时|分钟)"
_SHORTEST, _LONGEST, _AVERAGE = (
    re.compile(rf"(?:{words})[^，。；\d平均最]{{0,6}}(?P<days>\d{{1,4}}(?:\.\d)?)(?P<unit>{_DAYS})")
    for words in ("最短|最快", "最长|最慢", "平均(?:用时|时长|为|约|仅|只|答复|办理|需|耗时|时间)*")
)
_SENTENCES = re.compile("[^。；\n]{4,200}")
_ASKED = re.compile(  # 请75位乡亲打分，76位打了满意
    r"(?:邀?请|走访|抽查|抽取|回访|调查|发放|访问|组织)了?(?:[^，。；\d]{0,8})(?P<all>\d{1,6})(?P<measure>位|名|人|户|份|家)[^，。；\d]{0,10}[，,]"
    r"(?:其中)?(?:有)?(?P<before>满意的?|收回|回收|表示满意的?)?(?P<part>\d{1,6})(?P=measure)(?P<after>打了?|表示|满意|评|认为|给出|反馈|投)?"
)
_OF_A_WHOLE = re.compile("[村）区室门镇所位县]中[，有已\\d]|(?:设|辖|现有|共有)[^，。；\\d]{1,6}\\d")
_OF_SO_MANY = tuple(  # what must stand in a text, and more of something than there is of it
    (words, re.compile(form))
    for words, form in (
        (
            "中",
            r"(?P<all>\d{1,5})(?P<measure>个)(?P<what>行政村|村（居）|村|社区|科室|部门|乡镇|镇街|站所|单位|区县|县区)中[，]?(?:有|已有)?(?P<part>\d{1,5})个(?:村（居）|(?P=what))?(?=[^，。；\d])",
        ),
        (
            "个",
            r"(?:下设|下辖|辖|现有|共有|设有)(?:内设)?(?P<what>行政村|村|社区|科室|部门|乡镇|站所|单位)(?P<all>\d{1,5})(?P<measure>个)[，,](?:其中)?(?:有|已有)?(?P<part>\d{1,5})个(?P=what)(?=[^，。；\d])",
        ),
        (
            "满意",
            r"(?:收回|收到|回收|发放)[^，。；\d]{0,10}(?P<all>\d{1,6})(?P<measure>份|张|人次|件)[，,](?:其中)?(?:评价为|打分为)?满意的?(?:有)?(?P<part>\d{1,6})(?P=measure)",
        ),
        (
            "满意",
            r"(?P<all>\d{1,6})(?P<measure>人|名|位|户)(?:群众|居民|村民|代表)?(?:参加|参与|填写|投票)[^，。；\d]{0,12}[，,](?:其中)?(?P<part>\d{1,6})(?P=measure)(?:表示|打了?)?满意",
        ),
    )
)
_ALL, _ONE = Decimal(100), Decimal(1)
_SLACK, _ABOUT = Decimal("0.06"), Decimal("0.15")


def compared_beside(text: str) -> Iterator[Flaw]:
    """Find what the number beside it, or behind it, contradicts."""
    if "（" in text or "(" in text:
        yield from _based_behind(text)
    if "幅" in text:
        yield from _contrary(text)
    if "均" in text:
        yield from _per_month(text)
    if "每" in text or "均" in text:
        yield from _each_first(text)
    if "均" in text:
        yield from _average(text)
    if "请" in text or "访" in text or "抽" in text or "发放" in text or "调查" in text:
        yield from _more_than_asked(text)
    if "满意" in text or ("个" in text and _OF_A_WHOLE.search(text)):
        yield from _more_than_all(text)


def _based_behind(text: str) -> Iterator[Flaw]:
    for found in _BASE_BEHIND.finditer(text):
        now, base, less = digits_value(found["now"]), digits_value(found["base"]), found["way"] in _DOWN
        if base <= 0:
            continue
        change = abs(now - base)
        if now != base and (now < base) != less:
            problem = f"{number_text(now)}比{number_text(base)}{'少' if now < base else '多'}"
        elif found["difference"] and digits_value(found["difference"]) != change:
            problem = f"两个数相差{number_text(change)}"
        elif found["rate"] and not (rate := percentage(found)).may_be(change * _ALL / base):
            problem = f"按写出的数算是{rate.rounded(change * _ALL / base)}%"
        else:
            continue
        yield Flaw(found.start("way"), found.end(), f"{problem}；请核对")


def _contrary(text: str) -> Iterator[Flaw]:
    for found in _CONTRARY.finditer(text):
        if (found["way"] in _UP) != (found["rate"] in {"增幅", "升幅"}):
            yield Flaw(found.start(), found.end() - 1, "前后矛盾，一处说增，一处说减；请核对")


def _per_month(text: str) -> Iterator[Flaw]:
    for found in _PER_MONTH.finditer(text):
        times = _TIMES["月" if "月" in found["of"] else "季"]
        true, each = digits_value(found["sum"]) / times, digits_value(found["each"])
        slack = max(_ONE, true * (_ABOUT if found["about"] else _SLACK))
        start = max(text.rfind("。", 0, found.start()), text.rfind("\n", 0, found.start())) + 1
        same = not _USUAL.sub("", found["done"]) or found["done"] in found["what"]
        if same and abs(true - each) > slack and not _BEGAN_LATER.search(text, start, found.end()):
            reckoned = f"{number_text(true * times)}÷{times}"
            problem = f"按写出的数算（{reckoned}）约是{number_text(round(true, 1))}；请核对"
            yield Flaw(found.start("of"), found.end(), problem)


def _each_first(text: str) -> Iterator[Flaw]:
    for form, (least, most) in ((_MONTHLY_FIRST, (Decimal(12), Decimal(12))), (_DAILY_FIRST, _DAYS_OF_A_YEAR)):
        for found in form.finditer(text):
            total, each = digits_value(found["sum"]), digits_value(found["each"])
            slack = max(_ONE, total / least * (_ABOUT if found["about"] else _SLACK))
            if not total / most - slack <= each <= total / least + slack:
                yield Flaw(*found.span(), f"与全年的{number_text(total)}{found['measure']}算不上；请核对")


def _average(text: str) -> Iterator[Flaw]:
    """Find averages that are more than the most, or less than the least."""
    for sentence in _SENTENCES.finditer(text) if "最" in text and "平均" in text else ():
        start, end = sentence.span()
        mean = _AVERAGE.search(text, start, end)
        if not mean:
            continue
        for bound, sign, word in ((_SHORTEST, 1, "少于最短的"), (_LONGEST, -1, "多于最长的")):
            found = bound.search(text, start, end)
            if found and found["unit"] == mean["unit"]:
                most, average = Decimal(found["days"]), Decimal(mean["days"])
                if (average - most) * sign < 0:
                    yield Flaw(*mean.span(), f"{word}{found['days']}{found['unit']}；请核对")


def _more_than_asked(text: str) -> Iterator[Flaw]:
    for found in _ASKED.finditer(text):
        told = found["before"] or found["after"]
        if told and "问卷" not in found.group() and int(found["part"]) > int(found["all"]):
            yield Flaw(found.start("part"), found.end(), f"多于前面的{found['all']}{found['measure']}；请核对")


def _more_than_all(text: str) -> Iterator[Flaw]:
    for words, form in _OF_SO_MANY:
        for found in form.finditer(text) if words in text else ():
            if int(found["part"]) > int(found["all"]):
                yield Flaw(found.start("part"), found.end(), f"多于前面的{found['all']}{found['measure']}；请核对")
