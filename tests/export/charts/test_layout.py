"""What holds of every chart: all of it inside, no words over others, bars as long as their values, blanks none."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given

from export.charts.bars import BarRow, bars
from export.charts.drawing import BLANK, EDGE, Chart, ChartBox, ChartMark, ChartPaper, Tone
from export.charts.filed import Race, filed
from export.charts.parts import ChartPart, parts
from export.charts.years import ABSENT, YearFigure, years
from tests.export.charts.drawn import (
    BAR_ROWS,
    CHARTS,
    HEADING,
    PAPERS,
    PARTS,
    YEARS,
    colliding,
    measured,
    outside,
    races,
)

WIDE = ChartPaper(measured, 700.0, 400.0)


@given(CHARTS)
def test_nothing_leaves_the_chart_and_no_words_lie_over_others(chart: Chart) -> None:
    assert list(outside(chart)) == []
    assert colliding(chart) == []


@given(CHARTS)
def test_lines_are_level_or_upright(chart: Chart) -> None:
    assert all(one.x1 == one.x2 or one.y1 == one.y2 for one in (*chart.grid, *chart.rules))


@given(CHARTS)
def test_every_value_is_read_aloud_and_stands_in_the_table(chart: Chart) -> None:
    assert all(one.said for one in chart.marks)
    assert all(len(row) == len(chart.head) for row in chart.rows)
    assert len(chart.marks) <= len(chart.rows)


def length(box: ChartBox, *, upright: bool = False) -> float:
    place = box.place
    return place.bottom - place.top if upright else place.right - place.left


def inside(box: ChartBox, mark: ChartMark, *, upright: bool) -> bool:
    middle = (box.place.left + box.place.right) / 2 if upright else (box.place.top + box.place.bottom) / 2
    first, last = (mark.place.left, mark.place.right) if upright else (mark.place.top, mark.place.bottom)
    return first < middle < last


def is_in_proportion(chart: Chart, values: Sequence[Decimal | None], *, upright: bool = False) -> bool:
    """Tell whether each mark has a bar as long as its value, and a blank or a zero none."""
    lengths = [
        sum(length(box, upright=upright) for box in chart.boxes if inside(box, mark, upright=upright))
        for mark in chart.marks
    ]
    known = [abs(one or Decimal(0)) for one in values]
    unit = max(lengths, default=0) / float(max(known, default=0) or 1)
    assert (unit > 0) == any(known)
    return all(long == pytest.approx(float(one) * unit, abs=1e-6) for long, one in zip(lengths, known, strict=True))


@given(BAR_ROWS, PAPERS)
def test_every_bar_is_as_long_as_its_value(rows: list[BarRow], paper: ChartPaper) -> None:
    chart = bars(HEADING, rows, paper)
    value_of = {one.words: one.value for one in rows}
    assert is_in_proportion(chart, [value_of[row[1]] for row in chart.rows])


@given(BAR_ROWS, PAPERS)
def test_every_unit_is_named_once_and_a_blank_says_so(rows: list[BarRow], paper: ChartPaper) -> None:
    chart = bars(HEADING, rows, paper)
    assert sorted(row[0] for row in chart.rows) == sorted(one.name for one in rows)
    assert len(chart.marks) == len(rows)
    blank = sum(one.value is None for one in rows)
    assert [word.text for word in chart.words].count(BLANK) == blank
    assert [row[1] for row in chart.rows].count(BLANK) == blank


def test_why_there_is_no_figure_is_said_of_each() -> None:
    rows = [BarRow("甲局", None, missing="无上年"), BarRow("乙局", None), BarRow("丙局", Decimal(3))]
    chart = bars(HEADING, rows, WIDE)
    assert [row[1] for row in chart.rows] == ["3", "无上年", "未填"]
    assert [one.said for one in chart.marks] == ["丙局，3", "甲局，无上年", "乙局，未填"]
    assert chart.sentence == "3个单位，最大的是丙局，3；1个无上年，1个未填"


def test_of_many_units_the_largest_are_drawn_and_the_others_told() -> None:
    rows = [BarRow(f"第{at}局", Decimal(at) if at % 7 else None) for at in range(300)]
    chart = bars(HEADING, rows, WIDE, most=30)
    assert [mark.said for mark in chart.marks][:2] == ["第299局，299", "第298局，298"]
    assert len(chart.boxes) == 30
    drawn = sum(range(300)) - sum(range(0, 300, 7))
    left = drawn - sum(sorted((at for at in range(300) if at % 7), reverse=True)[:30])
    assert f"没有画的还有270个单位，合计{left}，其中43个未填" in [word.text for word in chart.words]
    assert len(chart.rows) == 300


def test_what_is_less_grows_to_the_other_side() -> None:
    chart = bars(HEADING, [BarRow("甲", Decimal(10)), BarRow("乙", Decimal(-10))], WIDE)
    more, less = chart.boxes
    assert less.place.right == pytest.approx(more.place.left)
    assert "−10" in [word.text for word in chart.words]


@given(YEARS, PAPERS)
def test_every_column_is_as_high_as_its_value(figures: list[YearFigure], paper: ChartPaper) -> None:
    chart = years(HEADING, figures, paper)
    assert is_in_proportion(chart, [one.value for one in figures], upright=True)


def test_a_year_without_a_report_is_not_a_blank_one() -> None:
    chart = years(HEADING, [YearFigure(2023, None, ABSENT), YearFigure(2024, None), YearFigure(2025, Decimal(0))], WIDE)
    assert [row[1] for row in chart.rows] == ["没有年报", "未填", "0"]
    assert {"没有年报", "未填", "0"} <= {word.text for word in chart.words}
    assert chart.boxes == ()


@given(PARTS, PAPERS)
def test_the_parts_fill_the_whole_each_as_wide_as_its_share(found: list[ChartPart], paper: ChartPaper) -> None:
    chart = parts(HEADING, found, paper)
    values = [one.value for one in found if one.value]
    cut = chart.boxes[: len(values)]
    if not values:
        assert chart.boxes == ()
        return
    assert cut[0].place.left == EDGE
    assert cut[-1].place.right == pytest.approx(chart.width - EDGE)
    widths = [length(box) for box in cut]
    for wide, value in zip(widths, values, strict=True):
        assert wide / sum(widths) == pytest.approx(float(value / sum(values)))
    assert all(one.tone is not other.tone for one, other in pairwise(cut))


@given(races(), PAPERS)
def test_a_line_of_steps_rises_on_its_days_and_ends_today(race: Race, paper: ChartPaper) -> None:
    chart = filed(HEADING, race, paper)
    for steps, tone in zip(race.lines, (Tone.CHOSEN, Tone.MUTED), strict=True):
        drawn = [one for one in chart.rules if one.tone is tone and one.width > 1]
        rises = drawn[1::2]  # level and upright by turns
        assert all(one.x1 == one.x2 for one in rises)
        assert len(rises) == sum(day <= race.today for day, _ in steps.days)
        for one, after in pairwise(drawn):
            assert (one.x2, one.y2) == (after.x1, after.y1)
        counted = [(day, count) for day, count in steps.days if day <= race.today]
        high = drawn[0].y1 - drawn[-1].y2
        assert (high > 1e-9) == any(count for _, count in counted)
    assert len(chart.rows) == len({day for one in race.lines for day, _ in one.days} | {race.due, race.today})
