"""One unit over the years: a column each; a year that is blank, or has no report, has none and says so."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from export.charts.drawing import (
    EDGE,
    GAP,
    LINE,
    SECOND,
    TAG,
    Anchor,
    Chart,
    ChartHeading,
    ChartMark,
    ChartPaper,
    ChartSheet,
    ChartWord,
    Tone,
    value_words,
)
from export.charts.scale import Scale, round_scale
from export.layout.page import Rectangle
from model.values import NamedTuple

ABSENT = "没有年报"
_WIDEST, _OF_PITCH = 44.0, 0.62
_BEFORE_TICKS = 6.0
LEAST_PLOT = 60.0  # pixels high


class YearFigure(NamedTuple):
    """A year's figure."""

    year: int
    value: Decimal | None
    missing: str = ""  # why there is none, where it was not simply left blank

    @property
    def words(self) -> str:
        """What is written of it."""
        return self.missing or value_words(self.value)


class _YearPlot(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float
    scale: Scale

    def y(self, value: Decimal) -> float:
        return self.scale.place(value, self.bottom, self.top)


def years(heading: ChartHeading, figures: Sequence[YearFigure], paper: ChartPaper) -> Chart:
    """Lay out a column for each year; the last one is the one that the chart is about."""
    measure, width = paper.measure, paper.width
    sheet = ChartSheet(measure, width)
    top = sheet.heading(heading) + SECOND * LINE
    scale = round_scale([one.value for one in figures])
    ticks = max(measure(value_words(one), TAG) for one in scale.ticks)
    height = max(paper.height, top + LEAST_PLOT + EDGE + SECOND * LINE)
    below = SECOND * LINE * (2 if scale.low < 0 else 1)
    plot = _YearPlot(EDGE + ticks + _BEFORE_TICKS, top, width - EDGE, height - EDGE - below, scale)
    _ticks(sheet, plot)
    pitch = (plot.right - plot.left) / max(1, len(figures))
    wanted: list[ChartWord] = []
    for at, one in enumerate(figures):
        centre, chosen = plot.left + pitch * (at + 0.5), at == len(figures) - 1
        half = min(_WIDEST, _OF_PITCH * pitch) / 2
        wanted.append(_column(sheet, one, plot, (centre - half, centre + half), chosen=chosen))
        foot = height - EDGE - GAP / 2
        wanted.append(sheet.placed(str(one.year), centre, foot, tone=Tone.MUTED, anchor=Anchor.MIDDLE, bold=chosen))
        room = Rectangle(centre - pitch / 2, plot.top, centre + pitch / 2, plot.bottom)
        sheet.marks.append(ChartMark(room, f"{one.year}年，{one.words}"))
    sheet.put_if_free(reversed(wanted), width)
    told = [f"{one.year}年{one.words}" for one in figures]
    return sheet.chart(
        height, heading, "，".join(told), ("年度", "数"), [(str(one.year), one.words) for one in figures]
    )


def _ticks(sheet: ChartSheet, plot: _YearPlot) -> None:
    for one in plot.scale.ticks:
        y = plot.y(one)
        sheet.level(plot.left, plot.right, y, Tone.RULE if one else Tone.MUTED)
    words = [
        sheet.placed(
            value_words(one),
            plot.left - _BEFORE_TICKS,
            plot.y(one) + TAG / 3,
            size=TAG,
            tone=Tone.MUTED,
            anchor=Anchor.END,
        )
        for one in plot.scale.ticks
    ]
    sheet.put_if_free(sorted(words, key=lambda one: one.text != "0"), sheet.width)


def _column(
    sheet: ChartSheet, one: YearFigure, plot: _YearPlot, sides: tuple[float, float], *, chosen: bool
) -> ChartWord:
    """Draw a column; return its number, for which there may be no room."""
    zero = plot.y(Decimal(0))
    end = zero if one.value is None else plot.y(one.value)
    sheet.box(sides[0], min(zero, end), sides[1], max(zero, end), Tone.CHOSEN if chosen else Tone.BAR)
    baseline = end + SECOND if end > zero else end - GAP / 2
    tone = Tone.MUTED if one.value is None else Tone.TEXT
    return sheet.placed(one.words, sum(sides) / 2, baseline, tone=tone, anchor=Anchor.MIDDLE, bold=chosen)
