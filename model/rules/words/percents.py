"""T14, shares: a percentage can be read, and no rate is more than the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.rules.words.flaws import Flaw

_SIGN = re.compile("[%％]")
_GARBLED_BEFORE = re.compile(
    r"(?:(?<![\d.])\d{1,4}\.\d{1,4}\.\d{0,4}|\d{1,4}\.|(?<![\d.])\.\d{1,4}"  # 98.5.2%, 98.%, .5%
    r"|(?<![\d,，])\d{1,3}。\d{1,2}|(?<![\d,，.])\d{1,3}，\d(?!\d)"  # 98。5%, 12，5%
    r"|\d{0,3}[OoＯｏlI]\d{0,2}|\d{1,3}[%％]|百分之[\d.]{1,6})\s?$"  # 9O%, 95%%, 百分之95%
)
_NUMBER_BEFORE = re.compile(r"[\d零一二三四五六七八九十百几数若干OoＯ)）]\s?$")
_NUMBER_AFTER = re.compile(r"\d{1,3}(?:\.\d{1,3})?")
_RATE = re.compile(  # what can be no more than the whole: a plan may be overfulfilled, a number doubled
    r"(?:(?:办结|办理|答复|回复|公开|满意|合格|及时|受理|覆盖|达标|知晓|准确|反馈|处理|按期|规范)率|满意度|占比)[^，,。；;\d较比增升]{0,6}"
    r"(?P<share>\d{3,6}(?:\.\d{1,4})?)\s?$"
)
_WHOLE = 100
_REACH = 24  # characters before the sign that may belong to the number


def garbled_shares(text: str, _year: int) -> Iterator[Flaw]:
    """Find percentages that nobody can read, and rates over 100 per cent."""
    for sign in _SIGN.finditer(text):
        at, end = sign.span()
        first = max(0, at - _REACH)
        if found := _GARBLED_BEFORE.search(text, first, at):
            yield Flaw(found.start(), end, "写坏了，读不出是百分之多少；请对照原件改正")
        elif (after := _NUMBER_AFTER.match(text, end)) and not _NUMBER_BEFORE.search(text, first, at):
            yield Flaw(at, after.end(), "写坏了，百分号应在数字后面；请改正")
        elif (rate := _RATE.search(text, first, at)) and float(rate["share"]) > _WHOLE:
            yield Flaw(rate.start(), end, "超过了100%；请核对")
