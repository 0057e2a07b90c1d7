"""Unit and year from the title of a report, and what kind of body the unit is, judged by its name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from intake.characters import fold
from model.report.report import Level

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = r"(?<![\d〔\[])(?P<year>20\d\d(?![\d〕\]])|二[〇○零]{1}[一二三四][〇○零一二三四五六七八九])"
_NAME = r"(?P<unit>[^。，,;；:：!?|<>《》/\\\"]{0,60}?)"
_TITLE = (
    r"(?:政府信息公开|政务信息公开|信息公开|政务公开)(?:工作)?的?(?:年度)?(?:工作)?(?:情况)?(?:年度)?的?(?:报告|年报)"
)
_SHAPES = (
    re.compile(rf"{_NAME}(?:关于)?{_YEAR}年?(?:度)?{_TITLE}"),
    re.compile(rf"{_YEAR}年?(?:度)?{_NAME}{_TITLE}"),
    re.compile(rf"{_NAME}{_TITLE}\(?{_YEAR}年?(?:度)?\)?"),
    re.compile(rf"{_NAME}政府信息公开(?:工作)?{_YEAR}年?(?:度)?(?:工作)?(?:情况)?(?:报告|年报)"),
)
_ALONE = re.compile(rf"{_NAME}{_TITLE}")
_CITED = re.compile(r"《[^《》]*(?:通知|条例|规定|办法|格式|意见|方案|指南|要点)》")
_LONGEST_TITLE = 600  # characters from the beginning of a line
_BROKEN = re.compile(
    rf"{_NAME}(?:关于)?{_YEAR}年?(?:度)?政府信息公开.{{0,12}}"
)  # a short line, the last word misspelled
_PERIOD = re.compile(r"(20\d\d)年1月1日(?:起)?(?:至|到|-|—|—)(?:20\d\d年)?12月31日")
_SUFFIX = re.compile(r"^(?:人民政府|街道办事处|办事处|办公室|委员会|管理委员会|管委会|管理局|[^省市县区]{0,6}局)$")
_UNIT_END = re.compile(
    r"(?:政府|办事处|局|委员会|委|办公室|办|厅|中心|管委会|分局|大队|支队|院|站|所|部|公司|学校|会|署|行|处|队|社|区|县|市|乡|镇|街道)$"
)
_BEFORE = re.compile(  # what a sentence says before it names the unit whose report it is
    r"^.*(?:编制(?:形成)?了?|(?:现|特|社会)(?:予以)?(?:公布|公开|发布|公告))(?=.)"
)
_NOT_A_NAME = re.compile(
    r"^[省市县区州旗镇乡][^省市县区州旗镇乡]*$|^(?:[对把将在按由为向与因]|关于|做好)"
    r"|^(?:现?将)?[我本全](?:局|委|办|厅|镇|乡|县|市|区|省|街|单位|机关|部门|中心|院|校|所|站|旗|州|处|队)"
)
_PLACE = r"[\u4e00-\u9fff]{2,30}?"
_WRITES = "(?:坚持|认真|以|按照|严格|深入|全面|高度|积极|持续)"
_BODIES = "(?:政府|办事处|街道|局|厅|委员会|办公室|[镇乡])"
_ASKED = (  # the surest first; an office of the unit may be named
    re.compile(rf"(?:[请可]与|请向|请联系:?|联系单位:)(?P<unit>{_PLACE})(?:联系|[(:,。]|咨询|反映)"),
    re.compile(rf"(?:由|[,。]|^)(?P<unit>{_PLACE})(?:根据|依据|按照|结合)[^。]{{0,80}}编制"),
    re.compile(rf"由(?P<unit>{_PLACE})(?:负责)?编制"),
)
_ACTING = (
    re.compile(rf"结合(?:20\d\d年度?)?(?P<unit>{_PLACE})(?:\([^()]*\))?政府信息公开"),
    re.compile(rf"[,。](?P<unit>{_PLACE}{_BODIES})(?:\(以?下?简称[^()]*\))?{_WRITES}"),
    re.compile(rf"20\d\d年度?[,]?(?P<unit>{_PLACE})政府信息公开工作"),
)
_OFFICE_OF = re.compile(
    r"(?<=[府局委厅道镇乡会处])(?:局?党政|党委|综合|行政|信息|政务|与|政府|督考|督查|公开|工作|领导小组|服务|指挥|管理"
    r"|秘书|法规|办公室|办){0,30}(?:办公室|办公厅|办|中心|科|股|处|室)$"
)
_OF_A_PLACE = re.compile(r".[省市县区州旗盟镇乡街国]|^[国中]")
_YEAR_SAID = re.compile(r"(?<![\d〔\[(-])(20\d\d)年")
_DATED = re.compile(r".{0,30}20\d\d年\d{1,2}月\d{1,2}日")
_EARLIEST = 2008
_TITLE_ROWS = 60
_MOST_PROSE, _LONGEST_PROSE = 300, 3000  # lines that are searched for a unit, and characters of them


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


def find_title(lines: Sequence[str], names: Sequence[str]) -> FoundTitle:
    """Find unit and year in the lines before the first section, broken over lines or not, else in names of the file."""
    best, lines = FoundTitle(), lines[:_TITLE_ROWS]
    for title in (*_in_lines([fold(line) for line in lines]), *map(_in_text, map(fold, names))):
        best = FoundTitle(best.unit or title.unit, best.year or title.year)
    found = (_ALONE.fullmatch(fold(line)) for line in lines)
    alone = (unit for one in found if one and is_unit(unit := _cleaned(one["unit"])))
    return FoundTitle(best.unit or next(alone, ""), best.year)


def likely_year(lines: Sequence[str], names: Sequence[str]) -> int | None:
    """Return the first year in the lines where the title stands, else in names of the file, at little cost.

    >>> likely_year(["某县", "办公电话2000年开通", "二、2027年度政府信息公开"], ["2022"]), likely_year([], ["2022"])
    (2027, 2022)
    """
    said = (_YEAR_SAID.search(fold(line)) for line in lines[:_TITLE_ROWS] if "公开" in line)
    found = next((int(year[1]) for year in said if year), None)
    return found or next((year for name in names if (year := year_in(name))), None)


def _in_lines(lines: Sequence[str]) -> Iterator[FoundTitle]:
    """Look for the title in one line, then in the lines that end with it."""
    for last in range(len(lines)):
        for first in range(last, max(-1, last - 4), -1):
            if first < last and len(lines[first]) > 40:  # noqa: PLR2004 — no part of a title
                break
            title = _in_text("".join(lines[first : last + 1]))
            if title.year and title.unit and not _SUFFIX.match(title.unit):
                yield title
                break
            if title.year and first == max(0, last - 3):
                yield title


def _in_text(text: str) -> FoundTitle:
    own = _CITED.sub("", text[:_LONGEST_TITLE])
    found = [title for shape in _SHAPES for one in shape.finditer(own) if (title := _title_of(one)).year]
    broken = _BROKEN.fullmatch(text)
    found += [_title_of(broken)] if broken and not found else []
    return next((title for title in found if title.unit), found[0] if found else FoundTitle())


def _title_of(found: re.Match[str]) -> FoundTitle:
    year = int(found["year"].translate(_DIGITS))
    return FoundTitle(_cleaned(found["unit"]), year) if year >= _EARLIEST else FoundTitle()


def _cleaned(unit: str) -> str:
    """Return the name of a unit without what stands around it; "" where it is none."""
    unit = re.sub(r"^(?:\[[^\]]*\]|【[^】]*】|\([^()]*\)|[-\d\s.、·*#])+|(?:关于|的|关于发布|关于公布)$", "", unit)
    unit = _BEFORE.sub("", unit)
    if _NOT_A_NAME.match(unit):
        return ""
    return unit if _UNIT_END.search(unit) or unit.endswith((")", "）")) else ""


def is_unit(name: str) -> bool:
    """Whether a name is one of a unit of some place.

    >>> is_unit("甲县财政局"), is_unit("办公室"), is_unit("我局")
    (True, False, False)
    """
    return _cleaned(fold(name)) == fold(name) and bool(_OF_A_PLACE.search(fold(name)))


def unit_of_prose(texts: Sequence[str]) -> str:
    """Return the unit that sentences name as the one to ask or as the writer, in its fullest form.

    >>> unit_of_prose(["2023年，甲县乙局认真落实。", "如有疑问，请与某市甲县乙局办公室联系（地址：…）。"])
    '某市甲县乙局'
    """
    folded = [fold(text[:_LONGEST_PROSE]) for text in texts[:_MOST_PROSE]]
    asked = [_without_office(unit, folded) for unit in _found(_ASKED, folded)]
    names = [name for unit in (*asked, *_found(_ACTING, folded)) if _OF_A_PLACE.search(name := _cleaned(unit))]
    return max((name for name in names if name.endswith(names[0])), key=len, default="")


def _found(shapes: Iterable[re.Pattern[str]], texts: Sequence[str]) -> list[str]:
    return [found["unit"] for shape in shapes for text in texts for found in shape.finditer(text)]


def _without_office(unit: str, texts: Sequence[str]) -> str:
    """Leave out the office of a unit that is the one to ask, unless it is that of a government and named again."""
    acts = unit.endswith(("政府办公室", "政府办公厅")) and sum(text.count(unit) for text in texts) > 1
    return unit if acts else _OFFICE_OF.sub("", unit)


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


_GOVERNMENT = "(?:人民政府|政府)?$"  # in a title it is often left out
_OFFICE = ".{0,60}(?:局|委员会|委|办公室|办|中心|支队|总队)$"
_MUNICIPALITY = "^(?:北京|天津|上海|重庆)市"  # a city with the rank of a province
_LEVELS = (
    (r"(?:镇|乡|苏木)" + _GOVERNMENT, Level.TOWNSHIP),
    (r"街道(?:办事处|办)?$|街办事处$", Level.SUBDISTRICT),
    (rf"(?:(?:省|自治区)|{_MUNICIPALITY}){_GOVERNMENT}", Level.PROVINCE),
    (r"(?:县|旗|(?<!地)区)" + _GOVERNMENT, Level.COUNTY),
    (r"(?:市|州|盟|地区)(?:行政公署|" + _GOVERNMENT + ")", Level.CITY),
    (r"^(?:国家|国务院|中华人民共和国|中国)(?!.*[省市州县区])|^[^省市州县区]+部$", Level.CENTRAL),
    (
        rf"(?:省|自治区)(?:.{{0,60}}厅$|(?!.{{0,60}}[市州县区镇]){_OFFICE})|{_MUNICIPALITY}(?!.{{0,60}}[县区镇]){_OFFICE}",
        Level.PROVINCE_DEPARTMENT,
    ),
    (r"^(?:.{0,60}省)?[^县区]{2,6}市(?!.{0,60}[县区镇])" + _OFFICE, Level.CITY_DEPARTMENT),
)


def level_stated(facts: Iterable[str]) -> Level | None:
    """Return the kind of body that something names in the words of the program; None where nothing does."""
    known = {fold(level.label): level for level in Level}
    return next((known[words] for fact in facts if (words := fold(fact)) in known), None)


def level_of(unit: str) -> Level:
    """Judge by its name what kind of body a unit is; a department of a county where nothing tells.

    >>> level_of("丙镇人民政府").value, level_of("甲县发展和改革局").value
    ('township', 'county_department')
    """
    name = fold(unit)
    name = name.partition("(")[0] if name.endswith(")") else name
    return next((level for shape, level in _LEVELS if re.search(shape, name)), Level.COUNTY_DEPARTMENT)
