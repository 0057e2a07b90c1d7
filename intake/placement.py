"""Where the numbers of a pasted block belong in a table: all of them, or none with the reasons.

A block is anchored from the right. Before its numbers it may have up to three columns of labels, above them header
rows; both are known by the labels of the form, not by counting. Rows whose labels are the form's go to those rows; all
others go below each other from the current cell. A block as wide (as high) as the table goes to its left (top) edge.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache

from intake.block import Block, Piece
from model.errors import UserError
from model.form.form import Form
from model.form.grid import Box, BoxRole, SectionGrid, printed_grid
from model.form.schema import Cell, Section
from model.report.numbers import NotANumberError, is_written_as_number, parse_entry, says_none

MOST_LABELS = 3
_SUBTOTAL = "小计"
_Row = tuple[Piece | None, ...]


@dataclass(frozen=True)
class Refused:
    """A text that is no number, and the cell for which it was meant."""

    cell: Cell
    text: str
    reason: str


@dataclass(frozen=True)
class Placement:
    """What goes where. Nothing may be taken while something is refused."""

    numbers: Mapping[Cell, Decimal | None] = field(default_factory=dict)
    refused: tuple[Refused, ...] = ()
    dashes: int = 0  # “/” and the like: read as blank, which is not zero


def place(block: Block, section: Section, form: Form, at: Cell, chosen: Sequence[Cell] = ()) -> Placement:
    """Place a block at a cell of a section's table; a single number fills all `chosen` cells.

    Raises:
        UserError: the block does not fit; the sentence says why.
    """
    words = _Words.of(section, form)
    rows = words.without_headers(_trimmed(block))
    if not rows:
        raise UserError("粘贴的内容里没有数字")
    single = rows[0][0] if len(rows) == 1 and len(rows[0]) == 1 else None
    if single is not None and len(chosen) > 1:
        return _taken(((cell, single.text) for cell in chosen), form)
    return _taken(list(words.pairs(rows, at)), form)


def is_whole_table(block: Block, section: Section, form: Form) -> bool:
    """Whether a block brings along the heads of a section's table, and a number for every cell of it."""
    if not section.tables:
        return False
    headers = _Words.of(section, form).headers
    told = {_folded(piece.text) for piece in block.pieces}
    try:
        return headers <= told and len(place(block, section, form, section.cells[0]).numbers) == len(section.cells)
    except UserError:
        return False


def _taken(pairs: Iterable[tuple[Cell, str]], form: Form) -> Placement:
    numbers: dict[Cell, Decimal | None] = {}
    refused: list[Refused] = []
    dashes = 0
    for cell, text in pairs:
        dashed = says_none(text)
        dashes += dashed
        try:
            numbers[cell] = None if dashed else parse_entry(text, form.kinds[cell])
        except NotANumberError as error:
            refused.append(Refused(cell, text, error.reason))
    return Placement(numbers, tuple(refused), dashes)


# What a text is


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _is_words(text: str) -> bool:
    return bool(_folded(text)) and not says_none(text) and not is_written_as_number(text)


def _text(piece: Piece | None) -> str:
    return piece.text if piece else ""


def _trimmed(block: Block) -> tuple[_Row, ...]:
    """Leave out rows without a place, and what is empty below: programs add it."""
    rows = [row for row in block.lattice if row]
    while rows and not any(_folded(_text(piece)) for piece in rows[-1]):
        rows.pop()
    return tuple(rows)


# What the form calls its rows and columns


