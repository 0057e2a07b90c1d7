"""N10: the decisions and charges that a text counts are those of section two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from model.form.form import Form
from model.form.roles import LineRole
from model.form.schema import Cell, Severity
from model.report.numbers import number_text, with_unit
from model.report.report import Report
from model.rules.finding import Finding, Verdict
from model.rules.narrative.numerals import value_of
from model.rules.registry import Context, Remedy, rule
from model.rules.words import clauses

_CHARGES = "行政事业性收费"
_NAMES = ("行政许可", "行政处罚", "行政强制", _CHARGES)  # as the rows of section two are called
_NAME = "|".join(_NAMES)
_NUMBER = r"\d{1,3}(?:[,，]\d{3}){1,3}(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6})?|[零一二三四五六七八九十百千两]{1,8}"
_FILLER = r"(?:措施|强制执行|处理|决定|案件|案|办件|收入|金额|数量|总额|合计|共计|共|总计|累计|为|了|的|：|:|\s){0,4}"
_COUNTED = re.compile(
    rf"(?P<item>{_NAME}){_FILLER}(?P<number>{_NUMBER})\s?(?P<about>[余多])?(?P<measure>件|宗|起|例|次|万元|亿元|元)(?!以|左右)"
)
_NONE = re.compile(
    rf"(?P<none>(?:均?未|没有|无|不)(?:实施|作出|做出|发生|产生|收取|开展|涉及|办理)?)(?P<item>{_NAME})(?:措施|决定|案件|收入|行为)?"
)
_MAY_STAND_BEFORE = re.compile(  # whatever else does tells of some of them only: “建筑施工行政许可”
    r"(?:^|[，,。；;、：:！\n]|和|及|与|以及|其中)(?:20\d\d年度?|本年度?|今年|全年|年度内|[我本](?:局|委|办|镇|乡|县|市|区|州|机关|单位|部门|街道|中心)|"
    r"全[市县区州镇]|共计?|累计|总计|一共|依法|严格|已|均|作出|做出|办理|办结|实施|下达|完成|处理|收取|征收|查处|了|各类|的|\s){0,8}$"
)
_OTHER = re.compile(  # the clause counts something else: what was shown of them, part of a year, another year's
    r"公开|公示|发布|归集|推送|录入|上传|信息|双公示|较|比|同比|上年|去年|增长|下降|增加|减少|半年|季度|\d月|以来|历年|平均|[日月]均|以上年|目录|清单|事项"
)
_CLAUSES = re.compile(r"[^。；;！\n]{1,400}")
_IN = {"万元": Decimal(1), "亿元": Decimal("0.0001"), "元": Decimal(10000)}  # how often 万元 hold it
_COMMAS = re.compile("[，,]")
_REACH = 40  # characters before an item that tell whose or what decisions are meant


class _Said(NamedTuple):
    key: str
    name: str
    start: int
    end: int
    value: Decimal
    by_word: bool
    times: Decimal = Decimal(1)  # the unit that was written, in 万元


@rule(
    "N10",
    Severity.WARN,
    "文中写的行政许可、行政处罚、行政强制件数和行政事业性收费金额等于第二部分",
    "第一部分与第二部分同一事项的数字应当一致",
    remedy=Remedy.NUMBER,
)
def decisions(context: Context) -> Iterator[Finding | None]:
    """Hold what the texts say was decided and charged against section two."""
    report, said = context.report, list[_Said]()
    cells = _cells(report.form)
    for key, text in report.texts.items():
        yield None
        said += (_Said(key, *one) for one in _read(text) if not _of_another_year(text, one[1], report.year))
    for one in said:
        cell = cells.get(one.name)
        due = None if cell is None else report.numbers.get(cell)
        if cell is None or due is None or one.value == due or _told_in_pieces(one, said, due):
            continue
        yield _finding(report, cell, one, due)


def _of_another_year(text: str, start: int, year: int) -> bool:
    """Return whether the last year that is named before an item, in its sentence, is not the report's."""
    named = re.findall(r"20\d\d(?=年)", clauses.before(text, start, 2 * _REACH))
    return bool(named) and named[-1] != str(year)


