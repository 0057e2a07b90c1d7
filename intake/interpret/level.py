"""What kind of body a unit is: by its name, by what a text says of the places under it, or by its “我镇”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from intake.characters import fold
from model.places.gazetteer import called, first_in, mentions
from model.places.region import Rank
from model.places.unit_name import Part, PlaceKind, UnitName, taken_apart
from model.report.report import Level

_GOVERNMENTS = {
    PlaceKind.TOWNSHIP: Level.TOWNSHIP,
    PlaceKind.SUBDISTRICT: Level.SUBDISTRICT,
    PlaceKind.COUNTY: Level.COUNTY,
    PlaceKind.CITY: Level.CITY,
    PlaceKind.PROVINCE: Level.PROVINCE,
}
_DEPARTMENTS = {
    PlaceKind.COUNTY: Level.COUNTY_DEPARTMENT,
    PlaceKind.CITY: Level.CITY_DEPARTMENT,
    PlaceKind.PROVINCE: Level.PROVINCE_DEPARTMENT,
}
_GOVERNMENT = re.compile(r"(?:人民)?政府(?:机关)?|行政公署|行署|州政府|")
_OF_A_STREET = re.compile("(?:办事处|办)(?:机关)?")
_CENTRAL = re.compile(
    r"(?:国家|国务院|中华人民共和国|中国|全国)[^省市州县区]*|[^省市州县区]{1,12}(?<![群工武宣组战])部|海关总署|审计署|新华通讯社"
)
_CORPS = re.compile(r"(?:新疆(?:维吾尔自治区)?)?(?:生产建设)?兵团")
_OFFICE_OF_A_ZONE = re.compile(r"(?:党工委)?(?:管理委员会|管委会|管理局|管理处|行政委员会|)(?:办公室|机关)?")
_BRANCH = re.compile(r"(?:委员会|[局委处队])(?P<of>.{1,8}?)分[局处]$")
_COUNTY_AND_BODY = re.compile(
    "(?P<of>.{2,4}?)(?:生态环境|自然资源(?:和规划)?|规划和自然资源|公安|税务|国土资源|气象)局"
)
_OF_THE_TRADE = re.compile(r"交通|交警|水上|治安|特警|森林|机场|公交|铁路|轨道")
_NO_DEPARTMENT = re.compile(r"海关|海事|监狱|大学|学院|公司|集团")  # of no government of a place
_NO_OFFICE = re.compile(r"学校|医院|银行")
_COUNTIES_BELOW = re.compile(  # said of what lies under a prefecture
    r"(?:各|所辖|下辖|全市)(?:\d{0,2}|[一二三四五六七八九十]{0,2})个?(?:县\(?[、/]?市|县区|区县|县、|区\(?[、/]?(?:县|市)|市县|县级)"
    r"|市、?县[两二]级|(?<!周边)(?<!兄弟)(?<!其他)(?<!外地)(?:县市区|县区|区县|县\((?:市|区)[^)]{0,3}\))"
)
_OF_INDUSTRY = re.compile("开发区|高新|经开|产业|工业|保税")
_KIND_OF_ZONE = re.compile(
    "(?:国家级?|省级|经济|技术|高新|产业|综合|工业|农业|临空|临港|空港|航空|保税|循环|化工|旅游|生态|现代|科技|物流|出口|加工"
    "|自由|贸易|台商|风景|名胜|开发|经开|示范|度假|试验|实验|管理|合作|投资|新|园|港|集聚)++[区城]"
)
_TOWNS_BELOW = re.compile(r"(?:各|所辖|下辖|全市)(?:\d{0,2}|[一二三四五六七八九十]{0,2})个?(?:乡|镇|街道|街镇)")
_SELF = (  # the lowest first
    (re.compile("[我本](?:镇|乡|苏木)(?!村)"), Level.TOWNSHIP),
    (re.compile("[我本](?:街道|办事处|街)"), Level.SUBDISTRICT),
    (re.compile("[我本][县区旗](?!域)"), Level.COUNTY),
    (re.compile("[我本][州盟]"), Level.CITY),
    (re.compile("[我本]省|[我本]自治区"), Level.PROVINCE),
)
_A_DEPARTMENT = re.compile("[我本](?:局|委|办|厅|中心|处|院|所|站|队|校|机关|单位|部门|馆|社|分局|大队|支队)")
_DEPARTMENT_OF = {
    Level.COUNTY: Level.COUNTY_DEPARTMENT,
    Level.CITY: Level.CITY_DEPARTMENT,
    Level.PROVINCE: Level.PROVINCE_DEPARTMENT,
}


@cache
def _labels() -> dict[str, Level]:
    return {fold(level.label): level for level in Level}


def level_stated(facts: Iterable[str]) -> Level | None:
    """Return the kind of body that something names in the words of the program; None where nothing does."""
    return next((known for fact in facts if (known := _labels().get(fold(fact)))), None)


def level_of(unit: str, texts: Sequence[str] = ()) -> Level:
    """Judge what kind of body a unit is by its name, and by its texts where the name leaves it open.

    >>> [level_of(name).value for name in ("丙镇人民政府", "甲县发展和改革局", "瑞安市水利局", "某市水利局")]
    ['township', 'county_department', 'county_department', 'unknown']
    >>> level_of("某市水利局", ["指导各县（市、区）水利局。"]).value, level_of("", ["我镇公开信息9条。"]).value
    ('city_department', 'township')
    """
    name = taken_apart(fold(unit))
    level = _of_name(fold(unit), name, texts) if unit else Level.UNKNOWN
    return _by_itself(texts) if level is Level.UNKNOWN and not name.parts else level


def _of_name(unit: str, name: UnitName, texts: Sequence[str]) -> Level:
    if _CORPS.match(unit):
        return _of_the_corps(unit)
    if not name.parts or (name.is_short and name.body == "部"):
        return _without_place(unit)
    if name.parts[-1].place is PlaceKind.ZONE:
        return _of_a_zone(name, texts)
    return _of_a_place(unit, name, texts)


def _of_a_place(unit: str, name: UnitName, texts: Sequence[str]) -> Level:
    last = name.parts[-1]
    if _NO_DEPARTMENT.search(name.body) or "民用航空" in unit:  # 山海关区 is a place
        return Level.UNKNOWN
    place = _settled(last, unit, name.body, texts)
    if name.is_short:
        is_no_office = _NO_OFFICE.search(name.body)
        return Level.UNKNOWN if is_no_office else _DEPARTMENTS.get(_of_branch(name, place), Level.UNKNOWN)
    if _GOVERNMENT.fullmatch(name.body) or (last.place is PlaceKind.SUBDISTRICT and _OF_A_STREET.fullmatch(name.body)):
        return _GOVERNMENTS.get(place, Level.UNKNOWN)
    return _DEPARTMENTS.get(_of_branch(name, place), Level.UNKNOWN)


def _without_place(unit: str) -> Level:
    if _CENTRAL.fullmatch(unit):
        return Level.CENTRAL
    return Level.PROVINCE_DEPARTMENT if re.fullmatch(".{1,12}(?<!办公)厅", unit) else Level.UNKNOWN


def _of_the_corps(unit: str) -> Level:
    """Take 新疆生产建设兵团 as a province, its divisions (师) as prefectures."""
    if "团场" in unit or re.search(r"师.{0,6}市?.{0,4}团", unit):
        return Level.UNKNOWN
    return Level.CITY_DEPARTMENT if "师" in unit else Level.PROVINCE_DEPARTMENT


def _of_a_zone(name: UnitName, texts: Sequence[str]) -> Level:
    """Take the office of a zone as one of the government that set it up, what the zone has itself as a county's."""
    zone = next(part for part in name.parts if part.place is PlaceKind.ZONE)
    over = [part for part in name.parts if part.place is not PlaceKind.ZONE]
    if _GOVERNMENT.fullmatch(name.body) and name.body:
        return Level.COUNTY
    if not _OFFICE_OF_A_ZONE.fullmatch(name.body):
        return Level.COUNTY_DEPARTMENT if over or zone.regions or first_in(zone.words, short=True) else Level.UNKNOWN
    if zone.regions and not over:
        return _DEPARTMENTS.get(_of_ranks({one.parent.rank for one in zone.regions if one.parent}), Level.UNKNOWN)
    short = _short_parent(zone)
    if not over or (over[-1].place is PlaceKind.PROVINCE and short is Level.CITY_DEPARTMENT):
        return short
    if over[-1].place is PlaceKind.PROVINCE and _may_be_of_a_district(zone):
        return Level.UNKNOWN
    return _DEPARTMENTS.get(_settled(over[-1], "", "", texts), Level.UNKNOWN)


