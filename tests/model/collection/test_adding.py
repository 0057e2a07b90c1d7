"""Sums are exact, blank where a unit is blank, and totals follow them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.collection.adding import Adjustment, CellTotal, empty_sum, sum_up, why_not_adjusted
from model.errors import UserError
from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.addition import add_up
from model.report.numbers import DIGITS
from model.report.report import Level, Report
from model.report.totals import with_totals
from model.rules.identities import confront
from tests.samples import balanced_reports, partial_numbers, whole_reports

HEADING = empty_sum("甲县人民政府", Level.COUNTY, 2023)
TYPED = FORM_2021.typed_cells
NEW = Cell("applications/received/natural_person")
NEW_TOTAL = Cell("applications/received/total")


def totals_of(reports: Sequence[Report]) -> dict[Cell, CellTotal]:
    """Add up as the library does."""
    return {
        cell: CellTotal(
            sum((one.numbers[cell] for one in reports if cell in one.numbers), Decimal()),
            tuple(key for key, one in enumerate(reports) if cell not in one.numbers),
        )
        for cell in FORM_2021.cells
    }


def adjusted(cell: Cell, value: int, key: int = 1) -> Adjustment:
    return Adjustment(key, cell, Decimal(value), "重复登记", "王", datetime.now(UTC))


adjustments = st.lists(st.builds(adjusted, st.sampled_from(TYPED), st.integers(-(10**6), 10**6)), max_size=5)


@whole_reports
@given(st.lists(balanced_reports(), min_size=1, max_size=4))
def test_the_sum_of_reports_that_hold_is_their_sum_and_holds(reports: list[Report]) -> None:
    found = sum_up(HEADING, totals_of(reports))
    assert found.report.numbers == add_up(reports).numbers
    assert (found.blank, found.apart, found.partial) == ({}, (), {})
    assert not any(confront(found.report, one) for one in FORM_2021.identities)


@whole_reports
@given(st.lists(partial_numbers(FORM_2021), min_size=1, max_size=4), adjustments)
def test_a_cell_is_blank_if_a_unit_is_blank_there_and_it_does_not_follow(
    numbers: list[dict[Cell, Decimal]], changes: list[Adjustment]
) -> None:
    reports = [Report("甲", Level.TOWNSHIP, 2023, numbers=one) for one in numbers]
    try:
        found = sum_up(HEADING, totals_of(reports), changes)
    except UserError as error:
        assert "超过12位" in error.sentence  # noqa: PT017 — numbers of a cell's length add up to more
        return
    for cell in TYPED:
        units, change = (
            [one.numbers.get(cell) for one in reports],
            sum(one.value for one in changes if one.cell == cell),
        )
        known = sum((one for one in units if one is not None), Decimal()) + change
        assert found.report.numbers.get(cell) == (None if None in units else known)
        assert found.partial.get(cell) == (known if None in units else None)
    assert found.blank.keys() == FORM_2021.cells.keys() - found.report.numbers.keys()
    assert with_totals(found.report) == found.report


@whole_reports
@given(st.lists(balanced_reports(), min_size=1, max_size=3), adjustments)
def test_totals_follow_adjustments_and_are_never_apart_from_units_that_hold(
    reports: list[Report], changes: list[Adjustment]
) -> None:
    found = sum_up(HEADING, totals_of(reports), changes)
    assert found.apart == ()
    derived = [one for one in FORM_2021.identities if one.total]
    assert not any(confront(found.report, one) for one in derived)


def test_a_total_that_a_unit_has_wrong_is_told_and_does_not_reach_the_sum() -> None:
    right = with_totals(Report("甲", Level.TOWNSHIP, 2023, numbers=dict.fromkeys(TYPED, Decimal(1))))
    wrong = right.with_number(NEW_TOTAL, Decimal(99))
    found = sum_up(HEADING, totals_of([right, wrong]), [adjusted(NEW, -1)])
    assert found.report.numbers[NEW_TOTAL] == 11
    assert [(one.cell, one.units, one.follows) for one in found.apart] == [(NEW_TOTAL, Decimal(104), Decimal(11))]
    assert "104" in found.apart[0].sentence(FORM_2021)


def test_a_sum_that_is_longer_than_a_cell_is_refused() -> None:
    much = with_totals(Report("甲", Level.TOWNSHIP, 2023, numbers={NEW: Decimal(10) ** DIGITS - 1}))
    with pytest.raises(UserError, match="超过12位"):
        sum_up(HEADING, totals_of([much, much]))


@pytest.mark.parametrize(
    "cell, value, reason, by, why",
    [
        (NEW, "1", "重复", "王", ""),
        (Cell("fees/charges/amount"), "-0.5", "重复", "王", ""),
        (NEW_TOTAL, "1", "重复", "王", "合计"),
        (Cell("a/b/c"), "1", "重复", "王", "没有"),
        (NEW, "0", "重复", "王", "不能是0"),
        (NEW, "0.5", "重复", "王", "整数"),
        (NEW, "NaN", "重复", "王", "不能调整"),
        (NEW, "1e12", "重复", "王", "不能调整"),
        (NEW, "1", " ", "王", "原因"),
        (NEW, "1", "重复", "", "是谁"),
    ],
)
def test_what_may_be_adjusted(cell: Cell, value: str, reason: str, by: str, why: str) -> None:
    said = why_not_adjusted(FORM_2021, cell, Decimal(value), reason, by)
    assert why in said
    assert bool(said) is bool(why)
