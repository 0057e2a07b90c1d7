"""What stands in the cells of a PDF page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from intake.block import Block, Piece
from intake.characters import without_radicals
from intake.document import Grid
from intake.pdf_letters import Letter, rows_of
from intake.pdf_rules import NEAR, CellPlace, Lattice


@dataclass(frozen=True)
class Table:
    """A table of a page, or of several pages that it goes on over."""

    pieces: tuple[Piece, ...]
    xs: tuple[float, ...]
    height: int
    middle: float  # for the order of the page
    page: int
    last_page: int
    places: tuple[str, ...]

    @property
    def grid(self) -> Grid:
        """The table as every reader gives it."""
        return Grid(Block(self.pieces), f"第{self.page}页的表格", self.places)

    def goes_on_in(self, other: Table) -> bool:
        """Whether another table is the rest of this one on the next page: they share their columns."""
        fewer, more = sorted((self.xs, other.xs), key=len)
        same = all(any(_is_near(x, one) for one in more) for x in fewer)
        ends = _is_near(self.xs[0], other.xs[0]) and _is_near(self.xs[-1], other.xs[-1])
        return same and ends and other.page == self.last_page + 1

    def _on(self, xs: Sequence[float]) -> Iterator[Piece]:
        """Give the pieces counted by the columns of `xs`, among which the table's own are."""
        place = [next(i for i, x in enumerate(xs) if _is_near(x, own)) for own in self.xs]
        for piece in self.pieces:
            column, end = place[piece.column], place[piece.column + piece.columns]
            yield replace(piece, column=column, columns=max(1, end - column))

    def with_more(self, other: Table) -> Table:
        """Put the rest below."""
        xs = max(self.xs, other.xs, key=len)
        moved = tuple(replace(piece, row=piece.row + self.height) for piece in other._on(xs))
        return replace(
            self,
            pieces=(*self._on(xs), *moved),
            xs=xs,
            height=self.height + other.height,
            last_page=other.last_page,
            places=self.places + other.places,
        )


def _is_near(one: float, other: float) -> bool:
    return abs(one - other) < 2 * NEAR


def take_tables(letters: Sequence[Letter], found: Sequence[Lattice], page: int) -> tuple[list[Table], list[Letter]]:
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


def _table(index: int, lattice: Lattice, inside: dict[tuple[int, CellPlace], list[Letter]], page: int) -> Table:
    pieces = tuple(
        Piece(row, column, _text(inside.get((index, (row, column, rows, columns)), ())), rows, columns)
        for row, column, rows, columns in lattice.cells
    )
    height = len(lattice.ys) - 1
    places = tuple(f"第{page}页的表格第{row + 1}行" for row in range(height))
    return Table(pieces, lattice.xs, height, (lattice.ys[0] + lattice.ys[-1]) / 2, page, page, places)


def _text(letters: Sequence[Letter]) -> str:
    """Give the words of a cell; those that run sideways are labels, and stand as they were drawn."""
    upright = [letter for row in rows_of(one for one in letters if not one.quarter) for letter in row]
    sideways = [letter for letter in letters if letter.quarter]
    return without_radicals("".join(_spaced([*upright, *sideways]))).strip()


def _spaced(letters: Sequence[Letter]) -> Iterator[str]:
    """Give the letters of a cell; digits that do not touch stay apart, for they may be two numbers."""
    before = ""
    right = middle = 0.0
    for char, box, _ in letters:
        height = box[3] - box[2]
        apart = box[0] - right > height / 2 or abs((box[2] + box[3]) / 2 - middle) > height / 2
        if before.isascii() and char.isascii() and before and apart:
            yield " "
        yield char
        before, right, middle = char, box[1], (box[2] + box[3]) / 2
