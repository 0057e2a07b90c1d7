"""Excel files: every visible sheet as a grid, with its merged cells; a number is read as it is shown."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from intake.block import Block, Piece
from intake.characters import without_radicals
from intake.document import Document, Grid
from intake.limits import MOST_CELLS
from intake.read_docx import attribute, tag_of
from intake.zip_file import ZipFile
from model.errors import UserError
from model.numbers import number_text

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedStrings.xml"
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MOST_SHEETS = 60
_LAST_ROW, _LAST_COLUMN = 2_000, 200
_MOST_DIGITS = 6  # decimals; what floats add behind is no figure of anybody's


def read(data: bytes) -> Document:
    """Read an Excel file (.xlsx).

    Raises:
        UserError: it is none, is locked, damaged, or has more than a report can have.
    """
    file = ZipFile(data, "Excel（.xlsx）")
    if _WORKBOOK not in file.names:
        raise UserError("不是Excel（.xlsx）文件" + ("，内容是Word文件" if "word/document.xml" in file.names else ""))
    strings = _shared_strings(file)
    blocks: list[Grid] = []
    cells = 0
    for name, part in _sheets(file):
        place = f"工作表“{name}”"
        pieces = _pieces(file.tree(part), strings)
        cells += len(pieces)
        if cells > MOST_CELLS:
            raise UserError(f"工作表超过{MOST_CELLS}格，不会是一份年度报告")
        if pieces:
            rows, dense = _without_empty(pieces)
            blocks.append(Grid(Block(dense), place, tuple(f"{place}第{row + 1}行" for row in rows)))
    return Document(tuple(blocks), facts=file.properties())


def _sheets(file: ZipFile) -> Iterator[tuple[str, str]]:
    """Give name and part of every sheet that is not hidden."""
    targets = {
        attribute(one, "Id"): (attribute(one, "Target") or "").lstrip("/").removeprefix("xl/")
        for one in file.tree(_RELATIONS)
    }
    sheets = [one for one in file.tree(_WORKBOOK).iter() if tag_of(one) == "sheet" and not attribute(one, "state")]
    if len(sheets) > _MOST_SHEETS:
        raise UserError(f"Excel文件有{len(sheets)}个工作表，不会是一份年度报告")
    for sheet in sheets:
        part = f"xl/{targets.get(attribute(sheet, 'id'), '')}"
        if part in file.names and "worksheets" in part:
            yield (attribute(sheet, "name") or "")[:40], part


def _shared_strings(file: ZipFile) -> Sequence[str]:
    if _STRINGS not in file.names:
        return ()
    return [_string(item) for item in file.tree(_STRINGS) if tag_of(item) == "si"]


def _string(item: Element) -> str:
    """Put the runs of a string together; how it is pronounced is no part of it."""
    runs = [child for child in item if tag_of(child) in {"t", "r"}]
    return "".join(one.text or "" for run in runs for one in run.iter() if tag_of(one) == "t")


def _pieces(sheet: Element, strings: Sequence[str]) -> list[Piece]:
    texts: dict[tuple[int, int], str] = {}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for element in sheet.iter():
        match tag_of(element):
            case "c":
                if (at := _place(attribute(element, "r"))) and (text := _cell_text(element, strings)):
                    texts[at] = text
            case "mergeCell":
                _merge(attribute(element, "ref") or "", spans)
        if len(texts) > MOST_CELLS:
            raise UserError(f"工作表超过{MOST_CELLS}格，不会是一份年度报告")
    _check_size(spans)
    covered = {(r + i, c + j) for (r, c), (h, w) in spans.items() for i in range(h) for j in range(w) if i or j}
    return [
        Piece(r, c, text, *spans.get((r, c), (1, 1))) for (r, c), text in sorted(texts.items()) if (r, c) not in covered
    ]


def _without_empty(pieces: Sequence[Piece]) -> tuple[list[int], tuple[Piece, ...]]:
    """Close up the rows and columns in which nothing begins; give the rows that are left, too."""
    rows, columns = (sorted(set(starts)) for starts in ([p.row for p in pieces], [p.column for p in pieces]))
    if len(rows) * len(columns) > 2 * MOST_CELLS:
        raise UserError(f"工作表超过{MOST_CELLS}格，不会是一份年度报告")

    def place(used: Sequence[int], start: int, count: int) -> tuple[int, int]:
        begin = bisect_left(used, start)
        return begin, max(1, bisect_left(used, start + count) - begin)

    dense = []
    for piece in pieces:
        (row, height), (column, width) = place(rows, piece.row, piece.rows), place(columns, piece.column, piece.columns)
        dense.append(Piece(row, column, piece.text, height, width))
    return rows, tuple(dense)


def _check_size(spans: Mapping[tuple[int, int], tuple[int, int]]) -> None:
    if sum(rows * columns for rows, columns in spans.values()) > MOST_CELLS:
        raise UserError("合并的单元格过多，不会是一份年度报告")


def _place(reference: str | None) -> tuple[int, int] | None:
    """Give row and column of a cell from 0; None beyond where a report can reach."""
    found = _PLACE.fullmatch(reference or "")
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    return (row - 1, column - 1) if 0 < row <= _LAST_ROW and column <= _LAST_COLUMN else None


def _merge(reference: str, spans: dict[tuple[int, int], tuple[int, int]]) -> None:
    first, _, last = reference.partition(":")
    start, end = _place(first), _place(last)
    if start and end and end >= start and len(spans) < MOST_CELLS:
        spans[start] = (end[0] - start[0] + 1, max(1, end[1] - start[1] + 1))


def _cell_text(cell: Element, strings: Sequence[str]) -> str:
    kind = attribute(cell, "t") or "n"
    if kind == "inlineStr":
        return without_radicals("".join(_string(child) for child in cell if tag_of(child) == "is")).strip()
    value = next((child.text for child in cell if tag_of(child) == "v"), None) or ""
    if kind == "s":
        known = value.isascii() and value.isdigit() and len(value) < 9 and int(value) < len(strings)  # noqa: PLR2004
        return without_radicals(strings[int(value)]).strip() if known else ""
    return _number(value) if kind == "n" else without_radicals(value).strip()


def _number(value: str) -> str:
    """Write a number as Excel shows it: a float has digits behind that nobody typed.

    >>> _number("5884.0156999999999"), _number("1E3"), _number("57")
    ('5884.0157', '1000', '57')
    """
    if not value or (value.isascii() and value.isdigit()):
        return value
    try:
        number = Decimal(repr(float(value)))
    except (ValueError, InvalidOperation):
        return value
    if not number.is_finite() or abs(number) > 10**15:
        return value
    shown = round(number, _MOST_DIGITS)
    return number_text(shown.to_integral_value() if shown == shown.to_integral_value() else shown.normalize())
