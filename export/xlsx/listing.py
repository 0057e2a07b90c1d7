"""Plain lists as a spreadsheet: a heading, sentences under it, columns, rows; numbers are numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from export.xlsx.book import Book, height_of, pixels_of, put_words
from model.report.numbers import number_text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

ListValue = str | int | Decimal | None
_WIDE, _NARROW, _WIDEST = 200, 90, 340  # pixels
_EXACT = 15  # digits that a spreadsheet keeps


@dataclass(frozen=True)
class ListSheet:
    """What is written: `heading` also names the sheet where it has no name of its own; None leaves a cell empty."""

    heading: str
    sentences: Sequence[str]
    columns: Sequence[str]
    rows: Sequence[Sequence[ListValue]]
    name: str = ""


def write_listing(listing: ListSheet) -> bytes:
    """Write a list as a spreadsheet.

    Raises:
        UserError: words are longer than a cell can be.
    """
    return write_listings([listing])


def write_listings(listings: Sequence[ListSheet]) -> bytes:
    """Write lists as the sheets of one spreadsheet; as `write_listing`."""
    book = Book()
    for listing in listings:
        _put(book, listing)
    return book.close()


def _put(book: Book, listing: ListSheet) -> None:
    sheet = book.sheet(_sheet_name(listing.name or listing.heading))
    put_words(sheet, (0, 0), listing.heading, book.heading())
    top = 1
    for top, sentence in enumerate(listing.sentences, 1):
        put_words(sheet, (top, 0), sentence, book.look(text_wrap=False))
    head = top + 1 if listing.sentences else 2
    widths = [_width(listing, column) for column in range(len(listing.columns))]
    sheet.set_row(head, height_of(zip(listing.columns, widths, strict=True)))
    for column, words in enumerate(listing.columns):
        sheet.set_column_pixels(column, column, widths[column])
        put_words(sheet, (head, column), words, book.look(bold=True, border=1, align="center"))
    looks = book.look(border=1), book.look(border=1, align="right")
    for row, values in enumerate(listing.rows, head + 1):
        _put_row(sheet, row, values, looks)
        shown = [(value, widths[column]) for column, value in enumerate(values) if isinstance(value, str) and value]
        if any(pixels_of(words) > width for words, width in shown):
            sheet.set_row(row, height_of(shown))
    sheet.freeze_panes(head + 1, 1)
    sheet.repeat_rows(head)


def _width(listing: ListSheet, column: int) -> int:
    """Return how wide a column is: as its words need, within bounds; its title may take several lines."""
    said = (row[column] for row in listing.rows if column < len(row))
    longest = max((pixels_of(one) for one in said if isinstance(one, str)), default=0)
    return min(max(longest, _NARROW if column else _WIDE), _WIDEST)


def _put_row(sheet: Worksheet, row: int, values: Sequence[ListValue], looks: tuple[Format, Format]) -> None:
    usual, right = looks
    for column, value in enumerate(values):
        if isinstance(value, str) or value is None:
            put_words(sheet, (row, column), value or "", usual)
        elif len(text := number_text(Decimal(value))) > _EXACT and len(text.replace(".", "")) > _EXACT:
            put_words(sheet, (row, column), text, right)
        else:
            sheet.write_number(row, column, float(value), usual)


def _sheet_name(heading: str) -> str:
    """Return a name that a spreadsheet takes: 31 characters, none of those that it keeps for itself."""
    return "".join(" " if one in "[]:*?/\\" else one for one in heading)[:31].strip("' ") or "清单"
