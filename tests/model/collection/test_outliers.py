"""Hints of what stands far off: never in a small sample, never where most are alike."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from model.collection.outliers import SMALLEST_SAMPLE, outliers

figures = st.integers(0, 10**6).map(Decimal)


@given(st.lists(st.none() | figures, max_size=SMALLEST_SAMPLE - 1))
def test_a_small_sample_tells_nothing(values: list[Decimal | None]) -> None:
    assert outliers(values) == frozenset()


@given(st.lists(figures, min_size=SMALLEST_SAMPLE, max_size=30))
def test_fewer_than_half_stand_far_off_and_the_middle_never_does(values: list[Decimal]) -> None:
    far = outliers(values)
    assert 2 * len(far) < len(values)
    assert sorted(values)[len(values) // 2] not in {values[at] for at in far}


@given(st.lists(figures, min_size=SMALLEST_SAMPLE, max_size=20), figures)
def test_blanks_change_nothing(values: list[Decimal], more: Decimal) -> None:
    assert outliers([None, *values]) == frozenset(at + 1 for at in outliers(values))
    assert outliers([*values, None]) == outliers(values)


def test_among_mostly_zeros_nothing_stands_out_and_a_clear_one_does_elsewhere() -> None:
    assert outliers([Decimal(0)] * 9 + [Decimal(50)]) == frozenset()
    assert outliers([Decimal(n) for n in (3, 4, 5, 6, 4, 5, 3, 6, 90)]) == {8}
