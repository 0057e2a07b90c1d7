"""Where the text of a report ends: before its signature, and before what the page around it adds below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from intake.characters import bare
from intake.interpret.rows import SourceRow
from intake.interpret.unit_words import is_unit
from intake.reading import Problem
from model.errors import clip
from model.places.gazetteer import first_in

_DIGITS = "0-9０-９〇○零一二三四五六七八九十"
_DATE = re.compile(
    rf"[{_DIGITS}]{{4}}年[{_DIGITS}]{{1,3}}月[{_DIGITS}]{{1,3}}日|\d{{4}}(?:-\d{{1,2}}-|\.\d{{1,2}}\.|/\d{{1,2}}/)\d{{1,2}}"
)
_BODY = re.compile(r"(?:人民)?政府$|办事处$")
_POINTS_AT = re.compile(r"(?:[^。，]{0,16}(?:见|如)(?:下|附)表[^。]{0,6}。?$)|[（(]?(?:注|备注|说明|填表说明)\d?[：:]")
_SIGNED_OVER = 3  # lines at most that a long name takes
_LONGEST_NAME = 30
_MARKS = re.compile(r"[，。；：、,;:!?！？|“”（）()]")
_BELOW = re.compile(  # what a web page says under an article
    r"[\s>•·\-【\[]*(?:附件(?:下载|[:：\d]|$)|相关(?:链接|文档|阅读|文章|新闻|附件|解读|信息)|[上下]一(?:篇|条|页)|打印|关闭|分享"
    r"|扫一扫|用?微信扫|(?:责任)?编辑[:：]|来源[:：]|文章来源|信息来源|(?:浏览|点击|访问|阅读)(?:次数|量|率|数)(?=[\s:：\d]|$)|版权所有|主办(?:单位)?[:：]"
    r"|承办(?:单位)?[:：]|技术支持|网站(?:标识码|地图|声明|首页|找错)|政府网站|联系我们|关于我们|隐私(?:声明|保护)|返回(?:顶部|首页|列表)?$"
    r"|.{0,3}ICP备|.{0,6}公网安备|Copyright|©|站点地图|无障碍|收藏|字号|字体|TOP$|首页(?:$|\s*[>|»]))",
    re.IGNORECASE,
)


def before_page_end(rows: Sequence[SourceRow], start: int, end: int) -> tuple[int, list[Problem]]:
    """Return where the page goes on with words of its own, after which no sentence comes, and tell what is left out."""
    for i in range(start, end):
        if _BELOW.match(rows[i].text) and not any(_is_sentence(row) for row in rows[i:end]):
            left = f"文末“{clip(rows[i].text.strip())}”起的{end - i}行是网页或附件的内容，没有放入"
            return i, [Problem(rows[i].place, left)]
    return end, []


def _is_sentence(row: SourceRow) -> bool:
    return row.is_prose and not _BELOW.match(row.text)


def before_signature(rows: Sequence[SourceRow], end: int, unit: str) -> int:
    """Return where the text ends: a date on a line of its own and the unit over it are its signature."""
    filled = [i for i in range(end) if rows[i].text.strip()]
    if filled and (beside := _beside_date(rows[filled[-1]])) and _may_sign(beside, unit):
        return filled[-1]
    if not filled or not _is_date(rows[filled[-1]]):
        return end
    signed = ""
    for i in filled[-2 : -2 - _SIGNED_OVER : -1]:
        signed = "".join(rows[i].text.split()) + signed
        if signed == "".join(unit.split()):
            return i
    above = filled[-2] if len(filled) > 1 else filled[-1]
    return above if _may_sign(_signature(rows[above]), unit) else filled[-1]


def signed_unit(rows: Sequence[SourceRow], end: int) -> str:
    """Return the unit that signed, in the line over the date or beside it; "" where none did."""
    filled = [row for row in rows[:end] if row.text.strip()]
    if not filled:
        return ""
    if len(filled) < 2 or not _is_date(filled[-1]):  # noqa: PLR2004 — a name and its date
        named = _beside_date(filled[-1])
        return named if _may_sign(named, "") else ""
    named = _signature(filled[-2])
    for row in filled[-3 : -2 - _SIGNED_OVER : -1]:  # a long name over several lines
        longer = _signature(row) + named
        if not first_in(named, short=False) and first_in(longer, short=False) and _may_sign(longer, ""):
            return longer
    return named if _may_sign(named, "") else ""


def _signature(row: SourceRow) -> str:
    """Return the words of a line without the brackets around them."""
    words = "".join(row.text.split())
    return words[1:-1] if words[:1] in {"（", "("} and words[-1:] in {"）", ")"} else words


def _beside_date(row: SourceRow) -> str:
    """Return the words that stand before a date in one line."""
    words = "".join(row.text.split())
    found = _DATE.search(words)
    return words[: found.start()] if found and found.end() == len(words) else ""


def _is_date(row: SourceRow) -> bool:
    return bool(_DATE.fullmatch("".join(row.text.split())))


def _may_sign(name: str, unit: str) -> bool:
    """Whether words at the end are the name of the unit, perhaps a longer or shorter one."""
    if len(name) > _LONGEST_NAME or _MARKS.search(name) or not is_unit(name):
        return False
    ours, theirs = (_BODY.sub("", bare(one)) for one in (unit, name))
    return not unit or ours in theirs or theirs in ours


def words_beside_tables(rows: Sequence[SourceRow]) -> list[SourceRow]:
    """Return the sentences beside the tables of a section, those left out that only point to a table or explain it."""
    return [row for row in rows if row.is_prose and not _POINTS_AT.match(row.text.strip())]


def told_beside_tables(said: Sequence[SourceRow], ordinal: str, where: str) -> list[Problem]:
    """Tell where sentences beside the tables of a section went, for which the form has no place."""
    if not said:
        return []
    begin = clip(said[0].text.strip(), 30)
    text = f"第{ordinal}部分的表格旁写了“{begin}”等{len(said)}段文字，表样没有它们的位置，放在了{where}的末尾，请核对"
    return [Problem(said[0].place, text)]
