"""The name of a unit taken apart: the regions that it begins with, and the body that is left.

A region that the gazetteer does not know is told by its kind; of an unknown 市 nobody can say how high it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from model.places.gazetteer import Mention, called, first_in, likeliest
from model.places.region import Rank, Region


class PlaceKind(Enum):
    """What kind of place a part of a name is."""

    PROVINCE = auto()
    CITY = auto()
    COUNTY = auto()
    CITY_OR_COUNTY = auto()
    ZONE = auto()
    TOWNSHIP = auto()
    SUBDISTRICT = auto()


class Part(NamedTuple):
    """A place in a name; without regions where no gazetteer knows it, with several where it does not tell which."""

    words: str
    place: PlaceKind
    regions: tuple[Region, ...] = ()


class UnitName(NamedTuple):
    """The places of a name, the highest first, and the rest; `is_short` where the place stands without its kind."""

    parts: tuple[Part, ...]
    body: str
    is_short: bool = False

    @property
    def regions(self) -> tuple[Region, ...]:
        """The regions that the lowest part that the gazetteer knows may be."""
        return next((part.regions for part in reversed(self.parts) if part.regions), ())


_OF_RANK = {
    Rank.PROVINCE: PlaceKind.PROVINCE,
    Rank.CITY: PlaceKind.CITY,
    Rank.COUNTY: PlaceKind.COUNTY,
    Rank.ZONE: PlaceKind.ZONE,
}
_AT = "[\u4e00-\u9fff]"
_NOT_IN_A_PLACE = "局委办厅院处所站队会部"
_IN_A_PLACE = f"(?:(?![{_NOT_IN_A_PLACE}]){_AT})"
_BARE = (
    (re.compile("自治区(?=.)|省(?=.)"), PlaceKind.PROVINCE),
    (re.compile("自治州(?=.)|州(?=.)|盟(?=.)|地区(?=行)"), PlaceKind.CITY),
    (re.compile("自治县(?=.)|[县区旗](?=.)"), PlaceKind.COUNTY),
    (re.compile("市(?=.)"), PlaceKind.CITY_OR_COUNTY),
)
_ZONE = (
    "(?:新区|新城|[园港]区|开发区|高新区|经开区|示范区|管理区|度假区|保税区|功能区|试验区|产业区|风景区|名胜区|实验区"
    "|合作区|投资区|林区|库区|景区|集聚区|聚集区)"
)
_NO_DISTRICT = "(?:社|地|校|辖|小|片|山|灾|牧|灌|矿|城|市|禁|街)区"
_GENERIC = (
    (re.compile(rf"{_IN_A_PLACE}{{1,8}}?(?:省|自治区)"), PlaceKind.PROVINCE),
    (re.compile(rf"{_IN_A_PLACE}{{1,10}}?(?:自治州|地区(?!办)|(?<![一-鿿]加)盟|(?<=.)州(?!市))"), PlaceKind.CITY),
    (
        re.compile(rf"(?!{_IN_A_PLACE}{{0,4}}?{_NO_DISTRICT}){_IN_A_PLACE}{{1,8}}?(?:县|旗|区)(?![级域直])"),
        PlaceKind.COUNTY,
    ),
    (re.compile(rf"(?!城市|都市|集市|上市){_IN_A_PLACE}{{1,5}}?市(?![场政民容域级直辖])"), PlaceKind.CITY_OR_COUNTY),
    (re.compile(rf"{_IN_A_PLACE}{{0,14}}?{_ZONE}"), PlaceKind.ZONE),
)
_IS_ZONE = re.compile(rf"{_ZONE}$")
_TOWN = re.compile(r"(?P<name>.{1,14}?(?:镇|乡|苏木))(?P<body>(?:党委)?(?:人民)?政府(?:机关)?|)")
_STREET = re.compile(
    r"(?P<name>.{1,14}?(?:街道|街|地区))(?P<body>办事处(?:机关)?|办)|(?P<alone>.{1,14}街道)|.{1,14}办事处"
)
_OF_A_TOWN = re.compile(
    r"(?!小?城镇|乡[镇村]|村镇|城乡)(?P<name>.{1,10}?(?:镇|乡|苏木|街道))(?=.{2,14}(?:所|站|办公室|办|中心|队)$)"
)
_SYSTEM = re.compile(  # bodies of the state that have offices in the places
    r"(?:中华人民共和国|国家税务总局|国家统计局|中国气象局|国家金融监督管理总局|中国(?:人民|银行保险监督管理)银行|中国人民银行"
    r"|国家外汇管理局|国家能源局|国家矿山安全监察局|中国证券监督管理委员会|中国银行保险监督管理委员会|国家粮食和物资储备局)(?=.)"
)
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]$")


@lru_cache(256)  # several rules ask about the unit of a report
def taken_apart(name: str) -> UnitName:
    """Take the name of a unit apart.

    >>> found = taken_apart("浙江省瑞安市水利局")
    >>> [part.words for part in found.parts], found.body, found.parts[-1].place.name
    (['浙江省', '瑞安市'], '水利局', 'COUNTY')
    >>> [part.place.name for part in taken_apart("乙区东街办事处").parts]
    ['COUNTY', 'SUBDISTRICT']
    """
    rest = _IN_BRACKETS.sub("", "".join(name.split())) or name
    system = _SYSTEM.match(rest)
    if system and _places_of(rest[system.end() :]).parts:
        rest = rest[system.end() :]
    return _places_of(rest)


def _places_of(rest: str) -> UnitName:
    parts: list[Part] = []
    is_short = False
    while rest:
        found = _lower(rest) or _region(rest, parts)
        if found is None and not parts and (short := _short(rest)):
            found, is_short = short, True
        if found is None:
            break
        parts.append(found)
        rest = rest[len(found.words) :]
        if found.place in {PlaceKind.TOWNSHIP, PlaceKind.SUBDISTRICT}:
            break
    return UnitName(tuple(_ranked(parts)), rest, is_short)


def _region(rest: str, before: list[Part]) -> Part | None:
    """Return the region that comes next: a known one, else one that its kind shows."""
    lowest = before[-1].place if before else None
    if lowest in {PlaceKind.COUNTY, PlaceKind.ZONE} and not (found := _zone(rest)):
        return None
    if lowest in {PlaceKind.COUNTY, PlaceKind.ZONE}:
        return found
    known = first_in(rest, short=False)
    if known:
        return _known(rest, known, before)
    if not before:
        bare = ((shape.match(rest), place) for shape, place in _BARE)
        for one, place in bare:
            if one:
                return Part(one[0], place)
    return next((found for shape, place in _GENERIC if (found := _generic(rest, shape, place))), None)


def _generic(rest: str, shape: re.Pattern[str], place: PlaceKind) -> Part | None:
    found = shape.match(rest)
    if not found or (place is PlaceKind.COUNTY and _IS_ZONE.search(found[0])):
        return None
    if place is PlaceKind.CITY and called(found[0]):  # 滕州, which is a 市
        return None
    return Part(found[0], place)


def _zone(rest: str) -> Part | None:
    known = first_in(rest, short=False)
    if known and known.regions[0].rank is Rank.ZONE:
        return Part(rest[: known.end], PlaceKind.ZONE, known.regions)
    shape, place = _GENERIC[-1]
    found = shape.match(rest)
    return Part(found[0], place) if found else None


def _known(rest: str, known: Mention, before: list[Part]) -> Part:
    within = tuple(region for part in before for region in part.regions)
    regions = likeliest(known.regions, within)
    ranks = {region.rank for region in regions}
    place = _OF_RANK[ranks.pop()] if len(ranks) == 1 else PlaceKind.CITY_OR_COUNTY
    return Part(rest[: known.end], place, regions)


def _short(rest: str) -> Part | None:
    """Return a known place that stands without its kind."""
    known = first_in(rest, short=True)
    return _known(rest, known, []) if known and known.end < len(rest) else None


def _lower(rest: str) -> Part | None:
    """Return the town or the 街道 that ends a name, or that a station or an office is of, if no region comes first."""
    for shape, place in ((_TOWN, PlaceKind.TOWNSHIP), (_STREET, PlaceKind.SUBDISTRICT)):
        found = shape.fullmatch(rest)
        if found and "驻" not in rest and not first_in(rest, short=False) and not _any_region(rest):
            words = found["name"] or (found["alone"] if place is PlaceKind.SUBDISTRICT else "") or rest
            return Part(words, place)
    found = _OF_A_TOWN.match(rest)
    if found and not first_in(rest, short=False) and not _any_region(rest):
        return Part(found["name"], PlaceKind.SUBDISTRICT if found["name"].endswith("街道") else PlaceKind.TOWNSHIP)
    return None


def _any_region(rest: str) -> bool:
    """Whether a name that ends with a town or a 街道 begins with a region of an unknown name."""
    found = ((one, rest[one.end() :]) for shape, _ in _GENERIC if (one := shape.match(rest)))
    return any(len(after) > 1 and after[0] not in {"镇", "乡", "街"} for _, after in found)


def _ranked(parts: list[Part]) -> Iterator[Part]:
    """Let an unknown 市 be what its neighbours show: over a county a city, under a city a county."""
    for at, part in enumerate(parts):
        if part.place is not PlaceKind.CITY_OR_COUNTY:
            yield part
            continue
        over = [one.place for one in parts[:at]]
        under = [one.place for one in parts[at + 1 :]]
        if PlaceKind.COUNTY in under or PlaceKind.CITY_OR_COUNTY in under:
            yield part._replace(place=PlaceKind.CITY)
        elif PlaceKind.CITY in over or PlaceKind.CITY_OR_COUNTY in over:
            yield part._replace(place=PlaceKind.COUNTY)
        else:
            yield part
