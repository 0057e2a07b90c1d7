"""A block of cells as programs hand it over: an HTML table, or lines of fields with tabs between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape

from intake.limits import (
    LONGEST_PASTED_CELL,
    MOST_PASTED,
    MOST_PASTED_CELLS,
    MOST_PASTED_MARKUP,
    MOST_PASTED_TAGS,
    MOST_PASTED_WORDS,
)
from model.errors import UserError

_TAG = re.compile(r"<[^<>]*+>?")
_TOO_MUCH = "剪贴板里的内容远多于一张表格，请只复制要粘贴的那些行和列"


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
        rows: dict[int, dict[int, Piece]] = {}
        for piece in self.pieces:
            for row, column in _covered(piece):
                rows.setdefault(row, {})[column] = piece
        filled = [rows.get(row, {}) for row in range(max(rows, default=-1) + 1)]
        return tuple(tuple(row.get(column) for column in range(max(row, default=-1) + 1)) for row in filled)

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
    def pasted(cls, markup: str, text: str) -> Block | None:
        """Read what is pasted into an open table, as quickly as a keystroke: a table if there is one, else the text.

        Raises:
            UserError: it is far more than a table of the form.
        """
        if len(text) > MOST_PASTED or len(_TAG.sub("", markup)) > MOST_PASTED_WORDS:
            raise UserError(_TOO_MUCH)
        if len(markup) > MOST_PASTED_MARKUP or markup.count("<") > MOST_PASTED_TAGS:
            raise UserError(_TOO_MUCH)
        try:
            block = cls._of_markup(markup) if markup.strip() else None
        except UserError as error:
            raise UserError(_TOO_MUCH) from error
        if block is None and sum(map(text.count, "\t\r\n")) > MOST_PASTED_CELLS:
            raise UserError(_TOO_MUCH)
        if block is None and text.strip():
            block = cls.from_tsv(text)
        if block is not None and block.is_endless:
            raise UserError(_TOO_MUCH)
        return block

    @property
    def is_endless(self) -> bool:
        """Whether it is far larger than a table of the form, or one cell of it is."""
        longest = max((len(piece.text) for piece in self.pieces), default=0)
        return longest > LONGEST_PASTED_CELL or sum(p.rows * p.columns for p in self.pieces) > MOST_PASTED_CELLS

    @classmethod
    def from_html(cls, markup: str) -> Block | None:
        """Read text/html: the table with the most cells in it; None if there is none, or if it is endless."""
        try:
            return cls._of_markup(markup)
        except UserError:
            return None

    @classmethod
    def _of_markup(cls, markup: str) -> Block | None:
        from intake.document import SourceGrid
        from intake.html.reader import from_html

        grids = [one.block for one in from_html(markup).blocks if isinstance(one, SourceGrid)]
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
