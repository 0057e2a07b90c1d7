"""HTML: saved web pages, what Word makes of a document, and the clipboard; tables keep their merged cells."""

from __future__ import annotations

import re
from collections.abc import Mapping

from intake.block import Block, Piece
from intake.characters import without_radicals
from intake.document import Document, Grid, Paragraph
from intake.limits import MOST_CELLS, MOST_MARKUP, MOST_TEXT
from intake.read_text import decode
from model.errors import UserError

_BREAKING = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body br center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 "
        "header hr li main nav ol p pre section table tbody td tfoot th thead tr ul",
    )
)
_SILENT = frozenset({"style", "script", "head", "noscript", "template", "select", "textarea", "svg"})
_MOST_SPAN = 200
_DIGITS = 8
_MOST_FACTS, _LONGEST_FACT = 50, 255
_MOST_DEPTH = 50


def read(data: bytes) -> Document:
    """Read a web page; the charset that it declares counts only where the text is not UTF-8.

    Raises:
        UserError: it is no text, or has more than a report can have.
    """
    return from_html(decode(data))


def from_html(markup: str) -> Document:
    """Make a document of markup; a table around other tables is layout, its cells are paragraphs.

    Raises:
        UserError: there is more than a report can have.
    """
    from lxml import etree

    if len(markup) > MOST_MARKUP:
        raise UserError(f"网页超过{MOST_MARKUP // 10_000}万字符，不会是一份年度报告")
    reader = _Reader()
    parser = etree.HTMLParser(target=reader, no_network=True, remove_comments=True, remove_pis=True)
    try:
        parser.feed(markup.replace("\0", ""))
        parser.close()
    except etree.LxmlError:  # nothing in it
        reader.finish()
    names = tuple(filter(None, [reader.title.strip()]))
    return Document(tuple(reader.blocks), names, tuple(reader.facts))


class _Cell:
    def __init__(self, rows: int, columns: int, *, header: bool) -> None:
        self.rows, self.columns, self.header = rows, columns, header
        self.words: list[str] = []


class _Table:
    def __init__(self) -> None:
        self.rows: list[list[_Cell]] = []
        self.cell: _Cell | None = None
        self.is_layout = False


