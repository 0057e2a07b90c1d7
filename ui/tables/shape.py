"""How wide and how high the boxes of a table are, in a given width and font."""

from __future__ import annotations

from dataclasses import dataclass

from model.form.grid import BoxRole, SectionGrid
from model.form.schema import Layout
from ui.tables.cell_paint import PAD, Fonts


@dataclass(frozen=True)
class Shape:
    """Widths of the columns and heights of the rows, in pixels."""

    widths: tuple[int, ...]
    heights: tuple[int, ...]


def shape_of(grid: SectionGrid, layout: Layout, fonts: Fonts, room: int) -> Shape:
    """Fit a table into `room` pixels: it fills them as far as that is comfortable, and never clips a header."""
    widths = _WIDTHS[layout](grid, fonts.em, room)
    heights = tuple(_height(grid, row, layout, fonts, widths) for row in range(grid.height))
    return Shape(widths, heights)


def _matrix(grid: SectionGrid, em: int, room: int) -> tuple[int, ...]:
    """Labels take what the numbers leave: a narrow upright one, one for groups, one for the rest."""
    count = grid.width - grid.label_columns
    groups = [int(em * 1.9), *[int(em * 6.2)] * (grid.label_columns - 2)]
    number = _within(room // 13, int(em * 3.8), int(em * 9))
    words = _within(room - sum(groups) - count * number, int(em * 9), int(em * 36))
    return (*groups, words, *_spread(room - sum(groups) - words, count, int(em * 3.8), int(em * 9)))


def _blocks(grid: SectionGrid, em: int, room: int) -> tuple[int, ...]:
    label = _within(room // 4, int(em * 10), int(em * 20))
    return (label, *_spread(room - label, grid.width - 1, int(em * 7), int(em * 18)))


def _band(grid: SectionGrid, em: int, room: int) -> tuple[int, ...]:
    return _spread(room, grid.width, int(em * 2.6), int(em * 7))


_WIDTHS = {Layout.MATRIX: _matrix, Layout.BLOCK: _blocks, Layout.BAND: _band}


def _within(value: int, least: int, most: int) -> int:
    return max(least, min(value, most))


def _spread(room: int, count: int, least: int, most: int) -> tuple[int, ...]:
    """Share out the room equally; single pixels left over go to the first ones."""
    each = _within(room // count, least, most)
    left = _within(room - each * count, 0, count) if each < most else 0
    return tuple(each + (i < left) for i in range(count))


_ROOMY = {Layout.MATRIX: 1.45, Layout.BLOCK: 2.1, Layout.BAND: 3.2}
_MOST_LINES = 2  # of a label beside numbers


def _height(grid: SectionGrid, row: int, layout: Layout, fonts: Fonts, widths: tuple[int, ...]) -> int:
    """Return a row the height of its highest label; a row of numbers has room to breathe."""
    boxes = {grid.at[row, column] for column in range(grid.width)}
    roles = {box.role for box in boxes}
    if BoxRole.NUMBER not in roles and (BoxRole.SUBTOTAL in roles or BoxRole.BALANCE in roles):
        return int(fonts.small_metrics.height() * 1.25)
    most = 99 if roles <= {BoxRole.HEADER, BoxRole.TITLE} else _MOST_LINES
    lines = [
        fonts.lines_of(box.text, sum(widths[box.column : box.column + box.columns]) - 2 * PAD)
        for box in boxes
        if box.rows == 1 and box.role is not BoxRole.NUMBER
    ]
    least = fonts.line * (_ROOMY[layout] if BoxRole.NUMBER in roles else 1.45)
    return max(int(least), min(max(lines, default=1), most) * fonts.line + 6)
