"""Times are told as the machine of the targets would take them; ratios as they are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bench.__main__ as table
from bench import figure
from bench.figure import LOOP, Figure

SPEEDS = st.floats(0.1, 10)


def measured(one: Figure, before: float, after: float) -> float:
    speeds: Iterator[float] = iter((before, after))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(figure, "slowness", lambda: next(speeds))
        return one.take()


@given(before=SPEEDS, after=SPEEDS, unit=st.sampled_from(["ms", "s"]))
def test_a_time_is_divided_by_how_slow_the_machine_is_before_and_after(before: float, after: float, unit: str) -> None:
    assert measured(Figure("a time", unit, 1, lambda: 6.0), before, after) == 6 / ((before + after) / 2)


@given(before=SPEEDS, after=SPEEDS)
def test_a_ratio_and_what_is_calibrated_already_stay_as_they_are(before: float, after: float) -> None:
    assert measured(Figure("a ratio", "x", 1, lambda: 6.0), before, after) == 6
    assert measured(Figure("a time", "ms", 1, lambda: 6.0, calibrated=True), before, after) == 6


def test_each_target_in_time_is_told_in_loops_too() -> None:
    timed = [one for one in table.FIGURES if one.unit in {"ms", "s"}]
    assert timed
    for one in timed:
        assert one.loops == pytest.approx(one.target / (LOOP * (1000 if one.unit == "ms" else 1)))
    assert [one.name for one in table.FIGURES if one.loops is None] == [
        one.name for one in table.FIGURES if one not in timed
    ]


def test_the_table_begins_with_the_calibration_and_says_what_falls_short(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "slowness", lambda: 2.0)
    monkeypatch.setattr(figure, "slowness", lambda: 2.0)
    fast = Figure("fast enough", "ms", 12, lambda: 23.0)  # twice as slow a machine: 11.5
    slow = Figure("too slow", "ms", 12, lambda: 25.0)
    monkeypatch.setattr(table, "FIGURES", (fast, slow))
    assert table.main() == 1
    _, calibration, *rows = capsys.readouterr().out.splitlines()
    assert calibration.split()[-2:] == ["÷", "2.00"]
    assert [row.split()[-1] for row in rows] == ["ok", "short"]
    assert "11.5 ms" in rows[0]
    assert "5 loops" in rows[0]
    assert table.main("fast") == 0


def test_the_loop_does_the_same_work_every_time() -> None:
    assert figure._loop() == figure._loop() == 990_982
