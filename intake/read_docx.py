"""Word files: paragraphs and tables of the document's body, with their merged cells."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from intake.block import Block, Piece
from intake.characters import without_radicals
from intake.document import Document, Grid, Paragraph
from intake.limits import MOST_CELLS, MOST_TEXT
from intake.zip_file import ZipFile, attribute, tag_of
from model.errors import UserError

_MOST_SPAN = 200
_DIGITS = 8
_WRAPPERS = frozenset(
    {"sdt", "sdtContent", "smartTag", "ins", "customXml", "hyperlink", "fldSimple", "moveTo", "dir", "bdo"}
)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NO_TEXT = frozenset(
    ("del", "moveFrom", "pPr", "rPr", "instrText", "drawing", "pict", "object", "Fallback", "txbxContent")
)


def read(data: bytes) -> Document:
    """Read a Word file (.docx).

    Raises:
        UserError: it is none, is locked, damaged, or made of pictures.
    """
    file = ZipFile(data, "Word（.docx）")
    _, document = file.main_part("word/document.xml", "document")
    body = next((child for child in document if tag_of(child) == "body"), None)
    reader = _Reader()
    if body is not None:
        reader.flow(body)
    length = sum(len(b.text) for b in reader.blocks if isinstance(b, Paragraph))
    if length > MOST_TEXT:
        raise UserError(f"文字超过{MOST_TEXT // 10_000}万字，不会是一份年度报告")
    if not length and not any(isinstance(block, Grid) for block in reader.blocks):
        raise UserError("Word文件里没有文字（可能只有图片），请照原件录入")
    return Document(tuple(reader.blocks), facts=file.properties())


def _child(element: Element | None, *path: str) -> Element | None:
    for name in path:
        element = next((child for child in element if tag_of(child) == name), None) if element is not None else None
    return element


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Paragraph | Grid] = []
        self._paragraphs = self._grids = self._cells = 0

    def flow(self, parent: Element) -> None:
        """Take paragraphs and tables in their order, also from inside content controls and tracked insertions."""
        for child in parent:
            tag = tag_of(child)
            if tag == "p":
                self._paragraph(child)
            elif tag == "tbl":
                self._table(child)
            elif tag in _WRAPPERS:
                self.flow(child)

    def _paragraph(self, element: Element) -> None:
        for line in _text(element).split("\n"):
            if line.strip():
                self._paragraphs += 1
                self.blocks.append(Paragraph(without_radicals(line.strip(" ")), f"第{self._paragraphs}段"))

    def _table(self, element: Element) -> None:
        rows = list(_rows(element, "tr"))
        cells = [(row, cell) for row in rows for cell in _rows(row, "tc")]
        self._cells += len(cells)
        if self._cells > MOST_CELLS:
            raise UserError(f"表格超过{MOST_CELLS}格，不会是一份年度报告")
        if any(_child(cell, "tbl") is not None for _, cell in cells):  # a table for the layout of the page
            for _, cell in cells:
                self.flow(cell)
            return
        self._grids += 1
        pieces = tuple(_pieces(rows))
        if sum(piece.rows * piece.columns for piece in pieces) > MOST_CELLS:
            raise UserError(f"表格超过{MOST_CELLS}格，不会是一份年度报告")
        if pieces:
            self.blocks.append(Grid(Block(pieces), f"第{self._grids}个表格"))


def _rows(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent:
        if tag_of(child) == tag:
            yield child
        elif tag_of(child) in _WRAPPERS:
            yield from _rows(child, tag)


def _text(element: Element, *, in_cell: bool = False) -> str:
    """Give the text of a paragraph; what is hidden or deleted, and the code of fields, is no text.

    In a cell, a mark of a note and what is struck out stand apart from the number that they touch.
    """
    words: list[str] = []
    _collect(element, words, in_cell=in_cell)
    return "".join(words)


def _collect(element: Element, words: list[str], *, in_cell: bool) -> None:
    for child in element:
        tag = tag_of(child)
        if tag in _SIGNS:
            words.append(_SIGNS[tag])
        elif tag == "t":
            words.append(child.text or "")
        elif tag not in _NO_TEXT and not _is_set(child, "vanish"):
            apart = " " * (in_cell and any(_is_set(child, one) for one in ("strike", "dstrike", "vertAlign")))
            words.append(apart)
            _collect(child, words, in_cell=in_cell)
            words.append(apart)


def _is_set(run: Element, name: str) -> bool:
    """Whether a run is shown in a way: hidden, struck out, raised."""
    switch = _child(run, "rPr", name)
    return switch is not None and (attribute(switch) or "1") not in {"0", "false", "off", "none", "baseline"}


def _pieces(rows: list[Element]) -> Iterator[Piece]:
    """Give every cell its place; one that goes on from above lengthens the one that it goes on from."""
    open_cells: dict[int, tuple[int, int, str, int]] = {}  # by column: row, rows so far, text, columns
    for r, row in enumerate(rows):
        column = _number(attribute(_child(row, "trPr", "gridBefore")), 0)
        for cell in _rows(row, "tc"):
            span = _number(attribute(_child(cell, "tcPr", "gridSpan")), 1)
            merge = _child(cell, "tcPr", "vMerge")
            goes_on = merge is not None and (attribute(merge) or "continue") == "continue"
            above = open_cells.get(column)
            if goes_on and above and above[0] + above[1] == r and above[3] == span:
                open_cells[column] = (above[0], above[1] + 1, above[2], span)
            else:
                yield from _closed(open_cells, column)
                open_cells[column] = (r, 1, _cell_text(cell), span)
            column += max(1, span)
        for past in [c for c, one in open_cells.items() if one[0] + one[1] <= r]:
            yield from _closed(open_cells, past)
    for column in list(open_cells):
        yield from _closed(open_cells, column)


def _closed(open_cells: dict[int, tuple[int, int, str, int]], column: int) -> Iterator[Piece]:
    if column in open_cells:
        row, rows, text, columns = open_cells.pop(column)
        yield Piece(row, column, text, rows, max(1, columns))


def _cell_text(cell: Element) -> str:
    lines = [_text(paragraph, in_cell=True) for paragraph in cell.iter() if tag_of(paragraph) == "p"]
    return " ".join(without_radicals(" ".join(lines)).split())


def _number(text: str | None, otherwise: int) -> int:
    return (
        min(int(text), _MOST_SPAN) if text and text.isascii() and text.isdigit() and len(text) <= _DIGITS else otherwise
    )
