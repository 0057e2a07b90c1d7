"""A comparison as a spreadsheet and as charts."""

from __future__ import annotations

from app.collecting.comparing import ComparedUnit, UnitComparison
from export.charts.bars import PRINTED, BarRow, bars
from export.charts.drawing import BLANK, Chart, ChartHeading, ChartPaper
from export.xlsx.listing import ListSheet, ListValue

CHANGE, NO_LAST_YEAR = "比上年的增减", "无上年"


def listing(found: UnitComparison) -> ListSheet:
    """Return the table, with last year's figures and the changes where any is known."""
    beside = ("上年", "增减") if found.has_last_year else ()
    columns = ["单位", *(f"{one.name} {what}".strip() for one in found.figures for what in ("", *beside)), "提示"]
    rows: list[list[ListValue]] = []
    for one in found.units:
        row: list[ListValue] = [one.name]
        for at in range(len(found.figures)):
            row += [one.values[at], *((one.last[at], one.change(at)) if beside else ())]
        rows.append([*row, found.hint(one)])
    return ListSheet("比较", [*filter(None, (found.sentence, found.left_out))], columns, rows)


def unit_rows(found: UnitComparison, column: int, *, chosen: int | None = None, changes: bool = False) -> list[BarRow]:
    """Return a figure of the units with last year's, or by how much it is more; one unit may be marked."""
    return [
        BarRow(
            one.name,
            one.change(column) if changes else one.values[column],
            None if changes else one.last[column],
            chosen is not None and one.unit == chosen,
            _why_none(one, column) if changes else BLANK,
        )
        for one in found.units
    ]


def _why_none(one: ComparedUnit, column: int) -> str:
    """Say why it is not known by how much a figure is more than last year's."""
    if one.values[column] is None:
        return BLANK
    return NO_LAST_YEAR if one.is_first else f"上年{BLANK}"


def printed_charts(found: UnitComparison, about: str, paper: ChartPaper) -> list[Chart]:
    """Lay out a chart for each figure: of many units the largest ones, for there is little room on paper."""
    return [
        bars(ChartHeading(one.short, about), unit_rows(found, at), paper, most=PRINTED)
        for at, one in enumerate(found.figures)
    ]
