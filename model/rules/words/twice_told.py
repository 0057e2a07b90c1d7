"""N11: one thing that two parts of a report count is counted the same in both."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from model.form.schema import Severity
from model.rules.finding import Finding
from model.rules.narrative.numerals import digits_value
from model.rules.registry import Context, Remedy, rule
from model.rules.words.counted_again import counted_again
from model.rules.words.flaws import Flaw, in_text

_NUMBER = re.compile(
    r"(?P<number>\d(?:\d{0,2}(?:[,，]\d{3}){1,3}(?!\d)|\d{0,8}))(?:\.(?P<part>\d{1,4}))?"
    r"\s?(?P<more>[余多]?)(?P<myriad>万?)(?P<also>[余多]?)(?P<measure>条次|条|篇|期|场次|场|份|次)"
)
_MAY_COUNT = re.compile(r"\d\s?[余多]?万?[余多]?[条篇期场份次]")  # how the numbers end that are looked for
_VERBS = {
    "公开": re.compile(r"(?:主动)?(?:公开|发布|推送|刊发|登载|刊登|公布)"),
    "更新": re.compile("更新"),
    "召开": re.compile("召开|举行"),
    "培训": re.compile("举办|组织|开展"),
    "解读": re.compile("解读"),
}
_STRIPPED = re.compile(  # words that say nothing of what is counted
    r"20\d\d年度?|^年度?|(?:本|今|全)年度?|年内|截至|年底|[我本](?:局|委|办|镇|乡|县|市|区|州|厅|机关|单位|部门|街道|中心|级)"
    r"|(?:共计|总计|累计|合计|一共|共)|(?:已|均|及时|依法|主动|积极|全部|总体|并|还|了|的|各类|有关|相关|政务|政府|等)"
    r"|(?:通过|利用|依托|借助|在|于|从|由|上|内|中|向社会|对外|渠道|平台)|\s"
)
_SAME = (
    (re.compile("门户网站|官方网站|官网|网页"), "网站"),
    (re.compile("微信公众号|公众号|微信公号"), "微信"),
    (re.compile("新浪微博|官方微博"), "微博"),
    (re.compile("专题专栏|专栏|栏目|板块"), "栏"),
    (re.compile("信息公开"), "信息"),
)
_OTHERWISE = re.compile(  # a part of it, another year, an average, somebody else's
    r"其中|较|相比|同比|上年|去年|上一年|增长|下降|增加|减少|[一二三四]季度|半年|\d月|[每日月周]均|每[月周日年]|平均|目标|计划|力争|以来|历年|约|近|超|突破|不少于|逾|人均|包括|含|分别|另"
)
_BY_OTHERS = re.compile(  # the bodies below are counted, or said to be others: “局属42所学校”
    r"[局县市区镇乡厅委直下所]属|直属|(?:各|\d[个所家])(?:县|市|区|镇|乡|村|社区|学校|医院|单位|部门|站|所|园区|企业|子站)|企事业单位"
)
_ABOUT = re.compile("(?:大约|约|接近|近|超过|超|逾|突破|将近)$")
_AROUND = re.compile("左右|以上|上下")
_GOVERNS = re.compile("(?P<level>[省市县区州旗])人民政府$")
_FAR = 2
_LOOSE, _MYRIAD = Decimal("0.1"), Decimal(10000)
_LONGEST, _SHORTEST_CHANNEL = 40, 4
_LONGEST_SENTENCE = 600


class _Told(NamedTuple):
    """What was counted: by whose verb and words, how much, and where it stands."""

    verb: str
    thing: str
    measure: str
    value: Decimal
    step: Decimal  # of its last digit, as far as it may be rounded
    about: bool  # “近120条”
    start: int
    end: int


@rule(
    "N11",
    Severity.HINT,
    "同一件事在两处写的数一样",
    "同一事项的数字应当一致",
    remedy=Remedy.BY_HAND,
)
def counted_twice(context: Context) -> Iterator[Finding | None]:
    """Find one thing that two texts count differently; told at the later of them."""
    said = set[tuple[str, int]]()
    told: list[tuple[str, _Told]] = []
    governed = _GOVERNS.search(context.report.unit)
    every = f"全{governed['level']}" if governed else ""
    for key, text in context.report.texts.items():
        yield None
        here = _counts(text)
        for one in here:
            other = next((there for there in told if _differ(there[1], one, every)), None)
            if other:
                name = context.report.form.name_of(other[0])
                quote = "".join(context.report.texts[other[0]][other[1].start : other[1].end].split())
                problem = f"与“{quote[-_LONGEST:]}”不一样；那一处在{name}，请核对是不是同一件事"
                said.add((key, one.end))
                yield in_text(context, "N11", key, Flaw(one.start, one.end, problem), Severity.HINT)
        told += ((key, one) for one in here)
    for key, flaw in counted_again(context.report.texts):
        if (key, flaw.end) not in said:
            yield in_text(context, "N11", key, flaw, Severity.HINT)


def _differ(one: _Told, other: _Told, every: str) -> bool:
    """Return whether one thing is counted differently; `every` is what a government calls its own whole: 全市."""
    if (one.verb, one.measure) != (other.verb, other.measure) or _allows(one, other) or _allows(other, one):
        return False
    if _are_one(one.thing, other.thing):
        return True
    near = min(one.value, other.value) * _FAR > max(one.value, other.value)  # else it may be the office's own
    return bool(every) and near and one.thing.replace(every, "") == other.thing.replace(every, "")


def _allows(one: _Told, other: _Told) -> bool:
    """Return whether one number is the other, rounded or cut off: 3.8万 is 38,210, and 3.6万 is not."""
    apart = abs(one.value - other.value)
    return apart <= one.value * _LOOSE if one.about else apart < max(one.step, Decimal(1))


def _are_one(one: str, other: str) -> bool:
    """Return whether two names mean one thing: they are equal, or one says more of where it stands."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= _SHORTEST_CHANNEL and "栏" in short and long.endswith(short))


