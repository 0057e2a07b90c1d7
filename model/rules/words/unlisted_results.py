"""T11: a result for which the form has no row, as an application withdrawn, belongs in the row of all others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from model.form.roles import LineRole, TableRole
from model.form.schema import Cell, Severity
from model.report.report import Report
from model.rules.finding import Finding
from model.rules.narrative.numerals import value_of
from model.rules.registry import Context, Remedy, having, rule
from model.rules.words import clauses
from model.rules.words.flaws import Flaw, in_text

_NUMBER = r"(?P<{name}>\d{{1,6}}|[一二三四五六七八九十两]{{1,3}})\s?[件个份条]"
_FREELY = "(?:主动|自愿|自行|书面|要求|提出|申请){0,2}"
_APPLICATION = "(?:了|的)?(?:政府信息公开|信息公开|公开)?"
_BEFORE_IT = re.compile(
    rf"(?:申请人{_FREELY}(?:撤回|撤销)(?:了|的)?(?:政府信息公开|信息公开|公开)?(?:申请)?|{_FREELY}(?:撤回|撤销){_APPLICATION}申请)"
    rf"(?:的|共|为|有|：|:|\s){{0,3}}{_NUMBER.format(name='after')}"
)
_AFTER_IT = re.compile(
    rf"{_NUMBER.format(name='before')}{_APPLICATION}(?:申请)?(?:[（(]|因|由|为|系|被|经|是|后){{0,2}}"
    rf"申请人{_FREELY}(?:撤回|撤销)"
)
_IN_DISPUTES = re.compile("复议|诉讼|起诉|上诉|原告|法院")
_NEAR = 60  # characters before, in which it is said what was withdrawn


@rule(
    "T11",
    Severity.HINT,
    "文中写的撤回、撤销的申请，表中没有单独的行，计入“（六）其他处理”的“3.其他”",
    "表格结构（{form}附件）",
    remedy=Remedy.BY_HAND,
    editions=having(TableRole.APPLICATIONS, LineRole.UNLISTED),
)
def results_without_a_row(context: Context) -> Iterator[Finding | None]:
    """Hold the applications that a text calls withdrawn against the row of all other results."""
    cell = _cell(context.report)
    counted = None if cell is None else context.report.numbers.get(cell)
    for key, text in context.report.texts.items():
        yield None
        if "撤" not in text:
            continue
        for start, end, count in _withdrawn(text):
            if cell and count and (counted is None or counted < count):
                row = context.report.form.name_of(cell).replace("“总计”列", "")
                problem = f"在表中没有单独的行，应计入{row}；请核对"
                yield in_text(context, "T11", key, Flaw(start, end, problem), Severity.HINT)


def _cell(report: Report) -> Cell | None:
    table = report.form.table(TableRole.APPLICATIONS)
    row = table.line(LineRole.UNLISTED) if table else None
    column = table.line(LineRole.ALL_APPLICANTS) if table else None
    return table.cell(row, column) if table and row and column else None


def _withdrawn(text: str) -> Iterator[tuple[int, int, Decimal | None]]:
    """Find how many applications were withdrawn, where the withdrawal is none of a lawsuit."""
    for pattern, name in ((_BEFORE_IT, "after"), (_AFTER_IT, "before")):
        for found in pattern.finditer(text):
            if not _IN_DISPUTES.search(clauses.before(text, found.start(), _NEAR)):
                yield *found.span(), value_of(found[name])
