"""T15, what a body calls itself and its area: 我局 in a township's report, 全市 in a county's are another's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from model.places.unit_name import PlaceKind, taken_apart
from model.report.report import Level
from model.rules.words import clauses
from model.rules.words.flaws import Flaw

_ORGANS = "局委厅院"
_TOWNS = ("镇", "乡", "街道")
_PROVINCIAL = frozenset({Level.PROVINCE, Level.PROVINCE_DEPARTMENT, Level.CENTRAL})
_MUNICIPAL = frozenset({Level.CITY, Level.CITY_DEPARTMENT})
_LOWEST = frozenset({Level.TOWNSHIP, Level.SUBDISTRICT})
_COUNTY = frozenset({Level.COUNTY, Level.COUNTY_DEPARTMENT})
_CITIES_LIKE_PROVINCES = ("北京", "上海", "天津", "重庆")
_LIKE_PROVINCES = (*_CITIES_LIKE_PROVINCES, "广西", "宁夏", "新疆", "西藏", "内蒙古")
_IS_BODY = re.compile("[局委办厅院府会室处省市县区旗州镇乡所站队署馆校社]$|街道$|中心$")  # no scrap of a sentence
_SELVES = re.compile("[我本](?:[局委厅院镇乡县市区]|街道)")
_NO_SELF = re.compile(  # 我委托, 我局限: another word begins with the same characters
    "委[托派任屈以员]|局[限部面促势]|院[子落校系]|镇[静压]|乡[村镇土愁]|市场|县志|区[域间分别]|街道[两沿]|厅[堂长]"
)
_BEFORE_SELF = re.compile(r"(?:^|[^\u4e00-\u9fff“‘《]|[年在由向对为与及和经将以到从是按使让据请了于受被，])$")
_SAID_BY_OTHERS = re.compile("反映|来函|来信|信件|[回答]复[称：:]|表示|栏目|专栏")


def foreign_selves(text: str, unit: str, level: Level) -> Iterator[Flaw]:
    """Find what the reporting body cannot call itself; of each word the first place in a text."""
    foreign, told = _foreign(unit, level), set[str]()
    for found in _SELVES.finditer(text) if foreign else ():
        word = found.group()
        if word in foreign and word not in told and _is_self(text, found.start(), word):
            told.add(word)
            yield Flaw(*found.span(), f"是别的机关的自称；本机关是“{unit}”，请核对是不是抄来的")


@lru_cache(64)
def _foreign(unit: str, level: Level) -> frozenset[str]:
    """Return the words that a body of this name does not use of itself."""
    if not _IS_BODY.search(unit) or level is Level.UNKNOWN:
        return frozenset()
    organs = [one for one in _ORGANS if one not in unit]
    towns = [one for one in _TOWNS if one not in unit]
    if level is Level.SUBDISTRICT:
        towns = [one for one in towns if one != "街道"]
    both = [f"{we}{one}" for one in organs for we in "我本"] + [f"我{one}" for one in towns]
    return frozenset([*both, *(f"我{one}" for one in _foreign_regions(unit, level))])


def _foreign_regions(unit: str, level: Level) -> Iterator[str]:
    if level in _PROVINCIAL | _MUNICIPAL and "县" not in unit:
        yield "县"
    if level in _PROVINCIAL and not unit.startswith(_CITIES_LIKE_PROVINCES):
        yield "市"
    if level in _PROVINCIAL and "区" not in unit and not unit.startswith(_LIKE_PROVINCES):
        yield "区"
    if level is Level.COUNTY and re.search("[市区旗](?:人民政府)?(?:办公室)?$", unit):
        yield "县"


def _is_self(text: str, at: int, word: str) -> bool:
    """Return whether 我局 means the reporting body here, and no other word or voice."""
    if _NO_SELF.match(text, at + 1) or (word[0] == "本" and not _BEFORE_SELF.search(text, 0, at)):
        return False
    before = clauses.before(text, at, _CLAUSE)
    return (
        before[-1:] not in _NOT_BEFORE and "《" not in before.rpartition("》")[2] and not _SAID_BY_OTHERS.search(before)
    )


_CLAUSE = 40
_NOT_BEFORE = frozenset("“‘自其敌忘小唯")

_WHOLES = "省市县区州盟"
_COUNTED = (  # 全市各级行政机关共收到政府信息公开申请52件
    r"(?:各级|各部门|各单位|各地|各乡镇|各县区|各县|行政机关|范围内|系统|共计|总计|累计|共|主动|政府|政务|信息|今年|本年度|全年|20\d\d年|[，,、和]){0,6}"
    r"(?:公开(?!工作|会|平台|专[栏区]|栏)|发布(?!会)|收到|受理|新收|办理|办结|答复|制发|制定|废止)[^，,。；;\n]{0,20}?\d{1,9}\s?(?:余|多|万)?[件条次期篇个]"
)
_WHOLE = re.compile(rf"全(?P<of>[{_WHOLES}])(?={_COUNTED})")
_RUN = re.compile(rf"全(?P<of>[{_WHOLES}])(?=(?:政府信息公开|政务公开|信息公开)工作)")
_STARTS = re.compile(r"(?:^|[，,。；;：:\n]|年度?)\s?$")
_RUNS = re.compile(  # 组织协调全省政府信息公开工作, without a subject
    r"(?:^|[，,。；;：:\n]|年度?)\s?(?:负责|组织|指导|协调|推进|推动|督促|监督|统筹){1,2}$"
)
_OF_A_LEAGUE = re.compile("[\u4e00-\u9fff]盟(?:行政公署|委|.{1,10}[局委办])")
_COMPARED = re.compile(
    r"排名|排[第在]|位[居列]|名列|前列|第\s?\d|平均|考核|通报|评比|评估|统一|率先|占全|[我本](?:镇|乡|县|街道|局|区|办|委)"
)
_LONGEST = 120  # characters of a sentence that tell whose count it is


def foreign_wholes(text: str, unit: str, level: Level) -> Iterator[Flaw]:
    """Find counts and tasks of a whole area that is greater than the body's own."""
    if not unit or not any(f"全{of}" in text for of in _too_great(unit, level)):
        return
    for pattern, begins in ((_WHOLE, _STARTS), (_RUN, _RUNS)):
        for found in pattern.finditer(text):
            if found["of"] in _too_great(unit, level) and _is_own_count(text, begins, *found.span()):
                problem = f"是更大地区的说法；本机关是“{unit}”，请核对是不是抄来的"
                yield Flaw(*found.span(), problem)


