"""N5, disputes that are told in words without a number: “有行政复议案件尚未审结”, “行政诉讼被判决败诉”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from model.form.form import Form
from model.form.roles import TableRole
from model.form.schema import Cell, Severity
from model.report.report import Report
from model.rules.finding import Finding, Verdict
from model.rules.words import clauses

_SENTENCES = re.compile(r"[^。；;！\n]{4,300}")
_MAY_TELL = re.compile("复议|诉讼|起诉|败诉")
_ENDED = "纠正|撤销|纠错|确认违法|责令重新|责令履行"
_BODIES = re.compile(
    "(?P<after>复议后起诉|经(?:过)?(?:行政)?复议后?(?:的|再|又)?(?:提起)?(?:行政)?(?:起诉|诉讼))|(?P<direct>直接起诉|未经复议)"
)
_HAPPENED = re.compile(
    r"(?:发生|引发|产生|出现|存在)了?[^，；：\d]{0,20}(?:复议|诉讼|起诉)(?!机关|机构|风险|法)|(?:被|曾)(?:申请|提起)了(?:行政)?(?:复议|诉讼)"
)
_CORRECTED = re.compile(
    rf"(?:复议|诉讼)(?:案件)?[^，；：\d]{{0,6}}被(?:复议机[关构]|上级机关|法院|人民法院)?(?:依法)?(?:决定|判决)?(?:予以)?(?:{_ENDED}|败诉)"
    rf"|(?:复议机关|法院)(?:依法)?(?:判决|决定|予以)*+(?:{_ENDED})了?[我本]|(?:诉讼|应诉)[^，；：\d]{{0,10}}败诉"
    rf"|复议(?:机关|审查|决定)[^，；：\d]{{0,8}}(?:被|予以|决定|判定)(?:依法)?(?:{_ENDED})|法院[^，；：\d]{{0,6}}(?:判决|裁定)(?:依法)?(?:{_ENDED})"
)
_PENDING = re.compile(
    r"(?:复议|诉讼|起诉)的?(?:案件)?[^，；：\d]{0,8}"
    r"(?:[尚仍还][^，；：\d]{0,6}未审结|未(?:审结|办结)|(?:正在|尚在|仍在|还在)(?:审理|办理|审查))"
    r"|[尚仍还][有存][^，；：\d]{0,10}(?:复议|诉讼)(?:案件)?尚?未(?:审结|办结)"
    r"|法院(?:正在|尚在|仍在|还在)审理|法院(?:尚|还)未(?:作出)?(?:判决|宣判|审结)"
)
_NOT_TOLD = re.compile(  # nothing happened, or it is not of this year, of this body, of this thing
    r"[未没](?:[曾再新]|出现)?(?:因|由|发生|引发|产生|出现|被|就|涉)|没有|不存在|无(?!理由|正当|关)|零|避免|防止|预防|杜绝|减少|降低|力争|争取|如果|[，。；：]?如(?!期|实|下|上)|若|可能|是否|风险|化解|隐患|或者"
    r"|上年|去年|往年|以前|历年|处罚|许可|征收|征地|拆迁|工伤|司法局|各部门|各单位|全市|下级|均未|未被|可以|有权|依法申请|权利|途径|渠道|公开行政|决定书"
    r"|推动|处理|完善|健全|加强|规范|机制|制度|追究|问责|纳入|无关|土地|下一步|今后|继续|起诉期|法院受理|(?:复议|诉讼|起诉)的$|(?<!\d)0[件起宗]|败诉的|纠正的|撤销的"
)
_COUNTED = re.compile("[\\d一二三四五六七八九十两][件起宗例]")


_YEAR = re.compile("20\\d\\d(?=年)")


class _Event(NamedTuple):
    """What words say that there was: where they stand, of which bodies, in which column."""

    start: int
    end: int
    bodies: tuple[str, ...]
    column: str  # the end of a key


_AFTER, _DIRECT, _RECONSIDERATION = "litigation_after_reconsideration", "direct_litigation", "reconsideration"


@lru_cache(256)
def _events(text: str, year: int) -> tuple[_Event, ...]:
    if not _MAY_TELL.search(text):
        return ()
    return tuple(one for sentence in _SENTENCES.finditer(text) for one in _of_sentence(sentence, year))


def _of_sentence(sentence: re.Match[str], year: int) -> Iterator[_Event]:
    said, at = sentence.group(), sentence.start()
    if any(named != str(year) for named in _YEAR.findall(said)):  # what ended then may be of that year
        return
    told = False
    for pattern, column in ((_PENDING, "pending"), (_CORRECTED, "corrected"), (_HAPPENED, "total")):
        for found in pattern.finditer(said) if not (told and column == "total") else ():
            part = clauses.before(said, found.start(), len(said), _COMMAS) + found.group()
            whole = part + clauses.after(said, found.end(), len(said), _COMMAS)
            counted = column == "total" and _COUNTED.search(whole)  # which the narrative rules read
            if not counted and not _NOT_TOLD.search(whole):
                yield _Event(at + found.start(), at + found.end(), _bodies(found.group(), part), column)
                told = True
                break


def _bodies(words: str, part: str) -> tuple[str, ...]:
    named = _BODIES.search(words) or _BODIES.search(part)
    if named:
        return (_AFTER,) if named["after"] else (_DIRECT,)
    if "诉" in words or "法院" in words:
        return (_DIRECT, _AFTER) if "复议" not in words else (_DIRECT, _AFTER, _RECONSIDERATION)
    return (_RECONSIDERATION,)


_COMMAS = re.compile("[，,：:]")


def disputes_that_were_not(report: Report, told: Sequence[Finding]) -> Iterator[Finding]:
    """Hold what words say that there was against cells that are 0; `told` is what is said of disputes already."""
    if report.form.table(TableRole.DISPUTES) is None:
        return
    for key, text in report.texts.items():
        for one in _events(text, report.year):
            cells = [report.form.cell_called.get(f"disputes/{body}/{one.column}") for body in one.bodies]
            known = [cell for cell in cells if cell is not None]
            again = any(other.at[0] == key and other.span and _beside(text, other.span, one) for other in told)
            if known and not again and all(report.numbers.get(cell) == 0 for cell in known):
                yield _finding(report, key, one, known[0])


def _beside(text: str, span: tuple[int, int], one: _Event) -> bool:
    """Return whether two findings stand in one sentence."""
    first, last = sorted((span, (one.start, one.end)))
    return "。" not in text[first[1] : last[0]]


def _finding(report: Report, key: str, one: _Event, cell: Cell) -> Finding:
    quote, form = report.texts[key][one.start : one.end], report.form
    why = f"{_name(form, cell)}是0"
    return Finding(
        "N5",
        Severity.WARN,
        Verdict.BROKEN,
        (key, cell),
        f"{form.name_of(key)}：写的“{quote}”与{why}不符；请核对文字和表格（N5）",
        quote=quote,
        span=(one.start, one.end),
        about=quote,
        why=why,
    )


def _name(form: Form, cell: Cell) -> str:
    return form.name_of(cell)
