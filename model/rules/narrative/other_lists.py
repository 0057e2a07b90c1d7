"""Lists that other words open than 其中: “…N条，由A a条、B b条构成”, “按渠道分：…”, “A、B分别为a条、b条”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import NamedTuple

from model.rules.narrative.claims import Listing, Quantity
from model.rules.narrative.list_parts import MOST, is_sample, measure

_NAME = r"(?:的)?[^，。；、：（）\d]{1,16}"
_WHOLE_OF = re.compile(  # what follows is all of it
    rf"[，：](?:按照?|从)[^，。；、：（）\d]{{1,8}}?(?:划?分类?|来看|上看|看|统计|区分|归类)(?:为|有|别为|来看)?[，：]?{_NAME}"
    rf"|，分(?![别管局公享析批次级期工数配发])(?:为)?{_NAME}"
    rf"|[，：（](?:具体|分别|依次|即|计|细分|分布|主要|构成|形式|类型|方式|类别|渠道|主题)(?:为|是|有|如下)?：?(?:依次(?:为|是))?{_NAME}"
)
_MADE_OF = re.compile(rf"[，（]?由{_NAME}")  # … 构成
_MADE = re.compile("[^，。；、：\\d]{0,6}(?:组成|构成)")
_OF_MANY = re.compile(  # what follows may be only some of it
    rf"[，（](?:其?内容|主要|信息|类别|范围|分别|共)?(?:涉及|含有?|包含|涵盖|通过|来自于?|来源于|覆盖)[，：]?{_NAME}"
)
_KINDS = re.compile("，[^，。；、：（）\\d]{1,12}类")  # 48条，咨询类20条、投诉类15条、建议类13条
_EACH = re.compile(  # A、B分别为
    r"，(?P<names>[^，。；：（）\d]{1,16}(?:[、和及与][^，。；：（）、和及与\d]{1,16}){1,8}?)分别(?:公开|发布|推送|为|是|有|达到?){0,2}"
)
_EACH_OF_THEM = re.compile("，分别(?:公开|发布|推送|为|是|有|达到?){0,2}")
_MAY_OPEN = re.compile("[分由按从具依即计细主构形类方渠涉含包涵通来覆]")  # one stands in each of these
_AND = re.compile("[、和及与]")
_NEXT_PART = re.compile(rf"(?P<mark>[、，；])(?:和|及|以及)?{_NAME}|(?P<and>和|及|以及){_NAME}|(?P<bare>[、，和及])")
_TOLD_ANEW = re.compile(  # a clause with a verb of its own: “，回复20条”
    "[，；](?:共|已|全年|均|并|还|另)?(?:召开|开展|举办|受理|收到|接到|答复|办理|办结|回复|回应|承办|制[发定作]|印发|废止|修订|参加|处理|接待|满意)"
)
_NOUN = re.compile("^[^，。；：（\\d]{1,10}(?=[，：（])")  # 10件申请，来自…
_IN_BRACKETS = re.compile("（[^（）]{0,20}）")
_LONGEST = 44  # characters from the whole to its first part
_LOOSE = (Decimal("0.9"), Decimal("1.1"))
_CLOSE = (Decimal("0.8"), Decimal("1.2"))
_FAR = 60
_THREE = 3


class _Opened(NamedTuple):
    """A list that begins: how many parts it must have, how near to the whole they must come, how it is closed."""

    least: int
    bounds: tuple[Decimal, Decimal]
    most: int = MOST
    closed: bool = False
    bare: bool = False  # its parts have no names of their own


def other_lists(quantities: Sequence[Quantity], text: str) -> Iterator[Listing]:
    """Find the lists that other words open, and that do not add up."""
    for index, (whole, first) in enumerate(pairwise(quantities), 1):
        if whole.about or not measure(whole) or measure(whole) != measure(first):
            continue
        opened = _opened(text, whole, first)
        if opened is None:
            continue
        run = _run(text, whole, quantities[index : index + MOST], opened)
        listing = Listing(whole, tuple(run))
        least, most = opened.bounds
        near = whole.value * least <= listing.due <= whole.value * most
        made_up = whole.value in accumulate(one.value for one in quantities[index : index + MOST])
        if opened.least <= len(run) <= opened.most and not made_up and near:
            yield listing


def _opened(text: str, whole: Quantity, first: Quantity) -> _Opened | None:
    start, end = _end(whole), _start(first)
    if not 0 < end - start <= _LONGEST or _MAY_OPEN.search(text, start, end) is None:
        return None
    gap = _NOUN.sub("", _IN_BRACKETS.sub("", text[start:end]))
    each = _EACH.fullmatch(gap)
    if each or _EACH_OF_THEM.fullmatch(gap):
        names = each["names"] if each else _names_before(text, whole)
        count = len(_AND.split(names)) if names else 0
        return _Opened(count, _CLOSE, count, bare=True) if count > 1 else None
    if _MADE_OF.fullmatch(gap):
        return _Opened(2, _CLOSE, closed=True)
    if _WHOLE_OF.fullmatch(gap):
        return _Opened(2, _CLOSE)
    if _KINDS.fullmatch(gap):
        return _Opened(_THREE, _CLOSE)
    least = 2 if whole.claim and whole.claim.target.check == "N1" else _THREE  # who made applications is told of all
    return _Opened(least, _LOOSE) if _OF_MANY.fullmatch(gap) else None


def _names_before(text: str, whole: Quantity) -> str:
    """Return the clause before a whole, where it names several: “通过网站、微信公开560条，分别…”."""
    start = _start(whole)
    clause = re.split("[，。；：]", text[max(0, start - _FAR) : start])[-1]
    return clause if _AND.search(clause) else ""


def _run(text: str, whole: Quantity, following: Sequence[Quantity], opened: _Opened) -> list[Quantity]:
    """Take the parts up to the end of the list; none where it tells only some of them."""
    run, mark = list[Quantity](), ""
    for one in following:
        if measure(one) != measure(whole) or one.phrase.depth != following[0].phrase.depth:
            break
        if run:
            gap = _IN_BRACKETS.sub("", text[_end(run[-1]) : _start(one)])
            found = _NEXT_PART.fullmatch(gap)
            if not found or bool(found["bare"]) != opened.bare:
                break
            this = found["mark"] or "、"
            if (mark and this != mark and not opened.bare) or (this != "、" and _TOLD_ANEW.match(gap)):
                break
            mark = this
        if is_sample(one) or one.about or one.value > whole.value:
            return []
        run.append(one)
    if not run or text.startswith("等", _end(run[-1])):
        return []
    return run if not opened.closed or _MADE.match(text, _end(run[-1])) else []


def _start(one: Quantity) -> int:
    return one.phrase.number.start if one.phrase.number else 0


def _end(one: Quantity) -> int:
    number = one.phrase.number
    return number.numeral.after if number and number.numeral else 0