@dataclass(frozen=True)
class _Words:
    """The labels of one section's table, to recognise those of a block by."""

    grid: SectionGrid
    headers: frozenset[str]
    rows: Mapping[str, int]

    @staticmethod
    @cache
    def of(section: Section, form_key: Form) -> _Words:
        grid = printed_grid(section)
        headers = frozenset(_folded(box.text) for box in grid.boxes if box.role in {BoxRole.HEADER, BoxRole.TITLE})
        return _Words(grid, headers, dict(_row_names(grid, form_key)))

    def without_headers(self, rows: tuple[_Row, ...]) -> tuple[_Row, ...]:
        """Leave out the header rows, and what stands above the first of them."""
        first = next((i for i, row in enumerate(rows) if any(is_written_as_number(_text(p)) for p in row)), len(rows))
        leading = max((i + 1 for i in range(first) if self._names_columns(rows[i])), default=0)
        return tuple(row for row in rows[leading:] if not self._names_columns(row))

    def _names_columns(self, row: _Row) -> bool:
        texts = {_folded(_text(piece)) for piece in row} - {""}
        known = texts & self.headers
        return bool(known) and known == texts and not any(map(is_written_as_number, texts))

    def pairs(self, rows: Sequence[_Row], at: Cell) -> Iterator[tuple[Cell, str]]:
        """Pair every place of the block with the cell where it belongs."""
        labels = self.label_columns(rows)
        cut = [row[count:] for row, count in zip(rows, labels, strict=True)]
        width = max(map(len, cut))
        start = _start(self.grid, at, width)
        for number, (row, target) in enumerate(zip(cut, self.target_rows(rows, labels, at), strict=True), 1):
            if target is not None:
                yield from _pairs(_Line(row, number, start, width), target, self.grid)

    def label_columns(self, rows: Sequence[_Row]) -> list[int]:
        """Say for each row how many label cells stand before its numbers."""
        widths = {len(row) for row in rows}
        if len(widths) > 1:
            return [self._labels_of([row]) for row in rows]
        return [self._labels_of(rows)] * len(rows)

    def _labels_of(self, rows: Sequence[_Row]) -> int:
        width = len(rows[0])
        most = self.grid.width - self.grid.label_columns
        columns = [[_text(row[c]) for row in rows] for c in range(min(width, MOST_LABELS))]
        free = next((c for c, texts in enumerate(columns) if any(map(is_written_as_number, texts))), len(columns))
        worded = max((c + 1 for c in range(free) if any(map(_is_words, columns[c]))), default=0)
        if width > most:
            if not width - most <= free:
                raise UserError(f"粘贴的内容有{width}列，比表格的{most}列多，请只复制本表的各列")
            return max(worded, width - most)
        known = any(_folded(text) in self.rows for texts in columns[:worded] for text in texts)
        return worded if known or width < most else 0

    def target_rows(self, rows: Sequence[_Row], labels: Sequence[int], at: Cell) -> list[int | None]:
        """Say for each row of the block in which row of the grid it belongs; None for a subtotal, which is left out."""
        names = [self._label(row[:count]) for row, count in zip(rows, labels, strict=True)]
        found = [self.rows.get(name) for name in names]
        if not any(row is not None for row in found):
            return list(self._below_each_other(len(rows), at))
        for name, row in zip(names, found, strict=True):
            if row is None and _SUBTOTAL not in name:
                raise UserError(f"粘贴的内容里“{name[:20]}”这一行在本表中没有，请只复制本表的各行")
        known = [row for row in found if row is not None]
        if len(set(known)) != len(known):
            raise UserError("粘贴的内容里有两行是表格的同一行，请检查后再复制")
        return found

    def _label(self, pieces: Iterable[Piece | None]) -> str:
        words = [_folded(_text(piece)) for piece in pieces]
        return next((word for word in reversed(words) if word), "")

    def _below_each_other(self, count: int, at: Cell) -> Iterator[int]:
        rows = sorted({box.row for box in self.grid.numbers})
        start = 0 if count == len(rows) else rows.index(self.grid.box_of[at].row)
        if start + count > len(rows):
            raise UserError(f"粘贴的内容有{count}行，从这一格往下只有{len(rows) - start}行，放不下")
        yield from rows[start : start + count]


def _row_names(grid: SectionGrid, form: Form) -> Iterator[tuple[str, int]]:
    for box in grid.numbers:
        if box.cell and grid.label_columns:
            line = form.row(box.cell)
            yield _folded(line.spoken), box.row
            yield _folded(line.label), box.row


# Column by column


def _start(grid: SectionGrid, at: Cell, width: int) -> int:
    full = width == grid.width - grid.label_columns
    return grid.label_columns if full else grid.box_of[at].column


@dataclass(frozen=True)
class _Line:
    """The numbers of one row of the block."""

    row: _Row
    number: int  # counted from 1, for messages
    start: int  # the grid's column of its first number
    width: int  # of the widest row


def _pairs(line: _Line, target: int, grid: SectionGrid) -> Iterator[tuple[Cell, str]]:
    """Pair the places of one row with the cells below them."""
    boxes = [box for box in grid.numbers if box.row == target]
    if len(line.row) == len(boxes) and line.start in {boxes[0].column, grid.label_columns}:
        yield from ((box.cell, _text(piece)) for box, piece in zip(boxes, line.row, strict=True) if box.cell)
        return
    if len(line.row) != line.width:
        raise UserError(f"粘贴的内容第{line.number}行有{len(line.row)}个数，别的行有{line.width}个，无法对齐")
    for offset, piece in enumerate(line.row):
        box = grid.at.get((target, line.start + offset))
        if box is None or box.cell is None:
            raise UserError(f"粘贴的内容第{line.number}行有{line.width}列，从这一格往右放不下")
        if box.column == line.start + offset:
            yield box.cell, _text(piece)
        elif _folded(_text(piece)) and not _covers(line, offset, box):
            raise UserError(f"粘贴的内容第{line.number}行第{offset + 1}列对着合并的单元格，放不下")


def _covers(line: _Line, offset: int, box: Box) -> bool:
    """Whether a merged cell of the block lies on a merged cell of the table."""
    first = box.column - line.start
    return first >= 0 and line.row[offset] is line.row[first]
