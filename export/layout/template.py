"""A spreadsheet to be filled in where the program is not at hand: the sheets of a report, blank.

Labels and totals are locked, without a password; what is typed is checked at once, and prompts say what belongs there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from export.layout.document import TableBlock, document_of
from export.xlsx.book import SIZE, Book, put_words
from export.xlsx.table import TableSheet
from export.xlsx.writer import TEXT_WIDTH, about, put_value, text_sheet
from model.form.grid import printed_grid
from model.form.schema import Cell, Kind, Section, Text
from model.report.report import Level, Report

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_TEXT_ROWS = 10  # so that several paragraphs can be pasted
_TITLE, _MESSAGE = 32, 255  # characters that the prompt of a cell may have
_ENTRY, _TOTAL = {"locked": False, "bg_color": "#FFFFFF"}, {"bg_color": "#EEEEEE"}
_BOX = {
    "width": TEXT_WIDTH,
    "height": 240,
    "font": {"name": "宋体", "size": SIZE},
    "line": {"color": "#888888"},
    "object_position": 3,
}
_TO_DO = (
    "填写说明",
    "1. 白色的格子由填写人填写，灰色的总计和“勾稽核对”自动得出；单击格子会提示这一格填什么。",
    "2. 没有的填 0，不要留空，也不要填“/”“-”。件数填整数；金额的单位是万元，不要填成元。",
    "3. 各部分文字每段填一格，也可以从 Word 里成段粘贴。",
    "4. “勾稽核对”都显示 ✓ 才算对上；显示“相差”的，请核对那一行或那一列的数字。",
    "5. 不要增删行列，不要改动工作表的名称。填好后把本文件交回，用“勾稽”的“导入”读取。",
    "6. 纸面上的总计与自动得出的不一致、需要照录的，先在“审阅”里撤销工作表保护（没有密码）。",
)


def write_template(year: int, unit: str = "", level: Level | None = None) -> bytes:
    """Write a spreadsheet to be filled in for a report year, in the form in force then."""
    report = Report(unit, level or Level.TOWNSHIP, year)
    book = Book()
    book.describe(document_of(report), report, None)
    _first_sheet(book, report, level)
    for section in report.form.sections:
        if section.texts:
            _text_sheet(book, section)
        else:
            _BlankSheet(book, TableBlock(section, printed_grid(section), {}), report).write()
    return book.close()


class _BlankSheet(TableSheet):
    """A table to be filled in."""

    def write(self) -> None:
        """Write the table, with what may be typed into each number."""
        super().write()
        for cell, place in self.places.items():
            self.sheet.data_validation(*place, *place, self._allowed(cell))
        _protect(self.sheet)

    def look(self, cell: Cell) -> Format:
        """Show what is to be typed and what comes by itself."""
        form = self._report.form
        number = "General" if form.kinds[cell] is Kind.AMOUNT else "0"
        kind = _TOTAL if cell in form.totals else _ENTRY
        return self._book.look(border=1, align="center", num_format=number, **kind)

    def _allowed(self, cell: Cell) -> dict[str, object]:
        form = self._report.form
        row, column, kind = form.row(cell), form.column(cell), form.kinds[cell]
        prompt = _prompt(f"{row.spoken}，{column.spoken}", "\n".join(filter(None, (row.help, column.help))))
        if kind is Kind.CHANGE:
            least, words = -(10**12), "这里填整数，减少的填负数。"
        else:
            least, words = 0, "这里填数字，不能是负数。" if kind is Kind.AMOUNT else "这里填件数：0 或正整数。"
        numbers = "decimal" if kind is Kind.AMOUNT else "integer"
        refused = {"error_title": "填写有误", "error_message": words}
        return {"validate": numbers, "criteria": ">=", "value": least, **prompt, **refused}


def _first_sheet(book: Book, report: Report, level: Level | None) -> None:
    sheet = book.sheet("基本情况")
    sheet.set_column_pixels(0, 0, 120)
    sheet.set_column_pixels(1, 1, TEXT_WIDTH - 120)
    what = report.title.removeprefix(f"{report.unit}{report.year}")
    sheet.write_formula(0, 0, f'=B3&B5&"{what}"', book.heading(), report.title)
    for row, (name, value) in enumerate(about(report), 2):
        sheet.set_row(row, 22)
        put_words(sheet, (row, 0), name, book.look(border=1, **_TOTAL))
        put_value(book, sheet, (row, 1), value)
    entry = book.look(border=1, align="left", **_ENTRY)
    put_words(sheet, (2, 1), report.unit, entry)
    put_words(sheet, (3, 1), level.label if level else "", entry)
    sheet.data_validation(2, 1, 2, 1, {"validate": "any", **_prompt("单位名称", "填全称，与印章一致。")})
    sheet.data_validation(
        3, 1, 3, 1, {"validate": "list", "source": [one.label for one in Level if one is not Level.UNKNOWN]}
    )
    sheet.insert_textbox(7, 0, "\n".join(_TO_DO), _BOX)  # not in cells, which hold the report alone
    _protect(sheet)


def _text_sheet(book: Book, section: Section) -> None:
    _protect(text_sheet(book, section, lambda sheet, text, row: _rows_for(book, sheet, text, row)))


def _rows_for(book: Book, sheet: Worksheet, text: Text, first: int) -> int:
    """Leave rows for the paragraphs of a text; give the row after them."""
    after = first + _TEXT_ROWS
    for row in range(first, after):
        sheet.write_blank(row, 0, None, book.look(border=4, valign="top", **_ENTRY))
    sheet.data_validation(first, 0, after - 1, 0, {"validate": "any", **_prompt(text.name, text.prompt)})
    return after


def _prompt(title: str, message: str) -> dict[str, str]:
    return {"input_title": title[:_TITLE], "input_message": message[:_MESSAGE]}


def _protect(sheet: Worksheet) -> None:
    sheet.protect("", {"format_columns": True, "format_rows": True})