@cache
def _cells(form: Form) -> Mapping[str, Cell]:
    """Return the cells of section two that count decisions, and what was charged, by the names of their rows."""
    return {
        row.label: table.cell(row, column)
        for table in form.tables.values()
        for column in table.column_leaves
        if {LineRole.DECISIONS, LineRole.FEE} & set(column.roles)
        for row in table.row_leaves
    }


def _told_in_pieces(one: _Said, said: list[_Said], due: Decimal) -> bool:
    """Return whether a number is a piece of the whole, which is told besides, or which all of them make."""
    numbers = [other.value for other in said if other.name == one.name]
    return len(numbers) > 1 and one.value < due and (due in numbers or sum(numbers) == due)


@lru_cache(256)  # while a number is typed the texts stay as they are
def _read(text: str) -> tuple[tuple[str, int, int, Decimal, bool, Decimal], ...]:
    if not any(name in text for name in _NAMES):
        return ()
    return tuple(one for clause in _CLAUSES.finditer(text) for one in _of_clause(clause.group(), clause.start()))


def _of_clause(clause: str, at: int) -> Iterator[tuple[str, int, int, Decimal, bool, Decimal]]:
    for found in _COUNTED.finditer(clause):
        name, value = found["item"], value_of(found["number"])
        is_amount = found["measure"] in _IN
        if found["about"] or value is None or is_amount != (name == _CHARGES):
            continue
        if _is_of_all(clause, found.start(), found.end()):
            times = _IN.get(found["measure"], Decimal(1))
            start, end = found.span()
            yield name, at + start, at + end, value / times, False, times
    for found in _NONE.finditer(clause):
        if _is_of_all(clause, found.start(), found.end()) and not clause[found.end() :].startswith(
            ("的", "信息", "投诉", "争议")
        ):
            yield found["item"], at + found.start(), at + found.end(), Decimal(), True, Decimal(1)


def _is_of_all(clause: str, start: int, end: int) -> bool:
    """Return whether all decisions of the year are meant, not some, and not what was published of them."""
    part = clauses.before(clause, start, _REACH, _COMMAS)
    return bool(_MAY_STAND_BEFORE.search(_without_siblings(part))) and not _OTHER.search(part + clause[start:end])


def _without_siblings(before: str) -> str:
    """Cut what was counted before in the same list."""
    return "、" if before.endswith(("、", "和", "及", "与")) else before


def _in_the_unit_of(one: _Said, amount: Decimal) -> Decimal:
    """Return an amount of section two in the unit that the text uses, without zeros that the change of units adds."""
    return amount if one.times == 1 else (amount * one.times).normalize() + 0  # 12000, not 1.2E+4


def _finding(report: Report, cell: Cell, one: _Said, due: Decimal) -> Finding:
    text, right = report.texts[one.key], _in_the_unit_of(one, due)
    quote, where = text[one.start : one.end], report.form.name_of(cell)
    counted = with_unit(due, report.form.kinds[cell])
    advice = "请核对文字和表格" if one.by_word else f"请改为{number_text(right)}"
    message = f"{report.form.name_of(one.key)}：写的“{quote}”与{where}{counted}不符；{advice}（N10）"
    number = _NUMBERS.search(quote)
    start, end = (
        (one.start + number.start(), one.start + number.end()) if number and not one.by_word else (one.start, one.end)
    )
    return Finding(
        "N10",
        Severity.WARN,
        Verdict.BROKEN,
        (one.key, cell),
        message,
        _in_the_unit_of(one, one.value),
        right,
        text[start:end],
        (start, end),
        None if one.by_word else right,
        about=quote,
        sides=("", "") if one.by_word else ("写的", "表里"),
        why=f"{where.partition('“')[2].replace('”', '')}是{counted}",
    )


_NUMBERS = re.compile(_NUMBER)
