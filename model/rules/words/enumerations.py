"""T10, what a text counts up: as many points as it announced, and none of their ordinals lost or written twice."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from model.rules.words.flaws import Flaw

_ORDINALS = "一二三四五六七八九十"
_MARKS = {  # the manners in which points are numbered; that only the second or the third tells of
    ("二是", "二要", "三是"): re.compile(
        f"[{_ORDINALS}](?<![十第之万统唯说凡一二三四五六七八九][{_ORDINALS}])(?:(?<=十)[一二三四五六七八九])?(?=[是要](?!否))"
    ),
    ("第二",): re.compile(f"第十?[{_ORDINALS}](?=[，,、：:])"),
    ("（二", "(二", "（三"): re.compile(f"[（(]十?[{_ORDINALS}](?=[)）])"),
    ("（2）", "(2)"): re.compile(r"[（(]\d{1,2}(?=[）)])"),
    ("2.", "2、"): re.compile(r"[1-9](?<![\d.．][1-9])\d?(?=[.．、](?!\d))"),
    ("②",): re.compile("[①②③④⑤⑥⑦⑧⑨⑩]"),
    ("其次",): re.compile("首先|其次|再次"),
}
_ROUND, _WORDS = "①②③④⑤⑥⑦⑧⑨⑩", ("首先", "其次", "再次")
_WHAT = "问题|不足|短板|措施|举措|工作|环节|重点|任务|方面|原因|困难|差距|弱项|改进|做法"
_ANNOUNCED = re.compile(
    rf"(?:(?P<named>{_WHAT})(?:主要|集中)?(?:有|表现在|体现在|为|是|在于|共)?(?:以下|下列|如下)?)?"
    r"(?<![第其这上述前十百\d])(?P<count>[二三四五六七八九十两]|[2-9])(?P<measure>个方面|方面|个|项|点|大类|大|条|类|种)"
    r"(?P<what>[^，,。；;：:、\d一二三四五六七八九]{0,16})[：:，,。；;\s—-]{1,4}$"
)
_MANY = 4  # points numbered with digits: fewer may be numbers of something else
_IN_DIGITS = [*_MARKS].index(("2.", "2、"))
_POINTS, _OF_POINTS = re.compile(_WHAT), frozenset({"点"})
_LED_TO = re.compile(
    "[一-鿿](?:[共含有分为成涉及]|涉及|包括){1,4}[二三四五六七八九十两2-9](?:大类|类|种|项)：[（(第]?$"
)
_COUNTS_OTHERS = re.compile("组|会议|文件|平台|网站|人员|培训|活动|台账|清单|单位|部门|已|专栏|制度")
_LAST_OF_ALL = re.compile(r"等等|最后|再次|再就是|还有|此外|另外|其[三四五]|第[三四五]|以及")
_FURTHER = 400  # characters from the last point in which one may be told that has no ordinal
_BEFORE = 44  # characters before the first point in which they are announced


class _Mark(NamedTuple):
    """The ordinal before a point, in which manner it is written, and where."""

    manner: int
    ordinal: int
    start: int
    end: int


def miscounted(text: str, _year: int) -> Iterator[Flaw]:
    """Find announced numbers of points that are not kept, and ordinals out of order."""
    marks = sorted(_marks(text), key=lambda mark: mark.start)
    for run in _runs(marks):
        yield from _announcement(text, run)
        yield from _out_of_order(text, run, marks)


def _marks(text: str) -> Iterator[_Mark]:
    for manner, (seconds, pattern) in enumerate(_MARKS.items()):
        for second in seconds:  # asked of every text
            if second in text:
                said = ((found.group().lstrip("第（("), found.span()) for found in pattern.finditer(text))
                yield from (_Mark(manner, _ordinal(ordinal), *span) for ordinal, span in said)
                break


def _ordinal(said: str) -> int:
    """Read the ordinal of a point.

    >>> _ordinal("十二"), _ordinal("③"), _ordinal("其次"), _ordinal("7")
    (12, 3, 2, 7)
    """
    return _VALUES[said] if said in _VALUES else int(said)


_VALUES = {
    said: at + 1
    for manner in ([*_ORDINALS, *(f"十{one}" for one in _ORDINALS[:9])], _ROUND, _WORDS)
    for at, said in enumerate(manner)
}


def _runs(marks: Sequence[_Mark]) -> Iterator[list[_Mark]]:
    """Return the points of each manner in order, cut where they begin anew."""
    open_runs: dict[int, list[_Mark]] = {}
    for mark in marks:
        if mark.ordinal == 1 and mark.manner in open_runs:
            yield open_runs.pop(mark.manner)
        open_runs.setdefault(mark.manner, []).append(mark)
    yield from open_runs.values()


def _announcement(text: str, run: Sequence[_Mark]) -> Iterator[Flaw]:
    first, last = run[0], run[-1]
    said = _ANNOUNCED.search(text, max(0, first.start - _BEFORE), first.start) if first.ordinal == 1 else None
    if not said or _COUNTS_OTHERS.search(said["what"]):
        return
    is_of_points = (
        said["named"] or said["measure"] in _OF_POINTS or "方面" in said["measure"] or _POINTS.search(said["what"])
    ) or bool(_LED_TO.search(text, max(0, first.start - _BEFORE), first.start))
    count = 2 if said["count"] == "两" else _ordinal(said["count"])
    found = max(mark.ordinal for mark in run)
    if (
        is_of_points
        and count != found
        and not (found < count and _LAST_OF_ALL.search(text, last.end, last.end + _FURTHER))
    ):
        start, end = said.start("count"), said.end("what")
        yield Flaw(start, end, f"后面列出的是{found}{said['measure'][:1]}；请核对是不是漏了或数错了")


def _out_of_order(text: str, run: Sequence[_Mark], marks: Sequence[_Mark]) -> Iterator[Flaw]:
    if run[0].ordinal != 1 or (run[0].manner == _IN_DIGITS and len(run) < _MANY):
        return
    for one, after in pairwise(run):
        end = after.end + 1  # with what follows an ordinal: 二是, 二）
        if after.ordinal == one.ordinal:
            yield Flaw(after.start, end, "写了两次；请核对序号")
        elif after.ordinal == one.ordinal + 2 and not _is_between(text, one, after, marks):
            yield Flaw(after.start, end, f"前面没有第{_ORDINALS[one.ordinal]}点；请核对是不是漏了")


def _is_between(text: str, one: _Mark, after: _Mark, marks: Sequence[_Mark]) -> bool:
    """Return whether the point that lacks is written in another manner: 一是…，二则…，三是…."""
    lacking = one.ordinal + 1
    first = bisect_left(marks, one.end, key=lambda mark: mark.start)
    last = bisect_left(marks, after.start, key=lambda mark: mark.start)
    if any(mark.ordinal == lacking for mark in marks[first:last]):
        return True
    between = text[one.end : after.start]
    return any(f"{_ORDINALS[lacking - 1]}{word}" in between for word in "则来为应、，")
