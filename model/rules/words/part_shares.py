"""N12, shares of a whole: “560条，其中网站300条，占比53.6%”, and rates: “收到48条，回复36条，回复率75%”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from model.rules.narrative.numerals import digits_value
from model.rules.words.flaws import Flaw
from model.rules.words.percentages import Percentage, percentage, written

_MEASURE = r"万人次|万条|万件|万次|人次|条|件|篇|次|期|个|份|场|家|项|宗|起|人|户|部|批|张|幅"
_NUMBER = r"\d[\d,]{0,12}(?:\.\d{1,4})?"
_RATE = r"(?P<rate>\d{1,3}(?:\.\d{1,3})?)\s?[%％]"
_OF_ALL = (  # nothing else may be between 占 and the share: 占全县的12% is of another whole
    r"占(?:比|全部|总数|总量|总体|全年|其中|(?:公开|发布|信息|申请|收到|受理|答复|办理|工单|留言|推送|解读){1,2}(?:总[数量]|总体)|全部(?:信息|申请))?的?(?:比例|比重|比率|比)?"
    r"(?:为|是|达到?)?"
)
_SHARE = re.compile(
    rf"(?P<part>{_NUMBER})(?P<measure>{_MEASURE})[，,（(、]?{_OF_ALL}(?P<about>约|近|超过?|逾|不足)?{_RATE}(?P<loose>以上|左右|多|余)?"
)
_EACH = re.compile(
    rf"[，,（(]?(?:分别{_OF_ALL}|(?:占比|比例|比重)分别(?:为|是|达到?))(?P<shares>\d{{1,3}}(?:\.\d{{1,3}})?[%％](?:[、，,和及与]\d{{1,3}}(?:\.\d{{1,3}})?[%％]){{1,9}})"
)
_OF_RATE = re.compile(  # 收到48条，回复36条，回复率75%
    rf"(?P<whole>{_NUMBER})(?P<measure>{_MEASURE})[，,](?:其中)?(?:已|按期|共|均)?(?:完成|实现)?(?P<verb>[\u4e00-\u9fff]{{2,4}}?)(?P<part>{_NUMBER})(?P=measure)"
    rf"[，,（(](?P=verb)率(?:为|是|达到?)?(?P<about>约|近|超过?|逾|不足)?{_RATE}(?P<loose>以上|左右|多|余)?"
)
_OF_TOLD = re.compile(  # 视频12篇，占解读总数40篇的30%
    rf"(?P<part>{_NUMBER})(?P<measure>{_MEASURE})[，,]占[^，,。；;\d]{{0,8}}(?P<whole>{_NUMBER})(?P=measure)的(?P<about>约|近)?{_RATE}(?P<loose>以上|左右|多|余)?"
)
_COUNT = re.compile(rf"(?P<number>{_NUMBER})(?P<about>余|多)?(?P<measure>{_MEASURE})(?P<loose>以上|左右)?")
_COMPARED = re.compile(r"(?:较|比|同比|上年|去年|增加|减少|多|少|增长|下降)[^，,。；;、\d]{0,10}$")
_SENTENCES = re.compile(r"[^。！\n]{1,600}")
_OF_APPLICATIONS = "申请"  # those that are not due yet are in none of the rates
_WHOLE = Decimal(100)
_ABOUT = ("约", "近", "超", "超过", "逾")
_MOST = 40


def wrong_shares(text: str) -> Iterator[Flaw]:
    """Find shares and rates that cannot be of the numbers that stand beside them."""
    for sentence in _SENTENCES.finditer(text):
        said, at = sentence.group(), sentence.start()
        if "占" in said or "率" in said:
            for flaw in (*_alone(said), *_rates(said), *_respectively(said)):
                yield flaw._replace(start=flaw.start + at, end=flaw.end + at)


def _alone(said: str) -> Iterator[Flaw]:
    of_others = set[Decimal]()  # “73件，占40%，36件，占20%”: both are of one whole
    for found in _SHARE.finditer(said) if "占" in said else ():
        part, share = digits_value(found["part"]), percentage(found)
        before = _counts(said[: found.start()], found["measure"])
        wholes = [one for one in before or () if one not in of_others]
        of_others.add(part)
        if before is None or not wholes:
            yield from _beside(said, found, part, share) if before is not None else ()
            continue
        whole = _whole(said, found.start(), found["measure"], wholes, part)
        every = {*before, *accumulate([part, *before]), *(_counts(said[found.end() :], found["measure"]) or ())}
        if whole and not any(one >= part > 0 and share.may_be(part * _WHOLE / one) for one in every if one):
            yield _flaw(found, share, part * _WHOLE / whole)


def _beside(said: str, found: re.Match[str], part: Decimal, share: Percentage) -> Iterator[Flaw]:
    """Hold “70件，占87.8%，20件，占22.2%” against the sum of the parts, where all other shares are of it."""
    every = [one for one in _SHARE.finditer(said) if one["measure"] == found["measure"]]
    whole = sum((digits_value(one["part"]) for one in every), Decimal())
    others = [one for one in every if one.start() != found.start()]
    fit = all(percentage(one).may_be(digits_value(one["part"]) * _WHOLE / whole) for one in others)
    if 0 < len(others) <= _MOST and fit and not share.may_be(part * _WHOLE / whole):
        yield _flaw(found, share, part * _WHOLE / whole)


def _whole(said: str, start: int, measure: str, before: Sequence[Decimal], part: Decimal) -> Decimal | None:
    """Return the number that a part is of: told before 其中 or brackets, the only one, or the first and greatest."""
    divided = said.rfind("其中", 0, start)
    nearest = [one for one in _counts(said[:divided], measure) or () if one in before] if divided > 0 else []
    first = nearest[-1] if nearest else before[0]
    clear = "其中" in said[:start] or len(before) == 1 or first >= max(before)
    return first if clear and first >= part else None


def _counts(said: str, measure: str) -> list[Decimal] | None:
    """Return the numbers with a measure word, without what only compares; None where one is an estimate."""
    found = [
        one
        for one in _COUNT.finditer(said)
        if one["measure"] == measure and not _COMPARED.search(said, max(0, one.start() - 16), one.start())
    ][:_MOST]
    if any(
        one["about"] or one["loose"] or said[: one.start()].endswith(("约", "近", "超", "超过", "逾")) for one in found
    ):
        return None
    return [digits_value(one["number"]) for one in found]


def _rates(said: str) -> Iterator[Flaw]:
    rates = _OF_RATE.finditer(said) if "率" in said and _OF_APPLICATIONS not in said else ()
    for found in (*rates, *_OF_TOLD.finditer(said)):
        whole, part, share = digits_value(found["whole"]), digits_value(found["part"]), percentage(found)
        if whole >= part > 0 and not share.may_be(part * _WHOLE / whole):
            yield _flaw(found, share, part * _WHOLE / whole)


def _respectively(said: str) -> Iterator[Flaw]:
    for found in _EACH.finditer(said):
        shares = [written(one) for one in re.findall(r"\d{1,3}(?:\.\d{1,3})?", found["shares"])]
        counted = [*_COUNT.finditer(said[: found.start()])][-len(shares) :]
        if len(counted) != len(shares) or len({one["measure"] for one in counted}) != 1:
            continue
        parts = [digits_value(one["number"]) for one in counted]
        wholes = [sum(parts, Decimal()), *(_counts(said[: counted[0].start()], counted[0]["measure"]) or ())]
        if not any(_fit(parts, shares, whole) for whole in wholes) and _nearly(parts, shares, wholes):
            yield Flaw(found.start("shares"), found.end("shares"), "与写出的数算得不一样；请核对")


def _fit(parts: Sequence[Decimal], shares: Sequence[Percentage], whole: Decimal) -> bool:
    return whole > 0 and all(one.may_be(part * _WHOLE / whole) for part, one in zip(parts, shares, strict=True))


def _nearly(parts: Sequence[Decimal], shares: Sequence[Percentage], wholes: Sequence[Decimal]) -> bool:
    """Return whether one of the wholes is meant without doubt: all shares but one are of it, or they make all of it."""
    of_it = [
        sum(one.may_be(part * _WHOLE / whole) for part, one in zip(parts, shares, strict=True))
        for whole in wholes
        if whole > 0
    ]
    return max(of_it, default=0) >= len(shares) - 1


def _flaw(found: re.Match[str], share: Percentage, true: Decimal) -> Flaw:
    return Flaw(found.start("part"), found.end(), f"按写出的数算是{share.rounded(true)}%；请核对")
