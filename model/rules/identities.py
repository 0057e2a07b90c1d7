"""H1 to H4: the identities of the form, each confronted with the numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from model.form.form import Form
from model.form.schema import Cell, Identity
from model.report.numbers import number_text
from model.report.report import Report
from model.rules.finding import Finding, Verdict
from model.rules.registry import Context


def broken_or_open(context: Context) -> Iterator[Finding]:
    """Confront every identity of the form; what holds is not listed."""
    report = context.report
    form, numbers = report.form, report.numbers
    blanks = form.cells.keys() - numbers.keys()
    for identity in form.identities:
        if blanks and not blanks.isdisjoint(identity.cells):
            yield _undecided(form, identity, blanks)
        else:
            yield from _confront(form, identity, numbers)


def confront(report: Report, identity: Identity) -> Finding | None:
    """Add up both sides of `identity`; a blank cell leaves the verdict open, None says that it holds."""
    blanks = {cell for cell in identity.cells if cell not in report.numbers}
    if blanks:
        return _undecided(report.form, identity, blanks)
    return next(iter(_confront(report.form, identity, report.numbers)), None)


def _confront(form: Form, identity: Identity, numbers: Mapping[Cell, Decimal]) -> Iterator[Finding]:
    left = sum(map(numbers.__getitem__, identity.left))
    right = sum(map(numbers.__getitem__, identity.right))
    if left != right:
        yield _broken(form, identity, Decimal(left), Decimal(right))


def _broken(form: Form, identity: Identity, left: Decimal, right: Decimal) -> Finding:
    names = identity.rule.names
    sizes = f"{names[0]}是{number_text(left)}，{names[1]}是{number_text(right)}"
    apart = f"{'多' if left > right else '少'}{number_text(abs(left - right))}"
    message = (
        f"{place_of(form, identity)}：{sizes}，{apart}；请核对这一{line_word(identity)}的各格（{identity.rule.check}）"
    )
    rule = identity.rule
    proposal = right if rule.derives else None
    at = identity.cells
    why = f"{names[0]}{number_text(left)}，{names[1]}{number_text(right)}，{apart}"
    return Finding(
        rule.check, rule.severity, Verdict.BROKEN, at, message, left, right, proposal=proposal, sides=names, why=why
    )


def _undecided(form: Form, identity: Identity, blanks: Collection[Cell]) -> Finding:
    missing = sum(cell in blanks for cell in identity.cells)
    rule = identity.rule
    message = (
        f"{place_of(form, identity)}：还有{missing}格未填，暂不能核对{rule.names[0]}与{rule.names[1]}（{rule.check}）"
    )
    why = f"还有{missing}格未填"
    return Finding(rule.check, rule.severity, Verdict.UNDECIDED, identity.cells, message, why=why)


def line_word(identity: Identity) -> str:
    """Return what the identity runs along."""
    return "行" if identity.along_row else "列"


def place_of(form: Form, identity: Identity) -> str:
    """Return where an identity is applied, as a message begins."""
    cell = identity.cells[0]
    ordinal = form.section_of[cell].ordinal
    if identity.along_row:
        return f"第{ordinal}部分{form.row_name(cell)}"
    return f"第{ordinal}部分“{form.column(cell).spoken}”列"
