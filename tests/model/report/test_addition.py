"""Several reports added up."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import UserError
from model.form.schema import Cell, Severity
from model.report.addition import add_up, mismatch
from model.report.report import Level, Report
from model.rules import findings
from tests.samples import any_reports, balanced_reports, whole_reports

AMOUNT = Cell("fees/charges/amount")


def alike(reports: list[Report]) -> list[Report]:
    """Make reports of one year and form out of any."""
    first = reports[0]
    return [
        replace(
            one,
            year=first.year,
            edition=first.edition,
            numbers={cell: value for cell, value in one.numbers.items() if cell in first.form.cells},
        )
        for one in reports
    ]


@given(st.lists(any_reports(), min_size=1, max_size=4).map(alike))
@whole_reports
def test_a_cell_is_the_sum_and_blank_unless_all_have_it(reports: list[Report]) -> None:
    total = _added(reports)
    if isinstance(total, str):  # a sum has too many digits: that is refused, and tried below
        assert "位整数" in total
        return
    for cell in reports[0].form.cells:
        values = [report.numbers.get(cell) for report in reports]
        expected = None if None in values else sum(value for value in values if value is not None)
        assert total.numbers.get(cell) == expected
    assert (total.year, total.edition, total.texts) == (reports[0].year, reports[0].edition, {})


@given(st.lists(any_reports(), min_size=2, max_size=4).map(alike))
@whole_reports
def test_the_order_of_the_reports_is_of_no_account(reports: list[Report]) -> None:
    assert _added(reports) == _added(reports[::-1])


def _added(reports: list[Report]) -> Report | str:
    try:
        return add_up(reports)
    except UserError as error:  # a sum too long to be written: so it is in any order
        return error.sentence


@given(balanced_reports(), balanced_reports())
@whole_reports
def test_reports_that_balance_have_a_sum_that_balances(one: Report, other: Report) -> None:
    assert [found for found in findings(add_up([one, other])) if found.severity is Severity.HARD] == []


@pytest.mark.parametrize(
    "levels, above",
    [
        ([Level.TOWNSHIP, Level.SUBDISTRICT, Level.COUNTY_DEPARTMENT], Level.COUNTY),
        ([Level.COUNTY, Level.CITY_DEPARTMENT], Level.CITY),
        ([Level.CITY, Level.PROVINCE_DEPARTMENT, Level.TOWNSHIP], Level.PROVINCE),
        ([Level.CENTRAL, Level.PROVINCE], Level.CENTRAL),
    ],
)
def test_the_sum_is_of_the_government_above(levels: list[Level], above: Level) -> None:
    reports = [Report(f"{level}", level, 2023) for level in levels]
    assert add_up(reports).level is above


def test_the_sum_is_named_as_asked_or_by_the_number_of_units() -> None:
    reports = [Report("甲", Level.TOWNSHIP, 2023), Report("乙", Level.TOWNSHIP, 2023)]
    assert add_up(reports).unit == "2个单位汇总"
    assert add_up(reports, "丙县").unit == "丙县"


def test_reports_of_two_years_or_forms_are_told_apart() -> None:
    one = Report("甲", Level.TOWNSHIP, 2021)
    assert mismatch(one, one) == ""
    assert "2022年" in mismatch(one, replace(one, year=2022))
    assert "2019年表样" in mismatch(one, replace(one, edition="2019"))
    with pytest.raises(UserError, match="不能相加"):
        add_up([one, replace(one, year=2022)])


def test_a_sum_too_long_for_its_cell_is_told() -> None:
    report = Report("甲", Level.TOWNSHIP, 2023).with_number(AMOUNT, Decimal(999_999_999_999))
    with pytest.raises(UserError, match="收费金额"):
        add_up([report, report])


def test_money_is_added_exactly() -> None:
    reports = [Report("甲", Level.TOWNSHIP, 2023).with_number(AMOUNT, Decimal(v)) for v in ("0.1", "0.2", "0.000001")]
    assert str(add_up(reports).numbers[AMOUNT]) == "0.300001"
