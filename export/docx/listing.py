"""A plain list as a Word file: a real table, whose header stands on every page; the same list gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

from export.archive import with_fixed_times
from export.docx.look import TABLE_STYLES, new_document, twips
from export.layout.listing import PrintedList, cell_lines, widths_of
from export.layout.style import MM, PAGE_HEIGHT, PAGE_WIDTH, RULE, TYPE_WIDTH
from model.form.schema import Layout

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_ASIDE = 20 * MM  # what a turned page keeps free all round
_LONG_AGO = datetime(2000, 1, 1)  # noqa: DTZ001 — no moment: the same list gives the same bytes
_PAD = 4.0  # points


def write_list_docx(listing: PrintedList) -> bytes:
    """Write a list as a Word file."""
    word = new_document()
    if listing.landscape:
        _turn(word)
    word.add_paragraph(_line(listing.heading), "Title")
    style = TABLE_STYLES[Layout.MATRIX if listing.landscape else Layout.BLOCK]
    for sentence in listing.sentences:
        _aligned(word, _line(sentence), TABLE_STYLES[Layout.BLOCK], right=False)
    width = PAGE_HEIGHT - 2 * _ASIDE if listing.landscape else TYPE_WIDTH
    _put_table(word, "".join(_table(listing, style, width)))
    for line in listing.closing:
        _aligned(word, _line(line), "Normal", right=True)
    _describe(word, listing)
    target = BytesIO()
    word.save(target)
    return with_fixed_times(target.getvalue())


def _line(text: str) -> str:
    return " ".join(cell_lines(text))


def _turn(word: WordDocument) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Pt

    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Pt(PAGE_HEIGHT), Pt(PAGE_WIDTH)
    section.left_margin = section.right_margin = Pt(_ASIDE)
    section.top_margin = section.bottom_margin = Pt(_ASIDE)


def _aligned(word: WordDocument, text: str, style: str, *, right: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = word.add_paragraph(text, style)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT


def _describe(word: WordDocument, listing: PrintedList) -> None:
    properties = word.core_properties
    properties.title, properties.subject = listing.heading[:255], listing.heading[:255]
    properties.author = properties.last_modified_by = listing.unit[:255]
    properties.category, properties.comments, properties.keywords, properties.language = "", "", "", "zh-CN"
    properties.created = properties.modified = _LONG_AGO


def _put_table(word: WordDocument, markup: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    word.element.body.insert_element_before(parse_xml(f"<w:tbl {nsdecls('w')}>{markup}</w:tbl>"), "w:sectPr")


def _table(listing: PrintedList, style: str, whole: float) -> Iterator[str]:
    widths = [twips(width) for width in widths_of(listing.columns, whole)]
    rule = f'w:val="single" w:sz="{round(RULE * 8)}" w:space="0" w:color="auto"'
    borders = "".join(f"<w:{side} {rule}/>" for side in _SIDES)
    margins = "".join(f'<w:{side} w:w="{twips(_PAD)}" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    yield (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield f"<w:tblGrid>{columns}</w:tblGrid>"
    yield _row([one.label for one in listing.columns], widths, style, head=True)
    for row in listing.rows:
        yield _row(row, widths, style, head=False)


def _row(texts: Sequence[str], widths: Sequence[int], style: str, *, head: bool) -> str:
    properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if head else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{''.join(_paragraph(line, style, centred=head or not at) for line in cell_lines(text))}</w:tc>"
        for at, (text, width) in enumerate(zip(texts, widths, strict=True))
    )
    return f"<w:tr>{properties}{cells}</w:tr>"


def _paragraph(text: str, style: str, *, centred: bool) -> str:
    aligned = "" if centred else '<w:jc w:val="left"/>'
    words = f'<w:r><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{aligned}</w:pPr>{words}</w:p>'
