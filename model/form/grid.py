"""Where every label and number of a section stands: the same for screen, print and intake."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import cache, cached_property

from model.form.schema import Cell, IdentityRule, Layout, Line, Section, Table
from model.report.report import Report
from model.values import NamedTuple, Value


class BoxRole(StrEnum):
    """What a box of the grid is there for."""

    TITLE = "title"  # “第二十条第（一）项” over a block
    HEADER = "header"  # over numbers
    LABEL = "label"  # before numbers
    NUMBER = "number"
    SUBTOTAL = "subtotal"  # of a group of rows; on screen only
    BALANCE = "balance"  # both sides of a rule and their difference; on screen only


class Box(NamedTuple):
    """A rectangle of the grid: a word of the form, a number, or a sum that only the screen shows."""

    role: BoxRole
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    text: str = ""
    cell: Cell | None = None
    plus: tuple[Cell, ...] = ()
    minus: tuple[Cell, ...] = ()
    upright: bool = False  # the characters stand below each other

    def sum(self, report: Report) -> Decimal | None:
        """Add up what the box shows; None while one of its cells is blank."""
        numbers = report.numbers
        if any(cell not in numbers for cell in (*self.plus, *self.minus)):
            return None
        return sum((numbers[c] for c in self.plus), Decimal()) - sum((numbers[c] for c in self.minus), Decimal())


class SectionGrid(Value):
    """The boxes of one section's table, which cover it without a gap or an overlap."""

    boxes: tuple[Box, ...]
    width: int
    header_rows: int  # repeated when the table is split over pages; 0 where blocks have their own
    label_columns: int

    @cached_property
    def height(self) -> int:
        """Number of rows."""
        return max(box.row + box.rows for box in self.boxes)

    @cached_property
    def numbers(self) -> tuple[Box, ...]:
        """The boxes that hold a number of the form, in print order."""
        return tuple(box for box in self.boxes if box.cell)

    @cached_property
    def box_of(self) -> dict[Cell, Box]:
        """The box of every number."""
        return {box.cell: box for box in self.numbers if box.cell}

    @cached_property
    def at(self) -> dict[tuple[int, int], Box]:
        """The box that covers each (row, column)."""
        return {
            (row, column): box
            for box in self.boxes
            for row in range(box.row, box.row + box.rows)
            for column in range(box.column, box.column + box.columns)
        }


@cache
def printed_grid(section: Section) -> SectionGrid:
    """Lay out the table of a section as the form prints it."""
    return _lay_out(section, on_screen=False)


@cache
def screen_grid(section: Section) -> SectionGrid:
    """Lay out the table of a section with the group subtotals and the identity strip that help the typist."""
    return _lay_out(section, on_screen=True)


def _lay_out(section: Section, *, on_screen: bool) -> SectionGrid:
    layout = section.tables[0].layout
    if layout is Layout.BLOCK:
        return _blocks(section.tables)
    if layout is Layout.BAND:
        return _band(section.tables[0])
    return _matrix(section.tables[0], on_screen=on_screen)


# Blocks: tables below each other, each under its title and its own header, all as wide as the widest.


def _blocks(tables: tuple[Table, ...]) -> SectionGrid:
    width = 1 + max(len(table.column_leaves) for table in tables)
    boxes: list[Box] = []
    row = 0
    for table in tables:
        boxes += _block(table, row, width)
        row += 2 + len(table.row_leaves)
    return SectionGrid(tuple(boxes), width, 0, 1)


def _block(table: Table, top: int, width: int) -> Iterator[Box]:
    yield Box(BoxRole.TITLE, top, 0, columns=width, text=table.title)
    yield Box(BoxRole.HEADER, top + 1, 0, text=table.stub)
    places = _stretched(len(table.column_leaves), width - 1)
    for column, (start, span) in zip(table.column_leaves, places, strict=True):
        yield Box(BoxRole.HEADER, top + 1, 1 + start, columns=span, text=column.label)
    for r, row in enumerate(table.row_leaves, top + 2):
        yield Box(BoxRole.LABEL, r, 0, text=row.label)
        for column, (start, span) in zip(table.column_leaves, places, strict=True):
            yield Box(BoxRole.NUMBER, r, 1 + start, columns=span, cell=table.cell(row, column))


def _stretched(count: int, width: int) -> list[tuple[int, int]]:
    """Spread `count` columns over `width`; the last ones take what is left over."""
    return [(i, 1 if i < count - 1 else width - i) for i in range(count)]


# Matrix: a tree of rows at the left, a tree of columns above.