def _short_parent(zone: Part) -> Level:
    """Return whose a zone is that bears the name of a place without its kind: 芜湖经济技术开发区."""
    for end in range(len(zone.words) - 2, 1, -1):
        known = [one for one in called(zone.words[end:]) if one.rank is Rank.ZONE and one.parent]
        over = set() if _has_own_name(zone.words[end:]) else {one.rank for one in called(zone.words[:end])}
        ranks = {one.parent.rank for one in known if one.parent} or over
        if ranks:
            return _DEPARTMENTS.get(_of_ranks({Rank.CITY} if Rank.CITY in ranks else ranks), Level.UNKNOWN)
    return Level.UNKNOWN


def _may_be_of_a_district(zone: Part) -> bool:
    """Whether a zone begins with a city without its kind and has a name of its own."""
    ends = range(2, len(zone.words) - 2)
    cities = [end for end in ends if any(one.rank is Rank.CITY for one in called(zone.words[:end]))]
    return any(_has_own_name(zone.words[end:]) for end in cities)


def _has_own_name(words: str) -> bool:
    """Whether a zone has a name beside that of its city, as those of its districts have: 南京|白马高新区."""
    return bool(_OF_INDUSTRY.search(words)) and not _KIND_OF_ZONE.fullmatch(words)


def _of_ranks(ranks: set[Rank]) -> PlaceKind:
    known = {Rank.PROVINCE: PlaceKind.PROVINCE, Rank.CITY: PlaceKind.CITY, Rank.COUNTY: PlaceKind.COUNTY}
    return known.get(next(iter(ranks)), PlaceKind.CITY_OR_COUNTY) if len(ranks) == 1 else PlaceKind.CITY_OR_COUNTY


