"""A table in the mark-up of a Word file: every box of the grid in its place, merged, as wide as in print."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from export.docx.look import twips
from export.layout.document import TableBlock
from export.layout.style import NARROWEST_NUMBER, RULE, SMALLEST_NUMBER, TABLES, TableStyle, column_widths
from model.form.grid import Box, BoxRole

if TYPE_CHECKING:
    from docx.oxml.table import CT_Tbl

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_WIDEST_DIGIT = 0.56  # in ems, of the fonts that may stand in for 宋体
_SLACK = 8  # twips that a line may be too long by, as programs round


def table_element(block: TableBlock, paragraph_style: str) -> CT_Tbl:
    """Make the table; its rows stay whole, its header is repeated, and it stays on one page where it can."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    return parse_xml(f"<w:tbl {nsdecls('w')}>{''.join(_Markup(block, paragraph_style).parts())}</w:tbl>")


class _Markup:
    """Write the parts of one table."""

    def __init__(self, block: TableBlock, paragraph_style: str) -> None:
        self._block, self._grid = block, block.grid
        self._style: TableStyle = TABLES[block.layout]
        self._paragraph_style = paragraph_style
        edges = [0.0]
        for width in column_widths(block.layout, block.grid.width, block.grid.label_columns):
            edges.append(edges[-1] + width)
        self._edges = [twips(edge) for edge in edges]

    def parts(self) -> Iterator[str]:
        """Return the properties, the columns, the rows."""
        yield self._properties()
        columns = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(self._edges))
        yield f"<w:tblGrid>{columns}</w:tblGrid>"
        for row in range(self._grid.height):
            yield self._row(row)

    def _properties(self) -> str:
        rule = f'w:val="single" w:sz="{round(RULE * 8)}" w:space="0" w:color="auto"'
        borders = "".join(f"<w:{side} {rule}/>" for side in _SIDES)
        padding = twips(self._style.row_padding - RULE / 2)  # office programs add the rule to the height
        margins = "".join(f'<w:{side} w:w="{padding}" w:type="dxa"/>' for side in ("top", "bottom"))
        return (
            f'<w:tblPr><w:tblW w:w="{self._edges[-1]}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
            f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        )

    def _row(self, row: int) -> str:
        header = "<w:tblHeader/>" if row < self._grid.header_rows else ""
        cells = "".join(self._cell(box, row) for box in self._boxes_in(row))
        return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{cells}</w:tr>"

    def _boxes_in(self, row: int) -> Iterator[Box]:
        column = 0
        while column < self._grid.width:
            box = self._grid.at[row, column]
            yield box
            column += box.columns

    def _cell(self, box: Box, row: int) -> str:
        """Write one box where it begins, and where it goes on an empty cell that is merged with it."""
        properties = [f'<w:tcW w:w="{self._width(box)}" w:type="dxa"/>']
        if box.columns > 1:
            properties.append(f'<w:gridSpan w:val="{box.columns}"/>')
        if box.rows > 1:
            properties.append('<w:vMerge w:val="restart"/>' if row == box.row else "<w:vMerge/>")
        room = twips(self._padding(box))
        properties.append(f'<w:tcMar><w:left w:w="{room}" w:type="dxa"/><w:right w:w="{room}" w:type="dxa"/></w:tcMar>')
        properties.append('<w:vAlign w:val="center"/>')
        return f"<w:tc><w:tcPr>{''.join(properties)}</w:tcPr>{self._paragraph(box, row)}</w:tc>"

    def _width(self, box: Box) -> int:
        return self._edges[box.column + box.columns] - self._edges[box.column]

    def _padding(self, box: Box) -> float:
        if box.cell:
            return self._style.number_padding
        return self._style.label_padding if box.role is BoxRole.LABEL else self._style.header_padding

    def _room(self, box: Box) -> float:
        return self._width(box) / 20 - 2 * self._padding(box)

    def _paragraph(self, box: Box, row: int) -> str:
        keep = "<w:keepNext/>" if row < self._grid.height - 1 else ""
        flush_left = box.role is BoxRole.LABEL and box.rows == 1 and self._grid.label_columns > 1
        loose = '<w:kinsoku w:val="0"/>' if box.upright else ""  # each character has a line, marks too
        look = f'<w:pStyle w:val="{self._paragraph_style}"/>{keep}{loose}{self._indent(box)}'
        aligned = '<w:jc w:val="left"/>' if flush_left else ""
        run = self._run(box) if row == box.row else ""
        return f"<w:p><w:pPr>{look}{aligned}</w:pPr>{run}</w:p>"

    def _indent(self, box: Box) -> str:
        """Narrow a header to an even number of characters, as Chinese words have two or four; upright words to one.

        Turned text would say the same, but LibreOffice makes PDFs of it in which characters overlap.
        """
        size = self._style.text.size
        measure = self._room(box) / size
        if box.upright:
            characters = 1.0
        elif box.role is BoxRole.HEADER and 2 <= measure < min(len(box.text), 6):
            characters = measure // 2 * 2
        else:
            return ""
        aside = twips((measure - characters) * size / 2) - _SLACK
        return f'<w:ind w:left="{aside}" w:right="{aside}"/>' if aside > 0 else ""

    def _run(self, box: Box) -> str:
        text = self._block.text(box)
        if not text:
            return ""
        look = self._fitted(text, self._room(box)) if box.cell else ""
        words = "<w:br/>".join(map(_words, self._block.broken_text(box).split("\n")))
        return f"<w:r>{look}{words}</w:r>"

    def _fitted(self, text: str, room: float) -> str:
        """Condense a number that is too wide, then make it smaller: a number is never broken over lines."""
        size = self._style.text.size
        width = _WIDEST_DIGIT * len(text)
        stretch = min(1.0, max(NARROWEST_NUMBER, room / (width * size)))
        smaller = min(size, max(SMALLEST_NUMBER, room / (width * stretch)))
        narrow = f'<w:w w:val="{int(stretch * 100)}"/>' if stretch < 1 else ""
        small = f'<w:sz w:val="{int(smaller * 2)}"/><w:szCs w:val="{int(smaller * 2)}"/>' if smaller < size else ""
        return f"<w:rPr>{narrow}{small}</w:rPr>" if narrow or small else ""


def _words(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text, quote=False)}</w:t>'
