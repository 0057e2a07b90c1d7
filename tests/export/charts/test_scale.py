"""Scales: from one end to the other in proportion, with round numbers evenly between."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.charts.scale import Scale, bare_scale, round_scale

VALUES = st.lists(st.none() | st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=9)
WHOLE = st.lists(st.integers(0, 10**9).map(Decimal), min_size=1, max_size=9)


def both(values: list[Decimal | None]) -> tuple[Scale, Scale]:
    return bare_scale(values), round_scale(values)


@given(VALUES)
def test_a_scale_goes_from_end_to_end_and_takes_in_zero_and_every_value(values: list[Decimal | None]) -> None:
    for scale in both(values):
        assert (scale.share(scale.low), scale.share(scale.high)) == (0, 1)
        assert all(0 <= scale.share(one) <= 1 for one in (Decimal(0), *values) if one is not None)
        middle = (scale.low + scale.high) / 2
        assert scale.share(middle) == pytest.approx(0.5)


@given(VALUES)
def test_the_numbers_to_measure_by_are_few_and_even_and_zero_is_one(values: list[Decimal | None]) -> None:
    ticks = round_scale(values).ticks
    steps = {after - one for one, after in pairwise(ticks)}
    assert len(steps) == 1
    assert str(steps.pop().normalize().scaleb(0).as_tuple().digits[0]) in "125"
    assert Decimal(0) in ticks
    assert 2 <= len(ticks) <= 7


@given(WHOLE)
def test_whole_numbers_are_measured_by_whole_ones(values: list[Decimal | None]) -> None:
    assert all(one == int(one) for one in round_scale(values).ticks)
