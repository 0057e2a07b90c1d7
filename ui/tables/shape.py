"""How wide and how high the boxes of a table are, in a given width and font."""

from __future__ import annotations

from model.form.grid import BoxRole, SectionGrid
from model.form.schema import Layout
from model.values import NamedTuple
from ui.tables.cell_paint import Fonts, pad_behind, pad_of


class Shape(NamedTuple):
    """Widths of the columns and heights of the rows, in pixels."""

    widths: tuple[int, ...]
    heights: tuple[int, ...]


_LABELS, _LEAST_LABELS, _MOST_LABELS = 26.4, 14.6, 36.0  # in letters: 344, 190 and 468 pixels at 100 %
_NARROW, _WIDE = 4.75, 7.3  # 62 and 95 pixels: “社会公益” fits into the one, “社会公益组织” into the other


_LEAST_BAND = 2.4  # two characters and what stands round them


def shape_of(grid: SectionGrid, layout: Layout, fonts: Fonts, room: int, *, low: bool = False) -> Shape:
    """Fit a table into `room` pixels: it fills them as far as that is comfortable, and never clips a header.

    Where the window is `low`, a head over all the columns gives its room to the numbers: it tells none from another.
    """
    widths = _WIDTHS[layout](grid, fonts.em, room)
    heights = tuple(_height(grid, row, layout, fonts, widths) for row in range(grid.height))
    spared = _telling_nothing(grid) if low else ()
    return Shape(widths, tuple(0 if row in spared else height for row, height in enumerate(heights)))


def _telling_nothing(grid: SectionGrid) -> list[int]:
    """Return the rows in which one head lies over all the numbers: the others say which of alike columns is which."""
    columns = range(grid.label_columns, grid.width)
    return [row for row in range(grid.header_rows - 1) if len({grid.at[row, column] for column in columns}) == 1]


def _matrix(grid: SectionGrid, em: int, room: int) -> tuple[int, ...]:
    """Let the numbers have what is comfortable, the labels the rest: an upright one, one for groups, one for words.

    Where there is little room, all of them give way; where there is much, the labels take what makes them one line.
    """
    count = grid.width - grid.label_columns
    number = _within((room - round(em * _LABELS)) // count, round(em * _NARROW), round(em * _WIDE))
    labels = _within(room - count * number, round(em * _LEAST_LABELS), round(em * _MOST_LABELS))
    upright = round(em * 2.15)
    groups = [min(round(em * 5.5), labels // 4)] * (grid.label_columns - 2)
    words = labels - upright - sum(groups)
    return (upright, *groups, words, *_spread(room - labels, count, number, round(em * 9)))


def _blocks(grid: SectionGrid, em: int, room: int) -> tuple[int, ...]:
    label = _within(room // 4, int(em * 10), int(em * 20))
    return (label, *_spread(room - label, grid.width - 1, int(em * 7), int(em * 18)))


def _band(grid: SectionGrid, em: int, room: int) -> tuple[int, ...]:
    return _spread(room, grid.width, int(em * _LEAST_BAND), int(em * 7))


_WIDTHS = {Layout.MATRIX: _matrix, Layout.BLOCK: _blocks, Layout.BAND: _band}


def _within(value: int, least: int, most: int) -> int:
    return max(least, min(value, most))


def _spread(room: int, count: int, least: int, most: int) -> tuple[int, ...]:
    """Share out the room equally; single pixels left over go to the first ones."""
    each = _within(room // count, least, most)
    left = _within(room - each * count, 0, count) if each < most else 0
    return tuple(each + (i < left) for i in range(count))


_ROOMY = {Layout.MATRIX: 2.0, Layout.BLOCK: 2.9, Layout.BAND: 4.4}
_MOST_LINES = 4  # of a label beside numbers
_HEAD, _SUBTOTAL = 1.85, 1.54  # letters: 24 and 20 pixels


def _height(grid: SectionGrid, row: int, layout: Layout, fonts: Fonts, widths: tuple[int, ...]) -> int:
    """Return a row the height of its highest label; a row of numbers has room to breathe."""
    boxes = {grid.at[row, column] for column in range(grid.width)}
    roles = {box.role for box in boxes}
    if BoxRole.NUMBER not in roles and (BoxRole.SUBTOTAL in roles or BoxRole.BALANCE in roles):
        return max(round(fonts.em * _SUBTOTAL), fonts.small_metrics.height() + 2)
    is_head = roles <= {BoxRole.HEADER, BoxRole.TITLE}
    lines = [
        fonts.lines_of(box.text, sum(widths[box.column : box.column + box.columns]) - pad_behind(box) - pad_of(box))
        for box in boxes
        if box.rows == 1 and box.role is not BoxRole.NUMBER
    ]
    least = round(fonts.em * (_HEAD if is_head else _ROOMY[layout] if BoxRole.NUMBER in roles else 2.0))
    most = min(max(lines, default=1), 99 if is_head else _MOST_LINES)
    return max(least, most * fonts.line + 2)
