"""What stands in the cells of a PDF page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from intake.block import Block, Piece
from intake.characters import BROKEN, without_radicals
from intake.document import SourceGrid
from intake.pdf.letters import Letter, rows_of
from intake.pdf.ruling import NEAR, CellPlace, Lattice

_FIGURES = re.compile(r"[.,\s]*\d[\d.,\s]*")
_DIGITS = frozenset("0123456789.,")
_HIGHEST_HEADER = 6  # rows
_PADDINGS = 14.0  # points at both sides of a cell together, as Word has them and a little more


@dataclass(frozen=True)
class RuledTable:
    """A table of a page, or of several pages that it goes on over."""

    pieces: tuple[Piece, ...]
    xs: tuple[float, ...]
    height: int
    middle: float  # for the order of the page
    page: int
    last_page: int
    places: tuple[str, ...]

    @property
    def grid(self) -> SourceGrid:
        """The table as every reader gives it."""
        return SourceGrid(Block(self.pieces), f"第{self.page}页的表格", self.places)

    def goes_on_in(self, other: RuledTable) -> bool:
        """Whether another table is the rest of this one on the next page: they share their columns."""
        fewer, more = sorted((self.xs, other.xs), key=len)
        same = all(any(_is_near(x, one) for one in more) for x in fewer)
        ends = _is_near(self.xs[0], other.xs[0]) and _is_near(self.xs[-1], other.xs[-1])
        return same and ends and other.page == self.last_page + 1

    def _on(self, xs: Sequence[float]) -> Iterator[Piece]:
        """Return the pieces counted by the columns of `xs`, among which the table's own are."""
        place = [next(i for i, x in enumerate(xs) if _is_near(x, own)) for own in self.xs]
        for piece in self.pieces:
            column, end = place[piece.column], place[piece.column + piece.columns]
            yield replace(piece, column=column, columns=max(1, end - column))

    def with_more(self, other: RuledTable, *, whole_rows: bool = False) -> RuledTable:
        """Put the rest below, without the headers that are repeated; a row that the page broke is put together.

        What this program printed itself has `whole_rows`: a blank in the first one is a blank.
        """
        xs = max(self.xs, other.xs, key=len)
        own, more = list(self._on(xs)), list(other._on(xs))
        headers = _repeated(own, more)
        more = [replace(piece, row=piece.row - headers) for piece in more if piece.row >= headers]
        above = {piece.column: piece for piece in own if piece.row + piece.rows == self.height}
        below = {piece.column: piece for piece in more if piece.row == 0}
        rest = {above[column]: below[column] for column in (() if whole_rows else _rest(above, below))}
        taken = set(rest.values())
        return replace(
            self,
            pieces=(
                *(replace(one, text=f"{one.text} {rest[one].text}") if one in rest else one for one in own),
                *(replace(one, row=one.row + self.height, text="" if one in taken else one.text) for one in more),
            ),
            xs=xs,
            height=self.height + other.height - headers,
            last_page=other.last_page,
            places=self.places + other.places[headers:],
        )


def _repeated(own: Sequence[Piece], more: Sequence[Piece]) -> int:
    """Return how many rows at the beginning are the headers of the table once more."""
    height = 0
    for row in range(1, min(_HIGHEST_HEADER + 1, max(piece.row + piece.rows for piece in more))):
        here, there = ({piece for piece in pieces if piece.row < row} for pieces in (own, more))
        whole = all(piece.row + piece.rows <= row and not _FIGURES.fullmatch(piece.text) for piece in here)
        height = row if here == there and whole else height
    return height


def _rest(above: Mapping[int, Piece], below: Mapping[int, Piece]) -> set[int]:
    """Return the columns in which a row has the rest of numbers of the row above: it has not all numbers itself."""
    columns = {column for column, piece in above.items() if _FIGURES.fullmatch(piece.text) and column in below}
    rest = {column for column in columns if _FIGURES.fullmatch(below[column].text)}
    return rest if any(not below[column].text for column in columns) else set()


def _is_near(one: float, other: float) -> bool:
    return abs(one - other) < 2 * NEAR


