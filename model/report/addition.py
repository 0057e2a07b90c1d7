"""The reports of several units added up, as a government's report is from those of its parts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from model.errors import UserError, quoted
from model.form.schema import Cell
from model.report.numbers import DIGITS
from model.report.report import NO_YEAR, Level, Report

_GOVERNMENT_ABOVE = {
    Level.TOWNSHIP: Level.COUNTY,
    Level.SUBDISTRICT: Level.COUNTY,
    Level.COUNTY_DEPARTMENT: Level.COUNTY,
    Level.COUNTY: Level.CITY,
    Level.CITY_DEPARTMENT: Level.CITY,
    Level.CITY: Level.PROVINCE,
    Level.PROVINCE_DEPARTMENT: Level.PROVINCE,
    Level.PROVINCE: Level.CENTRAL,
    Level.CENTRAL: Level.CENTRAL,
    Level.UNKNOWN: Level.UNKNOWN,
}
_UPWARDS = (Level.UNKNOWN, Level.COUNTY, Level.CITY, Level.PROVINCE, Level.CENTRAL)


def add_up(reports: Sequence[Report], unit: str = "") -> Report:
    """Add up the numbers cell by cell; a cell is blank unless it is there in all reports. No text is taken over.

    Raises:
        UserError: the reports are not of one year and form, or a sum has more digits than a cell takes.
    """
    first = reports[0]
    for report in reports:
        if reason := mismatch(first, report):
            raise UserError(reason)
    return Report(
        unit=unit or f"{len(reports)}个单位汇总",
        level=max((_GOVERNMENT_ABOVE[report.level] for report in reports), key=_UPWARDS.index),
        year=first.year,
        edition=first.edition,
        numbers={cell: _sum(reports, cell) for cell in first.form.cells if _in_all(reports, cell)},
    )


def mismatch(one: Report, other: Report) -> str:
    """Return why two reports cannot be added; empty where they can."""
    for report in (one, other):
        if report.year == NO_YEAR:
            return f"{_whose(report)}的报告没有写年度，不能相加"
    if one.year != other.year:
        return f"{_whose(other)}的报告是{other.year}年的，{_whose(one)}的是{one.year}年的，不能相加"
    if one.edition != other.edition:
        return f"{_whose(other)}的报告用{other.edition}年表样，{_whose(one)}的用{one.edition}年表样，不能相加"
    return ""


def _whose(report: Report) -> str:
    return quoted(report.unit, "没有写单位名称")


def _in_all(reports: Sequence[Report], cell: Cell) -> bool:
    return all(cell in report.numbers for report in reports)


def _sum(reports: Sequence[Report], cell: Cell) -> Decimal:
    value = sum((report.numbers[cell] for report in reports), Decimal())
    if abs(value) >= Decimal(10) ** DIGITS:
        raise UserError(f"{reports[0].form.name_of(cell)}：相加后超过{DIGITS}位整数，请检查各单位的数字")
    return value
