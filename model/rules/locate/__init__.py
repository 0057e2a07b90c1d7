"""Which cells must be wrong, and what should stand there: told from the broken identities alone.

Of all sets of cells that explain every broken identity the smallest are found, exactly; among them the one that
slips of the hand explain best is named, if it is clearly more likely than the others. Where the original printed totals
that agreed with their parts, these tell beside which part is another now; and what was changed last is suspected first.
"""

from __future__ import annotations

from model.report.edited import Edits, Lately, Zeroed
from model.report.printed import Printed
from model.report.report import Report
from model.rules.locate.location import Doubt, Location
from model.rules.locate.locator import Locator
from model.rules.locate.problem import Correction


def corrections(report: Report) -> tuple[Correction, ...]:
    """Name the smallest set of cells that explains all broken identities, if one is clearly the likeliest.

    The report is taken as typed: a blank total follows its parts and cannot be wrong itself. Identities with
    any other blank cell take no part.
    """
    return locate(report).best


def locate(report: Report, printed: Printed | None = None, edits: Edits = (), zeroed: Zeroed = frozenset()) -> Location:
    """Find the equally small sets of cells that may be wrong; see `corrections`.

    `printed` are the totals of the original that those of the report follow from their parts beside; `edits` is what
    was changed lately, the newest first; `zeroed` are the cells whose 0 nobody typed.
    """
    return Locator(report, printed or {}, Lately(edits, zeroed)).location()


__all__ = ["Correction", "Doubt", "Location", "corrections", "locate"]
