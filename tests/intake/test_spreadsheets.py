"""What people see in a spreadsheet is what is read; what is not shown, or not calculated, is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from itertools import product
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from export.xlsx.writer import write_xlsx
from intake import READERS
from intake.document import SourceDocument, SourceGrid
from intake.xlsx.reader import read
from intake.xlsx.values import shown, unescaped
from model.form.grid import printed_grid
from model.form.schema import Section
from model.report.numbers import number_text
from model.report.report import Report
from model.report.totals import with_totals
from tests.intake.hostile import RELATIONS, WORKBOOK, packed, xlsx
from tests.samples import example

KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def rows(document: SourceDocument) -> list[tuple[tuple[str | None, ...], ...]]:
    return [block.block.rows for block in document.blocks if isinstance(block, SourceGrid)]


def told(document: SourceDocument) -> list[str]:
    return [str(problem) for problem in document.problems]


def related(*kinds: str) -> dict[str, bytes | str]:
    more = "".join(f'<Relationship Id="{kind}" Type="{KIND}/{kind}" Target="{kind}.xml"/>' for kind in kinds)
    return {"xl/_rels/workbook.xml.rels": RELATIONS.replace("</Relationships>", f"{more}</Relationships>")}


def looks(*codes: str) -> dict[str, bytes | str]:
    """Make styles with a look for each format, in their order from 0."""
    own = "".join(f"<numFmt numFmtId='{i}' formatCode='{code}'/>" for i, code in enumerate(codes, 164))
    cells = "".join(f"<xf numFmtId='{i}'/>" for i, _ in enumerate(codes, 164))
    styles = f"<styleSheet><numFmts>{own}</numFmts><cellStyleXfs/><cellXfs>{cells}</cellXfs></styleSheet>"
    return {"xl/styles.xml": styles, **related("styles")}


# Numbers as they are shown


@pytest.mark.parametrize(
    "value,code,words",
    [
        ("5884.0150", "0.0000", "5884.0150"),
        ("5884.0157", "#,##0.00", "5884.0157"),
        ("1234", "#,##0_ ;[Red]-#,##0", "1234"),
        ("0", '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "0"),
        ("3", "G/通用格式", "3"),
        ("3", '0"件"', "3件"),
        ("251000", '#,##0.00"元"', "251000.00元"),
        ("251000", "0\\元", "251000元"),
        ("3", '"共"0', "共3"),
        ("-3", "0;-0", "-3"),
        ("0.355", "0.0%", "35.5%"),
        ("45291", "yyyy/m/d", "2023年12月31日"),
        ("45291", 'yyyy"年"m"月"d"日";@', "2023年12月31日"),
        ("0.5", "h:mm", "12:00"),
        ("1E3", "0.00E+00", "1000"),
        ("58840157", "0!.0000", "58840157[0!.0000]"),
        ("58840157", "0.00,", "58840157[0.00,]"),
        ("123456789", "#,##0.00,,", "123456789[#,##0.00,,]"),
    ],
)
def test_a_number_is_read_as_its_format_shows_it(value: str, code: str, words: str) -> None:
    sheet = f'<row><c r="A1" s="0"><v>{value}</v></c></row>'
    styles = looks(code.replace("&", "&amp;").replace("'", "&apos;"))
    assert rows(read(xlsx(sheet, "", **styles))) == [((words,),)]


@given(st.decimals(0, 10**9, places=6), st.integers(0, 6))
def test_no_format_of_decimals_changes_a_number(value: Decimal, decimals: int) -> None:
    words = shown(value, f"0.{'0' * decimals}" if decimals else "0")
    assert Decimal(words) == value
    assert len(words.partition(".")[2]) >= decimals


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    sheet = '<row><c r="A1" s="0"><v>43829</v></c><c r="B1" t="d"><v>2023-12-31T00:00:00</v></c></row>'
    workbook = WORKBOOK.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    parts = {**looks("yyyy/m/d"), "xl/workbook.xml": workbook}
    assert rows(read(xlsx(sheet, "", **parts))) == [(("2023年12月31日", "2023年12月31日"),)]


def test_numbers_that_are_words_errors_and_truths_are_read_as_they_stand() -> None:
    cells = (
        '<c r="A1" t="str"><v> 57 </v></c><c r="B1" t="e"><v>#REF!</v></c>'
        '<c r="C1" t="b"><v>1</v></c><c r="D1"><v>x</v></c>'
    )
    assert rows(read(xlsx(f"<row>{cells}</row>"))) == [(("57", "#REF!", "TRUE", "x"),)]


def test_an_error_or_a_date_is_never_a_number_of_the_report() -> None:
    data = write_xlsx(with_totals(example()))
    whole = READERS[".xlsx"].load(data, "").report
    for wrong in (
        't="e"><v>#REF!</v>',
        't="str"><v>35.5%</v>',
        't="str"><v>2023年12月31日</v>',
        't="str"><v>5[0!.0]</v>',
    ):
        reading = READERS[".xlsx"].load(_with_first_number(data, wrong), "")
        changed = {cell for cell in whole.numbers if reading.report.numbers.get(cell) != whole.numbers[cell]}
        assert changed
        assert not changed & set(reading.report.numbers)
        assert [problem for problem in reading.problems if "工作表" in problem.place]


def _with_first_number(data: bytes, cell: str) -> bytes:
    """Put something else into the first number of section 三."""
    with ZipFile(BytesIO(data)) as old:
        parts = {name: old.read(name).decode("utf-8") for name in old.namelist()}
    name = "xl/worksheets/sheet4.xml"
    changed = re.sub(r'(<c r="D6"[^>]*?)><v>\d+</v>', rf"\1 {cell}", parts[name], count=1)
    assert changed != parts[name]
    return packed({**parts, name: changed})


# What is not shown


def test_hidden_rows_columns_and_sheets_are_not_read_and_told() -> None:
    sheet = (
        '<cols><col min="2" max="2" hidden="1"/></cols><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c>'
        '<c r="C1"><v>3</v></c></row><row r="2" hidden="1"><c r="A2"><v>4</v></c></row>'
        '<row r="3"><c r="A3"><v>5</v></c></row>'
    )
    second = '<sheet name="二" state="hidden" r:id="rId1"/><sheet name="三" state="visible" r:id="rId1"/></sheets>'
    document = read(xlsx(sheet, **{"xl/workbook.xml": WORKBOOK.replace("</sheets>", second)}))
    assert rows(document) == [(("1", "3"), ("5", ""))] * 2
    assert [sentence[:6] for sentence in told(document)] == ["工作表“一”", "工作表“二”", "工作表“三”"]
    assert all("隐藏" in sentence for sentence in told(document))


def test_a_merged_cell_that_is_partly_hidden_is_read() -> None:
    sheet = (
        '<cols><col min="1" max="1" hidden="true"/></cols><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="2"><c r="B2"><v>2</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:B1"/></mergeCells><sheetData>'
    )
    assert rows(read(xlsx(sheet))) == [(("1", None), ("", "2"))]


def test_formulas_that_nobody_has_calculated_are_told() -> None:
    waiting = '<c r="A7"><f>SUM(B1:B3)</f></c><c r="B7"><f>1</f><v/></c>'
    sheet = f'<row r="7">{waiting}<c r="C7" t="str"><f>""</f><v></v></c></row>'
    document = read(xlsx(sheet))
    assert rows(document) == []
    assert told(document) == [
        "工作表“一”：第7行起有2个公式还没有算出结果，请用Excel或WPS打开、保存后再导入，或者照原件填写"
    ]


# Strings and sizes


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaped_characters_come_back(text: str) -> None:
    escaped = "".join(f"_x{ord(one):04X}_" if ord(one) < 32 or one == "_" else one for one in text)
    assert unescaped(escaped) == text


def test_a_million_empty_rows_below_the_table_are_passed_over() -> None:
    empty = "".join(f'<row r="{number}" spans="1:9" ht="14.25" customHeight="1"/>' for number in range(2, 1_048_577))
    assert rows(read(xlsx(f'<row r="1"><c r="A1"><v>1</v></c></row>{empty}'))) == [(("1",),)]


def test_a_number_keeps_its_last_zeros() -> None:
    amount = next(cell for cell in example().numbers if cell.table == "fees")
    report = with_totals(example()).with_number(amount, Decimal("5884.0150"))
    back = READERS[".xlsx"].load(write_xlsx(report), "").report
    assert number_text(back.numbers[amount]) == "5884.0150"


# Layouts of other people


def by_hand(report: Report, corner: tuple[int, int], *, words: bool, merged: bool, sheets: bool) -> bytes:
    """Write a report as offices do: from any corner, on one sheet or several, numbers as words, nothing merged."""
    target = BytesIO()
    book = Workbook(target, {"in_memory": True})
    sheet, (row, left) = book.add_worksheet("年报"), corner
    sheet.write_string(row, left, report.title)
    for section in report.form.sections:
        sheet, row = (book.add_worksheet(section.heading[:20]), corner[0]) if sheets else (sheet, row + 2)
        for line in _lines(report, section):
            sheet.write_string(row, left, line)
            row += 1
        for box in printed_grid(section).boxes if section.tables else ():
            place = row + box.row, left + box.column
            if merged and box.rows * box.columns > 1:
                sheet.merge_range(*place, place[0] + box.rows - 1, place[1] + box.columns - 1, "")
            if box.cell and not words:
                sheet.write_number(*place, float(report.numbers[box.cell]))
            else:
                sheet.write_string(*place, number_text(report.numbers[box.cell]) if box.cell else box.text)
        row += printed_grid(section).height if section.tables else 0
    book.close()
    return target.getvalue()


def _lines(report: Report, section: Section) -> Iterator[str]:
    yield section.heading
    for text in section.texts:
        yield from filter(None, (text.heading, *(f"　　{line}" for line in report.texts[text.key].split("\n"))))


@pytest.mark.parametrize("corner", [(0, 0), (4, 2)])
@pytest.mark.parametrize("words,merged,sheets", list(product((False, True), repeat=3)))
def test_a_report_is_read_wherever_it_stands(corner: tuple[int, int], words: bool, merged: bool, sheets: bool) -> None:  # noqa: FBT001
    report = with_totals(example())
    read_back = READERS[".xlsx"].load(by_hand(report, corner, words=words, merged=merged, sheets=sheets), "").report
    assert (read_back.unit, read_back.year) == (report.unit, report.year)
    assert read_back.numbers == report.numbers
    assert read_back.texts == report.texts
