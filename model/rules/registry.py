"""What every check is: a function over a report, its id, its severity, its sentence, the source of its rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from model.form.schema import Severity
from model.report.report import Report
from model.rules.finding import Finding


class Context(NamedTuple):
    """What a check may look at: the report as it stands, last year's if there is one, and other units' ones."""

    report: Report
    last_year: Report | None = None
    others: Sequence[Report] = ()


Run: TypeAlias = Callable[[Context], Iterable[Finding | None]]  # None parts two small pieces of a long check

LONG = 5000  # characters: a longer text is read piece by piece, and nothing of it is remembered as a whole


class Check(NamedTuple):
    """One check of FORM.md part 3, as the program and docs/rules.md list it."""

    id: str
    severity: Severity
    sentence: str
    source: str
    run: Run


def check(check_id: str, severity: Severity, sentence: str, source: str) -> Callable[[Run], Check]:
    """Make a function a check; `sentence` is the rule as the user reads it."""
    return lambda run: Check(check_id, severity, sentence, source, run)
