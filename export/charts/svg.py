"""A chart as SVG: words stay words, colours are the light ones of the house, and nothing in a name is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from export.charts.drawing import Anchor, Chart, ChartBox, ChartLine, ChartWord, Tone
from export.charts.inks import DASHES, INKS

FAMILIES = (
    "'Microsoft YaHei UI','Microsoft YaHei','Noto Sans CJK SC','Source Han Sans SC','PingFang SC',SimHei,sans-serif"
)
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ANCHORS = {Anchor.START: "", Anchor.MIDDLE: ' text-anchor="middle"', Anchor.END: ' text-anchor="end"'}


def write_svg(chart: Chart) -> bytes:
    """Write a chart; its title and what it says stand in it for screen readers."""
    return "\n".join(_lines(chart)).encode("utf-8")


def _lines(chart: Chart) -> Iterator[str]:
    size = f'width="{chart.width:.0f}" height="{chart.height:.0f}" viewBox="0 0 {chart.width:.0f} {chart.height:.0f}"'
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" lang="zh-CN" font-family={quoteattr(FAMILIES)}>'
    yield f"<title>{_text(chart.title)}</title>"
    yield f"<desc>{_text(chart.sentence)}</desc>"
    yield f'<rect width="100%" height="100%" fill="{INKS[Tone.PAPER]}"/>'
    yield from map(_rule, chart.grid)
    yield from map(_box, chart.boxes)
    yield from map(_rule, chart.rules)
    yield from map(_word, chart.words)
    yield "</svg>\n"


def _box(one: ChartBox) -> str:
    place = one.place
    wide, high = place.right - place.left, place.bottom - place.top
    at = f'x="{place.left:.2f}" y="{place.top:.2f}" width="{wide:.2f}" height="{high:.2f}"'
    return f'<rect {at} fill="{INKS[one.tone]}"/>'


def _rule(one: ChartLine) -> str:
    dashes = f' stroke-dasharray="{DASHES[0]} {DASHES[1]}"' if one.dashed else ""
    ends = f'x1="{one.x1:.2f}" y1="{one.y1:.2f}" x2="{one.x2:.2f}" y2="{one.y2:.2f}"'
    return f'<line {ends} stroke="{INKS[one.tone]}" stroke-width="{one.width:g}" stroke-linecap="square"{dashes}/>'


def _word(one: ChartWord) -> str:
    bold = ' font-weight="600"' if one.bold else ""
    place = f'x="{one.at:.2f}" y="{one.baseline:.2f}" font-size="{one.size:g}"'
    return f'<text {place}{_ANCHORS[one.anchor]}{bold} fill="{INKS[one.tone]}">{_text(one.text)}</text>'


def _text(words: str) -> str:
    return escape(_UNWRITABLE.sub("", words))
