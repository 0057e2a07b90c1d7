"""The figures of a report that are drawn: one of them over the years, and its results as parts of the whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from export.charts.parts import ChartPart
from export.charts.years import ABSENT, YearFigure
from model.form.form import Form
from model.form.quotable import Quotable, figure_of, sources
from model.form.roles import LineRole, TableRole
from model.form.schema import Cell
from model.report.bindings import total
from model.report.report import Report
from model.report.totals import with_totals

YEARS = 6  # that are shown, this one among them
OTHER_FORM = "表样没有"
RESULTS = "办理结果"


def over_years(
    report: Report, figure: Quotable, before: Callable[[int], Report | None], years: int = YEARS
) -> tuple[YearFigure, ...]:
    """Return a figure of a report and of the unit's earlier ones, from the first year that is known."""
    found = [_of_year(before(year), year, figure) for year in range(report.year - years + 1, report.year)]
    while found and found[0].missing == ABSENT:
        found.pop(0)
    return (*found, _of_year(with_totals(report), report.year, figure))


def _of_year(report: Report | None, year: int, figure: Quotable) -> YearFigure:
    if report is None:
        return YearFigure(year, None, ABSENT)
    if any(cell not in report.form.cells for cell in figure.cells):
        return YearFigure(year, None, OTHER_FORM)
    return YearFigure(year, total(figure.cells, with_totals(report).numbers))


def results_of(report: Report) -> tuple[ChartPart, ...]:
    """Return the ways in which applications were handled, each with how many; none where the form has none."""
    return results_in(report.form, with_totals(report).numbers)


def results_in(form: Form, numbers: Mapping[Cell, Decimal]) -> tuple[ChartPart, ...]:
    """Return the same of some numbers."""
    table = form.table(TableRole.APPLICATIONS)
    column = None if table is None else table.line(LineRole.ALL_APPLICANTS)
    if table is None or column is None:
        return ()
    return tuple(
        ChartPart(line.spoken, total([table.cell(leaf, column) for leaf in line.leaves], numbers))
        for line in table.having(LineRole.OUTCOME)
    )


def received_of(form: Form) -> Quotable:
    """Return the figure of applications received; where the form has none, its first one."""
    table = form.table(TableRole.APPLICATIONS)
    lines = [None if table is None else table.line(role) for role in (LineRole.RECEIVED, LineRole.ALL_APPLICANTS)]
    row, column = lines
    found = figure_of(form.edition, (table.cell(row, column),)) if table and row and column else None
    return found or sources(form.edition)[0]


def figures_called(form: Form, keys: Sequence[str]) -> tuple[Quotable, ...]:
    """Return the figures of a form by their cells, joined by “+”; what it does not have is left out."""
    asked = (figure_of(form.edition, tuple(Cell(one) for one in key.split("+"))) for key in keys)
    return tuple(one for one in asked if one is not None)


def key_of(figure: Quotable) -> str:
    """Return what a figure is remembered by."""
    return "+".join(figure.cells)
