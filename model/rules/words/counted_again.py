"""N11, one thing counted twice in a report, in whatever order of words: “专栏12个”, “专栏共有15个”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from model.report.numbers import number_text
from model.rules.narrative.numerals import digits_value
from model.rules.words.flaws import Flaw

_STOCK = "专栏|栏目|账号|专区|工作人员|查阅点|公示栏|公开栏|联络员|信息员|访问量|粉丝"
_FLOW = "培训|发布会|公报|解读|检查|督查|留言|关切|例会|推进会|开放日|座谈会|宣讲|访谈"
_COUNT = re.compile(
    r"(?:^|(?<=[，。；：、！？\n]))(?P<what>[^，。；：、！？\n\d]{0,24}?(?:"
    + _STOCK
    + "|"
    + _FLOW
    + r")[^，。；：、！？\n\d]{0,10}?)"
    r"(?P<number>\d{1,9}(?:\.\d{1,2})?)(?P<measure>万人次|万次|人次|个|处|次|场|期|篇|名|人|条|家)(?=[，。；、！？\n（]|$)"
)
_IS_STOCK = re.compile(_STOCK)
_MAY_COUNT = re.compile(rf"(?:{_STOCK}|{_FLOW})[^，。；：、！？\n\d]{{0,10}}\d")  # quicker to look for
_ENDS = "。！？\n"  # of a sentence, as where lines were wrapped
_BEFORE = 24  # characters of its clause that may stand before what is counted
_TOTAL = re.compile("全年|共|累计|截至|目前|年底|总|现有|达|本年度")
_OTHERWISE = re.compile(
    "其中|新增|新建|新设|增设|关停|注销|计划|拟|[日月季周次]均|每|季度|半年|月|上年|去年|往年|较|比|约|近|余|超|多|不少于|以上|左右|另|分别|各|局|厅|镇|乡|街道|村|平均|整合|调整|优化|清理|升级|改版"
)
_FILLER = re.compile(
    "全年度?|本年度?|20\\d\\d年度?|年内|截至(?:年底|目前)?|目前|年底(?:统计)?|一共|共计?|累计|总计|合计|已|了|的|达到?|为|有|开设|设置|设立|设有|建成|建设|建有|配备|开通"
    "|组织|开展|举办|召开|举行|编印|编发|出版|发布|推出|制作|回应|受理|办理|收到|答复|开办|[我全]县|[我全]市|[我全]区|我局|通过|在|上|于|共"
)
_NEAR_ENOUGH = Decimal(3)  # times: a thing that is counted three times as often is another one


class CountedThing(NamedTuple):
    """A number of something: by what signs it is named, whether it is of all, and where it stands."""

    name: str
    measure: str
    value: Decimal
    is_total: bool
    start: int
    end: int


@lru_cache(256)
def _counted(text: str) -> tuple[CountedThing, ...]:
    return tuple(_things(text))


def _told(text: str) -> Iterator[re.Match[str]]:
    """Find what is counted at the beginning of a clause."""
    last = -1
    for one in _MAY_COUNT.finditer(text):
        first = max(0, one.start() - _BEFORE - 1)
        start = max(text.rfind(mark, first, one.start()) for mark in "，。；：、！？\n") + 1
        if start == last or (first and not start):
            continue
        last, found = start, _COUNT.match(text, start)
        if found:
            yield found


def _things(text: str) -> Iterator[CountedThing]:
    for found in _told(text):
        what = found["what"]
        sentence = text[max(text.rfind(end, 0, found.start()) for end in _ENDS) + 1 : found.start()]
        if _OTHERWISE.search(what) or "其中" in sentence or "季度" in sentence or "月" in sentence:
            continue
        name = "".join(sorted(set(_FILLER.sub("", what))))
        stock = bool(_IS_STOCK.search(what))
        yield CountedThing(
            name,
            found["measure"],
            digits_value(found["number"]),
            bool(_TOTAL.search(what)) or stock,
            found.start(),
            found.end(),
        )


def counted_again(texts: Mapping[str, str]) -> Iterator[tuple[str, Flaw]]:
    """Find what is counted otherwise than before: both numbers are of all, or that of all is the smaller."""
    before: list[CountedThing] = []
    for key, text in texts.items():
        for one in _counted(text):
            other = next((each for each in before if _differ(each, one)), None)
            parts = [each.value for each in before if (each.name, each.measure) == (one.name, one.measure)]
            if other and sum(parts) != one.value:
                problem = f"与前面写的“{number_text(other.value)}{other.measure}”不一样；请核对是不是同一件事"
                yield key, Flaw(one.start, one.end, problem)
            before.append(one)


def _differ(first: CountedThing, then: CountedThing) -> bool:
    if (first.name, first.measure) != (then.name, then.measure) or first.value == then.value:
        return False
    if max(first.value, then.value) > min(first.value, then.value) * _NEAR_ENOUGH:
        return False
    if first.is_total and then.is_total:
        return True
    return (then.is_total and then.value < first.value) or (first.is_total and first.value < then.value)
