"""Word files: paragraphs and tables of the document's body as they are shown, with merged cells and list numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from intake.block import Block
from intake.characters import without_radicals
from intake.document import Parting, SourceDocument, SourceGrid, SourceParagraph
from intake.docx.around import AROUND, margins_of, notes_beside
from intake.docx.grid import WRAPPERS, has_vanished, parts_of, pieces_of, rows_of
from intake.docx.numbering import Numbering
from intake.docx.text import ParagraphWords
from intake.limits import MOST_CELLS, MOST_TEXT
from intake.office.xml import Element, child_of, children_of
from intake.office.zip_file import ZipFile
from intake.reading import Problem
from model.errors import UserError, clip

_SENTENCE = re.compile("[，。]")
_MOST_AROUND = 200  # parts of a file that are looked at
_TELLING = 10  # characters that are not shown and make no difference


def read(data: bytes) -> SourceDocument:
    """Read a Word file (.docx).

    Raises:
        UserError: it is none, is locked, damaged, or made of pictures.
    """
    file = ZipFile(data, "Word（.docx）")
    part, document = file.main_part("word/document.xml", "document")
    parts = [(kind, target) for kind, target in file.related(part).values() if target in file.names]
    related = dict(parts)
    reader = _WordReader(*(_tree(file, related.get(kind, "")) for kind in ("numbering", "styles")))
    for body in children_of(document, "body"):
        reader.flow(body)
    length = sum(len(b.text) for b in reader.blocks if isinstance(b, SourceParagraph))
    if length > MOST_TEXT:
        raise UserError(f"文字超过{MOST_TEXT // 10_000}万字，不会是一份年度报告")
    if not length and not any(isinstance(block, SourceGrid) for block in reader.blocks):
        raise UserError("Word文件里没有文字（可能只有图片或嵌入的文件），请照原件录入")
    around = [(kind, _tree(file, target)) for kind, target in parts[:_MOST_AROUND] if kind in AROUND]
    problems = (*reader.problems(), *margins_of(around, reader.words()), *notes_beside(around))
    return SourceDocument(tuple(reader.blocks), facts=file.properties(), problems=problems)


def _tree(file: ZipFile, part: str) -> Element:
    """Return a part that the text can do without; an empty one where it is not there or damaged."""
    try:
        return file.tree(part) if part else Element("")
    except UserError:
        return Element("")


class _WordReader:
    """Takes the body of a document apart."""

    def __init__(self, numbering: Element, styles: Element) -> None:
        self.blocks: list[SourceParagraph | SourceGrid] = []
        self._numbering = Numbering(numbering, styles)
        self._hidden: list[str] = []
        self._before: list[str] = []  # what goes on in the next paragraph
        self._paragraphs = self._grids = self._cells = 0

    def flow(self, parent: Element) -> None:
        """Take paragraphs and tables in their order, also from inside content controls and tracked insertions."""
        for child in parent:
            tag = child.tag
            if tag == "p":
                self._paragraph(child)
            elif tag == "tbl":
                self._table(child)
            elif tag in WRAPPERS:
                self.flow(child)

    def words(self) -> str:
        """Return all words that were read."""
        grids = (piece.text for block in self.blocks if isinstance(block, SourceGrid) for piece in block.block.pieces)
        return "\n".join([*(one.text for one in self.blocks if isinstance(one, SourceParagraph)), *grids])

    def problems(self) -> Iterator[Problem]:
        """Tell of what the document does not show."""
        words = "".join(self._hidden).strip()
        if len(words) >= _TELLING:
            yield Problem("", f"有{len(words)}个字设成了隐藏，没有读入，开头是“{clip(words)}”")

    def _paragraph(self, element: Element) -> None:
        words, boxes = self._words_of(element)
        self._before.append(words)
        if child_of(element, "pPr", "rPr", "del") is not None:
            return
        words, self._before = "".join(self._before), []
        after = Parting.PARAGRAPH
        for line in words.split("\n"):
            if line.strip():
                self._paragraphs += 1
                text = without_radicals(line.strip(" ") if after is Parting.PARAGRAPH else line.rstrip(" "))
                self.blocks.append(SourceParagraph(text, f"第{self._paragraphs}段", after))
                after = Parting.LINE
            elif after is Parting.LINE:
                after = Parting.BLANK
        for box in boxes:
            self.flow(box)

    def _words_of(self, element: Element, *, in_cell: bool = False) -> tuple[str, list[Element]]:
        """Return the words of a paragraph with its number, and its text boxes."""
        words = ParagraphWords(in_cell)
        words.take(element)
        self._hidden += words.hidden
        text = "".join(words.text)
        label = self._numbering.label(child_of(element, "pPr")) if text.strip() else ""
        gap = " " if label[-1:].isascii() and text[:1].isdigit() else ""
        return f"{label}{gap if label else ''}{text}", words.boxes

    # Tables

    def _table(self, element: Element) -> None:
        rows = rows_of(element)
        cells = [cell for row in rows for cell in parts_of(row, "tc")]
        self._cells += len(cells)
        if self._cells > MOST_CELLS:
            raise UserError(f"表格超过{MOST_CELLS}格，不会是一份年度报告")
        if _is_frame(cells):
            for cell in cells:
                self.flow(cell)
            return
        self._grids += 1
        pieces = tuple(pieces_of([row for row in rows if not has_vanished(row)], self._cell_text))
        if sum(piece.rows * piece.columns for piece in pieces) > MOST_CELLS:
            raise UserError(f"表格超过{MOST_CELLS}格，不会是一份年度报告")
        if pieces:
            self.blocks.append(SourceGrid(Block(pieces), f"第{self._grids}个表格"))

    def _cell_text(self, cell: Element) -> str:
        words = without_radicals("\n".join(self._lines_in(cell)))
        if not _SENTENCE.search(words):
            return " ".join(words.split())
        return "\n".join(line.rstrip() for line in words.split("\n")).strip("\n")

    def _lines_in(self, parent: Element) -> Iterator[str]:
        for paragraph in parts_of(parent, "p"):
            words, boxes = self._words_of(paragraph, in_cell=True)
            yield words
            for box in boxes:
                yield from self._lines_in(box)


def _is_frame(cells: list[Element]) -> bool:
    """Whether a table only lays out what stands in it: other tables, or a text of several paragraphs in one cell."""
    if len(cells) == 1:
        return sum(one.tag in {"p", "tbl"} for one in cells[0].iter()) > 1
    return any(one.tag == "tbl" for cell in cells for one in cell.iter())
