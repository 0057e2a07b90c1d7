"""Plain lists as a spreadsheet: a heading, sentences under it, columns, rows; numbers are numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from export.xlsx.book import Book, put_words
from model.report.numbers import number_text

ListValue = str | int | Decimal | None
_WIDE, _NARROW = 200, 90  # pixels
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
    for column, words in enumerate(listing.columns):
        sheet.set_column_pixels(column, column, _NARROW if column else _WIDE)
        put_words(sheet, (head, column), words, book.look(bold=True, border=1, align="center"))
    for row, values in enumerate(listing.rows, head + 1):
        for column, value in enumerate(values):
            if isinstance(value, str) or value is None:
                put_words(sheet, (row, column), value or "", book.look(border=1))
            elif len(number_text(Decimal(value)).replace(".", "")) > _EXACT:
                put_words(sheet, (row, column), number_text(Decimal(value)), book.look(border=1, align="right"))
            else:
                sheet.write_number(row, column, float(value), book.look(border=1))
    sheet.freeze_panes(head + 1, 1)
    sheet.repeat_rows(head)


def _sheet_name(heading: str) -> str:
    """Return a name that a spreadsheet takes: 31 characters, none of those that it keeps for itself."""
    return "".join(" " if one in "[]:*?/\\" else one for one in heading)[:31].strip("' ") or "清单"
