"""What a report that is shown was before."""

from __future__ import annotations

from typing import NamedTuple

from model.report.report import Report


class BeforeThis(NamedTuple):
    """The revision that the one that is shown took the place of."""

    name: str
    report: Report
