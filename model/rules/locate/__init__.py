"""Which cells must be wrong, and what should stand there: told from the broken identities alone.

Of all sets of cells that explain every broken identity the smallest are found, exactly; among them the one that
slips of the hand explain best is named, if it is clearly more likely than the others.
"""

from __future__ import annotations

from model.report.report import Report
from model.rules.locate.equations import system_of
from model.rules.locate.location import Location, solve
from model.rules.locate.problem import Correction


def corrections(report: Report) -> tuple[Correction, ...]:
    """Name the smallest set of cells that explains all broken identities, if one is clearly the likeliest.

    The report is taken as typed: a blank total follows its parts and cannot be wrong itself. Identities with
    any other blank cell take no part.
    """
    return locate(report).best


def locate(report: Report) -> Location:
    """Find the equally small sets of cells that may be wrong; see `corrections`."""
    blank = frozenset(report.form.cells.keys() - report.numbers.keys())
    return solve(system_of(report.edition, blank), report.numbers)


__all__ = ["Correction", "Location", "corrections", "locate"]
