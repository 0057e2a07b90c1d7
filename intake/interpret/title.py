"""Unit and year from the title of a report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from intake.characters import fold
from intake.interpret.unit_words import cleaned, is_unit, of_a_place, without_abbreviations, without_place

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = r"(?<![\d〔\[])(?<!\d-)(?P<year>20\d\d(?![\d〕\]])|二[〇○零]{1}[一二三四][〇○零一二三四五六七八九])"
_NAME = r"(?P<unit>[^。，,;；:：!?|<>《》/\\\"]{0,60}?)"
_WHAT = "(?:政府信息公开|政务信息公开|信息公开|政务公开|政府信息(?=工作))"
_TITLE = rf"{_WHAT}(?:工作)?的?(?:年度)?(?:工作)?(?:情况)?(?:年度)?的?(?:报告|年报)"
_SHAPES = (
    re.compile(rf"{_NAME}(?:关于)?{_YEAR}年?(?:度)?{_TITLE}"),
    re.compile(rf"{_YEAR}年?(?:度)?{_NAME}{_TITLE}"),
    re.compile(rf"{_NAME}{_TITLE}\(?{_YEAR}年?(?:度)?\)?"),
    re.compile(rf"{_NAME}(?:政府)?信息公开(?:工作)?{_YEAR}年?(?:度)?(?:工作)?(?:情况)?(?:的)?(?:报告|年报)"),
    re.compile(rf"{_YEAR}年?(?:度)?{_TITLE}\((?P<unit>[^()。,]{{2,40}})\)"),
)
_ALONE = re.compile(rf"{_NAME}{_TITLE}")
_NAMELESS = re.compile(rf"{_YEAR}年?(?:度)?{_TITLE}")
_LONGEST_NAME = 30  # characters of a unit in a line of its own
_CITED = re.compile(r"《[^《》]*(?:通知|条例|规定|办法|格式|意见|方案|指南|要点)》")
_LONGEST_TITLE = 600  # characters from the beginning of a line
_BROKEN = re.compile(
    rf"{_NAME}(?:关于)?{_YEAR}年?(?:度)?政府信息公开.{{0,12}}"
)  # a short line, the last word misspelled
_PERIOD = re.compile(r"(20\d\d)年1月1日(?:起)?(?:至|到|-|—|—)(?:20\d\d年)?12月31日")
_SUFFIX = re.compile(
    r"^(?:人民政府|街道办事处|办事处|办公室|委员会|管理委员会|管委会|管理局|[^省市县区旗州盟镇乡]{0,6}局)$"
)
_YEAR_SAID = re.compile(r"(?<![\d〔\[(-])(20\d\d)年")
_DATED = re.compile(r".{0,30}20\d\d年\d{1,2}月\d{1,2}日")
_EARLIEST = 2008
_TITLE_ROWS = 60


@dataclass(frozen=True)
class FoundTitle:
    """What the title says; "" and None for what it does not."""

    unit: str = ""
    year: int | None = None


def confirmed_title(lines: Sequence[str], facts: Iterable[str]) -> FoundTitle | None:
    """Return the unit that the file names elsewhere, as it is spelled there, where the title begins with just that."""
    text = fold("".join(lines))
    for unit in facts:
        found = title_of_unit(unit).match(text) if unit.strip() else None
        if found and (year := int(found["year"].translate(_DIGITS))) >= _EARLIEST:
            return FoundTitle(unit.strip(), year)
    return None


def title_of_unit(unit: str) -> re.Pattern[str]:
    """Return what the title of a unit's report looks like."""
    return re.compile(rf"{re.escape(fold(unit))}{_YEAR}年{_TITLE}")


_NAME_OF = re.compile(r"^ {0,9}(?:信息|公文|文件)?(?:名称|标题)[:： \t\u3000]{1,9}")  # a cell before that of the title


