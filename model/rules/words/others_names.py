"""T8: no other body's name is left in the texts: one of the same kind as the reporting one, of another place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from model.form.schema import Severity
from model.places.addresses import Address, addresses
from model.places.gazetteer import called
from model.places.region import Rank, Region
from model.places.unit_name import PlaceKind, UnitName, taken_apart
from model.rules.finding import Finding
from model.rules.registry import Context, Remedy, rule
from model.rules.words import clauses
from model.rules.words.flaws import Flaw, in_text
from model.rules.words.near_names import near_names
from model.rules.words.signatures import is_another, signatures
from model.rules.words.told_superiors import told_superiors

_GOVERNMENTS = ("人民政府", "街道办事处", "办事处")
_PLACE_ENDS = "省市县区旗州盟镇乡道"
_BEFORE = re.compile(rf"[\u4e00-\u9fff]{{1,14}}[{_PLACE_ENDS}]$")
_BOUNDARY = frozenset('，,。；;、：:（()）“”"《》\n \t年由在对以为经与和及的到向据按请是将至从被')
_SPOKEN_OF = re.compile(  # why another body of the kind may be named: it was met, helped, worked or compared with
    r"推广|模式|经验|来函|去函|协助|学习|考察|借鉴|交流|对口|帮扶|支援|协作|招商|联合|会同|共同|转办|转来|移送|来访|座谈|合作|赴|走访|相比|比较|较之|排名|友好|签订|诉|申请人|划归|撤并|合并|原[^则来因始文]|更名|等地|等单位"
)
_NO_NAME = re.compile(
    "联系|直接|公开|公布|发布|编制|咨询|[下简]称|[请由向与在将为是的据报]|20"
)  # what no name of a place has in it
_OURS = ("我", "本", "全", "各", "该", "某", "有关", "相关", "所在", "上级", "下级")
_SHORT_BODIES = {"管理委员会": ("管委会",), "管委会": ("管理委员会",)}
_IS_KIND = re.compile(
    "(?:国家级|省级)?(?:高新技术产业|高新技术|高新|经济技术|经济|经|产业|工业)?(?:开发区|园区|开区|新区|区|园)"
)
_NO_ZONE = re.compile("[省市县区国我本全该各]")
_SHORTEST = 2
_SITE = ".gov.cn"
_LOWEST = ("镇人民政府", "乡人民政府", "办事处", "街道", "镇", "乡")
_TELLING = 3  # characters at the end of a name that show what kind of body it is
_REACH = 24  # characters before the name of a body in which its place stands
_CLAUSE = 40


class _Own(NamedTuple):
    """The reporting unit: where it is, and what kind of body."""

    name: UnitName
    body: str
    place: PlaceKind
    words: str


@rule(
    "T8",
    Severity.WARN,
    "文中没有别的地方同类单位的名称、本单位写错的名称、别的政府的网址，落款是本单位（上级、本地区、学习考察和对口支援的地方除外）",
    "常见错误（照抄别的单位的年报）",
    remedy=Remedy.BY_HAND,
)
def names_of_others(context: Context) -> Iterator[Finding | None]:
    """Find a body of the same kind, but of another place."""
    unit = context.report.unit
    signed = _signed_by_others(context)
    for key, text in context.report.texts.items():
        yield None
        here = [one for one in signed if one.at[0] == key]
        yield from here
        taken = {at for one in here if one.span for at in range(*one.span)}
        for start, end in near_names(text, unit):
            if start in taken:
                continue
            yield in_text(context, "T8", key, Flaw(start, end, f"与本单位“{unit}”的名称不一致；请核对是不是写错了"))
        own = _own(unit) if _may_name_others(unit, text) else None
        for start, end in _others_and_towns(own, text) if own else ():
            if start in taken:
                continue
            problem = f"与本单位“{unit}”只差地名；请核对是不是抄来的"
            taken.update(range(start, end))
            yield in_text(context, "T8", key, Flaw(start, end, problem))
        for flaw in told_superiors(text, unit):
            if flaw.start not in taken:
                yield in_text(context, "T8", key, flaw)
        if _SITE in text.lower() and (own := _own(unit)) is not None:
            for site in _sites(own, text):
                problem = f"是{site.regions[0].full_name}的网站；本单位是“{unit}”，请核对"
                yield in_text(context, "T8", key, Flaw(site.start, site.end, problem))


def _signed_by_others(context: Context) -> list[Finding]:
    """Find another body's signature under the last text: no name over it, or beside it, is ours."""
    unit = context.report.unit
    named = [one for one in signatures(context.report) if one.name]
    if not named or not all(is_another(one.name, unit) for one in named):
        return []
    told = f"是落款，与本单位“{unit}”不是一个单位；请核对"
    return [in_text(context, "T8", one.key, Flaw(one.start, one.end, told)) for one in named[:1]]


def _may_name_others(unit: str, text: str) -> bool:
    """Return whether a text has the end of the unit's name without the rest: else no gazetteer is needed."""
    end = unit[-_TELLING:]
    if bool(unit) and text.count(end) > text.count(unit):
        return True
    if unit.endswith("管理委员会") and "管委会" in text:
        return True
    return any(one in text for one in ("镇", "乡", "街道") if unit.endswith(_LOWEST)) or ("县" in unit and "县" in text)


