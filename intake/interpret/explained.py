"""The explanations that a spreadsheet carries beside the report, on a sheet of their own."""

from __future__ import annotations

from collections.abc import Sequence

from intake.interpret.rows import SourceRow
from intake.reading import Problem
from model.form.form import Form
from model.report.report import Explanation
from model.rules.explanation_table import COLUMNS, HEADING, explanation_of


def parted(rows: Sequence[SourceRow]) -> tuple[Sequence[SourceRow], Sequence[SourceRow]]:
    """Part the rows of the report from those that explain it, which stand below their own headers in one grid."""
    top = next((row for row in rows if row.parted and row.fields == COLUMNS), None)
    if top is None:
        return rows, ()
    own = [row for row in rows if row.grid == top.grid]
    return [row for row in rows if row.grid != top.grid], own[own.index(top) + 1 :]


def read_explanations(rows: Sequence[SourceRow], form: Form) -> tuple[tuple[Explanation, ...], list[Problem]]:
    """Read the rows of 审核说明, and tell which of them name no place of the form."""
    found = [(row, explanation_of((*row.fields, *[""] * len(COLUMNS))[: len(COLUMNS)], form)) for row in rows]
    problems = [
        Problem(row.place, f"{HEADING}里的这一行认不出核对项或位置，没有读入") for row, one in found if one is None
    ]
    return tuple(one for _, one in found if one), problems
