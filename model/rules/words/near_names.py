"""T8, the body's own name written wrong: another name of such an office, or one character lost, added or exchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from model.rules.words import clauses

_OFFICES = (  # what one office is called here or was called before: two of them do not stand side by side in a place
    "水利局 水务局 水利水务局 水力局",
    "水利厅 水务厅 水力厅",
    "农业局 农业农村局 农牧局 农业畜牧局 农村农业局 农业委员会 农业和农村局 农牧业局",
    "农业厅 农业农村厅 农牧厅 农村农业厅",
    "国土资源局 自然资源局 自然资源和规划局 规划和自然资源局 国土资源和规划局 国土局",
    "国土资源厅 自然资源厅",
    "卫生局 卫生健康局 卫生和计划生育局 卫生计生局 卫计局 卫生健康委员会 卫生和计划生育委员会 卫计委",
    "工商行政管理局 质量技术监督局 食品药品监督管理局 市场监督管理局 工商局 质监局 食药监局",
    "安全生产监督管理局 安监局 应急管理局",
    "环境保护局 环保局 生态环境局",
    "环境保护厅 环保厅 生态环境厅",
    "文化广电新闻出版局 文广新局 文化和旅游局 文化广电和旅游局 文化广电旅游体育局 文体广电和旅游局",
    "劳动和社会保障局 人事局 人力资源和社会保障局",
    "交通局 交通运输局 交通运输委员会",
    "建设局 住房和城乡建设局 规划建设局 城乡建设局 住房和城乡建设委员会",
    "扶贫开发办公室 扶贫办 扶贫开发局 乡村振兴局",
    "行政审批局 行政审批服务局 政务服务管理局 行政审批和政务信息管理局",
    "科学技术局 科技局 科学技术和工业信息化局 科技和工业信息化局",
)
_HISTORY = re.compile(  # why an office may be named by another name: it was called so, or stands beside our own
    r"原[^则来因始文]|更名|划归|划转|划入|组建|合并|撤并|会同|联合|[和及、]$|(?<![请可])与$|上级|同级|转发|来函|协助|移送|学习|考察|经验|诉"
)
_AFTER = re.compile(r"[、和与及]|等部门|等单位|更名|划|合并|的通知|文件")
_OUR_DOCUMENTS = re.compile("[^《》]{0,12}(?:公开指南|公开目录)")  # of an office as it is now
_REGION = "县区旗"  # 市水务局 may be the city's, above our own
_NEAR, _BEHIND = 24, 12
_SHORTEST, _SAME = 7, 5  # characters of a name in which one wrong character is told; that are right before it
_LEFT_OUT = frozenset("和与及暨")
_OTHER_BODIES = frozenset("一二三四五六七八九十东西南北中上下新老")  # 第一中学 and 第二中学
_PLACE = frozenset("省市县区旗州盟镇乡道")


def near_names(text: str, unit: str) -> Iterator[tuple[int, int]]:
    """Find the own name of a unit written otherwise.

    >>> [*near_names("甲县水务局公开信息。", "甲县水利局")], [*near_names("甲县水利局公开信息。", "甲县水利局")]
    ([(0, 5)], [])
    """
    place, others = _same_office(unit)
    for other in others:
        at = text.find(other)
        while at >= 0:
            start, end = _start(text, at, place), at + len(other)
            if start is not None and not _is_history(text, start, end):
                yield start, end
            at = text.find(other, end)
    if len(unit) >= _SHORTEST:
        yield from _misspelt(text, unit)


@lru_cache(64)
def _same_office(unit: str) -> tuple[str, tuple[str, ...]]:
    """Return the place of a unit, and the other names of its office, without those that only shorten its own."""
    for name in sorted(_by_name(), key=len, reverse=True):
        if unit.endswith(name) and len(unit) > len(name):
            others = (one for one in _by_name()[name] if not (_shortens(one, name) or _shortens(name, one)))
            return unit.removesuffix(name), tuple(others)
    return "", ()


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    return {name: tuple(names.split()) for names in _OFFICES for name in names.split()}


def _shortens(short: str, long: str) -> bool:
    """Return whether one name has the characters of another in their order: 住建局 of 住房和城乡建设局."""
    rest = iter(long)
    return all(one in rest for one in short)


def _start(text: str, at: int, place: str) -> int | None:
    """Return where the name of our own place begins before an office; None where another place stands there."""
    same = 0
    while same < min(len(place), at) and text[at - 1 - same] == place[-1 - same]:
        same += 1
    start = at - same
    if same > 1:
        return start
    alone = same == 1 and place[-1] in _REGION and not (start and "\u4e00" <= text[start - 1] <= "\u9fff")
    return start if alone else None


def _is_history(text: str, start: int, end: int) -> bool:
    before = clauses.before(text, start, _NEAR)
    in_title = "《" in before.rpartition("》")[2] and not _OUR_DOCUMENTS.match(text, end)
    return (
        in_title or bool(_HISTORY.search(before + text[start]) or _AFTER.match(text, end)) or text.startswith("、", end)
    )


def _misspelt(text: str, unit: str) -> Iterator[tuple[int, int]]:
    """Find the name with one character lost, added or exchanged behind its right beginning."""
    at = text.find(unit[:_SAME])
    while at >= 0:
        end = at + _SAME
        if not text.startswith(unit, at):
            same = _common(text, at, unit)
            end = _end_of_misspelt(text, at + same, unit[same:]) or end
            if end > at + _SAME and _PLACE.isdisjoint(unit[same - 2 : same]) and not _is_history(text, at, end):
                yield at, end
        at = text.find(unit[:_SAME], end)


def _common(text: str, at: int, unit: str) -> int:
    same = _SAME
    while same < len(unit) and at + same < len(text) and text[at + same] == unit[same]:
        same += 1
    return same


def _end_of_misspelt(text: str, at: int, rest: str) -> int:
    """Return where a name ends of which one character is not right at a place; 0 where more is other."""
    if len(rest) > 1 and text.startswith(rest[1:], at) and rest[0] not in _LEFT_OUT:  # one lost
        return at + len(rest) - 1
    if (
        text.startswith(rest[1:], at + 1) and len(rest) > 1 and _OTHER_BODIES.isdisjoint((text[at], rest[0]))
    ):  # exchanged
        return at + len(rest)
    return at + len(rest) + 1 if text.startswith(rest, at + 1) and text[at] not in _LEFT_OUT else 0  # added
