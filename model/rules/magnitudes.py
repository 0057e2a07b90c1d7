"""X5: numbers that no body of a level can have."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from model.form.form import Form
from model.form.roles import TableRole
from model.form.schema import Cell, Kind, Severity
from model.report.numbers import number_text, with_unit
from model.report.report import Level
from model.rules.finding import Finding, Verdict
from model.rules.registry import Context, Remedy, rule


class _Most(NamedTuple):
    """What is far more than any body of a level has had: decisions, other things that are counted, amounts in 万元."""

    decisions: Decimal
    counts: Decimal
    amount: Decimal


def _most(decisions: int, counts: int, amount: int) -> _Most:
    return _Most(Decimal(10) ** decisions, Decimal(10) ** counts, Decimal(10) ** amount)


_MYRIAD = Decimal(10_000)
_SMALL, _COUNTY, _CITY, _PROVINCE = _most(7, 5, 5), _most(8, 6, 6), _most(9, 7, 7), _most(10, 8, 8)
_OF_LEVEL = {
    Level.TOWNSHIP: _SMALL,
    Level.SUBDISTRICT: _SMALL,
    Level.COUNTY: _COUNTY,
    Level.COUNTY_DEPARTMENT: _COUNTY,
    Level.CITY: _CITY,
    Level.CITY_DEPARTMENT: _CITY,
    Level.PROVINCE: _PROVINCE,
    Level.PROVINCE_DEPARTMENT: _PROVINCE,
}


@rule(
    "X5",
    Severity.HINT,
    "没有大得这一层级不可能有的数，请留意（多打了几位，或者把元填成了万元）",
    "经验",
    remedy=Remedy.BY_HAND,
)
def beyond_its_level(context: Context) -> Iterator[Finding]:
    """Hold what was filled in against what a body of the level can have at all; totals follow their parts."""
    report = context.report
    most = _OF_LEVEL.get(report.level)
    if most is None:
        return
    for cell, value in report.numbers.items():
        if (
            value > most.counts
            and cell not in report.form.totals
            and value > (bound := _bound(report.form, cell, most))
        ):
            yield _beyond(context, cell, value, bound)


def _bound(form: Form, cell: Cell, most: _Most) -> Decimal:
    if form.kinds[cell] is Kind.AMOUNT:
        return most.amount
    return most.counts if cell in _counted(form) else most.decisions


@cache
def _counted(form: Form) -> frozenset[Cell]:
    """Return the cells of documents, applications and disputes; decisions on citizens are far more."""
    tables = (form.table(role) for role in TableRole)
    return frozenset(cell for table in tables if table for cell in table.cells)


def _beyond(context: Context, cell: Cell, value: Decimal, bound: Decimal) -> Finding:
    report = context.report
    kind = report.form.kinds[cell]
    unit = "亿元" if kind is Kind.AMOUNT else f"万{kind.unit}"
    why = f"{report.level.label}一般不会超过{number_text(bound / _MYRIAD)}{unit}"
    message = f"{report.form.name_of(cell)}：填的是{with_unit(value, kind)}，{why}；请看看有没有填错（X5）"
    return Finding("X5", Severity.HINT, Verdict.BROKEN, (cell,), message, value, why=why)
