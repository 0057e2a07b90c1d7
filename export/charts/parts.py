"""Parts of a whole: one bar cut into them, and under it each with its number and its share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import cycle

from export.charts.drawing import (
    BODY,
    EDGE,
    GAP,
    SECOND,
    Anchor,
    Chart,
    ChartHeading,
    ChartMark,
    ChartPaper,
    ChartSheet,
    Tone,
    value_words,
)
from export.layout.page import ASCENT, Rectangle
from model.values import NamedTuple

_BAR, _ROW, _SWATCH, _BETWEEN = 26.0, 24.0, 12.0, 2.0
_LEAST_NAMES, _AROUND = 60.0, 6.0
_TONES = (Tone.CHOSEN, Tone.BAR, Tone.MUTED, Tone.FAINT)  # neighbours are always apart, and each bears its number
_ON = {
    Tone.CHOSEN: Tone.ON_CHOSEN,
    Tone.BAR: Tone.ON_BAR,
    Tone.MUTED: Tone.PAPER,
    Tone.FAINT: Tone.TEXT,
}  # words
_PERCENT = 100


class ChartPart(NamedTuple):
    """A part: its name, and how much it is; None is blank."""

    name: str
    value: Decimal | None


def parts(heading: ChartHeading, found: Sequence[ChartPart], paper: ChartPaper) -> Chart:
    """Lay out the parts; a whole of zero has no bar, and a blank part is none."""
    measure = paper.measure
    whole = sum((one.value for one in found if one.value is not None and one.value > 0), Decimal(0))
    numbers = max((measure(value_words(one.value), BODY) for one in found), default=0.0)
    shares = max((measure(_share(one.value, whole), SECOND) for one in found), default=0.0)
    width = max(paper.width, 2 * EDGE + _SWATCH + 3 * GAP + _LEAST_NAMES + numbers + shares)
    sheet = ChartSheet(measure, width)
    y = sheet.heading(heading)
    ends = (width - EDGE - shares - GAP, width - EDGE)
    names = ends[0] - numbers - GAP - EDGE - _SWATCH - GAP
    tones = _tones(found)
    _cut(sheet, found, tones, y)
    y += _BAR + GAP
    for number, one in enumerate(found, 1):
        line = y + _ROW / 2 + (ASCENT - 0.5) * BODY
        if (tone := tones.get(number)) is not None:
            middle = y + _ROW / 2
            sheet.box(EDGE, middle - _SWATCH / 2, EDGE + _SWATCH, middle + _SWATCH / 2, tone)
        name = sheet.shortened(f"{number} {one.name}", names, BODY)
        sheet.word(name, EDGE + _SWATCH + GAP, line, size=BODY)
        faint = Tone.TEXT if one.value else Tone.MUTED
        sheet.word(value_words(one.value), ends[0], line, size=BODY, tone=faint, anchor=Anchor.END)
        sheet.word(_share(one.value, whole), ends[1], line, tone=Tone.MUTED, anchor=Anchor.END)
        sheet.marks.append(ChartMark(Rectangle(EDGE - _AROUND, y, ends[1] + _AROUND, y + _ROW), _said(one, whole)))
        y += _ROW
    return sheet.chart(
        y + EDGE,
        heading,
        _sentence(found, whole),
        ("", "数", "占"),
        [(one.name, value_words(one.value), _share(one.value, whole)) for one in found],
    )


def _tones(found: Sequence[ChartPart]) -> Mapping[int, Tone]:
    """Return the tone of each part that is drawn, by its number."""
    drawn = [number for number, one in enumerate(found, 1) if one.value is not None and one.value > 0]
    return dict(zip(drawn, cycle(_TONES), strict=False))


def _cut(sheet: ChartSheet, found: Sequence[ChartPart], tones: Mapping[int, Tone], top: float) -> None:
    left, right = EDGE, sheet.width - EDGE
    if not tones:
        for y in (top, top + _BAR):
            sheet.level(left, right, y, Tone.RULE)
        words = "都是0" if any(one.value is not None for one in found) else "都没有填"
        at, line = (left + right) / 2, top + _BAR / 2 + (ASCENT - 0.5) * SECOND
        sheet.word(words, at, line, tone=Tone.MUTED, anchor=Anchor.MIDDLE)
        return
    values = {number: found[number - 1].value or Decimal(0) for number in tones}
    whole, room = sum(values.values()), right - left - _BETWEEN * (len(tones) - 1)
    for number, tone in tones.items():
        wide = float(values[number] / whole) * room
        sheet.box(left, top, left + wide, top + _BAR, tone)
        ink = _ON[tone]
        if sheet.measure(str(number), SECOND) + 4 <= wide:
            line = top + _BAR / 2 + (ASCENT - 0.5) * SECOND
            sheet.word(str(number), left + wide / 2, line, tone=ink, anchor=Anchor.MIDDLE)
        left += wide + _BETWEEN


def _share(value: Decimal | None, whole: Decimal) -> str:
    """Say how much of the whole a part is, in per cent.

    >>> _share(Decimal(1), Decimal(3)), _share(Decimal(1), Decimal(1000)), _share(None, Decimal(3))
    ('33%', '不到1%', '')
    """
    if value is None or not whole:
        return ""
    share = value * _PERCENT / whole
    return "不到1%" if 0 < share < 1 else f"{share:.0f}%"


def _said(one: ChartPart, whole: Decimal) -> str:
    return "，".join(filter(None, [one.name, value_words(one.value), _share(one.value, whole)]))


def _sentence(found: Sequence[ChartPart], whole: Decimal) -> str:
    blank = sum(one.value is None for one in found)
    return f"合计{value_words(whole)}" + (f"，{blank}项未填，不在内" if blank else "")
