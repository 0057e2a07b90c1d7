"""The program's own file (.json), as `model.report.file_format` describes it."""

from __future__ import annotations

from collections.abc import Iterator

from intake.reading import NO_LEVEL_SAID, NO_YEAR_SAID, HeadingPart, Problem
from model.report.file_format import loads as load
from model.report.report import NO_YEAR, Level, Report

__all__ = ["load", "unsaid"]


def unsaid(report: Report) -> Iterator[Problem]:
    """Tell what a file leaves open of whose report it is."""
    if report.year == NO_YEAR:
        yield Problem("", NO_YEAR_SAID, HeadingPart.YEAR)
    if report.level is Level.UNKNOWN:
        yield Problem("", NO_LEVEL_SAID, HeadingPart.LEVEL)
