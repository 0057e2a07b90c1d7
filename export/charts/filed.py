"""How many had reported by each day, as lines of steps against the deadline; no line goes beyond today."""

from __future__ import annotations

from datetime import date, timedelta
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
    ChartLine,
    ChartMark,
    ChartPaper,
    ChartSheet,
    ChartWord,
    Tone,
)
from export.charts.scale import Scale, round_scale
from export.layout.page import Rectangle
from model.values import NamedTuple

LEAST_HEIGHT = 180.0
_LEAST_DAYS = 7  # that are shown
_THICK, _BEFORE_TICKS = 2.0, 6.0
_TONES = (Tone.CHOSEN, Tone.MUTED)


class StepLine(NamedTuple):
    """A line: what it counts, and how many there were from each day on, days ascending."""

    name: str
    days: tuple[tuple[date, int], ...]

    def until(self, day: date) -> int:
        """Return how many there were at the end of a day."""
        return next((count for at, count in reversed(self.days) if at <= day), 0)


class Race(NamedTuple):
    """What is drawn: the lines, how many are wanted, until when, and which day it is."""

    lines: tuple[StepLine, ...]
    wanted: int
    due: date
    today: date


class _DayPlot(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float
    first: date
    days: int
    scale: Scale

    def x(self, day: date) -> float:
        return self.left + (self.right - self.left) * (day - self.first).days / self.days

    def y(self, count: int) -> float:
        return self.scale.place(Decimal(count), self.bottom, self.top)


def filed(heading: ChartHeading, race: Race, paper: ChartPaper) -> Chart:
    """Lay out the lines."""
    sheet = ChartSheet(paper.measure, paper.width)
    top = sheet.heading(heading)
    plot = _plot(sheet, race, top, max(paper.height, top + LEAST_HEIGHT))
    _frame(sheet, race, plot)
    wanted: list[ChartWord] = []
    for steps, tone in zip(race.lines, _TONES, strict=False):
        wanted.append(_line(sheet, steps, race, plot, tone))
    changes = sorted({day for steps in race.lines for day, _ in steps.days} | {race.due, race.today})
    sheet.put_if_free([*wanted, *_dates(sheet, race, plot)], paper.width)
    for at, day in enumerate(changes):
        until = plot.x(changes[at + 1]) if at + 1 < len(changes) else plot.right
        room = Rectangle(plot.x(day), plot.top, max(until, plot.x(day) + _BEFORE_TICKS), plot.bottom)
        sheet.marks.append(ChartMark(room, _said(race, day)))
    rows = [
        (_spoken(day), *(str(one.until(day)) if day <= race.today else "" for one in race.lines)) for day in changes
    ]
    last = "，".join(f"{one.name}{one.until(race.today)}" for one in race.lines)
    sentence = f"到{_spoken(race.today)}，{last}，应报{race.wanted}，截止{_spoken(race.due)}"
    bottom = plot.bottom + SECOND * LINE + EDGE
    return sheet.chart(bottom, heading, sentence, ("日期", *(one.name for one in race.lines)), rows)


def _plot(sheet: ChartSheet, race: Race, top: float, height: float) -> _DayPlot:
    days = [day for one in race.lines for day, _ in one.days]
    last = max([race.due, race.today, *days])
    first = min([race.due, race.today, *days, last - timedelta(_LEAST_DAYS)]) - timedelta(1)
    scale = round_scale([Decimal(race.wanted), *(Decimal(count) for one in race.lines for _, count in one.days)])
    scale = _up_to(scale, max([race.wanted, *(count for one in race.lines for _, count in one.days)]))
    ticks = max(sheet.measure(str(one), TAG) for one in scale.ticks)
    ends = max((sheet.measure(_end(one, race), SECOND, bold=True) for one in race.lines), default=0.0)
    left = EDGE + ticks + _BEFORE_TICKS
    right = max(left + 1, sheet.width - EDGE - ends - GAP)
    bottom = height - EDGE - SECOND * LINE
    return _DayPlot(left, top + SECOND * LINE, right, bottom, first, (last - first).days, scale)


def _up_to(scale: Scale, most: int) -> Scale:
    """Let the line of all that are wanted be the upper end, with no other line near it."""
    high = Decimal(max(1, most))
    step = scale.ticks[1] - scale.ticks[0]
    return Scale(scale.low, high, tuple(one for one in scale.ticks if one <= high - step / 2))


def _end(one: StepLine, race: Race) -> str:
    return f"{one.name}{one.until(race.today)}"


def _frame(sheet: ChartSheet, race: Race, plot: _DayPlot) -> None:
    words = []
    for one in plot.scale.ticks:
        y = plot.y(int(one))
        sheet.level(plot.left, plot.right, y, Tone.RULE if one else Tone.MUTED)
        at = plot.left - _BEFORE_TICKS
        words.append(sheet.placed(str(one), at, y + TAG / 3, size=TAG, tone=Tone.MUTED, anchor=Anchor.END))
    sheet.put_if_free(words, sheet.width)
    all_of_them, due = plot.y(race.wanted), plot.x(race.due)
    sheet.rules.append(ChartLine(plot.left, all_of_them, plot.right, all_of_them, Tone.TEXT, dashed=True))
    sheet.rules.append(ChartLine(due, plot.top - SECOND, due, plot.bottom, Tone.TEXT, dashed=True))


def _line(sheet: ChartSheet, steps: StepLine, race: Race, plot: _DayPlot, tone: Tone) -> ChartWord:
    """Draw a line; return the words at its end."""
    x, y = plot.left, plot.y(0)
    for day, count in steps.days:
        if day <= race.today:
            to, up = plot.x(day), plot.y(count)
            sheet.rules += [ChartLine(x, y, to, y, tone, _THICK), ChartLine(to, y, to, up, tone, _THICK)]
            x, y = to, up
    end = plot.x(race.today)
    sheet.rules.append(ChartLine(x, y, end, y, tone, _THICK))
    ink = Tone.TEXT if tone is Tone.CHOSEN else tone
    return sheet.placed(_end(steps, race), end + GAP / 2, y + SECOND / 3, tone=ink, bold=tone is Tone.CHOSEN)


def _dates(sheet: ChartSheet, race: Race, plot: _DayPlot) -> list[ChartWord]:
    """Return the words at the deadline, at the number that is wanted, and under the days."""
    due, foot = plot.x(race.due), plot.bottom + SECOND * LINE - GAP / 4
    near_end = due > (plot.left + plot.right) / 2
    shift, anchor = (-GAP / 2, Anchor.END) if near_end else (GAP / 2, Anchor.START)
    words = [sheet.placed(f"截止{_spoken(race.due)}", due + shift, plot.top - GAP / 2, anchor=anchor)]
    words.append(sheet.placed(f"应报{race.wanted}", plot.left + GAP / 2, plot.y(race.wanted) - GAP / 2))
    first = plot.first + timedelta(1)
    days = dict.fromkeys([race.due, first, race.today])
    words += [sheet.placed(_spoken(day), plot.x(day), foot, tone=Tone.MUTED, anchor=Anchor.MIDDLE) for day in days]
    return words


def _counted(one: StepLine, day: date, race: Race) -> str:
    return str(one.until(day)) if day <= race.today else ""


def _said(race: Race, day: date) -> str:
    due = "，截止" if day == race.due else ""
    if day > race.today:
        return f"{_spoken(day)}{due}"
    return f"{_spoken(day)}{due}，" + "，".join(f"{one.name}{one.until(day)}" for one in race.lines)


def _spoken(day: date) -> str:
    return f"{day.month}月{day.day}日"
