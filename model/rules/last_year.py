"""X1 to X4: this year's report against last year's."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from model.form.roles import LineRole, TableRole
from model.form.schema import Cell, Severity
from model.form.succession import carried_on, documents
from model.report.numbers import number_text, with_unit
from model.report.report import Report
from model.rules.finding import Finding, Verdict
from model.rules.registry import Context, Need, Remedy, having, rule

SIZEABLE = Decimal(20)  # below it, five times more is an ordinary year
TIMES = 5

_INSPECTION = "年报核查的通行做法"
_COUNTS_DOCUMENTS = having(TableRole.DOCUMENTS, LineRole.ISSUED, LineRole.REPEALED, LineRole.IN_FORCE)


def previous(context: Context) -> Report | None:
    """Return last year's report, if it is the one of the year before."""
    last = context.last_year
    return last if last is not None and last.year == context.report.year - 1 else None


@rule(
    "X1",
    Severity.EXPLAIN,
    "本年的“上年结转”等于上年年报的“结转下年度继续办理”，每一列都是",
    _INSPECTION,
    remedy=Remedy.NUMBER,
    needs=(Need.LAST_YEAR,),
)
def carried_over(context: Context) -> Iterator[Finding]:
    """上年结转 of this year = 结转下年度 of last year, in each of the columns."""
    last = previous(context)
    if last is None:
        return
    for there, here in carried_on(last.form, context.report.form):
        left, right = context.report.numbers.get(here), last.numbers.get(there)
        if left != right or left is None:
            yield _unequal(context, "X1", (here,), (left, right), "上年年报结转下年度")


def _unequal(
    context: Context, check_id: str, at: tuple[Cell, ...], pair: tuple[Decimal | None, Decimal | None], name: str
) -> Finding:
    """Say that a number is not what last year makes it, or that one of the two is blank."""
    left, right = pair
    where = context.report.form.name_of(at[0])
    if left is None or right is None:
        side = "本年" if left is None else "上年"
        why = f"{side}的数字空白"
        message = f"{where}：{why}，暂不能与{name}核对（{check_id}）"
        return Finding(check_id, Severity.EXPLAIN, Verdict.UNDECIDED, at, message, left, right, why=why)
    apart = f"{'多' if left > right else '少'}{number_text(abs(left - right))}"
    message = (
        f"{where}：填的是{number_text(left)}，{name}是{number_text(right)}，{apart}；请改正，或者说明原因（{check_id}）"
    )
    why = f"{name}是{number_text(right)}，{apart}"
    sides = ("填的", name)
    return Finding(
        check_id, Severity.EXPLAIN, Verdict.BROKEN, at, message, left, right, proposal=right, sides=sides, why=why
    )


def _in_force_before(last: Report | None) -> dict[str, Decimal | None]:
    """Return how many documents of each kind were in force a year ago, as far as that was counted."""
    return {one.kind.key: last.numbers.get(one.in_force) for one in documents(last.form)} if last else {}


@rule(
    "X2",
    Severity.EXPLAIN,
    "现行有效等于上年现行有效加本年制发减本年废止（上年为2019年表样的除外）",
    _INSPECTION,
    remedy=Remedy.NUMBER,
    editions=_COUNTS_DOCUMENTS,
    needs=(Need.LAST_YEAR,),
)
def documents_in_force(context: Context) -> Iterator[Finding]:
    """现行有效 = last year's 现行有效 + 制发 − 废止; 对外公开总数量 of 2019 is never read."""
    numbers, before = context.report.numbers, _in_force_before(previous(context))
    for kind, *cells in documents(context.report.form):
        if kind.key in before:
            issued, repealed, in_force = map(numbers.get, cells)
            stock = before[kind.key]
            due = None if issued is None or repealed is None or stock is None else stock + issued - repealed
            if in_force != due or due is None:
                at = (cells[2], *cells[:2])
                yield _unequal(context, "X2", at, (in_force, due), "上年现行有效加本年制发减本年废止")


@rule(
    "X3",
    Severity.WARN,
    "废止不超过上年现行有效加本年制发；现行有效不少于本年制发减本年废止",
    "数量的含义",
    remedy=Remedy.BY_HAND,
    editions=_COUNTS_DOCUMENTS,
)
def documents_possible(context: Context) -> Iterator[Finding]:
    """废止 ≤ last year's 现行有效 + 制发; 现行有效 ≥ 制发 − 废止."""
    numbers, before = context.report.numbers, _in_force_before(previous(context))
    for one in documents(context.report.form):
        issued, repealed, in_force = map(numbers.get, one[1:])
        if issued is None or repealed is None:
            continue
        stock = before.get(one.kind.key)
        if stock is not None and repealed > stock + issued:
            yield _too_many(context, one.repealed, repealed, stock + issued)
        if in_force is not None and in_force < issued - repealed:
            yield _too_few(context, one.in_force, in_force, issued - repealed)


def _too_many(context: Context, cell: Cell, value: Decimal, most: Decimal) -> Finding:
    where = context.report.form.name_of(cell)
    why = f"超过上年现行有效加本年制发的{number_text(most)}件，多{number_text(value - most)}"
    message = f"{where}：废止{number_text(value)}件，{why}；请核对（X3）"
    return Finding("X3", Severity.WARN, Verdict.BROKEN, (cell,), message, value, most, why=why)


def _too_few(context: Context, cell: Cell, value: Decimal, least: Decimal) -> Finding:
    where = context.report.form.name_of(cell)
    why = f"少于本年制发减本年废止的{number_text(least)}件，少{number_text(least - value)}"
    message = f"{where}：现行有效{number_text(value)}件，{why}；请核对（X3）"
    return Finding("X3", Severity.WARN, Verdict.BROKEN, (cell,), message, value, least, why=why)


@rule(
    "X4",
    Severity.HINT,
    "与上年相比超过5倍或不足五分之一的较大数字，请留意（也可能是把元填成了万元）",
    "经验",
    remedy=Remedy.BY_HAND,
    needs=(Need.LAST_YEAR,),
)
def unlike_last_year(context: Context) -> Iterator[Finding]:
    """More than 5 times, or less than a fifth of, last year, for a sizeable number."""
    last = previous(context)
    if last is None:
        return
    known = {here for _, here in carried_on(last.form, context.report.form)}  # X1 knows to the number what they must be
    for cell, before in last.numbers.items():
        value = context.report.numbers.get(cell)
        if value is None or max(value, before) < SIZEABLE or before <= 0 or value <= 0:
            continue
        unlike = value > TIMES * before or TIMES * value < before
        if unlike and cell not in known:
            yield _unlike(context, cell, value, before)


def _unlike(context: Context, cell: Cell, value: Decimal, before: Decimal) -> Finding:
    form = context.report.form
    kind = form.kinds[cell]
    how = f"超过上年的{TIMES}倍" if value > before else f"不到上年的{TIMES}分之一"
    why = f"上年是{with_unit(before, kind)}，{how}"
    message = f"{form.name_of(cell)}：填的是{with_unit(value, kind)}，{why}；请看看有没有填错（X4）"
    return Finding("X4", Severity.HINT, Verdict.BROKEN, (cell,), message, value, before, why=why)
