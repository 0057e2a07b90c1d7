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
    "公开": "属条的栏平指目渠日",
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
    "部门": "预决所职主负联",
    "责任": "人制书追单",
    "考核": "组指办结评细",
    "审核": "员人表",
    "检查": "组员站",
    "宣传": "栏册片部员月",
    "咨询": "台窗电热",
    "办理": "人",
    "执法": "人员局队",
    "培训": "班会",
}

_AGAIN = re.compile(r"(?P<said>[\u4e00-\u9fff]{2,6})(?P=said)")
_MEASURE_AGAIN = re.compile("[十百千万][一二三四五六七八九]?(?:件件|条条|次次|篇篇|份份|期期)")
_LONG = 3  # characters: words as long are not said twice for emphasis, and begin no other word
_NEVER = frozenset({"政府", "行政", "街道", "人民", "中国"})  # 县政府政府信息公开, 依法行政行政执法
_FOR_EMPHASIS = frozenset("逐一二三四五六七八九十百千两零〇每层步年月日点个件条")  # 一步一步, 二零二零年
_VERBS = frozenset({"研究", "讨论", "学习", "商量", "考虑", "了解", "比较", "锻炼", "交流", "沟通", "发展", "总结"})
_BEGINS_A_WORD = "员人组站室栏书表库化处部厅局所院会班长制者点性力度率量费单册本证号项属案例品式型期界级类台网屏"


def doubled(text: str, _year: int) -> Iterator[Flaw]:
    """Find words that are written twice in a row: 公开情况情况, 进一步进一步."""
    yield from (Flaw(*found.span(), "是同一个量词写了两遍；请删去一个") for found in _MEASURE_AGAIN.finditer(text))
    for found in _AGAIN.finditer(text):
        said, follows = found["said"], text[found.end() : found.end() + 1]
        if said[0] in _FOR_EMPHASIS or (len(said) < _LONG and not _is_wrong(said, follows)):
            continue
        if len(set(said)) > 1:
            yield Flaw(*found.span(), "是同一个词写了两遍；请删去一个")


def _is_wrong(said: str, follows: str) -> bool:
    """Return whether a word of two characters is doubled, and no longer word begins with the second."""
    if said in _NEVER or said in _VERBS:
        return False
    return not follows or follows not in _DOUBLED.get(said, _BEGINS_A_WORD)
