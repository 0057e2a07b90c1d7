"""A block of cells as programs hand it over: an HTML table, or lines of fields with tabs between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape

from model.errors import UserError


@dataclass(frozen=True)
class Piece:
    """One cell of a block, and the rows and columns that it spans."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    header: bool = False


@dataclass(frozen=True)
class Block:
    r"""Cells on a lattice, merged ones included.

    >>> Block.from_tsv("甲\t1\t2\r\n乙\t3\t4\r\n").rows
    (('甲', '1', '2'), ('乙', '3', '4'))
    """

    pieces: tuple[Piece, ...]

    @cached_property
    def lattice(self) -> tuple[tuple[Piece | None, ...], ...]:
        """The piece that covers each place; rows are as long as they were given."""
        places = {(r, c): piece for piece in self.pieces for r, c in _covered(piece)}
        height = max((r + 1 for r, _ in places), default=0)
        widths = [max((c + 1 for r, c in places if r == row), default=0) for row in range(height)]
        return tuple(tuple(places.get((row, c)) for c in range(width)) for row, width in enumerate(widths))

    @cached_property
    def rows(self) -> tuple[tuple[str | None, ...], ...]:
        """The text at each place; None where a merged cell covers it from its left or from above."""
        return tuple(
            tuple(_own_text(piece, row, column) for column, piece in enumerate(pieces))
            for row, pieces in enumerate(self.lattice)
        )

    @property
    def tsv(self) -> str:
        """The block as text/plain; a merged cell leaves the places that it covers empty."""
        return "\n".join("\t".join(text or "" for text in row) for row in self.rows)

    @property
    def html(self) -> str:
        """The block as text/html: a real table, that office programs and web editors take."""
        rows = [[p for p in self.pieces if p.row == row] for row in range(len(self.lattice))]
        lines = "\n".join(f"<tr>{''.join(map(_markup, row))}</tr>" for row in rows)
        return f'<meta charset="utf-8"><table border="1">\n{lines}\n</table>'

    @classmethod
    def from_tsv(cls, text: str) -> Block:
        """Read text/plain: lines of fields, tabs between them."""
        lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
        return cls(
            tuple(
                Piece(row, column, words.strip())
                for row, line in enumerate(lines)
                for column, words in enumerate(line.split("\t"))
            )
        )

    @classmethod
    def from_html(cls, markup: str) -> Block | None:
        """Read text/html: the table with the most cells in it; None if there is none, or if it is endless."""
        from intake.document import Grid
        from intake.read_html import from_html

        try:
            grids = [one.block for one in from_html(markup).blocks if isinstance(one, Grid)]
        except UserError:
            return None
        return max(grids, key=lambda block: len(block.pieces), default=None)


def _covered(piece: Piece) -> Iterator[tuple[int, int]]:
    for row in range(piece.row, piece.row + piece.rows):
        for column in range(piece.column, piece.column + piece.columns):
            yield row, column


def _own_text(piece: Piece | None, row: int, column: int) -> str | None:
    if piece is None:
        return ""
    return piece.text if (piece.row, piece.column) == (row, column) else None


def _markup(piece: Piece) -> str:
    tag = "th" if piece.header else "td"
    spans = [("rowspan", piece.rows), ("colspan", piece.columns)]
    attributes = "".join(f' {name}="{count}"' for name, count in spans if count > 1)
    return f"<{tag}{attributes}>{escape(piece.text)}</{tag}>"
