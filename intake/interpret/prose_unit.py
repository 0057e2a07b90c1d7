"""The unit that only sentences name: as who wrote the report, as who did what it tells, or as the one to ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from intake.characters import fold
from intake.interpret.unit_words import cleaned, of_a_place, without_abbreviations, without_office
from model.places.gazetteer import first_in
from model.places.unit_name import taken_apart

_MOST_PROSE, _LONGEST_PROSE = 300, 3000  # lines that are searched for a unit, and characters of them
_PLACE = r"[\u4e00-\u9fff]{2,40}?"
_WRITE = "(?:编制|汇编|编写|撰写|起草|形成)"
_WROTE = (
    re.compile(rf"(?:由|[,。]|^)(?P<unit>{_PLACE})(?:根据|依据|按照|结合|在?汇总|整理)[^。]{{0,80}}{_WRITE}"),
    re.compile(rf"由(?P<unit>{_PLACE})(?:负责|牵头|组织)?{_WRITE}"),
    re.compile(rf"结合(?:20\d\d年度?)?(?P<unit>{_PLACE})(?:\([^()]*\))?政府信息公开"),
)
_ASKED = (
    re.compile(rf"(?:[请可]与|请向|请联系:?|^联系:|联系单位:)(?P<unit>{_PLACE})(?:联系|[(:,。]|咨询|反映)"),
    re.compile(rf"20\d\d年度?[,]?(?P<unit>{_PLACE})政府信息公开工作"),
)
_ACCOUNT = re.compile(r"[“\"](?P<unit>[一-鿿]{4,30})[”\"](?:官方|政务)?(?:微信|微博|抖音|公众|视频|头条|政务号|小程序)")
_FROM = (
    re.compile(
        rf"(?:发布机构|公开主体|发文机构|发布单位|信息来源|来源):(?P<unit>{_PLACE})(?=$|[\s,。(|]|发布|发文|日期|浏览)"
    ),
)
_WHEN = (
    r"(?:\([一二三四五]\)[^。,]{0,12}。?)?"
    r"(?:20\d\d年(?:度|以来|期间|全年)?|一年来|过去一年|过去的一年|本年度?|今年以来|全年|年内)?,?"
)
_BODY = r"(?:人民政府办公[室厅]|人民政府|政府|办事处|委员会|管委会|办公室|中心|[局厅署院])"
_PLACE_ONLY = (
    r"(?:街道|苏木|[镇乡]|开发区|高新区|经开区|示范区|度假区|园区|新区"
    r"|大队|支队|总队|联合社|馆|部|公司|学校|医院|所|站)"
)
_DOES = (
    r"(?:坚持|认真|以|按|严格|深入|全面|高度|积极|持续|聚焦|紧|扎实|牢固|高质|切实|始终|不断|共[^建享]|主动|通过|依托|贯彻|落实|办理|没|未|无|收到|受理"
    r"|制发|公开|发布|根据|依据|围绕|立足|结合|着力|大力|加强|强化|充分|进一步|稳步|继续|在|于|对|建立|健全|完善|成立|组织|开展|推|秉|践行|学习|注重"
    r"|重视|突出|创新|优化|编制|及时|有序|有力|多措|精心|主要|累计|总计|合计|全年|20\d\d年|政府信息公开|党[组委]|召开|接受|接到|压实|深化|提升|提高"
    r"|把|已|还|牢|抓|做好|狠|借助|有效|统筹|明确|规范|制定|拓|畅|打造|构|搭|设立|细化|丰富|确保|促进|利用|采取|运用|针对|遵|履|执行|回应|让|从|作为)"
)
_GOVERNED = (
    re.compile(rf"(?:^|[。;])20\d\d年(?:度|以来)?,?(?P<unit>[\u4e00-\u9fff]{{2,24}}?[县市区旗州盟省])(?={_DOES})"),
)
_A_DEPARTMENT = re.compile("[我本](?:局|委|办|厅|中心|处|院|所|站|队|机关|单位|部门|镇|乡|街)")
_MORE = rf"(?!{_DOES})[\u4e00-\u9fff]{{0,14}}?(?:局|委员会|办公室|中心|支队|大队|分局)"  # of the same name
_ACTS = re.compile(
    rf"(?:^|[。;\n]|(?<=[,:])){_WHEN}(?P<unit>[\u4e00-\u9fff]{{1,36}}?"
    rf"(?:{_BODY}(?!{_BODY}|{_MORE})|{_BODY}(?={_DOES}|[,(])|{_PLACE_ONLY}(?={_DOES})))(?P<then>{_DOES})?"
)
_BEFORE_A_VERB = re.compile(rf"(?P<unit>.{{1,36}}?(?:{_BODY}|{_PLACE_ONLY}))(?={_DOES})")
_OF_A_TOWN = re.compile("(?:人民)?政府|办事处")
_VERB = re.compile(_DOES)
_AN_OFFICE = re.compile("[我本]办(?!理|结|法)")
_WITHIN = ",:"
_NO_SUBJECT = re.compile(
    "^(?:[在为由对向经按据因与和及从把将以被如凡各全请如可]|欢迎|联系|根据|依据|按照|结合|关于|通过|围绕|推动|推进|加强|完善|其他|上级|有关|相关|公民|公众|群众)|报告|由"
)


def unit_of_prose(texts: Sequence[str]) -> str:
    """Return the unit that sentences name as the writer, as who acts, or as the one to ask, in its fullest form.

    >>> unit_of_prose(["2023年，甲县乙局认真落实。", "如有疑问，请与某市甲县乙局办公室联系（地址：…）。"])
    '某市甲县乙局'
    """
    folded = [without_abbreviations(fold(text[:_LONGEST_PROSE])) for text in texts[:_MOST_PROSE]]
    wrote, asked = ([_without_office(unit, folded) for unit in _found(shapes, folded)] for shapes in (_WROTE, _ASKED))
    sources = (wrote, [*_acting(folded)], _governed(folded), asked, _found(_FROM, folded))
    names = [name for some in sources for unit in some if of_a_place(name := cleaned(_without_predicate(unit)))]
    return max((name for name in names if _is_fuller(name, names[0])), key=len, default="")


def unit_of_account(texts: Sequence[str]) -> str:
    """Return the unit after which an account is named, where the texts call themselves just such a body.

    >>> unit_of_account(["我局在“嘉善县水利局”微信公众号发布信息。"]), unit_of_account(["我局在“嘉善县”微信号发布。"])
    ('嘉善县水利局', '')
    """
    folded = [fold(text[:_LONGEST_PROSE]) for text in texts[:_MOST_PROSE]]
    found = {one["unit"] for text in folded for one in _ACCOUNT.finditer(text)}
    own = {unit for unit in found if first_in(unit, short=False) and cleaned(unit) == unit and _is_called(unit, folded)}
    return own.pop() if len(own) == 1 else ""


def _is_called(unit: str, texts: Sequence[str]) -> bool:
    """Whether texts call themselves what a unit is: 我局, 我镇."""
    kind = re.sub("人民政府$|办事处$|(?<=委)员会$", "", unit)[-1]
    return any(f"我{kind}" in text or f"本{kind}" in text for text in texts)


def _is_fuller(name: str, than: str) -> bool:
    """Whether a name is another with more of its place before it, or with its body behind it."""
    whole = than + name[name.find(than) + len(than) :] if than in name else ""
    return name.endswith(than) or bool(
        whole and name.endswith(whole) and _OF_A_TOWN.fullmatch(whole.removeprefix(than))
    )


def _found(shapes: Iterable[re.Pattern[str]], texts: Sequence[str]) -> list[str]:
    return [found["unit"] for shape in shapes for text in texts for found in shape.finditer(text)]


def _without_predicate(unit: str) -> str:
    """Cut words off where a unit begins to do something."""
    found = _BEFORE_A_VERB.match(unit)
    return found["unit"] if found else unit


def _without_office(unit: str, texts: Sequence[str]) -> str:
    """Leave out the office of a unit that is the one to ask, unless it is that of a government and named again."""
    is_government = unit.endswith(("政府办公室", "政府办公厅"))
    acts = sum(text.count(unit) for text in texts) > 1 or any(_AN_OFFICE.search(text) for text in texts)
    return unit if is_government and acts else without_office(unit)


def _acting(texts: Sequence[str]) -> Iterator[str]:
    """Return the subjects of sentences, where the place is a known one, or a verb follows."""
    for text in texts:
        for found in _ACTS.finditer(text):
            unit, then = found["unit"], found["then"]
            if then is None and found.start() and text[found.start() - 1] in _WITHIN:
                continue  # within a sentence it need not be the subject
            if _VERB.match(taken_apart(unit).body):
                continue  # the region itself acts
            if first_in(unit, short=False) or (not _NO_SUBJECT.search(unit) and (then or _is_known(unit))):
                yield unit


def _governed(texts: Sequence[str]) -> list[str]:
    """Return the regions that sentences begin with, where nobody speaks for a part of one: a government's report."""
    if any(_A_DEPARTMENT.search(text) for text in texts):
        return []
    return [unit for unit in _found(_GOVERNED, texts) if first_in(unit, short=False)]


def _is_known(unit: str) -> bool:
    return any(part.regions for part in taken_apart(unit).parts)