def find_title(lines: Sequence[str], names: Sequence[str]) -> FoundTitle:
    """Find unit and year in the lines before the first section, broken over lines or not, else in names of the file."""
    best, lines = FoundTitle(), [_NAME_OF.sub("", line) for line in lines[:_TITLE_ROWS]]
    for title in (*_in_lines([fold(line) for line in lines]), *map(_in_text, map(fold, names))):
        is_fuller = bool(best.unit) and _lacks_place(best.unit) and title.unit.endswith(best.unit)
        best = FoundTitle(title.unit if is_fuller else best.unit or title.unit, best.year or title.year)
    folded = [fold(line) for line in lines]
    found = (_ALONE.fullmatch(line) for line in folded)
    alone = (unit for one in found if one and is_unit(unit := cleaned(one["unit"])))
    return FoundTitle(best.unit or next(alone, "") or _under_title(folded), best.year)


def _lacks_place(unit: str) -> bool:
    return without_place(unit) or not of_a_place(unit)


def _under_title(lines: Sequence[str]) -> str:
    """Return the unit that stands alone in the line under a title without one."""
    under = (line.strip("()") for title, line in pairwise(lines) if _NAMELESS.fullmatch(title))
    return next((line for line in under if len(line) <= _LONGEST_NAME and is_unit(line)), "")


def unit_alone(lines: Sequence[str]) -> str:
    """Return the only unit that stands alone in a line; "" where none or several do."""
    found = {line for line in map(fold, lines[:_TITLE_ROWS]) if len(line) <= _LONGEST_NAME and is_unit(line)}
    return found.pop() if len(found) == 1 else ""


def likely_year(lines: Sequence[str], names: Sequence[str]) -> int | None:
    """Return the first year in the lines where the title stands, else in names of the file, at little cost.

    >>> likely_year(["某县", "办公电话2000年开通", "二、2027年度政府信息公开"], ["2022"]), likely_year([], ["2022"])
    (2027, 2022)
    """
    said = (_YEAR_SAID.search(fold(line)) for line in lines[:_TITLE_ROWS] if "公开" in line)
    found = next((int(year[1]) for year in said if year), None)
    return found or next((year for name in names if (year := year_in(name))), None)


def _in_lines(lines: Sequence[str]) -> Iterator[FoundTitle]:
    """Look for the title in one line, then in the lines that end with it, until it names a unit of some place."""
    for last in range(len(lines)):
        nearest = FoundTitle()
        for first in range(last, max(-1, last - 4), -1):
            if first < last and len(lines[first]) > 40:  # noqa: PLR2004 — no part of a title
                break
            title = _in_text("".join(lines[first : last + 1]))
            if title.year and title.unit and of_a_place(title.unit) and not _SUFFIX.match(title.unit):
                nearest = title
                break
            nearest = nearest if nearest.year else title
        if nearest.year:
            yield nearest


def _in_text(text: str) -> FoundTitle:
    own = without_abbreviations(_CITED.sub("", text[:_LONGEST_TITLE]))
    found = [title for shape in _SHAPES for one in shape.finditer(own) if (title := _title_of(one)).year]
    broken = _BROKEN.fullmatch(text)
    found += [_title_of(broken)] if broken and not found else []
    return next((title for title in found if title.unit), found[0] if found else FoundTitle())


def _title_of(found: re.Match[str]) -> FoundTitle:
    year = int(found["year"].translate(_DIGITS))
    return FoundTitle(cleaned(found["unit"]), year) if year >= _EARLIEST else FoundTitle()


def year_of_prose(texts: Iterable[str]) -> int | None:
    """Return the year that sentences speak of most often; the later one of two."""
    said = (fold(text) for text in texts)
    found = Counter(year for text in said if not _DATED.fullmatch(text) for year in _YEAR_SAID.findall(text))
    likely = max(found.items(), key=lambda one: (one[1], one[0]), default=None)
    return int(likely[0]) if likely and int(likely[0]) >= _EARLIEST else None


def year_of_period(text: str) -> int | None:
    """Return the year of the period that a report says it covers."""
    found = _PERIOD.search(fold(text))
    return int(found[1]) if found else None


def year_in(name: str) -> int | None:
    """Return the only year that a name holds.

    >>> year_in("报告2023年 终稿"), year_in("20230131"), year_in("2022、2023")
    (2023, None, None)
    """
    found = set(re.findall(r"(?<!\d)20\d\d(?!\d)", name))
    return int(found.pop()) if len(found) == 1 else None
