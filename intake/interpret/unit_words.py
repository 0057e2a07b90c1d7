"""The name of a unit among the words around it: what a sentence says before it, an abbreviation, an office of it."""

from __future__ import annotations

import re

from intake.characters import fold
from model.places.gazetteer import first_in
from model.places.unit_name import PlaceKind, taken_apart

_BRACKETS = re.compile(r"\([^()]*\)")
_ABBREVIATED = ("简称", "下称", "以下称", "下同", "合署", "挂牌", "加挂", "牌子")
_SOUND = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\)")  # how a character is read
_OF_SENTENCES = re.compile("[的我您们]|可以|可在|要求|朋友|依据|按照|根据(?!地)")
_DECORATION = re.compile(r"^(?:\[[^\]]*\]|【[^】]*】|\([^()]*\)|附件\d*:?|[-\d\s.、·*#:“])+")
_AFTER = re.compile(r"(?:关于|的|关于发布|关于公布|(?:组织)?(?:编制|制定|撰写|发布|公布|公开|形成)(?:完成)?了?|本级)$")
_BEFORE = re.compile(  # what a sentence says before it names the unit whose report it is
    r"^.*(?:编制(?:形成)?了?|(?:现|特|兹|社会)(?:予以|将)?(?:公布|公开|发布|公告)|[现特兹](?:将|把|就))(?=.)|^(?:.*报告)?由(?=.)|^将(?!乐)(?=.)"
)
_UNIT_END = re.compile(
    r"(?:政府|办事处|局|委员会|委|办公室|办|厅|中心|管委会|分局|大队|支队|院|站|所|部|公司|学校|会|署|行|处|队|社|馆"
    r"|(?:参事|研究|督查|文史|史志)室|(?<![公校花果乐田])园|(?:气象|电视|地震)台|[林农牧]场|党校|储备库"
    r"|区|县|市|旗|州|盟|省|乡|镇|苏木|街道|机关|海关|大学)$"
)
_WHOLE = re.compile(r"(?:[^\W_]|[·\-—]|\((?:[^\W_]|[·\-—、,“”])+\))+")  # half a bracket is of something else
_DATED = re.compile(r"20\d\d年|^本报告")
_NOT_A_NAME = re.compile(
    r"^[省市县区州旗镇乡][^省市县区州旗镇乡]*$|^(?:[对把将在按由为向与因]|关于|做好|公众|如有)(?!乐)"
    r"|^(?:现?将)?[我本全](?:局|委|办|厅|镇|乡|县|市|区|省|街|单位|机关|部门|中心|院|校|所|站|旗|州|处|队)"
)
_BARE_PLACE = re.compile("^[省市县区州旗]")
_BODY_OF_A_PLACE = re.compile("^[省市县区州旗盟].{2,}(?:局|委员会|厅|委|办公厅|政府办公室|中心)$")
_OF_A_PLACE = re.compile(r".[省市县区州旗盟镇乡街国]|苏木|^[国中]|^自治区")
_OFFICES = ("办公室", "办公厅", "办", "中心", "科", "股", "处", "室", "部", "窗口", "组")
_BODY = re.compile(r"人民政府|政府|办事处|委员会|管委会|(?<!局)局|厅|(?<!城)[镇乡](?!村)|街道")
_SHORTEST_PLACE = 3
_LONGEST_OFFICE = 25  # characters of the name of an office in a unit
_TOWNS = {PlaceKind.TOWNSHIP, PlaceKind.SUBDISTRICT}


def without_abbreviations(text: str) -> str:
    """Leave out brackets that say what something is called in short.

    >>> without_abbreviations("甲县水利局(以下简称“本局”,下同)2023年")
    '甲县水利局2023年'
    """
    return _BRACKETS.sub(lambda found: "" if _says_of_name(found[0]) else found[0], text)


def _says_of_name(words: str) -> bool:
    return any(word in words for word in _ABBREVIATED) or bool(_SOUND.fullmatch(words))


def cleaned(words: str) -> str:
    """Return the name of a unit without what stands around it; "" where it is none.

    >>> cleaned("现将甲区乙街道办事处"), cleaned("【图文】丙县丁局关于"), cleaned("我局"), cleaned("将乐县水利局")
    ('甲区乙街道办事处', '丙县丁局', '', '将乐县水利局')
    >>> cleaned("甲县水利局(乙县分局)"), cleaned("下简称“甲县税务局”)")
    ('甲县水利局(乙县分局)', '')
    """
    unit = _DECORATION.sub("", without_abbreviations(words))
    unit = _BEFORE.sub("", _AFTER.sub("", unit).rstrip("” "))
    half = unit[: len(unit) // 2]
    unit = half if half * 2 == unit else _once(unit)  # the line over the title says it, too
    if _OF_SENTENCES.search(unit) or _is_no_name(unit) or _DATED.search(unit) or not _WHOLE.fullmatch(unit):
        return ""
    return unit if _UNIT_END.search(unit) or unit.endswith(")") else ""


def _once(unit: str) -> str:
    """Take off the place with which a name begins where it begins with it twice."""
    sizes = range(_SHORTEST_PLACE, len(unit) // 2 + 1)
    return next((unit[size:] for size in sizes if unit[:size] == unit[size : 2 * size]), unit)


def _is_no_name(unit: str) -> bool:
    return bool(_NOT_A_NAME.match(unit)) and not _BODY_OF_A_PLACE.match(unit) and not first_in(unit, short=False)


def is_unit(name: str) -> bool:
    """Whether a name is one of a unit of some place.

    >>> is_unit("甲县财政局"), is_unit("办公室"), is_unit("我局")
    (True, False, False)
    """
    folded = fold(name)
    return cleaned(folded) == folded and of_a_place(folded)


def of_a_place(name: str) -> bool:
    """Whether a name says of which place the unit is."""
    return bool(_OF_A_PLACE.search(name) or _BODY_OF_A_PLACE.match(name))


def without_place(name: str) -> bool:
    """Whether a name has only the kind of its place: 市财政局."""
    return bool(_BODY_OF_A_PLACE.match(name))


def without_office(name: str) -> str:
    """Leave out the office of a unit: a contact, not who reports.

    >>> [without_office(name) for name in ("甲街道办事处综合与经济发展办公室", "镇雄县水利局办公室", "甲县财政局")]
    ['甲街道办事处', '镇雄县水利局', '甲县财政局']
    """
    place = "".join(part.words for part in taken_apart(name).parts if part.place not in _TOWNS)
    rest = name.removeprefix(place)
    if not rest.endswith(_OFFICES):
        return name
    if not rest.endswith("办公厅") and any(found.end() == len(rest) for found in _BODY.finditer(rest)):
        return name  # 甲街道办事处
    ends = [found.end() for found in _BODY.finditer(rest) if found.end() < len(rest)]
    end = ends[-1] if ends else rest.find("中心") + len("中心")
    return f"{place}{rest[:end]}" if 1 < len(rest) - end <= _LONGEST_OFFICE and end > 1 else name


def same_unit(one: str, other: str) -> bool:
    """Whether two names may well be of one unit: one is the other with more said of the place or the body.

    >>> same_unit("乙镇", "甲县乙镇人民政府"), same_unit("甲县水利局", "丙县水利局")
    (True, False)
    """
    bare, others = (_without_body(name) for name in (one, other))
    return bare in others or others in bare


def _without_body(name: str) -> str:
    words = "".join(filter(str.isalnum, fold(name).partition("(")[0]))
    return re.sub("(?:人民)?政府(?:办公[室厅]|机关)?$|办事处$", "", words)