@lru_cache(256)  # while a number is typed the texts stay as they are
def _counts(text: str) -> tuple[_Told, ...]:
    if not _MAY_COUNT.search(text):
        return ()
    found = [
        one for at, sentence in _sentences(text) if _MAY_COUNT.search(sentence) for one in _of_sentence(sentence, at)
    ]
    alike = Counter((one.verb, one.thing, one.measure) for one in found)
    return tuple(one for one in found if alike[one.verb, one.thing, one.measure] == 1)  # else told in pieces


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for sentence in text.replace("！", "。").replace("\n", "。").split("。"):
        yield at, sentence[:_LONGEST_SENTENCE]
        at += len(sentence) + 1


def _of_sentence(sentence: str, at: int) -> Iterator[_Told]:
    end = 0
    for found in _NUMBER.finditer(sentence):
        before, end = sentence[end : found.start()], found.end()
        clause = _STOPS.split(before)[-1]
        start = found.start() - len(clause.lstrip())
        counted = _TO.sub("", clause)
        about = _ABOUT.search(counted)
        words = _with_channel(before[: len(before) - len(clause)], counted[: about.start()] if about else counted)
        verb = next((name for name, pattern in _VERBS.items() if pattern.search(words)), "")
        if not verb or _OTHERWISE.search(sentence[:start] + words) or _OTHERWISE.match(sentence, found.end()):
            continue
        if _BY_OTHERS.search(sentence[:start] + words):
            continue
        thing = _thing(words)
        if thing:
            value, step = _value(found)
            loose = bool(about or found["more"] or found["also"] or _AROUND.match(sentence, found.end()))
            yield _Told(verb, thing, found["measure"], value, step, loose, at + start, at + found.end())


def _value(found: re.Match[str]) -> tuple[Decimal, Decimal]:
    """Return a number, and what its last digit counts: 万 is rounded, and ends in hundreds or thousands."""
    part = found["part"] or ""
    times = _MYRIAD if found["myriad"] else Decimal(1)
    return digits_value(f"{found['number']}.{part or 0}") * times, times / 10 ** len(part)


_STOPS = re.compile(r"[，,。；;：:！\n\d]")
_TO = re.compile(r"(?:达到|达|为|了|\s){1,3}$")

_CHANNEL = re.compile("(?:通过|利用|依托|借助|在)[^，,；;：:]{2,30}[，,]$")


def _with_channel(between: str, words: str) -> str:
    """Join the words with the channel that stands before a comma."""
    found = _CHANNEL.search(between) if between.endswith(("，", ",")) else None
    return found.group() + words if found else words


_NO_STOPS = str.maketrans("", "", "，,、 ")


def _thing(words: str) -> str:
    for pattern, name in _SAME:
        words = pattern.sub(name, words)
    for pattern in _VERBS.values():
        words = pattern.sub("", words)
    return _STRIPPED.sub("", words).translate(_NO_STOPS)