@lru_cache(64)
def _own(unit: str) -> _Own | None:
    """Take the reporting unit apart; None where its place or its kind is not told by its name."""
    name = taken_apart(unit) if unit else None
    if name is None or not name.parts:
        return None
    last = name.parts[-1]
    body = name.body or next((one for one in _GOVERNMENTS if unit.endswith(one)), "")
    return _Own(name, body, last.place, last.words) if len(body) > 1 else None


def _others_and_towns(own: _Own, text: str) -> Iterator[tuple[int, int]]:
    told = [*_others(own, text)]
    yield from told
    names, none = _AS_SUBJECTS.get(own.place, (None, None))
    for one in _neighbours(own, text, names, none) if names and none else ():
        if not any(start <= one[0] < end for start, end in told):
            yield one


def _others(own: _Own, text: str) -> Iterator[tuple[int, int]]:
    for body in (own.body, *_SHORT_BODIES.get(own.body, ())):
        at = text.find(body)
        while at >= 0:
            end = at + len(body)
            start = _start_of_place(own, text, at)
            if start is not None and not _is_spoken_of(text, start, end):
                yield start, end
            at = text.find(body, end)


def _sites(own: _Own, text: str) -> Iterator[Address]:
    """Find the web sites of governments that have nothing to do with our region."""
    ours = _known_by_its_stem(own.name) or own.name.regions
    for site in addresses(text) if ours else ():
        related = any(one.concerns(mine) for one in site.regions for mine in ours)
        if not related and not _is_spoken_of(text, site.start, site.end):
            yield site


def _known_by_its_stem(name: UnitName) -> tuple[Region, ...]:
    """Return the county that a zone has its name from: 平潭县 of 平潭综合实验区."""
    last = name.parts[-1]
    stem = last.words[:_SHORTEST] if last.place is PlaceKind.ZONE and not last.regions else ""
    found = called(stem) if stem else ()
    within = [one for one in found if any(one.lies_in(over) for over in name.regions)]
    return tuple(within) if len(within) == 1 and within[0].rank is Rank.COUNTY else ()


def _start_of_place(own: _Own, text: str, at: int) -> int | None:
    """Return where the name of another place begins that stands right before a body; None where none does."""
    before = _BEFORE.search(text, max(0, at - _REACH), at)
    if not before:
        return None
    for start in range(before.start(), at - 1):
        if known := called(text[start:at]):
            whole = bool(own.name.regions) or _begins(text, start)  # 东区 in 湖东区, which no gazetteer knows
            is_other = (whole and _is_elsewhere(own, text[start:at], known)) or _is_superior_as_subject(
                own, known, text, (start, at)
            )
            return start if is_other else None
    start = max((one + 1 for one in range(before.start(), at) if text[one] in _BOUNDARY), default=before.start())
    words = text[start:at]
    if words.startswith(_OURS) or len(words) < _SHORTEST or not _begins(text, start) or _NO_NAME.search(words):
        return None
    if not _is_simplified(words):
        return None
    found = taken_apart(words + own.body)
    is_name = found.parts and "".join(part.words for part in found.parts) == words
    return start if is_name and _differs(own, found) else None


def _is_simplified(words: str) -> bool:
    """Return whether all characters are common and simplified: 廣東省 is no other place than 广东省."""
    try:
        words.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _begins(text: str, start: int) -> bool:
    """Return whether a name may begin here: no other word runs into it."""
    return not start or text[start - 1] in _BOUNDARY or not "\u4e00" <= text[start - 1] <= "\u9fff"


def _differs(own: _Own, found: UnitName) -> bool:
    """Return whether a place that no gazetteer knows is one of the same kind as our own, and another."""
    last = found.parts[-1]
    ours = [part.words for part in own.name.parts]
    same = any(last.words.endswith(one) or one.endswith(last.words) for one in ours)
    if own.place is PlaceKind.ZONE and _IS_KIND.fullmatch(last.words.lstrip("省市县区")):
        return False  # 市高新区, our own in short
    return (not same or _has_a_name(own, last.words)) and last.place is own.place


def _has_a_name(own: _Own, words: str) -> bool:
    """Return whether 东海高新技术产业开发区 has a name of its own where ours is but 甲市's 高新技术产业开发区."""
    name = words.removesuffix(own.words) if own.place is PlaceKind.ZONE and _IS_KIND.fullmatch(own.words) else ""
    ours = "".join(part.words for part in own.name.parts[:-1])
    return len(name) > 1 and name not in ours and not _NO_ZONE.search(name)


def _is_elsewhere(own: _Own, words: str, regions: tuple[Region, ...]) -> bool:
    """Return whether no region of a name has to do with ours, and it stands as high as ours."""
    ours = own.name.regions
    if words in {part.words for part in own.name.parts}:
        return False
    if not ours:  # no gazetteer knows our own place: another one that stands as high is not it
        return own.place is PlaceKind.COUNTY and all(one.rank is Rank.COUNTY for one in regions)
    ranks = {region.rank for region in ours}
    return all(one.rank in ranks and not any(one.concerns(mine) for mine in ours) for one in regions)


