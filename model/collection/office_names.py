"""Which names may mean one office: short forms, offices that were put together or renamed, endings left out."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from model.collection.unit import plain_name
from model.places.unit_name import PlaceKind, taken_apart

SEATS = ("人民政府", "街道办事处", "办事处", "政府", "街道")  # endings that people leave out
_ENDINGS = (  # of an office, with what of it still says what the office is for
    *(("管理局", "管理"), ("委员会", ""), ("办公室", ""), ("中心", "")),
    *(("委", ""), ("局", ""), ("办", ""), ("厅", "")),
)
OFFICES = tuple(ending for ending, _ in _ENDINGS)
_TOWNS = {PlaceKind.TOWNSHIP, PlaceKind.SUBDISTRICT}
_DUTIES = {  # what a letter of a short form stands for
    pair[0]: pair[2:]
    for line in (
        "教=教育 体=体育 科=科学技术 文=文化 旅=旅游 广=广播 电=电视 工=工业 信=信息化 商=商务 农=农业农村 林=林业",
        "草=草原 卫=卫生 健=健康 计=计划生育 发=发展 改=改革 人=人力资源 社=社会保障 住=住房 建=建设 市=市场",
        "监=监督管理 城=城市 管=管理 交=交通 运=运输 应=应急 医=医疗 保=保障 环=环境 自=自然 资=资源 规=规划",
        "民=民族 宗=宗教",
    )
    for pair in line.split()
}
_JOINTS = str.maketrans("", "", "和与、及")
_LEAST = 2  # letters of a stem
_SHORT_FORM = 3  # letters of the longest short form


class OfficeName(NamedTuple):
    """A name in its parts: the area at its head, what the office is for, whether it is an office of a government."""

    area: str
    stem: str
    is_office: bool


@cache
def parts_of(name: str) -> OfficeName:
    """Take a name apart.

    >>> [tuple(parts_of(one)) for one in ("青禾县教育和体育局", "县市场监督管理局")]
    [('青禾县', '教育体育', True), ('县', '市场监督管理', True)]
    >>> [tuple(parts_of(one)) for one in ("甲县青石镇人民政府", "青石镇财政所")]
    [('甲县', '青石镇', False), ('', '青石镇财政所', False)]
    """
    found = taken_apart(plain_name(name))
    town = "".join(one.words for one in found.parts if one.place in _TOWNS)
    area, rest = "".join(one.words for one in found.parts if one.place not in _TOWNS), town + found.body
    seat = next((one for one in SEATS if rest.endswith(one) and len(rest) > len(one) + 1), "")
    offices = (one for one in _ENDINGS if rest.endswith(one[0]) and len(rest) > len(one[0]) + 1)
    ending, kept = ("", "") if seat or town else next(offices, ("", ""))
    stem = rest.removesuffix(seat or ending) + kept
    return OfficeName(area, stem.translate(_JOINTS) if ending else stem, is_office=bool(ending))


def may_be_one(name: str, other: str) -> bool:
    """Whether two different names may mean one office; it is for somebody to say whether they do.

    >>> [may_be_one("青禾县教育局", one) for one in ("县教育和体育局", "县教体局", "县体育局", "县水利局")]
    [True, True, False, False]
    >>> may_be_one("县发改委", "县发展和改革局"), may_be_one("县民政局", "县财政局")
    (True, False)
    """
    mine, theirs = parts_of(name), parts_of(other)
    if not _one_area(mine.area, theirs.area):
        return False
    if mine.stem == theirs.stem:
        return mine.is_office == theirs.is_office and plain_name(name) != plain_name(other)
    return mine.is_office and theirs.is_office and _one_stem(mine.stem, theirs.stem)


def _one_area(area: str, other: str) -> bool:
    """Whether two areas may be one: that of the office itself is left out, or named by its kind, or without it."""
    short, long = sorted((area, other), key=len)
    return long.startswith(short) or long.endswith(short)


def _one_stem(stem: str, other: str) -> bool:
    ways = {stem, _spelt_out(stem)}, {other, _spelt_out(other)}
    return any(_is_part(*sorted((one, two), key=len)) for one in ways[0] for two in ways[1])


def _is_part(short: str, long: str) -> bool:
    """Whether one stem is the other with letters left out, from the same letter on, or stands in it as it is."""
    if len(short) < _LEAST:
        return False
    return short in long or (short[0] == long[0] and _left_out(short, long))


def _left_out(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)


def _spelt_out(stem: str) -> str:
    """Write a short form out, where every letter of it stands for something."""
    if len(stem) > _SHORT_FORM or not all(letter in _DUTIES for letter in stem):
        return stem
    return "".join(_DUTIES[letter] for letter in stem)
