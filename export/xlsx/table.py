"""The table of a section on a sheet: as on the form, with formulas for its totals and a check beside each identity."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from export.fonts.shipped import typesetter
from export.layout.document import TableBlock
from export.layout.style import TABLES, column_widths
from export.layout.table_layout import TableLayout
from export.xlsx.book import PIXELS, SIZE, Book, put_words
from export.xlsx.formulas import BROKEN, Formula, Formulas, is_exact
from model.form.grid import Box, BoxRole
from model.form.schema import Cell, Identity, IdentityRule, Section
from model.report.numbers import number_text
from model.report.report import Report

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

TOP = 2  # rows over the table: the heading, and an empty one
_CHECK = "勾稽核对"
_CHECK_HEIGHT = 32
_Span = tuple[int, int, int, int]  # the first row and column, the last row and column
_Check = tuple[Identity, _Span]


class TableSheet:
    """One sheet with a table; the checks stand apart from it, so that what is printed is the form."""

    def __init__(self, book: Book, block: TableBlock, report: Report) -> None:
        self._book, self.block, self._report = book, block, report
        self.grid = block.grid
        self.sheet: Worksheet = book.sheet(sheet_name(block.section))
        self.places = {cell: (TOP + box.row, box.column) for cell, box in self.grid.box_of.items()}
        self._formulas = Formulas(report, self.places)
        self._scale = SIZE / TABLES[block.layout].text.size

    def write(self) -> None:
        """Write the heading, the table, the checks."""
        self._measures()
        put_words(self.sheet, (0, 0), self.block.section.heading, self._book.heading())
        for box in self.grid.boxes:
            self._box(box)
        for identity, place in self._checks():
            self._merged(place, self._formulas.check(identity), self._check_look)
        self._print_set_up()

    def _measures(self) -> None:
        widths = column_widths(self.block.layout, self.grid.width, self.grid.label_columns)
        for column, width in enumerate(widths):
            self.sheet.set_column_pixels(column, column, round(width * self._scale * PIXELS))
        layout = TableLayout(self.block, typesetter())
        for row in range(self.grid.height):
            self.sheet.set_row(TOP + row, layout.height([row]) * self._scale)

    def _box(self, box: Box) -> None:
        if box.cell:
            self._merged(self._place(box), self._content(box.cell), self.look(box.cell))
        else:
            align = "left" if box.role is BoxRole.LABEL and box.rows == 1 and self.grid.label_columns > 1 else "center"
            turned = {"rotation": 270} if box.upright else {}
            self._merged(
                self._place(box), self.block.broken_text(box), self._book.look(border=1, align=align, **turned)
            )

    def _place(self, box: Box) -> _Span:
        top = TOP + box.row
        return top, box.column, top + box.rows - 1, box.column + box.columns - 1

    def _content(self, cell: Cell) -> Formula | Decimal | str:
        value = self._report.numbers.get(cell)
        return self._formulas.total(cell) or ("" if value is None else value)

    def look(self, cell: Cell) -> Format:
        """Dress a number with the decimals with which it was entered."""
        value = self._report.numbers.get(cell)
        decimals = len(number_text(value).partition(".")[2])
        return self._book.look(border=1, align="center", num_format=f"0.{'0' * decimals}" if decimals else "0")

    def _merged(self, span: _Span, content: Formula | Decimal | str, look: Format) -> None:
        top, left, bottom, right = span
        if (top, left) != (bottom, right):
            self.sheet.merge_range(top, left, bottom, right, "", look)
        if isinstance(content, Formula):
            self.sheet.write_formula(top, left, content.formula, look, _plain(content.value))
        elif isinstance(content, Decimal) and is_exact(content):
            self.sheet.write_number(top, left, _plain(content), look)
        elif content != "":
            put_words(self.sheet, (top, left), str(content) if isinstance(content, str) else number_text(content), look)
        else:
            self.sheet.write_blank(top, left, None, look)

    # Checks: beside the rows, below the columns, one empty row or column apart

    @cached_property
    def _check_look(self) -> Format:
        return self._book.look(align="center", font_color="#555555")

    def _checks(self) -> Iterator[_Check]:
        """Return where each identity is checked, and head those places."""
        below = TOP + self.grid.height + 1
        for table in self.block.section.tables:
            for rule, identities in groupby(table.identities, key=lambda identity: identity.rule):
                self.sheet.set_row(below, _CHECK_HEIGHT)
                if not self.grid.label_columns:
                    yield from self._under_blocks(rule, list(identities), below)
                    below += 2
                elif rule in table.in_every_row:
                    yield from self._beside_rows(rule, identities)
                else:
                    yield from self._under_columns(rule, identities, below)
                    below += 1

    def _beside_rows(self, rule: IdentityRule, identities: Iterator[Identity]) -> Iterator[_Check]:
        column = self.grid.width + 1
        self.sheet.set_column_pixels(column - 1, column - 1, 16)
        self.sheet.set_column_pixels(column, column, 120)
        self._merged((TOP, column, TOP + self.grid.header_rows - 1, column), _sentence(rule), self._check_look)
        for identity in identities:
            row = self.places[identity.left[0]][0]
            yield identity, (row, column, row, column)

    def _under_columns(self, rule: IdentityRule, identities: Iterator[Identity], row: int) -> Iterator[_Check]:
        self._merged((row, 0, row, self.grid.label_columns - 1), _sentence(rule), self._check_look)
        for identity in identities:
            column = self.places[identity.left[0]][1]
            yield identity, (row, column, row, column)

    def _under_blocks(self, rule: IdentityRule, identities: list[Identity], row: int) -> Iterator[_Check]:
        self._merged((row, 0, row, self.grid.width - 1), _sentence(rule), self._check_look)
        for identity in identities:
            columns = [self.places[cell][1] for cell in identity.cells]
            yield identity, (row + 1, min(columns), row + 1, max(columns))

    def _print_set_up(self) -> None:
        bottom, right = TOP + self.grid.height - 1, self.grid.width - 1
        self.sheet.print_area(0, 0, bottom, right)
        if self.grid.label_columns and self.grid.header_rows:
            self.sheet.freeze_panes(TOP + self.grid.header_rows, self.grid.label_columns)
        wrong = self._book.broken()
        self.sheet.conditional_format(
            TOP, 0, bottom + 5, right + 2, {"type": "text", "criteria": "begins with", "value": BROKEN, "format": wrong}
        )
        self.sheet.ignore_errors({"number_stored_as_text": f"A1:Z{bottom + 1}"})


def sheet_name(section: Section) -> str:
    """Name the sheet of a section."""
    return f"{section.ordinal}、{section.tab}"


def _sentence(rule: IdentityRule) -> str:
    return f"{_CHECK}：{rule.names[0]}＝{rule.names[1]}"


def _plain(value: Decimal | str) -> int | float | str:
    """Return what the library takes for a number."""
    if isinstance(value, str):
        return value
    return int(value) if value == value.to_integral_value() else float(value)
