"""The title of a report and the day on which it is dated, as the file has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from intake.characters import fold
from intake.interpret.heading_numbers import misnumbered
from intake.interpret.line_kinds import is_name
from intake.interpret.rows import SourceRow
from model.report.as_read import AsRead

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_TITLE = re.compile(  # a line, or several, that is a title and nothing else
    r"[^。，,;；:：!?|《》]{0,60}(?:政府信息公开|政务信息公开|信息公开|政务公开)[^。，,;；:：!?|《》]{0,24}(?:报告|年报|总结)"
    r"(?:\([^()]{0,12}\))?"
)
_ENDS = ("报告", "年报", "总结", ")")
_NAMED = re.compile(r"(?:关于)?(?!20\d\d)[一-鿿]{4,40}?(?:关于)?20\d\d")  # whatever kind of body it is
_SIGNED = re.compile(  # a day, behind a name or a word for it, and nothing else
    r"[(（]?(?:[一-鿿]{2,30}[ :：]{0,5})?(?P<day>(?:20\d\d|[二〇○零一三四五六七八九]{4})(?:年|[-./])"
    r"[\d一二三四五六七八九十]{1,3}(?:月|[-./])[\d一二三四五六七八九十]{1,3}日?)(?:印发|发布|编制)?[)）]?"
)
_UNDER = 4  # lines under a report of which one may be its day: a contact, what a page has at its foot
_YEAR = re.compile(r"20\d\d|二[〇○零][一二三四]")
_WAY = re.compile("[>»›→＞/|]|首页|当前(?:的)?位置|所在(?:的)?位置|栏目|索引号|主题分类|^[·•]")  # through a web site
_LONGEST, _LINES, _ROWS = 80, 4, 60  # characters of a title, lines it takes, rows in which it stands
_DAY = re.compile(
    r"(?P<year>20\d\d)(?:年|[-./])(?P<month>\d{1,2})(?:月|[-./])(?P<day>\d{1,2})日?(?:\s{0,3}\d{1,2}:\d\d(?::\d\d)?)?"
)
_PUBLISHED = re.compile(
    r"(?:(?:发布|发文|成文|公开|生成|印发|制发)(?:日期|时间)|(?<![一-鿿])(?:时间|日期))[:：]?\s{0,5}"
    r"(?P<day>20[^ |,，;；]{6,24})"
)


def as_read(rows: Sequence[SourceRow], first: int, end: int, *, named: bool) -> AsRead:
    """Find the title before the first section, and the day over it or under the last one.

    `named` tells whether a unit was found in the title, or over it.
    """
    title = _title([row.text for row in rows[: min(first, _ROWS)]])
    below = [row.text for row in rows[first:end] if row.text.strip()][-_UNDER:]
    above = [row.text for row in rows[:first]]
    signed = _signed(below)
    dated = _day(signed) if signed else _published(above)
    named = named or bool(_NAMED.match(title)) or any(map(is_name, above))
    halves = tuple(_halves(row.text for row in rows[first:end]))
    wrong = misnumbered(row.text for row in rows[first:end])
    return AsRead(title, dated, named, signed, not title or _tells_year(above), halves, wrong)


def _halves(lines: Iterable[str]) -> Iterator[str]:
    """Find the headings of parts that have one of two brackets: （一主动公开, 二）依申请公开."""
    for line in lines:
        found = _HALF.match(line) if line[:_INDENT].strip()[:1] in _HALF_BEGINS else None
        if found:
            yield found.group().strip()


_INDENT = 8  # characters before and of a heading's number
_HALF_BEGINS = frozenset("（(一二三四五")
_HALF = re.compile(
    r"\s{0,6}(?:[（(]\s?[一二三四五]\s?[、.．]?|[一二三四五]\s?[)）])\s{0,3}"
    r"(?:(?:政府信息)?主动公开|(?:政府信息)?依申请公开|政府信息(?:资源)?(?:规范)?管理|(?:政府信息|信息)?公开?平台|监督保障)[^，。；：\s]{0,12}"
)


def _tells_year(lines: Sequence[str]) -> bool:
    """Return whether a line over the report has its year: the title, or one beside it."""
    short = ("".join(line.split()) for line in lines)
    return any(_OF_A_YEAR.search(line) for line in short if len(line) <= _LONGEST and not _PROSE.search(line))


_OF_A_YEAR = re.compile(  # 2023年, 2023年度, （2023）; not the year of a day
    r"(?:20\d\d|２０[２１]\d|二[〇○零][一二三四][〇○零一二三四五六七八九])"
    r"(?:年度?(?!\d{1,2}月|[一二三四五六七八九十]{1,3}月)|度|[)）]|政府|$)"
)
_PROSE = re.compile("[，。；]")


def _title(lines: Sequence[str]) -> str:
    """Return the line, or the lines together, that says most of what a title says; the last of several alike."""
    return max(reversed([*_titles(lines)]), key=_fullness, default="")


def _titles(lines: Sequence[str]) -> Iterator[str]:
    folded = ["" if _WAY.search(fold(line)) else "".join(fold(line).split()) for line in lines]
    for last, line in enumerate(folded):
        if not line.endswith(_ENDS):
            continue
        for first in range(last, max(-1, last - _LINES), -1):
            text = "".join(folded[first : last + 1])
            if len(text) > _LONGEST:
                break
            if _TITLE.fullmatch(text):
                yield text
                break


def _fullness(title: str) -> int:
    """Return how much of a title a line has: columns of a site are called 政府信息公开年报, without unit and year.

    >>> [_fullness(one) for one in ("信息公开年报", "2023年信息公开年报", "甲县水利局2023年信息公开年报")]
    [0, 1, 2]
    """
    return (_YEAR.search(title) is not None) + (_NAMED.match(title) is not None)


def _signed(lines: Sequence[str]) -> str:
    """Return the day under a report as it is written, even one that no calendar has."""
    found = (_SIGNED.fullmatch("".join(line.split())) for line in reversed(lines))
    return next((one["day"] for one in found if one), "")


def _published(lines: Iterable[str]) -> date | None:
    for line in lines:
        found = _PUBLISHED.search(line)
        if found and (day := _day(found["day"].strip())):
            return day
    return None


def _day(text: str) -> date | None:
    try:
        found = _DAY.fullmatch(text) or _DAY.fullmatch(_IN_WORDS.sub(_as_digits, text))
        return found and date(*(int(found[part]) for part in ("year", "month", "day")))
    except ValueError:
        return None


def _as_digits(found: re.Match[str]) -> str:
    """Write a year, a month or a day in digits: 二〇二三, 十二, 二十."""
    tens, ten, ones = found.group().rpartition("十")
    digits = ones.translate(_DIGITS)
    return f"{10 * int(tens.translate(_DIGITS) or 1) + int(digits or 0)}" if ten else digits


_IN_WORDS = re.compile("[〇○零一二三四五六七八九十]{1,4}")
