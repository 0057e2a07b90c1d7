"""What a text says was decided and charged: an item and its number, a number and its item, several items and theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from model.rules.narrative.numerals import value_of
from model.rules.words import clauses

CHARGES = "行政事业性收费"
_KINDS = ("许可", "处罚", "强制")  # as the rows of section two are called, behind 行政
_NUMBER = r"\d{1,3}(?:[,，]\d{3}){1,3}(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6})?|[零一二三四五六七八九十百千两]{1,8}"
_MEASURE = "件|宗|起|例|次"
_UNITS = {"万元": Decimal(1), "亿元": Decimal("0.0001"), "元": Decimal(10000)}  # how often 万元 hold it
_FEE = (  # without its first words
    r"收费(?=金额|总额|收入)|(?<=[全本]年)收费(?=\d)|(?<=年度)收费(?:共计?|合计)?(?=\d)"
    r"|(?<![一-龥])收费(?:共计?|合计)?(?=\d[\d,，.]*[万亿]元)"
)
_FULL = "|".join([CHARGES, _FEE, *(f"行政{kind}" for kind in _KINDS)])
_DONE = "办了|批了|罚了|办理|办结|办出|作出|做出|实施|完成|处理|查处|下达|采取|颁发|核发|执行"
_ALSO_DONE = (
    "送达|送出|开出|开具|发出|批出|批准|动用|运用|使用|启动|用了|作了|做了|开了|发了|下了|批复|审批|给予|施以|处以"
    "|决定|发生|产生"
)
_BETWEEN = (  # only what leaves the number that of all: 处罚听证3件, 许可延续20件 are others
    rf"(?:措施|强制执行|类|决定书?|审批|办案|立案|结案|案件|案|办件|事项|业务|服务|项目|工作|收入|金额|收取|人民币|数量|总[量数额]|量|数|合计|共计?|总计|"
    rf"累计|一共|达到?|全年|本年度?|依法|并|{_DONE}|为|了|的|：|:|\s){{0,7}}"
)
_COUNTED = re.compile(
    rf"(?P<item>{_FULL}|许可|处罚|强制)(?P<between>{_BETWEEN})(?P<number>{_NUMBER})\s?(?P<about>[余多])?"
    rf"(?P<measure>{_MEASURE}|万元|亿元|元|(?=[，,。；;、]|$))(?!以|左右)"
)
_UNDER_ITS_NAME = re.compile(  # 行政许可方面，全年办结300件
    rf"(?P<item>{_FULL})(?:方面|工作)?[，,：:](?:全年|20\d\d年度?|本年度?|今年|全[县市区镇]|共计?|累计|依法|按期|{_DONE}|收取){{1,6}}"
    rf"(?P<number>{_NUMBER})(?P<measure>{_MEASURE}|万元|亿元|元)(?![的以左行许处强余多])"
)
_NUMBER_FIRST = re.compile(  # 作出300件行政许可
    rf"(?P<number>{_NUMBER})(?P<measure>{_MEASURE})的?(?P<item>行政(?:许可|处罚|强制))(?:决定书?|措施|案件|事项)?"
    r"(?=[，,。；;、：:\n和及]|$)"
)
_NAME = r"(?:行政)?(?:许可|处罚|强制)(?:决定|措施|案件|事项)?"
_EACH = re.compile(  # 行政许可、行政处罚分别为300件、12件
    rf"(?P<items>{_NAME}(?:(?:、|和|与|及|以及){_NAME}){{1,2}})(?:处理|决定|办件|案件|数量|共|数|量){{0,4}}(?:分别|依次)(?:为|是|有|达到?|共|{_DONE}){{0,2}}"
    rf"(?P<numbers>(?:{_NUMBER})(?:{_MEASURE})(?:(?:、|和|与|及|，)(?:{_NUMBER})(?:{_MEASURE})){{1,2}})"
)
_LISTED = rf"(?:{_FULL}|许可|处罚|强制)(?:措施|决定|案件|收入|行为)?"
_DENIED = (
    rf"(?P<items>(?:{CHARGES}|行政(?:许可|处罚|强制))(?:措施|决定|案件|收入|行为)?"
    rf"(?:(?:、|和|与|及|以及|或者?){_LISTED}){{0,3}})"
)
_NONE = re.compile(
    r"(?P<none>(?:均?未|没有|无|不)(?:实施|作出|做出|发生|产生|收取|开展|涉及|办理|采取|下达)?(?:过|任何)?)"
    rf"{_DENIED}(?:(?:方面)?的?(?:处理)?决定|方面|等?行为)?"
)
_NONE_AFTER = re.compile(
    rf"{_DENIED}(?:金额|数量|数)?(?:(?:[均都]|全部)?为(?:零|0(?![\d.,万件]))"
    r"|[均都](?:未(?:发生|作出|做出|实施|开展|办理|产生|涉及)|没有(?:发生|作出|实施|办理)?|无)(?=[，,]|$))"
)
_DENIED_ITEMS = re.compile(rf"{CHARGES}|许可|处罚|强制")
_NOT_NONE = ("的", "信息", "投诉", "争议", "职", "权", "主体", "资格", "清单", "案卷", "公示", "领域")
_MAY_STAND_BEFORE = re.compile(  # whatever else does tells of some of them only: “建筑施工行政许可”
    rf"(?:^|[，,。；;、：:！\n]|和|及|与|以及|其中)(?:20\d\d年度?|本年度?|今年|全年度?|一年来|年度内|年内|"
    rf"[我本](?:局|委|办|镇|乡|县|市|区|州|机关|单位|部门|街道|中心)|"
    rf"全[市县区州镇局]|各级|各部门|各单位|行政机关|共计?|累计|总计|一共|总共|合计|依法|严格|按期|已|均|{_DONE}|征收|收取|收了|{_ALSO_DONE}|了|各类|的|其中|\s){{0,9}}$"
)
_OTHER = re.compile(  # the clause counts something else: what was shown of them, part of a year, another year's
    r"公开|公示|发布|归集|推送|录入|上传|信息|双公示|较|比|同比|上年|去年|增长|下降|增加|减少|半年|季度|\d月|以来|历年|平均|[日月]均|以上年|目录|清单"
)
_SHOWN = re.compile(  # “公示行政处罚决定93件” counts decisions; what is counted in 条 or called 信息 is what was shown
    rf"(?:主动|对外|依法|及时|集中|全面|全部|全文)?(?:公示|公开|公布|晒出)了?"
    rf"(?=行政(?:许可|处罚|强制)(?:措施|处理决定|决定)?(?:共计?|合计)?\d[\d,，]*(?:{_MEASURE}))"
)
_HEADED = re.compile("行政执法(?:情况|方面|工作|数据)?[：:，,]$")  # 行政执法情况：许可300件
_OF_A_KIND = re.compile(rf"(?:{_DONE}|{_ALSO_DONE})(?:了|各类|的|\s){{0,2}}$")  # 办理许可事项, not 许可事项
_DECIDED = re.compile("^(?:决定|措施)")
_IS_DONE = re.compile(_DONE)
_QUANTITIES = re.compile(rf"(?P<number>{_NUMBER})(?:{_MEASURE})")
_ITEMS = re.compile("许可|处罚|强制")
_PROMISED = "处理决定"  # the column: its numbers stand without a measure word
_NAMED = re.compile("收费|许可|处罚|强制")
_OTHER_CHARGES = re.compile(
    "信息|公开|申请|处理费|工本费|检索|复制|邮寄|停车|医|学|水|电|物业"
)  # another charge than that of the form
_CHARGED_ELSE = re.compile("处理费|工本费|检索|复制|邮寄|停车|医|学|水|电|物业")
_CLAUSES = re.compile(r"[^。；;！\n]{1,400}")
_COMMAS = re.compile("[，,]")
_REACH = 40  # characters before an item that tell whose or what decisions are meant


class DecisionCount(NamedTuple):
    """A number of decisions, or an amount in 万元: of which row, where its words stand and where the number does."""

    name: str
    start: int
    end: int
    value: Decimal
    number: tuple[int, int] | None = None  # None where words say that there were none
    times: Decimal = Decimal(1)  # the unit that was written, in 万元
    shown: bool = False  # what was published of them: it may be fewer, but not more


def is_told_otherwise(clause: str) -> bool:
    """Return whether a clause counts what was shown of decisions, or those of another time."""
    return _OTHER.search(clause) is not None


@lru_cache(256)  # while a number is typed the texts stay as they are
def counts(text: str, unit: str) -> tuple[DecisionCount, ...]:
    """Read what a text of a unit counts of section two."""
    if not _NAMED.search(text):
        return ()
    return tuple(
        one._replace(
            start=one.start + clause.start(),
            end=one.end + clause.start(),
            number=one.number and (one.number[0] + clause.start(), one.number[1] + clause.start()),
        )
        for clause in _CLAUSES.finditer(text)
        if _NAMED.search(clause.group())
        for one in _of_clause(clause.group(), unit)
    )


def _of_clause(clause: str, unit: str) -> Iterator[DecisionCount]:
    told = list[DecisionCount]()
    for found in _COUNTED.finditer(clause):
        one = _counted(clause, found, unit, told)
        if one:
            told.append(one)
    for found in _UNDER_ITS_NAME.finditer(clause):
        told.extend(_made(clause, found, unit))
    for found in _NUMBER_FIRST.finditer(clause):
        before = _part(clause, found.start())
        listed = bool(told) and found.start() - told[-1].end == 1
        if listed or _OF_A_KIND.search(before):
            told.extend(_made(clause, found, unit))
    for found in _EACH.finditer(clause):
        told.extend(_each(clause, found, unit))
    yield from sorted({one.number: one for one in told}.values(), key=attrgetter("start"))  # read twice it is one
    for found in (*_NONE.finditer(clause), *_NONE_AFTER.finditer(clause)):
        if _is_of_all(clause, *found.span(), unit) and not clause[found.end() :].startswith(_NOT_NONE):
            yield from _denied(found)


def _denied(found: re.Match[str]) -> Iterator[DecisionCount]:
    """Read every item of a list that is denied: “未作出行政许可、行政处罚方面的决定” is said of both."""
    for item in _DENIED_ITEMS.finditer(found.string, *found.span("items")):
        name = item.group() if item.group() == CHARGES else f"行政{item.group()}"
        yield DecisionCount(name, *found.span(), Decimal())


def _counted(clause: str, found: re.Match[str], unit: str, earlier: list[DecisionCount]) -> DecisionCount | None:
    """Read an item and its number; a short name only beside others, or where nothing but a decision is called so."""
    before, between = _part(clause, found.start()), found["between"]
    if found["about"] or (not found["measure"] and _PROMISED not in clause):
        return None
    done = bool(_OF_A_KIND.search(before))
    named = found["item"] not in _KINDS or done or _DECIDED.match(between) or between.startswith("类")
    named = named or bool(_HEADED.search(clause, 0, found.start()))
    beside = bool(earlier) and found.start() - earlier[-1].end <= _NEXT and "其中" not in before
    if not named and not beside:
        return None
    if "事项" in between and not (done or _IS_DONE.search(between)):
        return None
    return next(_made(clause, found, unit), None)


_NEXT = 6  # characters from one item of a list to the next


def _made(clause: str, found: re.Match[str], unit: str) -> Iterator[DecisionCount]:
    name = f"行政{found['item']}" if found["item"] in _KINDS else found["item"]
    if name == "收费":
        if (_CHARGED_ELSE if CHARGES in clause else _OTHER_CHARGES).search(clause):
            return
        name = CHARGES
    value, measure = value_of(found["number"]), found["measure"]
    if value is None or (measure in _UNITS) != (name == CHARGES) or not _is_of_all(clause, *found.span(), unit):
        return
    times = _UNITS.get(measure, Decimal(1))
    shown = _SHOWN.search(_part(clause, found.start()) + found.group()) is not None
    yield DecisionCount(name, *found.span(), value / times, found.span("number"), times, shown)


def _each(clause: str, found: re.Match[str], unit: str) -> Iterator[DecisionCount]:
    items = _ITEMS.findall(found["items"])
    numbers = [*_QUANTITIES.finditer(clause, *found.span("numbers"))]
    if len(items) != len(numbers) or not _is_of_all(clause, *found.span(), unit):
        return
    for item, number in zip(items, numbers, strict=True):
        value = value_of(number["number"])
        if value is not None:
            yield DecisionCount(f"行政{item}", *number.span(), value, number.span("number"))


def _part(clause: str, start: int) -> str:
    return clauses.before(clause, start, _REACH, _COMMAS)


def _is_of_all(clause: str, start: int, end: int, unit: str) -> bool:
    """Return whether all decisions of the year are meant, not some, and not what was published of them."""
    part, told = _part(clause, start), clause[start:end]
    if "其中" not in part:
        part = _SHOWN.sub("", part + told)[: -len(told)]
    before = part.replace(unit, "") if unit else part
    return bool(_MAY_STAND_BEFORE.search(_without_siblings(before))) and not _OTHER.search(part + told)


def _without_siblings(before: str) -> str:
    """Cut what was counted before in the same list."""
    return "、" if before.endswith(("、", "和", "及", "与")) else before
