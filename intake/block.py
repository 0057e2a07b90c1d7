"""A block of cells as programs hand it over: an HTML table, or lines of fields with tabs between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from html.parser import HTMLParser

MOST_PLACES = 20_000  # a report's largest table has 280; what is more is not meant for us
_MOST_SPAN = 200


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
        """Read text/html: the table with the most cells in it; None if there is none."""
        reader = _TableReader()
        reader.feed(markup)
        reader.close()
        best = max(reader.tables, key=lambda table: sum(map(len, table)), default=None)
        return cls(tuple(_laid_out(best))) if best and any(best) else None


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


@dataclass
class _Raw:
    """A cell as it is read, before it has a place."""

    rows: int
    columns: int
    header: bool
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


_RawTable = list[list[_Raw]]
_SILENT = {"style", "script", "head", "title"}


class _TableReader(HTMLParser):
    """Collects tables, those inside others too; end tags may be missing, as HTML allows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_RawTable] = []
        self._open: list[_RawTable] = []
        self._cells: list[_Raw | None] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell."""
        if tag == "table":
            self._open.append([])
            self._cells.append(None)
            self.tables.append(self._open[-1])
        elif tag in _SILENT:
            self._silent += 1
        elif self._open and tag == "tr":
            self._open[-1].append([])
            self._cells[-1] = None
        elif self._open and tag in {"td", "th"}:
            self._begin_cell(tag, dict(attrs))

    def _begin_cell(self, tag: str, attributes: dict[str, str | None]) -> None:
        if not self._open[-1]:
            self._open[-1].append([])
        spans = [_span(attributes.get(name)) for name in ("rowspan", "colspan")]
        cell = _Raw(spans[0], spans[1], tag == "th")
        self._open[-1][-1].append(cell)
        self._cells[-1] = cell

    def handle_endtag(self, tag: str) -> None:
        """End a table or a cell."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif not self._open:
            return
        elif tag == "table":
            self._open.pop()
            self._cells.pop()
        elif tag in {"td", "th"}:
            self._cells[-1] = None

    def handle_data(self, data: str) -> None:
        """Keep the words of the innermost open cell."""
        cell = self._cells[-1] if self._cells else None
        if cell and not self._silent:
            cell.words.append(data)


def _span(value: str | None) -> int:
    """Read a span as browsers do: what is no number is 1.

    >>> _span("3"), _span("0"), _span("x"), _span("99999")
    (3, 1, 1, 200)
    """
    return max(1, min(int(value), _MOST_SPAN)) if value and value.strip().isdecimal() else 1


def _laid_out(table: Iterable[list[_Raw]]) -> Iterator[Piece]:
    """Give every cell its place: the first that no merged cell from above covers."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(table):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            piece = Piece(row, column, cell.text, cell.rows, cell.columns, cell.header)
            taken.update(_covered(piece))
            column += cell.columns
            yield piece
        if len(taken) > MOST_PLACES:
            return