def _is_superior_as_subject(own: _Own, known: tuple[Region, ...], text: str, place: tuple[int, int]) -> bool:
    """Return whether a body above ours stands where our own must: “2023年，甲市水利局政府信息公开工作在…领导下”."""
    ours = own.name.regions
    above = ours and all(any(mine is not one and mine.lies_in(one) for mine in ours) for one in known)
    start, at = place
    begins = bool(above) and bool(_OPENS.search(text, max(0, start - 10), start))
    end = at + len(own.body)
    ours_by_right = begins and _OWN_WORK.match(text, end)
    return bool(ours_by_right) and not _OF_SUPERIORS.search(clauses.after(text, end, _CLAUSE))


def _neighbours(own: _Own, text: str, names: re.Pattern[str], none: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Find another town, sub-district or county as the subject of what ours did."""
    for found in names.finditer(text):
        name, end = found["name"], found.end("name")
        is_ours = own.words.endswith(name) or name.endswith(own.words) or name[:-1] in own.words
        is_name = not (none.search(name) or _NO_NAME.search(name)) and len(name) > _SHORTEST_NAME
        if is_name and not is_ours and not _is_spoken_of(text, found.start("name"), end):
            yield found.start("name"), end


_OPENS = re.compile(r"(?:^|[。；;\n])\s?(?:20\d\d年度?[，,]?)?$")
_BY_US = "按照|根据|认真|严格|高度|坚持|不断|主动|共|全年|深入|扎实|积极|持续|依法|进一步|始终|全面|未|没有|收到"
_OWN_WORK = re.compile(
    rf"(?:20\d\d年度?)?(?:政府信息公开|政务公开|信息公开)工作(?:在|以|取得|紧紧|{_BY_US}|[，,])|{_BY_US}"
)
_OF_SUPERIORS = re.compile(
    "部署|印发|下发|通报|考核|检查|指导|要求我|对我|督查|评估|组织全|召开全"
)  # what one above us does
_STARTS = (  # of what may be the subject of our own work
    "(?:(?:^|[，,。；;：:\n度]|年(?!以来))(?:根据|结合|按照|现将|公布|发布)?|以来|公布|发布|由)"
)
_VERBS = (  # with what no name of a place begins: 指导街道政务公开, 推动县政务公开
    "推动|指导|协调|负责|组织|督促|牵头|加强|做好|促进|推进|统筹|完善|规范|落实|提升|建设|配合|服务|支持|依托|利用|登录|访问|抓好|提高|健全|关注"
    "|纳入|参与|协助|保障|公示|创新|打造|实现|开展|延伸|覆盖|下沉|压实|监督|考核|培训|联系|聚焦|深入|包括|涉及|结合|通过|按照|根据|围绕"
    "|修订|调整|完成|群众|修改|更新|优化|整合|改版|设立|成立|召开|村民|居民|企业|前往|来到|汇总|梳理|编制|制定|印发"
)
_OWN_REPORT = r"20\d\d年|本年度|政府信息|政务公开|信息公开"
_TOWNS = re.compile(  # another town as the subject of our own work: 乙镇高度重视信息公开
    rf"{_STARTS}(?P<name>[\u4e00-\u9fff]{{1,4}}?(?:街道|镇|乡))(?={_OWN_REPORT}|党|办事处|主要|人民政府|政府|今年|将(?!军)|通过|建立|制定|成立"
    rf"|在(?![建册内编])|以(?![东西南北上下内外及])|工作(?![人组队])|存在|还|也|结合|利用|组织|召开|公开|发布|围绕|{_BY_US})"
)
_NO_TOWN = re.compile(
    "各|全|本|我|该|[城村小乡集市古老重]镇|两|个|所辖|有关|相关|其他|部分|等|一些|这|由|在|以|对|为|和|及|社区|每|下|街镇"
    f"|[家故返侨水还入归之异他城]乡|沿街|中心街|步行街|主街|{_VERBS}"
)
_COUNTIES = re.compile(rf"{_STARTS}(?P<name>[\u4e00-\u9fff]{{1,4}}?(?:县|旗))(?={_OWN_REPORT}|{_BY_US})")
_NO_COUNTY = re.compile("[各全本我该两个等这由在以对为和及每市省州区到于与跨辖]|其他|有关|相关|一些|部分|举|" + _VERBS)


_AS_SUBJECTS = {
    PlaceKind.TOWNSHIP: (_TOWNS, _NO_TOWN),
    PlaceKind.SUBDISTRICT: (_TOWNS, _NO_TOWN),
    PlaceKind.COUNTY: (_COUNTIES, _NO_COUNTY),
}
_SHORTEST_NAME = 1


def _is_spoken_of(text: str, start: int, end: int) -> bool:
    return bool(_SPOKEN_OF.search(clauses.before(text, start, _CLAUSE) + clauses.after(text, end, _CLAUSE // 2)))
