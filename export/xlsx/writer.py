"""The report as a spreadsheet: a sheet per section as on the form, its totals and identities as live formulas."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from export.layout.document import TableBlock, chinese_date, document_of, paragraphs
from export.xlsx.book import Book, CellWords, put_row, put_words
from export.xlsx.table import TableSheet, sheet_name
from model.form.grid import printed_grid
from model.form.schema import Section, Text
from model.report.report import SUM_NOTE, Report
from model.rules.explanation_table import COLUMNS, HEADING, row_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xlsxwriter.worksheet import Worksheet

TEXT_WIDTH = 610  # pixels, as wide as the paper has room
_WIDTHS = (140, 140, 180, 60, 110)  # pixels, of the columns of 审核说明


def write_xlsx(report: Report, *, dated: date | None = None, draft: bool = False, note: Sequence[str] = ()) -> bytes:
    """Write a report as a spreadsheet; every sheet of a draft says that it is. A note has a sheet behind the others.

    A total that somebody typed and that differs from its parts stays a number, and its check says so.

    Raises:
        UserError: a paragraph is longer than a cell can be.
    """
    document = document_of(report, dated)
    book = Book(draft=draft)
    book.describe(document, report, dated)
    _first_sheet(book, report, document.title.text, dated)
    for section in report.form.sections:
        if section.texts:
            _text_sheet(book, report, section)
        else:
            TableSheet(book, TableBlock(section, printed_grid(section), report.numbers), report).write()
    if report.explanations:
        _explanations(book, report)
    if note:
        _note(book, note)
    return book.close()


def about(report: Report) -> list[tuple[str, str | int]]:
    """List what the report is, as (name, value)."""
    return [
        ("单位名称", " ".join(report.unit.split())),
        ("层级", report.level.label),
        ("报告年度", report.year or ""),
        ("表样", report.form.source),
    ]


def _first_sheet(book: Book, report: Report, title: str, dated: date | None) -> None:
    sheet = book.sheet("基本情况")
    sheet.set_column_pixels(0, 0, 120)
    sheet.set_column_pixels(1, 1, TEXT_WIDTH - 120)
    put_words(sheet, (0, 0), title, book.heading(), "标题")
    rows = about(report)
    if dated:
        rows.append(("日期", chinese_date(dated)))
    for row, (name, value) in enumerate(rows, 2):
        sheet.set_row(row, 22)
        put_words(sheet, (row, 0), name, book.look(border=1))
        put_value(book, sheet, (row, 1), value)


def put_value(book: Book, sheet: Worksheet, place: tuple[int, int], value: str | int) -> None:
    """Write a word or a whole number."""
    look = book.look(border=1, align="left")
    if isinstance(value, int):
        sheet.write_number(*place, value, look)
    else:
        put_words(sheet, place, value, look)


def _text_sheet(book: Book, report: Report, section: Section) -> None:
    """Put each part under its heading, a paragraph to a cell."""

    def put_paragraphs(sheet: Worksheet, text: Text, row: int) -> int:
        for paragraph in paragraphs(report.texts.get(text.key, "")) or [""]:
            words = CellWords(0, TEXT_WIDTH, paragraph, book.look(valign="top"))
            row = put_row(sheet, row, [words], report.form.name_of(text.key))
        return row

    text_sheet(book, section, put_paragraphs)


def _explanations(book: Book, report: Report) -> None:
    """List what was explained, a row to each; no kind that is published carries these papers of the office."""
    sheet = book.sheet(HEADING)
    put_words(sheet, (0, 0), HEADING, book.heading())
    for column, (name, pixels) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
        sheet.set_column_pixels(column, column, pixels)
        put_words(sheet, (2, column), name, book.look(border=1, align="center", bold=True))
    look = book.look(border=1, valign="top")
    row = 3
    for one in report.explanations:
        told = ["\n".join(paragraphs(words)) for words in row_of(one, report.form)]
        cells = [CellWords(i, pixels, words, look) for i, (words, pixels) in enumerate(zip(told, _WIDTHS, strict=True))]
        row = put_row(sheet, row, cells, HEADING)
    sheet.freeze_panes(3, 0)


def _note(book: Book, note: Sequence[str]) -> None:
    sheet = book.sheet(SUM_NOTE)
    sheet.set_column_pixels(0, 0, TEXT_WIDTH)
    put_words(sheet, (0, 0), SUM_NOTE, book.heading())
    row = 2
    for line in note:
        row = put_row(sheet, row, [CellWords(0, TEXT_WIDTH, line, book.look(valign="top"))], SUM_NOTE)


def text_sheet(book: Book, section: Section, put: Callable[[Worksheet, Text, int], int]) -> Worksheet:
    """Write the headings of a section's texts; `put` writes a text from a row on and gives the row after it."""
    sheet = book.sheet(sheet_name(section))
    sheet.set_column_pixels(0, 0, TEXT_WIDTH)
    put_words(sheet, (0, 0), section.heading, book.heading())
    row = 2
    for text in section.texts:
        if text.heading:
            put_words(sheet, (row, 0), text.heading, book.look(font_name="楷体", bold=True))
            row += 1
        row = put(sheet, text, row)
    return sheet