class _Reader:
    """Collects paragraphs and tables; the parser has put in the end tags that HTML lets people leave out."""

    def __init__(self) -> None:
        self.blocks: list[Paragraph | Grid] = []
        self.title = ""
        self.facts: list[str] = []
        self._tables: list[_Table] = []
        self._words: list[str] = []
        self._verbatim = False
        self._silent: list[str] = []
        self._in_title = False
        self._cells = self._grids = self._paragraphs = 0

    # Tags

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin a paragraph, table, row or cell."""
        self._keep_facts(attributes)
        if tag == "title":
            self._in_title = True
        elif tag == "body":
            self._silent.clear()
        elif tag in _SILENT:
            self._silent.append(tag)
        elif tag == "table":
            self._begin_table()
        elif tag == "tr" and self._tables:
            self._begin_row()
        elif tag in {"td", "th"} and self._tables:
            self._begin_cell(tag, attributes)
        elif tag in _BREAKING:
            self._break()
            self._verbatim = tag == "p" and "white-space:pre" in attributes.get("style", "")

    def _keep_facts(self, attributes: Mapping[str, str]) -> None:
        """Keep what attributes made for that say of the document."""
        told = [value for name, value in attributes.items() if name.startswith("data-") or name == "content"]
        self.facts += [value[:_LONGEST_FACT] for value in told if value.strip()][: _MOST_FACTS - len(self.facts)]

    def end(self, tag: str) -> None:
        """End a paragraph, table or cell."""
        if tag == "title":
            self._in_title = False
        elif tag in _SILENT:
            if tag in self._silent:
                del self._silent[self._silent.index(tag) :]
        elif tag == "table" and self._tables:
            self._end_table()
        elif tag in {"td", "th"} and self._tables:
            self._end_cell()
        elif tag in _BREAKING:
            self._break()

    def data(self, data: str) -> None:
        """Keep the words where they belong."""
        if self._in_title:
            self.title += without_radicals(data)[: max(0, 200 - len(self.title))]
        elif not self._silent:
            cell = self._tables[-1].cell if self._tables else None
            (cell.words if cell else self._words).append(data)

    # Paragraphs

    def _break(self) -> None:
        cell = self._tables[-1].cell if self._tables else None
        if cell:
            cell.words.append(" ")
        elif not self._tables or self._tables[-1].is_layout:
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        words = "".join(self._words)
        lines = map(str.strip, without_radicals(words).split("\n")) if self._verbatim else [_flat(words)]
        for line in lines:
            self._add_paragraph(line)
        self._words.clear()
        self._verbatim = False

    def _add_paragraph(self, text: str) -> None:
        if text:
            self._paragraphs += 1
            self.blocks.append(Paragraph(text, f"第{self._paragraphs}段"))

    # Tables

    def _begin_table(self) -> None:
        if len(self._tables) >= _MOST_DEPTH:
            raise UserError("表格套了太多层，不会是一份年度报告")
        if self._tables:
            self._make_layout(self._tables[-1])
        self._end_paragraph()
        self._tables.append(_Table())

    def _make_layout(self, table: _Table) -> None:
        """Give as paragraphs what the cells of a table held, once another table stands in it."""
        cells = [cell for row in table.rows for cell in row]
        for cell in cells:
            self._add_paragraph(_flat("".join(cell.words)))
        table.rows, table.cell, table.is_layout = [], None, True

    def _begin_row(self) -> None:
        table = self._tables[-1]
        self._end_cell()
        if not table.is_layout:
            table.rows.append([])

    def _begin_cell(self, tag: str, attributes: Mapping[str, str]) -> None:
        table = self._tables[-1]
        self._end_cell()
        if table.is_layout:
            return
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise UserError(f"表格超过{MOST_CELLS}格，不会是一份年度报告")
        if not table.rows:
            table.rows.append([])
        spans = [_span(attributes.get(name)) for name in ("rowspan", "colspan")]
        table.cell = _Cell(spans[0], spans[1], header=tag == "th")
        table.rows[-1].append(table.cell)

    def _end_cell(self) -> None:
        table = self._tables[-1]
        if table.is_layout:
            self._end_paragraph()
        table.cell = None

    def _end_table(self) -> None:
        self._end_cell()
        table = self._tables.pop()
        if any(table.rows):
            self._grids += 1
            self.blocks.append(Grid(Block(tuple(_pieces(table))), f"第{self._grids}个表格"))

    def close(self) -> None:
        """End, as the parser asks for."""
        self.finish()

    def finish(self) -> None:
        """End what was left open."""
        while self._tables:
            self._end_table()
        self._end_paragraph()
        if sum(len(b.text) for b in self.blocks if isinstance(b, Paragraph)) > MOST_TEXT:
            raise UserError(f"文字超过{MOST_TEXT // 10_000}万字，不会是一份年度报告")


def _flat(words: str) -> str:
    return " ".join(without_radicals(words).split())


def _span(value: str | None) -> int:
    text = (value or "").strip()
    return max(1, min(int(text), _MOST_SPAN)) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 1


def _pieces(table: _Table) -> list[Piece]:
    """Give every cell its place: the first that no merged cell from above covers."""
    taken: set[tuple[int, int]] = set()
    pieces: list[Piece] = []
    height = len(table.rows)
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            rows = min(cell.rows, height - row)
            pieces.append(Piece(row, column, _flat("".join(cell.words)), rows, cell.columns, cell.header))
            taken.update((r, c) for r in range(row, row + rows) for c in range(column, column + cell.columns))
            if len(taken) > MOST_CELLS:
                raise UserError(f"表格超过{MOST_CELLS}格，不会是一份年度报告")
            column += cell.columns
    return pieces
