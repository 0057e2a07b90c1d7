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
    cells = _cells(report.form)
    for key, text in report.texts.items():
        yield None
        said += (
            _Said(key, one) for one in counts(text, report.unit) if not _of_another_year(text, one.start, report.year)
        )
    for key, one in said:
        cell = cells.get(one.name)
        due = None if cell is None else report.numbers.get(cell)
        if cell is None or due is None or one.value == due or _told_in_pieces(one, said, due):
            continue
        yield _finding(report, cell, key, one, due)
    yield from told_of(context, "N10")  # in words that are not listed here


def _of_another_year(text: str, start: int, year: int) -> bool:
    """Return whether the last year that is named before an item, in its sentence, is not the report's."""
    named = re.findall(r"20\d\d(?=年)", clauses.before(text, start, _REACH))
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


def _told_in_pieces(one: DecisionCount, said: list[_Said], due: Decimal) -> bool:
    """Return whether a number is a piece of the whole, which is told besides, or which all of them make."""
    numbers = [other.value for _, other in said if other.name == one.name]
    return len(numbers) > 1 and one.value < due and (due in numbers or sum(numbers) == due)


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
        why=f"{where.partition('“')[2].replace('”', '')}是{counted}",
    )