def _of_branch(name: UnitName, place: PlaceKind) -> PlaceKind:
    """Let the branch (分局) of a city's bureau stand where its name says: in a county, or in its trade."""
    if place is PlaceKind.CITY and _is_of_a_county(name):
        return PlaceKind.COUNTY
    found = _BRANCH.search(name.body)
    if not found or place not in {PlaceKind.CITY, PlaceKind.PROVINCE} or _OF_THE_TRADE.search(found["of"]):
        return place
    of = found["of"]
    inside = any(one.rank in {Rank.COUNTY, Rank.ZONE} for one in called(of)) or of[-1] in "县区旗市"
    return PlaceKind.COUNTY if inside else PlaceKind.CITY_OR_COUNTY


def _is_of_a_county(name: UnitName) -> bool:
    """Whether a county of the city stands without its kind before the body: 盐城市亭湖生态环境局."""
    cities = name.parts[-1].regions
    found = _COUNTY_AND_BODY.fullmatch(name.body)
    return any(one.rank is Rank.COUNTY and one.parent in cities for one in (called(found["of"]) if found else ()))


def _settled(part: Part, unit: str, body: str, texts: Sequence[str]) -> PlaceKind:
    """Return what a place is; of an unknown 市 the texts may tell by its full name or by what lies under it."""
    if part.place is not PlaceKind.CITY_OR_COUNTY:
        return part.place
    if part.words == "市" and body:
        full = {part.place for text in texts for part in _with_full_name(text, unit)}
        if len(full) == 1:
            return full.pop()
    if any(_COUNTIES_BELOW.search(fold(text)) for text in texts):
        return PlaceKind.CITY
    return PlaceKind.COUNTY if any(_TOWNS_BELOW.search(fold(text)) for text in texts) else part.place


def _with_full_name(text: str, unit: str) -> list[Part]:
    """Return the places of which a text says just this unit: 瑞安市水利局, where the unit is 市水利局."""
    folded = fold(text)
    ends: set[int] = set()
    at = folded.find(unit)
    while at >= 0:
        ends.add(at + 1)
        at = folded.find(unit, at + 1)
    known = {Rank.CITY: PlaceKind.CITY, Rank.COUNTY: PlaceKind.COUNTY}
    return [
        Part(folded[one.start : one.end], known[one.regions[0].rank], one.regions)
        for one in (mentions(folded) if ends else ())
        if one.end in ends and one.regions[0].rank in known
    ]


def _by_itself(texts: Sequence[str]) -> Level:
    """Judge by what a text calls those who write it; “我局” is a department of a place that may be said beside."""
    folded = [fold(text) for text in texts]
    said = {level for shape, level in _SELF if any(shape.search(text) for text in folded)}
    if not said:
        return Level.UNKNOWN
    lowest = next(level for _, level in _SELF if level in said)
    if lowest in _DEPARTMENT_OF and any(_A_DEPARTMENT.search(text) for text in folded):
        return _DEPARTMENT_OF[lowest] if len(said) == 1 else Level.UNKNOWN
    return lowest
