"""N10: the decisions and charges that a text counts are those of section two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from model.form.form import Form
from model.form.roles import LineRole
from model.form.schema import Cell, Severity
from model.report.numbers import number_text, with_unit
from model.report.report import Report
from model.rules.finding import Finding, Verdict
from model.rules.narrative_rules import told_of
from model.rules.registry import Context, Remedy, rule
from model.rules.words import clauses
from model.rules.words.decision_counts import DecisionCount, counts

_REACH = 80  # characters before an item in which its year may stand
_DIVIDED = re.compile(r"\s{0,4}(?:其中|包括|具体[为是]|分别[为是]|涉及|含)")
_OF_ALL = re.compile(  # of the whole year, or of the whole body: no piece, unless “其中” stands before it
    r"全年|20\d\d年|[本今]年|年度|[我本](?:局|委|办|镇|乡|县|市|区|州|机关|单位|部门|街道|中心)|全[县市区州镇乡局]|共|[总累合]计"
)
_OF_SOME = re.compile(  # one of its parts, a field, some weeks
    "(?:服务|便民|审批|政务|办事)(?:中心|大厅|窗口)|[大中支]队|分局|(?:司法|派出|监管|管理|财政|卫生|国土)所"
    "|领域|赋权|下放|委托|承接|专项|期间"
)
_LONGEST = 600  # characters of what is read as one sentence


class _Said(NamedTuple):
    key: str
    told: DecisionCount


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
    cells = cells_by_name(report.form)
    for key, text in report.texts.items():
        yield None
        said += (
            _Said(key, one) for one in counts(text, report.unit) if not _of_another_year(text, one.start, report.year)
        )
    for key, one in said:
        cell = cells.get(one.name)
        due = None if cell is None else report.numbers.get(cell)
        if cell is None or due is None or one.value == due or _told_in_pieces(key, one, said, report, due):
            continue
        if one.shown and _may_be_fewer(_Said(key, one), said, report, due):
            continue
        yield _finding(report, cell, key, one, due)
    yield from told_of(context, "N10")  # in words that are not listed here


def _of_another_year(text: str, start: int, year: int) -> bool:
    """Return whether the last year that is named before an item, in its sentence, is not the report's."""
    named = re.findall(r"20\d\d(?=年)", clauses.before(text, start, _REACH))
    return bool(named) and named[-1] != str(year)


@cache
def cells_by_name(form: Form) -> Mapping[str, Cell]:
    """Return the cells of section two that count decisions, and what was charged, by the names of their rows."""
    return {
        row.label: table.cell(row, column)
        for table in form.tables.values()
        for column in table.column_leaves
        if {LineRole.DECISIONS, LineRole.FEE} & set(column.roles)
        for row in table.row_leaves
    }


def _may_be_fewer(at: _Said, said: list[_Said], report: Report, due: Decimal) -> bool:
    """Return whether only some may have been published: not where all others were, nor where digits changed places."""
    if at.told.value > due or sorted(str(at.told.value)) == sorted(str(due)):
        return False
    cells = cells_by_name(report.form)
    beside = [
        one for one in said if one.key == at.key and one.told.shown and abs(one.told.start - at.told.start) < _REACH
    ]
    others = [one.told for one in beside if one.told.name != at.told.name]
    return not others or any(one.value != report.numbers.get(cells[one.name]) for one in others)


def _told_in_pieces(key: str, one: DecisionCount, said: list[_Said], report: Report, due: Decimal) -> bool:
    """Return whether a number is a piece of the whole: all of its text make it, or the words show that it is one."""
    if one.value >= due:
        return False
    numbers = [other for where, other in said if other.name == one.name and where == key]
    if len(numbers) > 1 and sum(other.value for other in numbers) == due:
        return True
    text = report.texts[key]
    begin = _run_begins(text, one.start)
    wholes = [other for other in numbers if other.value == due and _run_begins(text, other.start) == begin]
    clause = text[max(begin, *(text.rfind(comma, begin, one.start) + 1 for comma in "，,；;")) : one.end]
    beside = any(_DIVIDED.search(text, other.end, one.end) or not _OF_ALL.search(clause) for other in wholes)
    return beside or (_is_told(one, said, due) and _OF_SOME.search(text, begin, one.start) is not None)


def _is_told(one: DecisionCount, said: list[_Said], due: Decimal) -> bool:
    return any(other.name == one.name and other.value == due for _, other in said)


def _run_begins(text: str, start: int) -> int:
    """Return where the sentence of a place begins, or the one before that it divides: “。其中”."""
    begin = _last_end(text, start)
    while begin and _DIVIDED.match(text, begin):
        begin = _last_end(text, begin - 1)
    return begin


def _last_end(text: str, start: int) -> int:
    first = max(0, start - _LONGEST)
    return max(first, *(text.rfind(end, first, start) + 1 for end in "。！\n"))


def _in_the_unit_of(one: DecisionCount, amount: Decimal) -> Decimal:
    """Return an amount of section two in the unit that the text uses, without zeros that the change of units adds."""
    return amount if one.times == 1 else (amount * one.times).normalize() + 0  # 12000, not 1.2E+4


def _finding(report: Report, cell: Cell, key: str, one: DecisionCount, due: Decimal) -> Finding:
    text, right = report.texts[key], _in_the_unit_of(one, due)
    quote, where = text[one.start : one.end], report.form.name_of(cell)
    counted = with_unit(due, report.form.kinds[cell])
    advice = f"请改为{number_text(right)}" if one.number else "请核对文字和表格"
    message = f"{report.form.name_of(key)}：写的“{quote}”与{where}{counted}不符；{advice}（N10）"
    start, end = one.number or (one.start, one.end)
    return Finding(
        "N10",
        Severity.WARN,
        Verdict.BROKEN,
        (key, cell),
        message,
        _in_the_unit_of(one, one.value),
        right,
        text[start:end],
        (start, end),
        right if one.number else None,
        about=quote,
        sides=("写的", "表里") if one.number else ("", ""),
        why=f"{where[where.find('“') :]}是{counted}",
    )
