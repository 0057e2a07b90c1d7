"""A chart as SVG: well formed whatever a unit is called, with all words, and a title and a sentence for readers."""

from decimal import Decimal
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from export.charts.bars import BarRow, bars
from export.charts.drawing import Chart, ChartHeading, ChartPaper
from export.charts.svg import write_svg
from tests.export.charts.drawn import CHARTS, measured

SVG = "{http://www.w3.org/2000/svg}"


def elements(chart: Chart, name: str) -> list[ET.Element]:
    return list(ET.fromstring(write_svg(chart)).iter(f"{SVG}{name}"))  # noqa: S314 — of our own making


@given(CHARTS)
def test_everything_that_is_laid_out_is_drawn(chart: Chart) -> None:
    assert [one.text for one in elements(chart, "text")] == [word.text for word in chart.words]
    assert len(elements(chart, "rect")) == len(chart.boxes) + 1
    assert len(elements(chart, "line")) == len(chart.rules) + len(chart.grid)
    assert [one.text for one in elements(chart, "desc")] == [chart.sentence]


@given(st.text(max_size=60))
def test_no_name_breaks_it(name: str) -> None:
    hostile = f'</text><script>alert("&")</script>{name}'
    chart = bars(ChartHeading(hostile), [BarRow(hostile, Decimal(1))], ChartPaper(measured, 4000.0))
    assert elements(chart, "script") == []
    assert any("<script>" in (one.text or "") for one in elements(chart, "text"))
