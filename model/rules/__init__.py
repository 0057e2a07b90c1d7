"""What is wrong with a report: the identities of the form, and the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from model.report.report import Report
from model.rules.finding import BLANKS, Finding, Verdict
from model.rules.registry import LONG, Context, Rule, groups


def findings(report: Report, last: Report | None = None, others: Sequence[Report] = ()) -> tuple[Finding, ...]:
    """Check a report as it stands, in the order of the form's identities and the rules.

    `last` is last year's report of the same unit, `others` are this year's of other units, for 内容雷同.

    Nothing is filled in here: totals that nobody typed are blank unless `with_totals` came first.
    """
    return tuple(one for one in steps(report, last, others) if one is not None)


def steps(report: Report, last: Report | None = None, others: Sequence[Report] = ()) -> Iterator[Finding | None]:
    """Check as `findings` does, in small pieces: after each that found nothing comes a None.

    However long the texts are, no piece takes longer than a keystroke may wait for it.
    """
    from model.rules.identities import broken_or_open  # the window is there before anything is checked

    context = Context(report, last, others)
    yield from broken_or_open(context)
    for in_text_order, some in groups(report.form, context.given):
        runs = (run(context) for run in some)
        yield from (_side_by_side if in_text_order else _one_after_another)(runs)


_Runs: TypeAlias = Iterable[Iterable[Finding | None]]


def _one_after_another(runs: _Runs) -> Iterator[Finding | None]:
    for run in runs:
        yield from run
        yield None


def _side_by_side(runs: _Runs) -> Iterator[Finding | None]:
    """Take of each piece of the texts what one of the rules has found there."""
    for piece in zip(*runs, strict=True):
        yield next(filter(None, piece), None)


__all__ = ["BLANKS", "LONG", "Context", "Finding", "Rule", "Verdict", "findings", "steps"]
