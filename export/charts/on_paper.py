"""Charts on pages of paper: as wide as the type area, one below the other, in the fonts of the print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from export.charts.drawing import Chart, ChartLine, ChartPaper, ChartWord
from export.charts.inks import DASHES, INKS
from export.fonts.shipped import FontRole, Typesetter
from export.layout.page import Fill, Page, Rectangle, TextRun, baseline, natural
from export.layout.pagination import page_number
from export.layout.style import (
    LEFT_MARGIN,
    LINE_PITCH,
    SECTION_HEADING,
    TOP_MARGIN,
    TYPE_HEIGHT,
    TYPE_WIDTH,
    Face,
)
from model.report.report import CHARTS_HEADING

WIDTH, HEIGHT = 600.0, 300.0  # pixels of a chart that is laid out for paper
_GAP = 12.0  # points between two charts


def paper_of(typesetter: Typesetter) -> ChartPaper:
    """Return the paper on which a chart is laid out that is to be printed."""

    def measure(text: str, size: float, *, bold: bool = False) -> float:
        return natural(typesetter, Face(_role(bold=bold), size), text)[1] * size

    return ChartPaper(measure, WIDTH, HEIGHT)


def chart_pages(
    charts: Sequence[Chart], typesetter: Typesetter, first: int, heading: str = CHARTS_HEADING
) -> list[Page]:
    """Lay charts out on pages, of which the first has a number.

    Raises:
        MissingCharactersError: no font has a character.
    """
    page, y = _headed(heading, typesetter), TOP_MARGIN + LINE_PITCH
    pages = [page]
    for chart in charts:
        scale = min(TYPE_WIDTH / chart.width, (TYPE_HEIGHT - LINE_PITCH) / chart.height)
        if y + chart.height * scale > TOP_MARGIN + TYPE_HEIGHT:
            page, y = Page(), TOP_MARGIN
            pages.append(page)
        _put(chart, page, y, scale, typesetter)
        y += chart.height * scale + _GAP
    for number, one in enumerate(pages, first):
        one.words.append(page_number(typesetter, number))
    return pages


def _role(*, bold: bool) -> FontRole:
    return FontRole.HEADING if bold else FontRole.TABLE


def _headed(heading: str, typesetter: Typesetter) -> Page:
    positions, _ = natural(typesetter, SECTION_HEADING, heading)
    at = baseline(TOP_MARGIN, LINE_PITCH, SECTION_HEADING.size)
    words = TextRun(heading, positions, LEFT_MARGIN, at, SECTION_HEADING)
    return Page(words=[words], bookmarks=[(heading, TOP_MARGIN)])


def _put(chart: Chart, page: Page, top: float, scale: float, typesetter: Typesetter) -> None:
    def at(place: Rectangle, ink: str) -> Fill:
        left, up, right, down = (edge * scale for edge in place)
        return Fill(Rectangle(LEFT_MARGIN + left, top + up, LEFT_MARGIN + right, top + down), ink)

    page.fills += [at(room, INKS[rule.tone]) for rule in chart.grid for room in _inked(rule)]
    page.fills += [at(box.place, INKS[box.tone]) for box in chart.boxes]
    page.fills += [at(room, INKS[rule.tone]) for rule in chart.rules for room in _inked(rule)]
    page.words += [_run(one, top, scale, typesetter) for one in chart.words]


def _inked(rule: ChartLine) -> Iterator[Rectangle]:
    """Return the room that a line takes: of a broken one that of its pieces."""
    half, (drawn, left_out) = rule.width / 2, DASHES
    is_level = rule.y1 == rule.y2
    start, end = sorted((rule.x1, rule.x2) if is_level else (rule.y1, rule.y2))
    step, long = (drawn + left_out, float(drawn)) if rule.dashed else (max(end - start, 1.0), end - start)
    at = start
    while at < end or at == start:
        until = min(at + long, end)
        yield (
            Rectangle(at, rule.y1 - half, until, rule.y1 + half)
            if is_level
            else Rectangle(rule.x1 - half, at, rule.x1 + half, until)
        )
        at += step


def _run(word: ChartWord, top: float, scale: float, typesetter: Typesetter) -> TextRun:
    face = Face(_role(bold=word.bold), word.size * scale)
    typesetter.check(face.role, word.text, "附图")
    positions, _ = natural(typesetter, face, word.text)
    return TextRun(
        word.text, positions, LEFT_MARGIN + word.left * scale, top + word.baseline * scale, face, ink=INKS[word.tone]
    )
