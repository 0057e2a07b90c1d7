"""What is wrong with a report: the identities of the form, and the listed checks."""

from __future__ import annotations

from model.checks import entries, last_year, likeness, narrative, wording, years
from model.checks.finding import Finding, Verdict
from model.checks.identities import broken_or_open
from model.checks.registry import Check, Context
from model.report import Report

BLANKS = entries.blanks.id  # nothing but filling the cells in settles it
CHECKS: tuple[Check, ...] = (
    entries.not_a_count,
    entries.blanks,
    last_year.carried_over,
    last_year.documents_in_force,
    last_year.documents_possible,
    last_year.unlike_last_year,
    *narrative.CHECKS,
    years.year_words,
    years.period,
    wording.regulations_of_a_body_that_makes_none,
    wording.results_of_supervision,
    wording.all_parts,
    wording.left_over_template,
    likeness.nearly_identical,
    wording.citations,
    wording.personal_numbers,
)


def findings(report: Report, last: Report | None = None, others: tuple[Report, ...] = ()) -> tuple[Finding, ...]:
    """Check a report as it stands, in the order of the form's identities and the listed checks.

    `last` is last year's report of the same unit, `others` are this year's of other units, for 内容雷同.

    Nothing is filled in here: totals that nobody typed are blank unless `with_totals` came first.
    """
    context = Context(report, last, others)
    return (*broken_or_open(context), *(one for check in CHECKS for one in check.run(context)))


__all__ = ["BLANKS", "CHECKS", "Check", "Context", "Finding", "Verdict", "findings"]
