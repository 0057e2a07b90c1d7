"""A workbook and what dresses its cells; every word in it is a word, never a formula or a link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from export.layout.document import Document, day_of
from export.layout.line_breaking import break_lines
from export.layout.widths import width_of
from model.errors import UserError
from model.report.report import DRAFT_LINE, Report

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

PIXELS = 96 / 72  # to a point
SIZE = 11  # points, of all text in cells
_LONGEST = 32767  # characters that a cell holds
_PAPER_A4 = 9
LINE, _MARGIN = SIZE * 1.4, 4.0  # points, of a line and around all lines of a cell
_TALLEST = 409.0  # points, of a row
UNDER_HEADING = (1, 0)  # the row that every sheet leaves empty
_WORDS_ARE_WORDS = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
_FONT = {"font_name": "宋体", "font_size": SIZE, "font_scheme": "none"}
_USUAL_CELL = {"default_format_properties": _FONT, "default_column_width": 72, "default_row_height": 18}  # in 宋体


class Book:
    """A workbook that is being written; `close` gives its bytes."""

    def __init__(self, *, draft: bool = False) -> None:
        from xlsxwriter import Workbook

        self._draft = draft
        self._target = BytesIO()
        self._workbook = Workbook(self._target, {"in_memory": True, **_WORDS_ARE_WORDS, **_USUAL_CELL})
        self._looks: dict[tuple[tuple[str, object], ...], Format] = {}

    def describe(self, document: Document, report: Report, dated: date | None) -> None:
        """Say in the file's properties what it is; its date is that of the report, not of the writing."""
        made = datetime.combine(day_of(report, dated), time())
        about = {"title": document.title.text[:255], "author": document.unit[:255], "category": report.level.label}
        self._workbook.set_properties({**about, "keywords": report.form.source, "created": made})

    def sheet(self, name: str) -> Worksheet:
        """Add a sheet, set up to be printed on A4 as wide as the paper."""
        sheet = self._workbook.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_paper(_PAPER_A4)
        sheet.set_margins(left=0.9, right=0.9, top=1.2, bottom=1.0)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer('&C&"宋体"&12— &P —')
        if self._draft:
            put_words(sheet, UNDER_HEADING, DRAFT_LINE, self.look(bold=True, font_color="#C00000", text_wrap=False))
        return sheet

    def look(self, **properties: Any) -> Format:  # noqa: ANN401 — as the library names and types them
        """Return the format with these properties; equal ones are one."""
        key = tuple(sorted(properties.items()))
        if key not in self._looks:
            usual = {**_FONT, "valign": "vcenter", "text_wrap": True}
            self._looks[key] = self._workbook.add_format({**usual, **properties})
        return self._looks[key]

    def heading(self) -> Format:
        """Dress the heading of a sheet."""
        return self.look(font_name="黑体", font_size=14, text_wrap=False)

    def broken(self) -> Format:
        """Dress a check that does not hold."""
        return self._workbook.add_format({"bold": True, "font_color": "#9C0006", "bg_color": "#FFC7CE"})

    def close(self) -> bytes:
        """Pack the workbook."""
        self._workbook.close()
        return self._target.getvalue()


def put_words(sheet: Worksheet, place: tuple[int, int], words: str, look: Format, name: str = "") -> None:
    """Write words into a cell.

    Raises:
        UserError: they are longer than a cell can be; it begins with `name`.
    """
    if len(words) > _LONGEST:
        raise UserError(f"{name}有一段超过{_LONGEST}字，表格文件的一格放不下；请分成几段后再导出。")
    sheet.write_string(*place, words, look)


class CellWords(NamedTuple):
    """Words that go into one cell of a row: in which column, how wide it is, how they look."""

    column: int
    pixels: int
    words: str
    look: Format


def put_row(sheet: Worksheet, row: int, cells: Sequence[CellWords], name: str) -> int:
    """Write words beside each other and show all of them; give the row after them.

    A row has a greatest height: what takes more goes into cells that are merged over several rows.

    Raises:
        UserError: words are longer than a cell can be; it begins with `name`.
    """
    heights = _rows_of(max(_lines(cell.words, cell.pixels) for cell in cells))
    for place, height in enumerate(heights, row):
        sheet.set_row(place, height)
    last = row + len(heights) - 1
    for cell in cells:
        if last > row:
            sheet.merge_range(row, cell.column, last, cell.column, "", cell.look)
        put_words(sheet, (row, cell.column), cell.words, cell.look, name)
    return last + 1


def height_of(cells: Iterable[tuple[str, int]]) -> float:
    """Return how high a row is that shows all of some words, each in a cell of so many pixels, as far as one can be."""
    lines = max((_lines(words, pixels) for words, pixels in cells), default=1)
    return min(round(lines * LINE + _MARGIN, 1), _TALLEST)


def pixels_of(words: str) -> int:
    """Return how wide a cell is that shows words in one line."""
    longest = max((sum(map(width_of, line)) for line in words.split("\n")), default=0.0)
    return ceil((longest + 1) * SIZE * PIXELS)


def _lines(words: str, pixels: int) -> int:
    """Count the lines that words take in a cell of a width."""
    room = pixels / PIXELS / SIZE - 1
    return sum(max(1, len(break_lines(line, width_of, room))) for line in words.split("\n"))


def _rows_of(lines: int) -> list[float]:
    """Share lines out over as few rows as can be so high, about equally.

    >>> _rows_of(1), _rows_of(60)
    ([19.4], [312.0, 312.0, 312.0])
    """
    most = int((_TALLEST - _MARGIN) / LINE)
    rows = ceil(lines / most)
    return [round(ceil(lines / rows) * LINE + _MARGIN, 1)] * rows