def _is_own_count(text: str, begins: re.Pattern[str], start: int, end: int) -> bool:
    """Return whether a sentence tells it as the body's own, beside nothing of its own."""
    return bool(begins.search(text, max(0, start - 8), start)) and not _COMPARED.search(
        clauses.before(text, start, _LONGEST) + clauses.after(text, end, _LONGEST)
    )


@lru_cache(64)
def _too_great(unit: str, level: Level) -> str:
    """Return which areas are greater than that of a body: 全省 and 全市 for a county's."""
    if level in _MUNICIPAL:
        own = "州" if _OF_A_LEAGUE.search(unit) else "盟" if "自治州" in unit else ""
        return "" if unit.startswith(_CITIES_LIKE_PROVINCES) else f"省{own}"
    if level not in _COUNTY | _LOWEST:
        return ""
    parts = taken_apart(unit).parts
    last = parts[-1].place if parts else None
    if level in _LOWEST:
        return "省市县区州"
    return "省市州" if last is PlaceKind.COUNTY and not _is_city(parts[-1].words) else "省"


def _is_city(place: str) -> bool:
    return place.endswith("市")


_TOWN = re.compile("(?P<of>[镇乡])(?:人民政府|政府)?(?:办公室)?$")
_OTHER_TOWN = {
    "镇": re.compile("全乡(?![镇村土亲音里愁])(?=[群干党公各共的主实]|村|政府信息|$)"),
    "乡": re.compile("全镇(?![静定乡])(?=[群干党公各共的主实]|村|政府信息|$)"),
}


def foreign_towns(text: str, unit: str, level: Level) -> Iterator[Flaw]:
    """Find 全乡 in a 镇's report and 全镇 in a 乡's."""
    found = _TOWN.search(unit) if level is Level.TOWNSHIP and "全" in text else None
    for other in _OTHER_TOWN[found["of"]].finditer(text) if found else ():
        if text[max(0, other.start() - 1) : other.start()] not in ("原", "《", "“"):
            yield Flaw(*other.span(), f"是别的地方的说法；本机关是“{unit}”，请核对是不是抄来的")
