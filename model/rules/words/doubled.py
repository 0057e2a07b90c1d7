"""T14, words written twice: in a row, or as items of one list, where a replacement made one of several."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.rules.words import clauses
from model.rules.words.flaws import Flaw

_ITEM = re.compile(r"[\u4e00-\u9fff]{2,12}(?=[、，,。；;：:！\n]|等|$)")
_LONGEST_SAME = 12
_LONGEST_ITEM = 24  # characters, with what begins the list


def repeated(text: str, _year: int) -> Iterator[Flaw | None]:
    """Find lists in which one item stands twice: where all was replaced, three different words have become one."""
    for stop in re.finditer("、", text):
        yield None
        at = stop.start()
        if text[at + 1 : at + 2] not in text[max(0, at - _LONGEST_SAME) : at]:
            continue
        found = _ITEM.match(text, at + 1)
        item = found.group() if found else ""
        if not item or not text.endswith(item, 0, stop.start()):
            continue
        if _stands_alone(clauses.before(text, stop.start(), _LONGEST_ITEM, _STOPS), item):
            start = stop.start() - len(item)
            yield Flaw(start, stop.end() + len(item), "同一个词写了两遍；请核对是不是替换文字时改错了")


def _stands_alone(before: str, item: str) -> bool:
    return before == item or len(item) >= _TELLING or before[: -len(item)] in _BEGINS  # 工作、工作 ends many words


_STOPS = re.compile(r"[、，,。；;：:！\n]")
_TELLING = 3  # characters
_BEGINS = frozenset(["", *"在由以对将从向和及与", "通过", "围绕", "公开", "利用", "依托", "涉及", "包括", "以及"])

_DOUBLED = {  # a word, and how words begin in which it stands again: 信息化 after 信息
    "工作": "人组日量会",
    "情况": "",
    "信息": "化系中",
    "公开": "属条的",
    "联系": "人方电点",
    "管理": "员办人制站处系所中",
    "申请": "人书表",
    "制度": "化建汇",
    "内容": "",
    "平台": "建管",
    "网站": "",
    "群众": "性工",
    "服务": "中大站器窗",
    "监督": "员检",
    "保障": "性房人",
    "落实": "",
    "加强": "",
    "进行": "",
    "年度": "报",
    "报告": "会厅",
    "数据": "局库管资",
    "单位": "预决所职",
}

_TWICE = tuple((word + word, begins) for word, begins in _DOUBLED.items())
_ANY = re.compile("|".join(twice for twice, _ in _TWICE))


def doubled(text: str, _year: int) -> Iterator[Flaw]:
    """Find words that are written twice in a row: 公开情况情况."""
    for twice, begins in _TWICE if _ANY.search(text) else ():  # quicker than to look for each
        at = text.find(twice)
        while at >= 0:
            end = at + len(twice)
            if not begins or text[end : end + 1] not in begins or end == len(text):
                yield Flaw(at, end, "是同一个词写了两遍；请删去一个")
            at = text.find(twice, end)
