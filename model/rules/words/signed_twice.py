"""T14, one sign written twice in a row: 申请请, 研究究, 信息公公开, 12万余余次.

Two signs that are alike may stand side by side where a word ends with the one and another begins with the other:
公开|开放. What ends and begins words is in assets/sign-joints.txt. A sign said twice on purpose (常常, 点点滴滴) is
left alone, and so are those that end or begin words which no dictionary has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from model.rules.words.flaws import Flaw

FILE = Path(__file__).resolve().parents[3] / "assets" / "sign-joints.txt"
_TWICE = re.compile(r"([\u4e00-\u9fff])\1")
SAID_TWICE = frozenset(  # for emphasis, or of each
    "一二三四五六七八九十百千万零两人事件条项户家村天日年月周时处个层步常往好多大小早久深高满细种紧牢稳单频每重县市区镇乡街省州旗盟"
    "张数院局某点滴等星明清楚刚渐仅远轻真实切仔校站班厂店所段区组期次回遍趟批句字篇份页岁代世辈年季夜晚门路线面方边角样色款类级声看听想说谈试走查问读学练试写算"
)
_ENDS_A_WORD = frozenset(  # the first may be the end of a word that is made as it is needed, or a word by itself
    "会级室厅科部委办队员长库网书表册性化型式号版费额量率度权法卷场水农制地在对与和及为以有上下中内外前后本该全总共已均未不无没需可能"
    "做发设建报送交收审用使让经因到向从于或者岗车图语文题例章牌证金税物品材料业主民军体系链群海港河湖山城园坝堤"
)
_BEGINS_A_WORD = frozenset(  # the second may be a word by itself: 现在|在, 成为|为
    "在对为有是于由与和到新各全不可会能要需中上下达成过办发设建报送交收审用使让被经因就来去出入进提外内后前地数公"
)
_AN_ADVERB = re.compile(r"统统(?![筹计一])|整整(?=[\d一二三四五六七八九十两])|通通")
_ENDS_WITH, _BEGINS_WITH = (
    {"结": "办审了完终"},
    {"作": "如以出了一为专简初"},
)  # words that no dictionary of two signs has
_NEVER_TWICE = "余"  # 12万余余次, though 余次 and 余件 are words to a dictionary


class _Joints(NamedTuple):
    """What stands before a sign at the end of words, and behind it at their beginning."""

    before: str
    behind: str


@cache
def _joints() -> dict[str, _Joints]:
    lines = (line.split() for line in FILE.read_text("utf-8").splitlines())
    return {sign: _Joints(before, behind) for sign, before, behind in lines}


def signed_twice(text: str) -> Iterator[Flaw]:
    """Find signs that are written twice in a row, though no two words meet there."""
    for found in _TWICE.finditer(text):
        sign, (start, end) = found.group(1), found.span()
        if sign not in SAID_TWICE and not _is_by_pairs(text, start, end) and _is_wrong(text, sign, start, end):
            start = start - 2 if text[max(0, start - 2) : start].isalpha() else start
            yield Flaw(start, end, f"“{sign}”写了两遍；请删去一个")


def _is_by_pairs(text: str, start: int, end: int) -> bool:
    """Return whether a sign is one of two that are each said twice: 清清楚楚."""
    before, behind = text[max(0, start - 2) : start], text[end : end + 2]
    return any(len(pair) == len("一一") and pair[0] == pair[1] for pair in (before, behind))


def _is_wrong(text: str, sign: str, start: int, end: int) -> bool:
    if sign == _NEVER_TWICE:
        return True
    joints = _joints().get(sign)
    if joints is None or _AN_ADVERB.match(text, start):
        return False
    ends = start > 0 and text[start - 1] in joints.before + _ENDS_WITH.get(sign, "")
    begins = end < len(text) and text[end] in joints.behind + _BEGINS_WITH.get(sign, "")
    alone = sign in _BEGINS_A_WORD and "\u4e00" <= text[end : end + 1] <= "\u9fff"  # 齐全全。 is over
    may_end, may_begin = ends or sign in _ENDS_A_WORD, begins or alone
    return not (may_end and may_begin) or not (ends or begins)
