"""The report as a Word file in the look of official print, for any office program.

The tables are real ones, merged as the form merges them; the same report gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from export.archive import with_fixed_times
from export.docx.look import HEADINGS, TABLE_STYLES, mark_as_draft, new_document
from export.docx.table import table_element
from export.layout.document import Block, Document, Heading, Paragraph, SignOff, TableBlock, Title, day_of, document_of
from export.layout.line_breaking import break_balanced
from export.layout.pagination import title_lines
from export.layout.style import BODY, CHARACTERS_PER_LINE, DATE_FROM_RIGHT
from export.layout.widths import width_of
from model.report.report import Report

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_BELOW_TABLE = 10.0


def write_docx(report: Report, *, dated: date | None = None, draft: bool = False, note: Sequence[str] = ()) -> bytes:
    """Write a report as a Word file; with a date, the unit signs at the end; every page of a draft says that it is.

    A note has a page behind the report.
    """
    document = document_of(report, dated, note=note)
    word = new_document()
    for i, block in enumerate(document.blocks):
        _put(word, block, below_table=isinstance(document.blocks[i - 1], TableBlock))
    if draft:
        mark_as_draft(word)
    _describe(word, document, report, dated)
    target = BytesIO()
    word.save(target)
    return with_fixed_times(target.getvalue())


def _describe(word: WordDocument, document: Document, report: Report, dated: date | None) -> None:
    """Say in the file's properties what it is; its date is that of the report, not of the writing."""
    properties = word.core_properties
    properties.title, properties.subject = document.title.text[:255], document.title.what
    properties.author = properties.last_modified_by = document.unit[:255]
    properties.category, properties.comments, properties.keywords = report.level.label, "", report.form.source
    properties.language = "zh-CN"
    properties.created = properties.modified = datetime.combine(day_of(report, dated), time())


def _put(word: WordDocument, block: Block, *, below_table: bool) -> None:
    if isinstance(block, Title):
        word.add_paragraph("\n".join(title_lines(block, width_of)), "Title")
    elif isinstance(block, Heading):
        _heading(word, block, below_table=below_table)
    elif isinstance(block, Paragraph):
        word.add_paragraph(block.text, "Body Text")
    elif isinstance(block, TableBlock):
        word.element.body.insert_element_before(table_element(block, TABLE_STYLES[block.layout]), "w:sectPr")
    else:
        _sign_off(word, block)


def _heading(word: WordDocument, block: Heading, *, below_table: bool) -> None:
    from docx.shared import Pt

    paragraph = word.add_paragraph(block.text, HEADINGS[block.level])
    paragraph.paragraph_format.page_break_before = block.starts_page or None
    if below_table:
        paragraph.paragraph_format.space_before = Pt(_BELOW_TABLE)


def _sign_off(word: WordDocument, block: SignOff) -> None:
    """Put the unit centred over the date, two lines below the text, with room for the seal."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    lines = [*break_balanced(block.unit, width_of, CHARACTERS_PER_LINE), block.date]
    widths = [sum(map(width_of, line)) for line in lines]
    axis = max(DATE_FROM_RIGHT + widths[-1] / 2, max(widths) / 2)
    for line, width in zip(["", "", *lines], [0.0, 0.0, *widths], strict=True):
        paragraph = word.add_paragraph(line, "Normal")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(round((axis - width / 2) * BODY.size))
        paragraph.paragraph_format.keep_with_next = line != block.date
