"""H5 and H6: what may stand in a cell at all."""

from __future__ import annotations

from collections.abc import Iterator

from model.form.schema import Cell, Kind, Severity
from model.report.numbers import number_text
from model.rules.finding import BLANKS, Finding, Verdict
from model.rules.registry import Context, Remedy, rule


@rule("H5", Severity.HARD, "件数是不小于零的整数；金额不小于零", "数量的含义", remedy=Remedy.BY_HAND)
def not_a_count(context: Context) -> Iterator[Finding]:
    """Hold counts to whole numbers that are not negative, and the amount to one that is not negative."""
    kinds = context.report.form.kinds
    for cell, value in context.report.numbers.items():
        if not value.is_signed() and value == value.to_integral_value():
            continue  # as almost all are
        kind = kinds[cell]
        if value < 0 and kind is not Kind.CHANGE:
            yield _impossible(context, cell, f"填的是{number_text(value)}，不能是负数")
        elif kind is not Kind.AMOUNT and value != value.to_integral_value():
            yield _impossible(context, cell, f"填的是{number_text(value)}，应是整数")


def _impossible(context: Context, cell: Cell, problem: str) -> Finding:
    report = context.report
    message = f"{report.form.name_of(cell)}：{problem}；请按实际件数改正（H5）"
    if report.form.kinds[cell] is Kind.AMOUNT:
        message = message.replace("件数", "金额")
    why = problem.partition("，")[2]
    return Finding("H5", Severity.HARD, Verdict.BROKEN, (cell,), message, report.numbers[cell], why=why)


@rule(
    BLANKS,
    Severity.WARN,
    "没有空白格，没有的填0；定稿时必须全部填满",
    "填报惯例（空白与0含义不同）",
    remedy=Remedy.BY_HAND,
)
def blanks(context: Context) -> Iterator[Finding]:
    """No blank, “/”, “-”, “—”: zero is written 0. One finding for each section's table."""
    report = context.report
    if len(report.numbers) == len(report.form.cells):
        return
    for section in report.form.sections:
        missing = report.blanks(section.cells) if section.tables else ()
        if missing:
            typed = [cell for cell in missing if cell not in report.form.totals]
            what = f"{len(typed)}格" if typed else f"{len(missing)}个合计"
            message = (
                f"第{section.ordinal}部分：还有{what}空白，从{report.form.place_in_section(missing[0])}起；"
                "没有的请填0，空白格可以一次填0（H6）"
            )
            yield Finding(BLANKS, Severity.WARN, Verdict.BROKEN, missing, message, gap=True, why=f"{what}空白")
