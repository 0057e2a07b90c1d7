"""N12, sums, differences and shares whose numbers stand in words of their own: 21件，加上上年的1件，一共23件."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from model.report.numbers import number_text
from model.rules.narrative.numerals import digits_value
from model.rules.words.flaws import Flaw
from model.rules.words.percentages import percentage

_MEASURE = r"(?:万条|万件|人次|条|件|篇|次|期|个|份|场)"
NUMBER = r"\d[\d,]{0,12}"
_LAST = r"(?:上一?年度?|去年度?|20\d\d年度?)(?:全年|同期)?"
_WAY = r"(?P<way>增长|增加|上升|增多|多|减少|下降|少)了?"
RATE = r"(?:约|近)?(?P<rate>\d{1,3}(?:\.\d{1,2})?)\s?[%％](?P<loose>以上|左右|多|余)?"
_BASE_IN_BRACKETS = re.compile(  # 31件，较上年（32件）增加1件
    rf"(?P<now>{NUMBER})(?P<measure>{_MEASURE})[，,]?(?:较|比|与){_LAST}的?[（(](?P<base>{NUMBER})(?P=measure)[）)](?:相比)?[，,]?{_WAY}(?P<difference>{NUMBER})(?P=measure)"
)
_NUMBER_FIRST = re.compile(  # 243件——新收政府信息公开申请，比2022年的245件减少12件
    rf"(?P<now>{NUMBER})(?P<measure>{_MEASURE})(?:——|—|：|:|，)[^，,。；;：:—\d]{{2,20}}[，,](?:较|比){_LAST}的?(?P<base>{NUMBER})(?P=measure){_WAY}(?P<difference>{NUMBER})(?P=measure)"
)
_ADDED = re.compile(  # 21件，加上2022年留下的1件，一共要办23件
    rf"(?P<one>{NUMBER})(?P<measure>件)[，,](?:再)?(?:加上|外加)(?:20\d\d年|上年度?|上一年度?|去年)[^，,。；;\d]{{0,10}}(?P<two>{NUMBER})件[，,]"
    rf"(?:一共|总共|共计|合计|共|总计)[^，,。；;\d]{{0,10}}(?P<sum>{NUMBER})件"
)
_DIFFERS, _LEAD = re.compile("(?:减少|增加|增长|下降|多|少)了?$"), 4
_QUARTERS = re.compile(  # 四个季度依次公开信息118条、103条、101条、116条，全年共348条
    rf"四个季度[^，,。；;\d]{{0,16}}(?P<one>{NUMBER})(?P<measure>{_MEASURE})?[、，,](?P<two>{NUMBER}){_MEASURE}?[、，,](?P<three>{NUMBER}){_MEASURE}?(?:[、，,]|和)"
    rf"(?P<four>{NUMBER}){_MEASURE}[，,；;](?:全年)?(?:总|一)?(?:共|合计|累计|共计)计?[^，,。；;\d]{{0,8}}(?P<sum>{NUMBER})(?P=measure)?"
)
_PARTED = re.compile(  # 公开138条。水旱防御类75条，其他类81条。
    rf"公开[^，,。；;\d]{{0,12}}(?P<sum>{NUMBER})条[。；](?P<parts>(?:[^，,。；;、\d]{{2,12}}类(?:信息)?{NUMBER}条[，,、]){{1,6}}其[他它][^，,。；;、\d]{{0,6}}{NUMBER}条)[。；]"
)
_PART = re.compile(rf"({NUMBER})条")
_BY_LEVEL = re.compile(  # 其中盟本级新收89件，旗县市新收209件
    rf"[省市州盟县区旗]本?级(?:机关|部门)?(?:新收|收到)(?P<one>{NUMBER})件[，,、](?:各)?(?:旗县市?区?|县市区|县（市、区）|区县|县区|市县|县级|乡镇|镇街)(?:新收|收到)(?P<two>{NUMBER})件(?=[。；])"
)
_OF_THE_NEW = re.compile(  # 新收申请中，自然人提出63件，占81.5%
    rf"新收(?:的)?(?:政府信息公开)?申请中[，,][^，,。；;\d]{{2,12}}?(?P<part>{NUMBER})件[，,](?:占|占比)(?:为|了)?{RATE}"
)
_BOTH = re.compile(  # 予以公开431件，部分公开110件，二者合占48.6%
    rf"(?P<one>{NUMBER})件[，,、][^，,。；;\d]{{2,8}}(?P<two>{NUMBER})件[，,](?:二者|两者|两项|两类)(?:合计|共|合)?(?:占|占比)[^，,。；;\d]{{0,6}}{RATE}"
)
_AGAINST_A_YEAR, _OF_TWO = re.compile(r"[较比与](?:[上去]|20\d)"), re.compile("二者|两[者项类]")
_COUNTED = re.compile(rf"(?P<count>{NUMBER})件")
_WHOLE = re.compile("(?:申请|办结|办理|答复)[^，,。；;\\d]{0,8}$")
_ALL = Decimal(100)


def told_beside(text: str) -> Iterator[Flaw]:
    """Find sums, differences and shares that no reading of the numbers beside them makes."""
    if _AGAINST_A_YEAR.search(text):
        yield from _differences(text)
    if "加上" in text or "外加" in text or "四个季度" in text:
        yield from _sums(text)
    if "类" in text or "级" in text:
        yield from _divided(text)
    if "占" in text and ("申请中" in text or _OF_TWO.search(text)):
        yield from _shares(text)


def _differences(text: str) -> Iterator[Flaw]:
    for form in (_BASE_IN_BRACKETS, _NUMBER_FIRST):
        for found in form.finditer(text):
            now, base, told = (digits_value(found[name]) for name in ("now", "base", "difference"))
            if now - base != (-told if found["way"] in "减少下降" else told):
                way = "少" if now < base else "多"
                problem = f"{number_text(now)}比{number_text(base)}{way}{number_text(abs(now - base))}；请核对"
                yield Flaw(found.start("way"), found.end(), problem)


def _sums(text: str) -> Iterator[Flaw]:
    for form in (_ADDED, _QUARTERS):
        for found in form.finditer(text):
            if _DIFFERS.search(text, max(0, found.start() - _LEAD), found.start()):
                continue  # 16件，比去年减少19件，加上去年结转1件，共17件
            said = found.groupdict()
            total = sum(
                (digits_value(said[one]) for one in ("one", "two", "three", "four") if said.get(one)), Decimal()
            )
            if total != digits_value(found["sum"]):
                yield Flaw(found.start("one"), found.end(), f"相加是{number_text(total)}；请核对")


def _divided(text: str) -> Iterator[Flaw]:
    for found in _PARTED.finditer(text):
        parts = [digits_value(one) for one in _PART.findall(found["parts"])]
        if sum(parts) != digits_value(found["sum"]):
            problem = f"相加是{number_text(sum(parts, Decimal()))}；请核对总数和各分项"
            yield Flaw(found.start("sum"), found.end("parts"), problem)
    for found in _BY_LEVEL.finditer(text):
        total = digits_value(found["one"]) + digits_value(found["two"])
        before = _wholes(text[: found.start()], lambda _: True)
        if before and total not in before:
            yield Flaw(*found.span(), f"相加是{number_text(total)}，与前面的总数不符；请核对")


def _shares(text: str) -> Iterator[Flaw]:
    for form in (_OF_THE_NEW, _BOTH):
        for found in form.finditer(text):
            said = found.groupdict()
            part = sum((digits_value(said[one]) for one in ("part", "one", "two") if said.get(one)), Decimal())
            wholes = _wholes(text, _is_whole)
            rate = percentage(found)
            every = [one for one in _wholes(text, lambda _: True) if one >= part > 0]
            sums = [one + other for one in wholes for other in every]
            if any(one > part for one in wholes) and not any(rate.may_be(part * _ALL / one) for one in (*every, *sums)):
                whole = next(
                    one for one in (*reversed(_wholes(text[: found.start()], _is_whole)), *wholes) if one > part
                )
                true = rate.rounded(part * _ALL / whole)
                problem = f"按写出的数算（{number_text(part)}÷{number_text(whole)}）是{true}%；请核对"
                yield Flaw(found.start("rate"), found.end(), problem)


def _is_whole(before: str) -> bool:
    return bool(_WHOLE.search(before))


def _wholes(text: str, counts: Callable[[str], bool]) -> list[Decimal]:
    """Return the numbers of things whose words before count."""
    return [
        digits_value(found["count"])
        for found in _COUNTED.finditer(text)
        if counts(text[max(0, found.start() - 16) : found.start()])
    ]
