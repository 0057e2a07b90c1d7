"""Add up the reports of several units, as a government's report is from those of its parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from model.errors import UserError, quoted
from model.report.addition import add_up, mismatch
from model.report.report import Report

_NO_NAME = "没有写单位名称"


def sum_of(reports: Sequence[tuple[object, Report]], unit: str, tell: Callable[[str], object]) -> Report:
    """Add up reports cell by cell, each given with its source; `tell` hears what somebody should look at.

    A unit that is there twice is added twice, and told.

    Raises:
        UserError: they cannot be added; where one does not fit the first, the sentence names its source.
    """
    for source, report in reports:
        if reason := mismatch(reports[0][1], report):
            raise UserError(f"{source}：{reason}")
    for name, times in Counter(report.unit for _, report in reports).items():
        if times > 1:
            tell(f"{quoted(name, _NO_NAME)}的报告有{times}份，每一份都加了进去，请看看有没有重复")
    return add_up([report for _, report in reports], unit)
