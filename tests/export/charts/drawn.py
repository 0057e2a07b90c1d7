"""Charts of anything, and what holds of each of them."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from hypothesis import strategies as st

from export.charts.bars import BarRow, bars
from export.charts.drawing import BLANK, Chart, ChartHeading, ChartPaper, overlap
from export.charts.filed import Race, StepLine, filed
from export.charts.parts import ChartPart, parts
from export.charts.years import YearFigure, years
from export.layout.page import Rectangle
from export.layout.widths import width_of

HEADING = ChartHeading("本年新收", "甲县2025年度")
_NEARLY = 1e-6


def measured(text: str, size: float, *, bold: bool = False) -> float:
    """Measure words without a font."""
    return sum(map(width_of, text)) * size * (1.06 if bold else 1)


NAMES = st.text("县青石镇人民政府乡局（）A1 ", min_size=1, max_size=40).map(str.strip).filter(bool)
FIGURES = st.none() | st.sampled_from((0, 1, 7)).map(Decimal) | st.decimals(0, 10**9, places=2, allow_nan=False)
CHANGES = st.none() | st.integers(-(10**6), 10**6).map(Decimal)
WIDTHS = st.integers(120, 1400).map(float)
PAPERS = st.builds(lambda width, height: ChartPaper(measured, width, height), WIDTHS, st.integers(0, 900).map(float))
BAR_ROWS = st.lists(
    st.builds(BarRow, NAMES, FIGURES | CHANGES, FIGURES, st.booleans(), st.just(BLANK)), max_size=60, unique_by=str
)
YEARS = st.lists(FIGURES | CHANGES, min_size=1, max_size=12).map(
    lambda values: [YearFigure(2014 + at, value) for at, value in enumerate(values)]
)
PARTS = st.lists(st.builds(ChartPart, NAMES, FIGURES), min_size=1, max_size=8)
FIRST = date(2026, 1, 1)


@st.composite
def races(draw: st.DrawFn) -> Race:
    """Draw two lines that only rise, a deadline and a day."""
    wanted = draw(st.integers(0, 400))
    lines = []
    for name in ("已收", "通过"):
        days = sorted(draw(st.sets(st.integers(0, 90), max_size=8)))
        counts = sorted(draw(st.lists(st.integers(0, wanted), min_size=len(days), max_size=len(days))))
        lines.append(StepLine(name, tuple((FIRST + timedelta(d), n) for d, n in zip(days, counts, strict=True))))
    due, today = (FIRST + timedelta(draw(st.integers(0, 90))) for _ in "12")
    return Race(tuple(lines), wanted, due, today)


CHARTS = (
    st.builds(lambda rows, paper, most: bars(HEADING, rows, paper, most=most), BAR_ROWS, PAPERS, st.none() | st.just(9))
    | st.builds(lambda figures, paper: years(HEADING, figures, paper), YEARS, PAPERS)
    | st.builds(lambda found, paper: parts(HEADING, found, paper), PARTS, PAPERS)
    | st.builds(lambda race, paper: filed(HEADING, race, paper), races(), PAPERS)
)


def outside(chart: Chart) -> Iterator[Rectangle]:
    """Return what leaves the chart."""
    lines = [
        Rectangle(min(one.x1, one.x2), min(one.y1, one.y2), max(one.x1, one.x2), max(one.y1, one.y2))
        for one in (*chart.grid, *chart.rules)
    ]
    for one in (*(box.place for box in chart.boxes), *lines, *(word.place for word in chart.words)):
        inside = one.left >= -_NEARLY and one.top >= -_NEARLY
        if not (inside and one.right <= chart.width + _NEARLY and one.bottom <= chart.height + _NEARLY):
            yield one


def colliding(chart: Chart) -> list[tuple[str, str]]:
    """Return words that lie over each other."""
    return [(one.text, other.text) for one, other in combinations(chart.words, 2) if overlap(one.place, other.place)]
