"""What is wrong with a report: the identities of the form, and the listed checks."""

from __future__ import annotations

from model.checks.finding import BLANKS, Finding, Verdict
from model.checks.registry import Check, Context
from model.report import Report


def findings(report: Report, last: Report | None = None, others: tuple[Report, ...] = ()) -> tuple[Finding, ...]:
    """Check a report as it stands, in the order of the form's identities and the listed checks.

    `last` is last year's report of the same unit, `others` are this year's of other units, for 内容雷同.

    Nothing is filled in here: totals that nobody typed are blank unless `with_totals` came first.
    """
    from model.checks.identities import broken_or_open  # the window is there before anything is checked
    from model.checks.listed import CHECKS

    context = Context(report, last, others)
    return (*broken_or_open(context), *(one for check in CHECKS for one in check.run(context)))


__all__ = ["BLANKS", "Check", "Context", "Finding", "Verdict", "findings"]