def _matrix(table: Table, *, on_screen: bool) -> SectionGrid:
    headers = max(_depth(column) for column in table.columns)
    labels = max(_depth(row) for row in table.rows)
    boxes = [Box(BoxRole.HEADER, 0, 0, rows=headers, columns=labels, text=table.stub)]
    left = labels
    for column in table.columns:
        boxes += _headers(column, 0, left, headers)
        left += len(column.leaves)
    below = headers
    for row in table.rows:
        rows = list(_labels(table, row, below, 0, labels, on_screen=on_screen))
        boxes += rows
        below = max(box.row + box.rows for box in rows)
    if on_screen:
        boxes += _strip(table, below, labels)
    return SectionGrid(tuple(boxes), labels + len(table.column_leaves), headers, labels)


def _depth(line: Line) -> int:
    return 1 + max((_depth(part) for part in line.parts), default=0)


def _headers(line: Line, row: int, column: int, depth: int) -> Iterator[Box]:
    """Put a tree of columns below each other; a leaf reaches down to the numbers."""
    own = 1 if line.parts else depth - row
    yield Box(BoxRole.HEADER, row, column, own, len(line.leaves), line.label)
    for part in line.parts:
        yield from _headers(part, row + 1, column, depth)
        column += len(part.leaves)


def _labels(  # noqa: PLR0913 — a place, and what goes there
    table: Table, line: Line, row: int, column: int, depth: int, *, on_screen: bool
) -> Iterator[Box]:
    """Put a tree of rows beside each other; a leaf reaches right to the numbers."""
    if not line.parts:
        yield Box(BoxRole.LABEL, row, column, 1, depth - column, line.label)
        for i, leaf in enumerate(table.column_leaves):
            yield Box(BoxRole.NUMBER, row, depth + i, cell=table.cell(line, leaf))
        return
    inner: list[Box] = []
    below = row
    for part in line.parts:
        inner += _labels(table, part, below, column + 1, depth, on_screen=on_screen)
        below = max(box.row + box.rows for box in inner)
    if on_screen and column:
        inner += _subtotal(table, line, below, column + 1, depth)
        below += 1
    yield Box(BoxRole.LABEL, row, column, below - row, 1, line.label, upright=column == 0)
    yield from inner


def _subtotal(table: Table, group: Line, row: int, column: int, depth: int) -> Iterator[Box]:
    yield Box(BoxRole.SUBTOTAL, row, column, 1, depth - column, "小计")
    for i, leaf in enumerate(table.column_leaves):
        cells = tuple(table.cell(part, leaf) for part in group.leaves)
        yield Box(BoxRole.SUBTOTAL, row, depth + i, plus=cells)


def _strip(table: Table, row: int, depth: int) -> Iterator[Box]:
    """Put both sides of every rule that is no total, and their difference, under the columns."""
    for rule in table.in_every_column:
        if rule.derives is None:
            for name, plus, minus in _balance(rule):
                yield Box(BoxRole.BALANCE, row, 0, 1, depth, name)
                for i, leaf in enumerate(table.column_leaves):
                    sides = [tuple(table.cell(line, leaf) for line in side) for side in (plus, minus)]
                    yield Box(BoxRole.BALANCE, row, depth + i, plus=sides[0], minus=sides[1])
                row += 1


def _balance(rule: IdentityRule) -> tuple[tuple[str, tuple[Line, ...], tuple[Line, ...]], ...]:
    left, right = rule.names
    return (
        (left, rule.left.lines, ()),
        (right, rule.right.lines, ()),
        ("相差", rule.left.lines, rule.right.lines),
    )


# Band: the rows side by side over one line of numbers.


def _band(table: Table) -> SectionGrid:
    boxes: list[Box] = []
    depth = max(_depth(row) for row in table.rows)
    left = 0
    for row in table.rows:
        boxes += _band_headers(table, row, 0, left, depth)
        left += len(row.leaves) * len(table.column_leaves)
    return SectionGrid(tuple(boxes), left, depth + 1, 0)


def _band_headers(table: Table, line: Line, row: int, column: int, depth: int) -> Iterator[Box]:
    width = len(table.column_leaves)
    own = 1 if line.parts else depth - row
    yield Box(BoxRole.HEADER, row, column, own, len(line.leaves) * width, line.label)
    for part in line.parts:
        yield from _band_headers(table, part, row + 1, column, depth)
        column += len(part.leaves) * width
    if not line.parts:
        for i, leaf in enumerate(table.column_leaves):
            yield Box(BoxRole.HEADER, depth, column + i, text=leaf.label)
            yield Box(BoxRole.NUMBER, depth + 1, column + i, cell=table.cell(line, leaf))


__all__ = ["Box", "BoxRole", "SectionGrid", "printed_grid", "screen_grid"]