def take_tables(
    letters: Sequence[Letter], found: Sequence[Lattice], page: int
) -> tuple[list[RuledTable], list[Letter]]:
    """Part the letters of a page into those in cells and the rest."""
    inside: dict[tuple[int, CellPlace], list[Letter]] = {}
    rest: list[Letter] = []
    for letter in letters:
        char, (left, right, bottom, top), _ = letter
        at = None if char.isspace() else _cell(found, (left + right) / 2, (bottom + top) / 2)
        if at:
            inside.setdefault(at, []).append(letter)
        else:
            rest.append(letter)
    return [_table(i, lattice, inside, page) for i, lattice in enumerate(found)], rest


def _cell(found: Iterable[Lattice], x: float, y: float) -> tuple[int, CellPlace] | None:
    for i, lattice in enumerate(found):
        if cell := lattice.cell_at(x, y):
            return i, cell
    return None


def _table(index: int, lattice: Lattice, inside: dict[tuple[int, CellPlace], list[Letter]], page: int) -> RuledTable:
    filled = {cell: list(inside.get((index, cell), ())) for cell in lattice.cells}
    wrap = _Wrap.of(lattice, filled)
    texts = {cell: wrap.number(cell, letters) or _text(letters) for cell, letters in filled.items()}
    pieces = tuple(
        Piece(row, column, texts[row, column, rows, columns], rows, columns)
        for row, column, rows, columns in lattice.cells
    )
    height = len(lattice.ys) - 1
    places = tuple(f"第{page}页的表格第{row + 1}行" for row in range(height))
    return RuledTable(pieces, lattice.xs, height, (lattice.ys[0] + lattice.ys[-1]) / 2, page, page, places)


@dataclass(frozen=True)
class _Wrap:
    """How wide the lines of figures are in columns of each width: those as wide as any may have been broken."""

    widths: Mapping[CellPlace, float]
    widest: Mapping[int, float]  # by the width of the cell in points

    @classmethod
    def of(cls, lattice: Lattice, filled: Mapping[CellPlace, Sequence[Letter]]) -> _Wrap:
        widths = {cell: lattice.xs[cell[1] + cell[3]] - lattice.xs[cell[1]] for cell in filled}
        widest: dict[int, float] = {}
        for cell, letters in filled.items():
            for line in rows_of(letters):
                if all(letter.char in _DIGITS for letter in line):
                    room = round(widths[cell])
                    widest[room] = max(widest.get(room, 0), _extent(line))
        return cls(widths, widest)

    def number(self, cell: CellPlace, letters: Sequence[Letter]) -> str:
        """Return a number that a narrow cell broke into full lines, with a mark at each break; "" where it is none."""
        lines = list(rows_of(letters))
        if len(lines) < 2 or not all(letter.char in _DIGITS for letter in letters):  # noqa: PLR2004 — as many as wrap
            return ""
        digit = _extent(lines[0]) / len(lines[0])
        width = self.widths[cell]
        for line in lines[:-1]:
            full = width - _extent(line) < digit + _PADDINGS
            if not full or _extent(line) < self.widest[round(width)] - digit / 2:
                return ""
        return BROKEN.join("".join(letter.char for letter in line) for line in lines)


def _extent(line: Sequence[Letter]) -> float:
    return line[-1].box[1] - line[0].box[0]


def _text(letters: Sequence[Letter]) -> str:
    """Return the words of a cell; those that run sideways are labels, and stand as they were drawn."""
    upright = [letter for row in rows_of(one for one in letters if not one.quarter) for letter in row]
    sideways = [letter for letter in letters if letter.quarter]
    return without_radicals("".join(_spaced([*upright, *sideways]))).strip()


def _spaced(letters: Sequence[Letter]) -> Iterator[str]:
    """Return the letters of a cell; digits that do not touch stay apart, for they may be two numbers."""
    before = ""
    right = middle = 0.0
    for char, box, _ in letters:
        height = box[3] - box[2]
        apart = box[0] - right > height / 2 or abs((box[2] + box[3]) / 2 - middle) > height / 2
        if before.isascii() and char.isascii() and before and apart:
            yield " "
        yield char
        before, right, middle = char, box[1], (box[2] + box[3]) / 2
