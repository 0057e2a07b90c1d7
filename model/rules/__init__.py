"""What is wrong with a report: the identities of the form, and the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from model.report.report import Report
from model.rules.switches import PRESET, Switches

if TYPE_CHECKING:  # the window is there before anything is checked
    from model.rules.finding import Finding
    from model.rules.registry import Context, Run


def findings(
    report: Report, last: Report | None = None, others: Sequence[Report] = (), switches: Switches = PRESET
) -> tuple[Finding, ...]:
    """Check a report as it stands, in the order of the form's identities and the rules.

    `last` is last year's report of the same unit, `others` are this year's of other units, for 内容雷同; `switches`
    tell which rules are not asked.

    Nothing is filled in here: totals that nobody typed are blank unless `with_totals` came first.
    """
    from model.rules.registry import Context

    return tuple(filter(None, steps(Context(report, last, others, switches=switches))))


def steps(context: Context) -> Iterator[Finding | None]:
    """Check as `findings` does, in small pieces: after each that found nothing comes a None.

    However long the texts are, no piece takes longer than a keystroke may wait for it.
    """
    from model.rules.trust import trusted

    yield from trusted(_all(context))


def _all(context: Context) -> Iterator[Finding | None]:
    from model.rules.identities import broken_or_open
    from model.rules.registry import groups

    yield from broken_or_open(context)
    for in_text_order, runs in groups(context.report.form, context.given, context.switches):
        pieces = _one_after_another(runs, context)
        yield from _in_text_order(pieces, context.report) if in_text_order else pieces


def _one_after_another(runs: Iterable[Run], context: Context) -> Iterator[Finding | None]:
    for run in runs:
        yield from run(context)
        yield None


def _in_text_order(pieces: Iterable[Finding | None], report: Report) -> Iterator[Finding | None]:
    found: list[Finding] = []
    for one in pieces:
        if one is None:
            yield None
        else:
            found.append(one)
    texts = list(report.texts)
    yield from sorted(found, key=lambda one: (texts.index(one.at[0]), one.number))
