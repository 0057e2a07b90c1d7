"""Units beside each other: a bar each, the largest first, with last year's figure as a line across it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from export.charts.drawing import (
    BLANK,
    BODY,
    EDGE,
    GAP,
    LINE,
    SECOND,
    Anchor,
    Chart,
    ChartHeading,
    ChartLine,
    ChartMark,
    ChartPaper,
    ChartSheet,
    Tone,
    value_words,
)
from export.charts.scale import Scale, bare_scale
from export.layout.page import ASCENT, Rectangle
from model.values import NamedTuple

PRINTED = 30  # units on a sheet of paper; the others are told in a line
_ROW, _BAR, _TICK = 24.0, 12.0, 18.0
_NAMES, _LEAST_NAMES, _LEAST_BARS = 0.36, 60.0, 80.0  # part of the width; pixels
_BEFORE_VALUE, _AROUND = 6.0, 6.0


class BarRow(NamedTuple):
    """A unit and its figure; None is blank."""

    name: str
    value: Decimal | None
    last: Decimal | None = None
    chosen: bool = False
    missing: str = BLANK  # what is said where there is no figure

    @property
    def words(self) -> str:
        """The figure in words, or why there is none."""
        return self.missing if self.value is None else value_words(self.value)


class _BarColumns(NamedTuple):
    """How wide names are, where bars begin and end, how wide the numbers after them are."""

    names: float
    left: float
    right: float
    after: float


def bars(heading: ChartHeading, rows: Sequence[BarRow], paper: ChartPaper, *, most: int | None = None) -> Chart:
    """Lay out a bar for each unit, or for the first ones only."""
    ranked = sorted(rows, key=lambda one: (one.value is None, -(one.value or 0)))
    drawn, others = (ranked, []) if most is None else (ranked[:most], ranked[most:])
    scale = bare_scale([value for one in drawn for value in (one.value, one.last)])
    columns = _columns(drawn, paper, negative=scale.low < 0)
    sheet = ChartSheet(paper.measure, max(paper.width, columns.right + columns.after + EDGE))
    y = sheet.heading(heading)
    for one in drawn:
        _row(sheet, one, y, columns, scale)
        y += _ROW
    zero = scale.place(Decimal(0), columns.left, columns.right)
    if drawn:
        sheet.rules.append(ChartLine(zero, y - _ROW * len(drawn), zero, y, Tone.MUTED))
    for words in _notes(drawn, others):
        sheet.word(sheet.shortened(words, sheet.width - 2 * EDGE), EDGE, y + GAP + SECOND, tone=Tone.MUTED)
        y += SECOND * LINE
    has_last = any(one.last is not None for one in rows)
    return sheet.chart(
        y + EDGE,
        heading,
        _sentence(rows),
        ("单位", "数", *(("上年",) if has_last else ())),
        [(one.name, one.words, *((_last_words(one),) if has_last else ())) for one in ranked],
    )


def _columns(rows: Sequence[BarRow], paper: ChartPaper, *, negative: bool) -> _BarColumns:
    measure, width = paper.measure, paper.width
    values = max((measure(one.words, SECOND, bold=one.chosen) for one in rows), default=0.0) + _BEFORE_VALUE
    widest = max((measure(one.name, BODY, bold=one.chosen) for one in rows), default=0.0)
    before = values if negative else 0.0
    fixed = 2 * EDGE + GAP + before + values
    names = min(widest, max(_LEAST_NAMES, min(_NAMES * width, width - fixed - _LEAST_BARS)))
    left = EDGE + names + GAP + before
    return _BarColumns(names, left, max(left + _LEAST_BARS, width - EDGE - values), values)


def _row(sheet: ChartSheet, one: BarRow, top: float, columns: _BarColumns, scale: Scale) -> None:
    middle = top + _ROW / 2
    line = middle + (ASCENT - 0.5) * BODY
    name = sheet.shortened(one.name, columns.names, BODY, bold=one.chosen)
    sheet.word(name, EDGE, line, size=BODY, bold=one.chosen)
    zero = scale.place(Decimal(0), columns.left, columns.right)
    ends = [zero]
    if one.value is not None:
        end = scale.place(one.value, columns.left, columns.right)
        low, high = min(zero, end), max(zero, end)
        tone = Tone.CHOSEN if one.chosen else Tone.BAR
        sheet.box(low, middle - _BAR / 2, high, middle + _BAR / 2, tone)
        ends.append(end)
    if one.last is not None:
        tick = scale.place(one.last, columns.left, columns.right)
        sheet.rules.append(ChartLine(tick, middle - _TICK / 2, tick, middle + _TICK / 2, Tone.TEXT, 2.0))
        ends.append(tick)
    _number(sheet, one, (min(ends), max(ends)), middle)
    room = Rectangle(EDGE - _AROUND, top, columns.right + columns.after + _AROUND, top + _ROW)
    sheet.marks.append(ChartMark(room, _said(one)))


def _number(sheet: ChartSheet, one: BarRow, ends: tuple[float, float], middle: float) -> None:
    is_negative = one.value is not None and one.value < 0
    tone = Tone.MUTED if not one.value else Tone.TEXT
    sheet.word(
        one.words,
        ends[0] - _BEFORE_VALUE if is_negative else ends[1] + _BEFORE_VALUE,
        middle + (ASCENT - 0.5) * SECOND,
        tone=tone,
        anchor=Anchor.END if is_negative else Anchor.START,
        bold=one.chosen,
    )


def _last_words(one: BarRow) -> str:
    return "" if one.last is None else value_words(one.last)


def _said(one: BarRow) -> str:
    last = f"，上年{value_words(one.last)}" if one.last is not None else ""
    return f"{one.name}，{one.words}{last}"


def _notes(drawn: Sequence[BarRow], others: Sequence[BarRow]) -> list[str]:
    last = ["短竖线是上年"] if any(one.last is not None for one in drawn) else []
    if not others:
        return last
    blank = _blank_words(others)
    whole = sum((one.value for one in others if one.value is not None), Decimal(0))
    told = f"，合计{value_words(whole)}" if any(one.value is not None for one in others) else ""
    return [f"没有画的还有{len(others)}个单位{told}{f'，其中{blank}' if blank else ''}", *last]


def _sentence(rows: Sequence[BarRow]) -> str:
    known = [one for one in rows if one.value is not None]
    words = f"{len(rows)}个单位"
    if known:
        most = max(known, key=lambda one: one.value or 0)
        words += f"，最大的是{most.name}，{most.words}"
    blank = _blank_words(rows)
    return words + (f"；{blank}" if blank else "")


def _blank_words(rows: Sequence[BarRow]) -> str:
    """Say how many have no figure, and why."""
    counts = Counter(one.missing for one in rows if one.value is None)
    return "，".join(f"{number}个{words}" for words, number in counts.items())
