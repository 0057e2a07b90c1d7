"""Put a table on a page: as high as its words need, its words centred, split between rows where it must be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, groupby

from export.fonts.shipped import Typesetter
from export.layout.document import TableBlock
from export.layout.line_breaking import Width, break_lines
from export.layout.page import Page, Rectangle, Stroke, TextRun, baseline, centred, natural
from export.layout.page_breaking import Slug
from export.layout.style import (
    CLOSEST_ROWS,
    LEFT_MARGIN,
    NARROWEST_NUMBER,
    ROOM_UNDER_A_HEADING,
    SMALLEST_NUMBER,
    TABLES,
    Face,
    column_widths,
)
from export.layout.table_cutting import Cutting, Span, Unit
from model.form.grid import Box, BoxRole

_ABOVE_BELOW = "、，。"  # in upright text these stand at the upper right
_HAIR = 0.001  # what sums of fractions may be off by


class TableLayout:
    """A table with its measures; `draw` puts some of its rows on a page."""

    def __init__(self, block: TableBlock, typesetter: Typesetter) -> None:
        self.block, self._typesetter = block, typesetter
        self._grid = block.grid
        self._style = TABLES[block.layout]
        self._width = typesetter.widths(self._style.text.role)
        widths = column_widths(block.layout, self._grid.width, self._grid.label_columns)
        self._lefts = [LEFT_MARGIN + x for x in accumulate(widths, initial=0.0)]

    @cached_property
    def _heights(self) -> list[float]:
        """The height of every row; a table that is a little too high for a page has its rows closer together."""
        padding = self._style.row_padding
        usual = self._heights_with(padding)
        over = sum(usual) - ROOM_UNDER_A_HEADING
        closer = padding - over / (2 * len(usual)) - _HAIR
        return usual if over <= 0 or closer < CLOSEST_ROWS * padding else self._heights_with(closer)

    def _heights_with(self, padding: float) -> list[float]:
        heights = [self._height_of(1, padding)] * self._grid.height
        for box in sorted(self._grid.boxes, key=lambda box: box.rows):
            needed = self._height_of(len(box.text) if box.upright else len(self._lines(box)), padding)
            missing = needed - sum(heights[box.row : box.row + box.rows])
            for row in range(box.row, box.row + box.rows):
                heights[row] += max(missing, 0) / box.rows
        return heights

    def _height_of(self, lines: int, padding: float) -> float:
        return lines * self._style.pitch + 2 * padding

    def height(self, rows: Sequence[int]) -> float:
        """Return the height of some rows."""
        return sum(self._heights[row] for row in rows)

    @cached_property
    def cutting(self) -> Cutting:
        """The rows that stay together, and where the table may be cut."""
        return Cutting(list(self._units()), self._heights, list(self._spans()), self._grid.header_rows)

    def rows(self, start: int, end: int) -> list[int]:
        """Return the rows of some units that stand on a page together, under their header."""
        units = self.cutting.units[start:end]
        return [*(units[0].header if start else ()), *(row for unit in units for row in unit.rows)]

    def pieces(self) -> Iterator[Slug]:
        """Return the units as what is shared out over pages."""
        for number, unit in enumerate(self.cutting.units):
            header = self.height(unit.header) if number else 0.0
            yield Slug(
                self.height(unit.rows), self.cutting.before(number), header=header, run=self.cutting, number=number
            )

    def _units(self) -> Iterator[Unit]:
        """Group each row with the titles and headers right above it; those of a block stand over its rest, too."""
        header = tuple(range(self._grid.header_rows))
        numbered = {box.row for box in self._grid.boxes if box.cell}
        above, block = [*header], header
        for row in range(len(header), self._grid.height):
            above.append(row)
            if row in numbered:
                starts_block = len(above) > 1
                block = (*header, *(one for one in above[:-1] if one not in header)) if starts_block else block
                yield Unit(header if starts_block else block, tuple(above), not starts_block and block != header)
                above = []

    def _spans(self) -> Iterator[Span]:
        for box in self._grid.boxes:
            if box.rows > 1 and box.row >= self._grid.header_rows:
                lines = len(box.text) if box.upright else len(self._lines(box))
                yield Span(box.row, box.row + box.rows, lines * self._style.pitch)

    def draw(self, page: Page, top: float, rows: Sequence[int]) -> None:
        """Put these rows on the page; a box that goes on elsewhere is closed here."""
        edges = [top, *(top + h for h in accumulate(self._heights[row] for row in rows))]
        for box in self._grid.boxes:
            here = [place for place, row in enumerate(rows) if box.row <= row < box.row + box.rows]
            if here:
                left, right = self._lefts[box.column], self._lefts[box.column + box.columns]
                self._fill(page, box, Rectangle(left, edges[here[0]], right, edges[here[-1] + 1]))
        page.rules += self._rules(rows, edges)

    def _rules(self, rows: Sequence[int], edges: Sequence[float]) -> Iterator[Stroke]:
        """Rule the borders between boxes, each once and as long as it goes."""
        at, width = self._grid.at, self._grid.width
        for i, y in enumerate(edges):
            above, below = (rows[k] if 0 <= k < len(rows) else None for k in (i - 1, i))
            apart = [above is None or below is None or at[above, c] != at[below, c] for c in range(width)]
            for first, end in _runs(apart):
                yield Stroke(self._lefts[first], y, self._lefts[end], y)
        for column in range(width + 1):
            apart = [at.get((row, column - 1)) != at.get((row, column)) for row in rows]
            for first, end in _runs(apart):
                yield Stroke(self._lefts[column], edges[first], self._lefts[column], edges[end])

    def _fill(self, page: Page, box: Box, place: Rectangle) -> None:
        if box.cell:
            page.cells[box.cell] = place
            page.words += self._number(self.block.text(box), place)
        elif box.upright:
            page.words += self._upright(box.text, place)
        else:
            page.words += self._words(box, place)

    def _number(self, text: str, place: Rectangle) -> Iterator[TextRun]:
        """Centre a number; one that is too wide is condensed, then made smaller: never clipped."""
        face, room = self._style.text, place.right - place.left - 2 * self._style.number_padding
        positions, width = natural(self._typesetter, face, text)
        stretch = min(1.0, max(NARROWEST_NUMBER, room / (width * face.size))) if text else 1.0
        if width * face.size * stretch > room:
            face = Face(face.role, max(SMALLEST_NUMBER, room / width / stretch))
            stretch = min(stretch, room / (width * face.size))
        if text:
            x = (place.left + place.right - width * face.size * stretch) / 2
            middle = baseline(place.top, place.bottom - place.top, face.size)
            yield TextRun(text, positions, x, middle, face, stretch)

    def _upright(self, text: str, place: Rectangle) -> Iterator[TextRun]:
        face, pitch = self._style.text, self._style.pitch
        top = (place.top + place.bottom - pitch * len(text)) / 2
        for i, character in enumerate(text):
            at = baseline(top + i * pitch, pitch, face.size)
            words = centred(self._typesetter, face, character, (place.left, place.right), at)
            shift = face.size * 0.45 if character in _ABOVE_BELOW else 0
            yield words._replace(x=words.x + shift, baseline=at - shift)

    def _words(self, box: Box, place: Rectangle) -> Iterator[TextRun]:
        face, pitch = self._style.text, self._style.pitch
        lines = self._lines(box)
        top = (place.top + place.bottom - pitch * len(lines)) / 2
        for i, line in enumerate(lines):
            at = baseline(top + i * pitch, pitch, face.size)
            words = centred(self._typesetter, face, line, (place.left, place.right), at)
            yield words._replace(x=place.left + self._style.label_padding) if self._is_flush_left(box) else words

    def _is_flush_left(self, box: Box) -> bool:
        return box.role is BoxRole.LABEL and box.rows == 1 and self._grid.label_columns > 1

    def _lines(self, box: Box) -> list[str]:
        """Break the words of a box where it reads well: Chinese words have two characters or four."""
        padding = self._style.label_padding if box.role is BoxRole.LABEL else self._style.header_padding
        room = self._lefts[box.column + box.columns] - self._lefts[box.column] - 2 * padding
        measure = room / self._style.text.size
        if box.role is BoxRole.HEADER and measure < min(len(box.text), 6):
            return self._broken(box.text, max(measure // 2 * 2, 1))
        if box.role is BoxRole.LABEL and box.rows > 1:
            number, bracket, words = box.text.partition("）")
            return [number + bracket, *self._broken(words, measure)]
        lines = self._broken(box.text, measure)
        return self._broken(box.text, measure - 1) if len(lines) > 1 == len(lines[-1]) else lines

    def _broken(self, text: str, measure: float) -> list[str]:
        return _broken(text, self._width, measure)


@lru_cache(maxsize=512)
def _broken(text: str, width: Width, measure: float) -> list[str]:
    """Break a label; there are few of them, always the same."""
    return [line.text for line in break_lines.__wrapped__(text, width, measure)]


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Find the stretches of true flags: (first, end)."""
    for flag, run in groupby(range(len(flags)), key=flags.__getitem__):
        places = list(run)
        if flag:
            yield places[0], places[-1] + 1
