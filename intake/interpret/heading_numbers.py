"""Headings whose number stands twice, or that alone have none: 三、… and again 三、…, for as_read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_LONGEST = 44  # characters of a heading
_ORDINALS = "一二三四五六七八九十"
_ABOUT = "(?:本级|本[局委办厅县市区镇乡院]|20\\d\\d年度?|全年)?"
_SECTIONS = (
    re.compile(f"{_ABOUT}(?:工作)?(?:总体情况|概述)"),
    re.compile("(?:行政机关)?主动公开政府信息"),
    re.compile("(?:行政机关)?(?:收到和)?处理政府信息公开申请|收到和处理"),
    re.compile("(?:因)?(?:政府)?信息公开(?:工作)?(?:被申请|引发|引起的?)?行政复议|(?:被申请)?行政复议、"),
    re.compile("(?:政府信息公开工作)?存在的?(?:主要)?(?:的)?问题(?:及|和|与|、|以及)"),
    re.compile("其[他它]需要报告"),
)
_PARTS = (
    re.compile("(?:政府信息)?主动公开(?!政府信息)"),
    re.compile("(?:政府信息)?依申请公开"),
    re.compile("(?:加强)?政府信息(?:资源)?(?:规范)?管理"),
    re.compile("(?:政府)?(?:信息)?(?:公开)?平台建设"),
    re.compile("(?:强化)?监督保障"),
)
_OF_A_SECTION = re.compile(rf"(?:第?(?P<number>[{_ORDINALS}])(?:部分)?[、.．，\s]\s{{0,3}})?(?P<name>[一-鿿].*)")
_OF_A_PART = re.compile(rf"(?:[（(]\s?(?P<number>[{_ORDINALS}])\s?[)）][、.．]?\s{{0,3}})?(?P<name>[一-鿿].*)")
_LEVELS = ((_OF_A_SECTION, _SECTIONS, 4), (_OF_A_PART, _PARTS, 3))  # how many must have a number
_SENTENCE = re.compile("[。；！？]")
_HEADING_ENDS = re.compile("[。：:\\s]")


class _Heading(NamedTuple):
    number: int  # 0 where it has none
    place: int  # which of the form's
    text: str


def misnumbered(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the headings that have the number of the one before, or none among others that have one.

    >>> names = ("总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "行政复议、行政诉讼情况")
    >>> misnumbered(f"{number}、{name}" for number, name in zip("一二三三", names))
    ('三、行政复议、行政诉讼情况',)
    """
    said = [line.strip() for line in lines if line.strip()]
    return tuple(one for shape, names, least in _LEVELS for one in _wrong(_headings(said, shape, names), least))


def _headings(lines: Sequence[str], shape: re.Pattern[str], names: Sequence[re.Pattern[str]]) -> list[_Heading]:
    found: list[_Heading] = []
    for line in lines:
        numbered = shape.match(line[:_LONGEST])
        place = _place(numbered["name"], names) if numbered else None
        if numbered is None or place is None:
            continue
        number = _ORDINALS.index(numbered["number"]) + 1 if numbered["number"] else 0
        if number or _is_alone(line):
            head = _HEADING_ENDS.split(line.replace(" ", ""), maxsplit=1)[0]
            found.append(_Heading(number, place, head))
    return found


def _place(name: str, names: Sequence[re.Pattern[str]]) -> int | None:
    return next((at for at, one in enumerate(names) if one.match(name)), None)


def _is_alone(line: str) -> bool:
    """Return whether a line without a number is a heading: short, and no sentence."""
    return len(line) <= _LONGEST // 2 and not _SENTENCE.search(line) and "，" not in line


def _wrong(headings: Sequence[_Heading], least: int) -> Iterator[str]:
    in_order = all(one.place < after.place for one, after in pairwise(headings))
    if not in_order or sum(one.number > 0 for one in headings) < least:
        return
    for at, one in enumerate(headings):
        before = headings[at - 1] if at else None
        after = headings[at + 1] if at + 1 < len(headings) else None
        again = before and one.number and one.number == before.number
        lost = not one.number and before and after and after.number == before.number + 2
        if again or lost:
            yield one.text
