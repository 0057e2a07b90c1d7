"""N12, what can be reckoned after: shares beyond the whole, growth told the wrong way, so many each and their sum."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from model.report.numbers import number_text
from model.rules.narrative.numerals import digits_value
from model.rules.words.compared_beside import compared_beside
from model.rules.words.flaws import Flaw
from model.rules.words.parts_told import parts_told
from model.rules.words.percentages import percentage
from model.rules.words.rates_told import rates_told
from model.rules.words.told_beside import told_beside

_MEASURE = r"(?:万人次|万条|万件|万次|人次|条|件|篇|次|期|个|份|场|家|项|宗|起|人|户|部|批|张|幅|处)"
_NUMBER = r"\d[\d,]{0,12}(?:\.\d{1,4})?"
_LAST = r"(?:上一?个?年度?|上一?报告期|前一年度?|去年度?|20\d\d年度?)(?:全年|同期)?"
_UP, _DOWN = "增长|增加|上升|提高|增多|上涨", "减少|下降|降低|回落"
_NAME = r"[\u4e00-\u9fff“”《》]{2,14}?"
_SHARE = r"(?:\d{1,3}(?:\.\d{1,2})?\s?[%％]|[一二三四五六七八九]成半?)"
_OF = r"(?:占比|占)(?:为|达到?|了|总数的|总量的)?"
_SHARES = re.compile(rf"{_NAME}{_OF}{_SHARE}(?:[、，,；;]{_NAME}{_OF}{_SHARE}){{1,9}}")
_ITEM = re.compile(
    rf"(?P<name>{_NAME}){_OF}(?:(?P<rate>\d{{1,3}}(?:\.\d{{1,2}})?)\s?[%％]|(?P<tenths>[一二三四五六七八九])成(?P<half>半)?)"
)
_HEADED = re.compile(
    "(?:渠道|载体|平台|途径|来源|对象|方式|类别|类型|内容|形式|领域|申请人|主体)(?:来?看|分|上|中|方面)?[，：,:]$|(?:信息|文件|申请|解读|材料)(?:当)?中[，,]$"
)
_ALIKE = re.compile("(?:类|解读|领域|渠道|网站|新媒体|平台|部门|企业|组织)$")
_NO_PART = re.compile("其中|率$|度$|超过|以上|工作日")
_APPLICANTS = re.compile("自然人|企业|法人|组织|个人|公民")
_TOWARDS = re.compile(
    rf"(?P<now>{_NUMBER})(?P<measure>{_MEASURE})[，,（(](?:较|比|与)(?P<last>{_LAST})的?[^，。；\d（(]{{0,4}}(?P<base>{_NUMBER})(?P=measure)(?:相比)?[，,]?"
    rf"(?:有所|明显|大幅|略有|稳步|显著|小幅|持续|都|均|有){{0,2}}(?P<way>{_UP}|{_DOWN})(?!了?\d|幅度?)"
)
_BEHIND = re.compile(
    rf"(?P<now>{_NUMBER})(?P<measure>{_MEASURE})[，,]{_LAST}[^，。；\d]{{0,12}}(?P<base>{_NUMBER})(?P=measure)[，,]同比"
    rf"(?P<way>{_UP}|{_DOWN})了?(?P<difference>{_NUMBER})(?P=measure)"
)
_APART = re.compile(  # 8次，较2022年的5次减少3次
    rf"(?P<now>{_NUMBER})(?P<measure>{_MEASURE})[，,（(](?:环|同)?(?:较|比|与)(?P<last>{_LAST})的?[^，。；\d（(]{{0,4}}(?P<base>{_NUMBER})(?P=measure)(?:相比)?[，,]?"
    rf"(?P<way>{_UP}|{_DOWN}|多出?|少)了?(?P<difference>{_NUMBER})(?P=measure)(?![，,](?:同比|增幅|降幅|增长|下降)\D{{0,6}}\d)"
)
_TOLD_AFTER = re.compile(  # 1382条，去年是1190条，多了192条
    rf"(?P<now>{_NUMBER})(?P<measure>{_MEASURE})[，,](?P<last>{_LAST})(?:为|是|有|仅|只有)(?P<base>{_NUMBER})(?P=measure)[，,](?:同比)?"
    rf"(?P<way>{_UP}|{_DOWN}|多|少)了?(?P<difference>{_NUMBER})(?P=measure)(?![，,](?:同比|增幅|降幅|增长|下降)\D{{0,6}}\d)"
)
_SENTENCE_BEFORE = re.compile(
    rf"(?:^|[。；\n]){_LAST}[，,]?(?P<first>[^，。；\d]{{2,20}}?)(?P<base>{_NUMBER})(?P<measure>{_MEASURE})[。；](?:今年|本年度?|20\d\d年度?)[，,]?"
    rf"(?P<second>[^，。；\d]{{2,20}}?)(?P<now>{_NUMBER})(?P=measure)[，,](?:同比|较上年|比上年)?(?P<way>{_UP}|{_DOWN})了?"
    r"(?P<about>约|近|超过?|逾)?(?P<rate>\d{1,5}(?:\.\d{1,3})?)\s?[%％](?P<loose>以上|左右|多|余)?"
)
_SUM = r"(?:总|一)?(?:共|累计|合计|总计)计?"
_EACH = re.compile(  # 每季度出版5期，全年共出版16期
    rf"(?<!平均)(?<!月均)每个?(?P<of>季度|季|月)(?P<what>[^，。；\d至不平约最少]{{0,12}})(?P<each>{_NUMBER})(?P<measure>{_MEASURE})[，,]全年(?:{_SUM})?(?P<done>[^，。；\d每]{{0,12}}?)(?:{_SUM})?"
    rf"(?P<sum>{_NUMBER})(?P=measure)(?![以左多余])"
)
_OF_SO_MANY = re.compile(  # 3个季度每季度抽查5件，共抽查12件; 16个乡镇各设1处，共设置18处
    rf"(?P<times>\d{{1,4}})个?(?P<unit>[\u4e00-\u9fff（）]{{1,6}}?)(?:每个?(?P=unit)|各)(?P<what>[^，。；\d至不平约最少]{{0,12}})(?P<each>{_NUMBER})(?P<measure>{_MEASURE})[，,]"
    rf"(?:全年)?{_SUM}(?P<done>[^，。；\d每]{{0,12}}?)(?P<sum>{_NUMBER})(?P=measure)(?![以左多余])"
)
_WEEKS = re.compile(
    rf"每周(?P<what>[^，。；\d至不平约最少]{{0,12}})(?P<each>{_NUMBER})(?P<measure>{_MEASURE})[，,]全年(?P<times>5[0-3])周{_SUM}(?P<done>[^，。；\d每]{{0,12}}?)"
    rf"(?P<sum>{_NUMBER})(?P=measure)(?![以左多余])"
)
_OF_TURNS = re.compile(  # 3期，每期40人，累计培训130人次
    rf"(?P<times>\d{{1,3}})(?P<turn>期|场|次|批|轮)[，,]每(?P=turn)(?P<what>[^，。；\d至不平约最少]{{0,8}})(?P<each>\d{{1,5}})(?P<measure>人|家|份|条)次?[，,]"
    rf"{_SUM}(?P<done>[^，。；\d每]{{0,10}}?)(?P<sum>\d{{1,7}})(?P=measure)次?(?![以左多余])"
)
_EACH_TURN = re.compile(  # 每期印发600份，全年6期共印发3000份
    rf"每(?P<turn>期|场|次|批|轮)(?P<what>[^，。；\d至不平约最少]{{0,8}})(?P<each>\d{{1,6}})(?P<measure>人|家|份|条|册)次?[，,]"
    rf"(?:全年|本年度|累计)?(?P<times>\d{{1,3}})(?P=turn){_SUM}(?P<done>[^，。；\d每]{{0,10}}?)(?P<sum>\d{{1,8}})(?P=measure)次?(?![以左多余])"
)
_MAY_MULTIPLY = re.compile("[每各][^，。；]{0,14}\\d")
_AGAINST_A_YEAR = re.compile(r"[较比与](?:[上去前]|20\d)|[上去]年度?[为是有仅只]")
_MAY_COMPARE = re.compile(
    "(?:较|比|与|上年|去年|上一年|年)[^，。；]{0,20}\\d[^。；]{0,30}(?:增|升|提高|多|涨|减|降|低|落)"
)
_TIMES = {"季度": Decimal(4), "季": Decimal(4), "月": Decimal(12)}
_PASSED_OVER = re.compile("共|累计|合计|我县|我市|全县|全市|了|的|主动|我局|全年|开展|进行|设置|设立|设|召开|组织|举办")
_ALL, _ROUNDED = Decimal(100), Decimal("0.5")


def reckoned(text: str) -> Iterator[Flaw]:
    """Find what the numbers beside it contradict."""
    if "占" in text:
        yield from _beyond_the_whole(text)
    if (_AGAINST_A_YEAR.search(text) or "同比" in text) and _MAY_COMPARE.search(text):
        yield from _wrong_way(text)
    if ("%" in text or "％" in text) and _MAY_COMPARE.search(text):
        yield from _against_the_sentence_before(text)
    if _MAY_MULTIPLY.search(text):
        yield from _wrong_sums(text)
    yield from told_beside(text)
    yield from rates_told(text)
    yield from parts_told(text)
    yield from compared_beside(text)


def _beyond_the_whole(text: str) -> Iterator[Flaw]:
    for found in _SHARES.finditer(text):
        items = [*_ITEM.finditer(found.group())]
        names = [one["name"].lstrip("、，,；;") for one in items]
        total = sum(map(_share, items), Decimal())
        if total <= _ALL + _ROUNDED * len(items) or any(map(_NO_PART.search, names)):
            continue
        kinds = {bool(_APPLICANTS.search(name)) for name in names}
        before = text[max(0, found.start() - 12) : found.start()]
        headed = _HEADED.search(before) or _HEADED.search(names[0] + "，")
        alike = all(map(_ALIKE.search, names)) or len({name[-2:] for name in names}) == 1
        if len(kinds) == 1 and (headed or alike):
            yield Flaw(*found.span(), f"各项占比相加是{number_text(total)}%，超过100%；请核对")


def _share(item: re.Match[str]) -> Decimal:
    if item["rate"]:
        return Decimal(item["rate"])
    return Decimal("一二三四五六七八九".index(item["tenths"]) + 1) * 10 + (5 if item["half"] else 0)


def _wrong_way(text: str) -> Iterator[Flaw]:
    for form in (_TOWARDS, _BEHIND, _APART, _TOLD_AFTER):
        for found in form.finditer(text):
            now, base = digits_value(found["now"]), digits_value(found["base"])
            told = found.groupdict().get("difference")
            less = found["way"] in f"{_DOWN}|少"
            apart = told is not None and abs(now - base) != digits_value(told)
            if now != base and ((now < base) != less or apart):
                way = "少" if now < base else "多"
                problem = f"{number_text(now)}比{number_text(base)}{way}{number_text(abs(now - base))}；请核对"
                yield Flaw(found.start("way"), found.end(), problem)


def _against_the_sentence_before(text: str) -> Iterator[Flaw]:
    for found in _SENTENCE_BEFORE.finditer(text):
        if _PASSED_OVER.sub("", found["first"]) != _PASSED_OVER.sub("", found["second"]):
            continue
        now, base, less = digits_value(found["now"]), digits_value(found["base"]), found["way"] in _DOWN
        if base <= 0 or now == base:
            continue
        true = abs(now - base) * _ALL / base
        rate = percentage(found)
        if (now < base) != less:
            problem = f"{number_text(now)}比{number_text(base)}{'少' if now < base else '多'}"
        elif not rate.may_be(true):
            problem = f"按写出的数算是{rate.rounded(true)}%"
        else:
            continue
        yield Flaw(found.start("way"), found.end(), f"{problem}；请核对")


def _wrong_sums(text: str) -> Iterator[Flaw]:
    for form in (_EACH, _OF_SO_MANY, _WEEKS, _OF_TURNS, _EACH_TURN):
        for found in form.finditer(text):
            said = found.groupdict()
            times = _TIMES[found["of"]] if said.get("of") else Decimal(found["times"])
            product, told = times * digits_value(found["each"]), digits_value(found["sum"])
            done = _PASSED_OVER.sub("", found["done"])
            if product != told and (not done or done in found["what"] or form in {_OF_TURNS, _EACH_TURN}):
                yield Flaw(found.start("each"), found.end(), f"相乘是{number_text(product)}；请核对")
