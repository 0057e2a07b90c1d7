"""N2, N3, N5: how all, none, half of what is counted ended, told without a number: “均已判决驳回”, “一半予以公开”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from model.form.schema import Cell, Severity
from model.report.numbers import number_text
from model.report.report import Report
from model.rules.finding import Finding, Verdict
from model.rules.narrative.form_lines import form_lines
from model.rules.words import clauses
from model.rules.words.ended_cells import (
    BODIES,
    CLOSED,
    CORRECTED,
    FINISHED,
    OPEN,
    OTHERWISE,
    PERSONS,
    UPHELD,
    Disputed,
    cells_of,
)

_ALL = "均|都|全部|全都|全|悉数|一律|皆"
_NONE = "无一(?:[件例起宗]|被)?|没有(?:任何)?一[件例起宗]|未有一[件例起宗]"
_OVER, _UNDER = "超过(?:一半|半数)|过半数?|半数以上|一半以上|超半数", "不足(?:一半|半数)|不到(?:一半|半数)"
_HALF = "(?:[各正]?好)?一半(?!以[上下])|半数(?!以[上下])|二分之一"
_PARTS = "[三四五]分之[一二三四]"
_HOW_MANY = (
    rf"(?P<none>{_NONE})|(?P<over>{_OVER})|(?P<under>{_UNDER})|(?P<half>{_HALF})|(?P<parts>{_PARTS})|(?P<all>{_ALL})"
)
_FILLED = (
    r"(?:已|经|仍|尚|还|正|现|处|于|在|是|为|系|属|被|由|以|至|年底|目前|全部|都|作出|判决|裁定|决定|终审|生效|依法|予以|法院|人民法院|复议机关"
    r"|按规定|的){0,6}?"
)
_ENDS = r"(?=[，。；、（！\n]|$|的?(?:案件|情形|情况|申请|决定))"
_OF_DISPUTES = (
    r"(?P<upheld>维持(?:原[^，。；]{0,6}|我[^，。；]{0,6})?|(?:判决)?驳回(?:了)?(?:原告|对方|其)?(?:的)?(?:全部)?(?:诉讼)?(?:请求|起诉)?"
    r"(?:或(?:者)?(?:判决)?驳回诉讼请求)?|胜诉)(?:告终|收场)?"
    r"|(?P<corrected>纠正|纠错|撤销(?:了[^，。；]{0,10}|并?(?:责令)?重[作做新][^，。；]{0,6})?|败诉(?:告终|收场)?|确认违法)"
    r"|(?P<pending>[尚仍]?未(?:开庭(?:审理)?|审结|宣判|判决|结案|审理|办结)|审理(?:过程)?(?:之)?中|审理(?:当中|阶段)?|在审)"
    r"|(?P<ended>审结|结案|了结|审理完[毕结]|作出(?:终审|生效)?判决|宣判|终审判决|办结)"
    r"|(?P<other>(?:调解|撤回|终止|和解)(?:[、和或](?:调解|撤回|终止|和解))*(?:方式)?(?:结案)?)"
)
_DISPUTES = re.compile(rf"(?:{_HOW_MANY}){_FILLED}(?:{_OF_DISPUTES}){_ENDS}")
_SHARE_BEHIND = re.compile(
    rf"(?P<corrected>纠正|撤销|纠错|败诉)(?:的)?(?:案件)?(?:占|达)(?:到)?(?:总数的)?(?:(?P<half>{_HALF})|(?P<over>{_OVER}))"
    rf"|(?P<upheld>维持)(?:的)?(?:案件)?(?:占|达)(?:到)?(?:总数的)?(?:(?P<half_>{_HALF})|(?P<over_>{_OVER}))"
)
_SOME_ENDED = re.compile(
    rf"(?:法院|人民法院)(?:已|均已)(?:经)?(?:判决|裁定)(?:驳回|维持)[^，。；]{{0,8}}{_ENDS}|已有案件(?:审结|结案|判决){_ENDS}"
)
_SUBJECT = (
    r"(?:全年|本年度?|20\d\d年(?:度|全年)?|年内)?[，,]?(?:我[^，。；]{1,3})?(?:(?:对|就)(?:群众|公众|申请人|社会公众)(?:提出|提交)的)?"
    r"(?:收到|受理|新收|接收|办理|办结|答复|已办结|已答复)?(?:的)?(?:所有|全部|各类|各项)?(?:的)?(?:政府信息公开|信息公开|依申请公开)?申请"
    r"(?:\d{1,6}件)?(?:事项|件)?(?:的)?(?:办理结果|答复结果|答复类型|处理结果|答复|结果)?(?:中)?(?:办理)?[，,、]?(?:其中)?[，,]?(?:截至)?(?:年底|目前)?"
)
_APPLICATIONS = re.compile(
    rf"(?P<subject>{_SUBJECT})(?:{_HOW_MANY})(?:已|经|被|为|是|系|属于?|作出|依法|予以|给予|按规定|的申请|申请|被|[，]){{0,4}}?"
    rf"(?:(?P<disclosed>(?:予以)?公开|向[^，。；]{{1,5}}公开)|(?P<partly>部分公开)|(?P<refused>不予公开)|(?P<unavailable>无法提供)"
    rf"|(?P<not_processed>不予处理)|(?P<finished>办结|答复完毕|办理完毕|处理完毕)|(?:由|来自|出自|为|是)(?P<by_persons>自然人|公民个人|个人)"
    rf"|(?:由|来自|出自|为|是)(?P<by_bodies>企业|商业企业|法人(?:或者?其他组织)?))(?:决定|答复|处理|提出|提交|的?申请|完毕|申请)?(?=[，。；！\n]|$)"
)
_SHARE_OF_RESULT = re.compile(
    rf"申请(?:中|里)?[，,]?(?:(?P<disclosed>予以公开)|(?P<partly>部分公开)|(?P<refused>不予公开)|(?P<unavailable>无法提供))的"
    rf"(?:占|只占|仅占|约占)?(?:(?P<half>{_HALF})|(?P<over>{_OVER})|(?P<under>{_UNDER}))"
)
_NONE_OF_A_RESULT = re.compile(
    rf"(?:{_NONE})(?:申请)?(?:被|作出)?(?:(?P<refused>不予公开)|(?P<unavailable>无法提供)|(?P<not_processed>不予处理))(?=[，。；！\n]|$)"
)
_SENTENCES = re.compile(r"[^。；\n]{4,300}")
_LIMITED = re.compile(  # some only, of another year or body, or not yet so
    r"上年|去年|往年|历年|上一年|处罚|许可(?!信息)|征收|征地|拆迁|工伤|司法局|各部门|各单位|下级|力争|争取|如(?!下|期|实)|若|部分(?!公开)|大部分|多数|个别|既有"
    r"|除|其余|到期|按[时期]|应当?公开|可以公开|符合|属于|不属|按照规定应|以外|之外|期限|法定|未到|原则|建议|提案|来信|来访|热线|下一步|今后|将(?!案)|要(?!求)"
    r"|履行|应诉通知|出庭|答辩|提交(?!的)|录入|归档|网上公开|由律师|顾问|既|也有|其中|有的|审结的|结案的|判决的|已审结案件|审结案件"
)
_PENDING_TOO = re.compile("[尚仍还][^，。；]{0,8}(?:审理|未)")


class EndTold(NamedTuple):
    """What a clause says of how some of a whole ended, and where."""

    rule: str
    start: int
    end: int
    how_many: str
    outcome: str
    disputed: Disputed = Disputed.NOT


_HOW = ("none", "over", "under", "half", "parts", "all")
_KINDS_OF_DISPUTES = {"upheld": UPHELD, "corrected": CORRECTED, "pending": OPEN, "ended": CLOSED, "other": OTHERWISE}
_KINDS = {
    "disclosed": "予以公开",
    "partly": "部分公开",
    "refused": "不予公开",
    "unavailable": "无法提供",
    "not_processed": "不予处理",
    "finished": FINISHED,
    "by_persons": PERSONS,
    "by_bodies": BODIES,
}


def _named(found: re.Match[str], names: Iterable[str]) -> str:
    said = found.groupdict()
    return next((name for name in names if said.get(name) or said.get(f"{name}_")), "")


@lru_cache(256)
def _words(text: str, *, on_applications: bool) -> tuple[EndTold, ...]:
    if not (on_applications or "申请" in text or "复议" in text or "诉讼" in text):
        return ()
    return tuple(
        one for sentence in _SENTENCES.finditer(text) for one in _of_sentence(sentence, on_applications=on_applications)
    )


def _of_sentence(sentence: re.Match[str], *, on_applications: bool) -> Iterator[EndTold]:
    said, at = sentence.group(), sentence.start()
    disputed = "复议" in said or "诉讼" in said
    if not disputed and "申请" not in said and not on_applications:
        return
    if _LIMITED.search(said):
        return
    if disputed:
        yield from _of_disputes(said, at)
    elif "公开" in said or on_applications:
        yield from _of_applications(said, at)


def _of_disputes(said: str, at: int) -> Iterator[EndTold]:
    if "公开" not in said and "行政" not in said:
        return
    for pattern in (_DISPUTES, _SHARE_BEHIND, _SOME_ENDED):
        for found in pattern.finditer(said):
            before = clauses.before(said, found.end(), len(said), _WIDE)
            body = _disputed(before)
            if body is Disputed.NOT or "未经复议" in found.group():
                continue
            how, outcome = (
                _named(found, _HOW) or "some",
                _KINDS_OF_DISPUTES[_named(found, _KINDS_OF_DISPUTES) or "ended"],
            )
            if pattern is _SOME_ENDED or not (how == "all" and _PENDING_TOO.search(said) and outcome == CLOSED):
                yield EndTold("N5", at + found.start(), at + found.end(), how, outcome, body)


_WIDE = re.compile("[。；]")


def _disputed(before: str) -> Disputed:
    """Return what a clause is about: what is named last; nothing where two are named side by side."""
    reconsidered = "复议" in before
    sued = "诉讼案" in before or "行政诉讼" in before or "类诉讼" in before
    if "复议后" in before or "经复议" in before or (reconsidered and sued):
        return Disputed.NOT
    if sued:
        return Disputed.IN_COURT
    return Disputed.BEFORE_A_SUPERIOR if reconsidered else Disputed.NOT


def _of_applications(said: str, at: int) -> Iterator[EndTold]:
    for pattern in (_APPLICATIONS, _SHARE_OF_RESULT, _NONE_OF_A_RESULT):
        for found in pattern.finditer(said):
            before = clauses.before(said, found.start(), len(said), _COMMAS)
            kind = _named(found, _KINDS)
            if pattern is _APPLICATIONS and before.strip() not in _BEFORE:
                continue
            rule = "N3" if kind == "finished" else "N1" if kind.startswith("by_") else "N2"
            start = max(found.start(name) for name in (*_HOW, kind) if found.groupdict().get(name))
            first = min(found.start(name) for name in (*_HOW, kind) if found.groupdict().get(name))
            yield EndTold(rule, at + first, at + max(found.end(), start), _named(found, _HOW) or "none", _KINDS[kind])


_COMMAS = re.compile("[，,：:]")
_BEFORE = frozenset(["", "对", "我县", "全县", "全年", "截至年底", "本机关", "年内"])


def ends_in_words(report: Report, told: Sequence[Finding], rule: str) -> Iterator[Finding]:
    """Hold what words say of how all, none or half ended against the tables; `told` is what is said already."""
    lines = form_lines(report.form)
    for key, text in report.texts.items():
        for one in _words(text, on_applications=key == lines.on_application):
            if one.rule == rule and not any(_beside(text, other, key, one) for other in told):
                yield from _held(report, key, one)


def _beside(text: str, other: Finding, key: str, one: EndTold) -> bool:
    """Return whether something is told of the same sentence already."""
    if other.at[0] != key or not other.span:
        return False
    first, last = sorted((other.span, (one.start, one.end)))
    return "。" not in text[first[1] : last[0]]


def _held(report: Report, key: str, one: EndTold) -> Iterator[Finding]:
    cells = cells_of(report.form, one.outcome, one.disputed)
    part, whole, also = (_sum(report, some) for some in (cells.part, cells.whole, cells.also))
    quote, form = report.texts[key][one.start : one.end], report.form
    if part is None or not whole or also is None or _fits(one, quote, part / whole, also / whole):
        return
    why = f"表里是{number_text(whole)}件中的{number_text(part)}件"
    message = f"{form.name_of(key)}：写的“{quote}”与表不符，{why}；请核对文字和表格（{one.rule}）"
    yield Finding(
        one.rule,
        Severity.WARN,
        Verdict.BROKEN,
        (key, cells.part[0]),
        message,
        quote=quote,
        span=(one.start, one.end),
        about=quote,
        why=why,
    )


def _sum(report: Report, cells: Sequence[Cell]) -> Decimal | None:
    """Return the sum of some cells; None where one is blank."""
    numbers = [report.numbers.get(cell) for cell in cells]
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal()) if len(known) == len(numbers) else None


_HALF_OF_IT, _SLACK = Decimal("0.5"), Decimal("0.05")
_FRACTION = re.compile("([三四五])分之([一二三四])")
_VALUES = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5}


def _fits(one: EndTold, quote: str, share: Decimal, also: Decimal) -> bool:
    """Return whether a share is as much of its whole as words say; `also` may be counted in."""
    if one.how_many == "all":
        return 1 in (share, share + also)
    if one.how_many in {"none", "some"}:
        return (share == 0) == (one.how_many == "none")
    if one.how_many == "over":
        return share + also > _HALF_OF_IT
    if one.how_many == "under":
        return share < _HALF_OF_IT
    fraction = _FRACTION.search(quote)
    said = Decimal(_VALUES[fraction[2]]) / _VALUES[fraction[1]] if fraction else _HALF_OF_IT
    return abs(share - said) <= _SLACK
