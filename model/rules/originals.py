"""E1: what follows now from the parts, held against the totals that the original prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.form.schema import Cell, Severity
from model.report.numbers import number_text
from model.rules.finding import ORIGINAL, Finding, Verdict
from model.rules.registry import Context, Need, Remedy, rule


@rule(
    ORIGINAL,
    Severity.HINT,
    "导入或粘贴时与各格相符的合计，改动以后仍是原件上印的数",
    "原件自己印的合计",
    remedy=Remedy.BY_HAND,  # it knows the total; which part was changed is told by the search for the wrong cell
    needs=(Need.ORIGINAL,),
)
def follows_the_original(context: Context) -> Iterator[Finding]:
    """Hold totals to what the original prints: they agreed when it was brought in; else a part was changed since."""
    form, numbers, printed = context.report.form, context.report.numbers, context.printed
    off = [cell for cell in form.totals if cell in printed and numbers.get(cell, printed[cell]) != printed[cell]]
    for section in form.sections if off else ():
        cells = [cell for cell in off if form.section_of[cell] is section]
        if cells:
            yield _differing(context, cells)


def _differing(context: Context, cells: Sequence[Cell]) -> Finding:
    report, first = context.report, cells[0]
    now, printed = report.numbers[first], context.printed[first]
    apart = f"{'多' if now > printed else '少'}{number_text(abs(now - printed))}"
    others = f"，同一部分还有{len(cells) - 1}个合计也不同" if cells[1:] else ""
    why = f"原件合计{number_text(printed)}，现为{number_text(now)}"
    message = (
        f"{report.form.name_of(first)}：{why}，{apart}{others}；"
        f"请核对改过的各格，确实要改的不必再与原件比（{ORIGINAL}）"
    )
    return Finding(ORIGINAL, Severity.HINT, Verdict.BROKEN, tuple(cells), message, now, printed, why=why)
