"""The spreadsheet read back: numbers as numbers, formulas that agree with their values, words that stay words."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.layout.document import paragraphs
from export.xlsx.book import SIZE
from export.xlsx.formulas import BROKEN, HOLDS
from export.xlsx.table import TOP, sheet_name
from export.xlsx.writer import TEXT_WIDTH, write_xlsx
from model.errors import UserError
from model.form.editions import FORM_2021, FORMS
from model.form.grid import printed_grid
from model.form.schema import Cell, Section
from model.report.numbers import number_text
from model.report.report import Level, Report
from model.report.totals import with_totals
from tests.samples import example

from .examples import RARE, VERBATIM, empty_report, extreme_report, full_report, published_report
from .workbook import StoredSheet, calculate, read

HOSTILE = (
    VERBATIM,
    RARE,
    "=1+1",
    "+86",
    "-3",
    "@SUM(A1)",
    "{=1}",
    "0012",
    "1E5",
    "http://a.b",
    "'a",
    "_x0041_",
    "a\tb",
)


def tables(report: Report) -> list[Section]:
    return [section for section in report.form.sections if section.tables]


def numbers_in(report: Report) -> dict[Cell, str]:
    sheets = read(write_xlsx(report))
    return {
        box.cell: sheets[sheet_name(section)].words((TOP + box.row, box.column))
        for section in tables(report)
        for box in printed_grid(section).numbers
        if box.cell
    }


def checks_in(sheet: StoredSheet) -> list[str]:
    return [cell.value for cell in sheet.cells.values() if HOLDS in cell.formula]


@pytest.mark.parametrize("report", [full_report(), full_report("2019"), extreme_report(), empty_report()])
def test_every_number_and_label_stands_as_on_the_form(report: Report) -> None:
    sheets = read(write_xlsx(report))
    for section in tables(report):
        grid, sheet = printed_grid(section), sheets[sheet_name(section)]
        for box in grid.boxes:
            found = sheet.words((TOP + box.row, box.column))
            if box.cell:
                value = report.numbers.get(box.cell)
                assert (Decimal(found) if found else None) == value
            else:
                assert found.replace("\n", "") == box.text
        spans = {
            ((TOP + box.row, box.column), (TOP + box.row + box.rows - 1, box.column + box.columns - 1))
            for box in grid.boxes
            if box.rows * box.columns > 1
        }
        assert spans == {span for span in sheet.merged if span[1][0] < TOP + grid.height and span[1][1] < grid.width}


def test_all_numbers_of_a_published_report_are_in_it() -> None:
    try:
        report = published_report()
    except FileNotFoundError:
        pytest.skip("the published figures are not part of this project")
    assert {cell: Decimal(value) for cell, value in numbers_in(report).items()} == report.numbers


def test_numbers_are_numbers_and_keep_the_decimals_of_their_entry() -> None:
    cell = Cell("fees/charges/amount")
    sheets = read(write_xlsx(full_report().with_number(cell, Decimal("5884.0150"))))
    [amount] = [c for c in sheets["二、主动公开"].cells.values() if c.value.startswith("5884")]
    assert amount.number
    with ZipFile(BytesIO(write_xlsx(full_report().with_number(cell, Decimal("5884.0150"))))) as package:
        assert 'formatCode="0.0000"' in package.read("xl/styles.xml").decode("utf-8")


def test_a_number_with_more_digits_than_a_spreadsheet_keeps_is_words() -> None:
    value = Decimal("123456789012.123456")
    report = full_report().with_number(Cell("fees/charges/amount"), value)
    assert numbers_in(report)[Cell("fees/charges/amount")] == number_text(value)


@pytest.mark.parametrize("edition", list(FORMS))
@given(data=st.data())
@settings(max_examples=25)
def test_every_formula_gives_the_value_that_stands_beside_it(edition: str, data: st.DataObject) -> None:
    form = FORMS[edition]
    cells = st.dictionaries(st.sampled_from(list(form.cells)), st.integers(0, 999).map(Decimal), max_size=30)
    report = Report("", Level.TOWNSHIP, 2023, edition, {**full_report(edition).numbers, **data.draw(cells)})
    if data.draw(st.booleans()):
        report = with_totals(report.with_numbers(dict.fromkeys(form.totals)))
    report = report.with_numbers(dict.fromkeys(data.draw(st.lists(st.sampled_from(list(form.cells)), max_size=3))))
    for sheet in read(write_xlsx(report)).values():
        known = sheet.known()
        for cell in sheet.cells.values():
            if cell.formula:
                assert calculate(cell.formula, known) == cell.value


def test_derived_totals_are_formulas_and_every_identity_has_its_check() -> None:
    report = with_totals(example())
    sheets = read(write_xlsx(report))
    formulas = 0
    for section in tables(report):
        sheet = sheets[sheet_name(section)]
        totals = [box for box in printed_grid(section).numbers if box.cell in report.form.totals]
        formulas += sum(bool(sheet.cells[TOP + box.row, box.column].formula) for box in totals)
    assert formulas == len(report.form.totals) == 34
    checks = [check for sheet in sheets.values() for check in checks_in(sheet)]
    assert checks == [HOLDS] * len(report.form.identities)


def test_a_typed_total_that_differs_stays_a_number_and_its_checks_say_so() -> None:
    cell = Cell("applications/received/total")
    right = with_totals(example())
    sheet = read(write_xlsx(right.with_number(cell, right.numbers[cell] + 3)))["三、依申请公开"]
    box = printed_grid(FORM_2021.section_of[cell]).box_of[cell]
    stored = sheet.cells[TOP + box.row, box.column]
    assert (stored.value, stored.formula) == (number_text(right.numbers[cell] + 3), "")
    wrong = [check for check in checks_in(sheet) if check != HOLDS]
    assert wrong == [f"{BROKEN}3"] * 2
    assert len(FORM_2021.identities_of[cell]) == 2


def test_a_total_left_blank_though_its_parts_are_there_stays_blank() -> None:
    cell = Cell("applications/received/total")
    sheet = read(write_xlsx(with_totals(example()).with_number(cell, None)))["三、依申请公开"]
    box = printed_grid(FORM_2021.section_of[cell]).box_of[cell]
    stored = sheet.cells[TOP + box.row, box.column]
    assert (stored.value, stored.formula) == ("", "")


def test_a_paragraph_that_one_row_cannot_show_stands_in_several_that_are_merged() -> None:
    long = "很长的一段。" * 800
    sheet = read(write_xlsx(full_report().with_text("problems/text", f"{long}\n短的一段。")))["五、问题改进"]
    [(first, last)] = sheet.merged
    heights = {
        int(row) - 1: float(height) for row, height in re.findall(r'<row r="(\d+)"[^>]* ht="([\d.]+)"', sheet.markup)
    }
    shown = sum(heights[row] for row in range(first[0], last[0] + 1))
    assert max(heights.values()) <= 409
    assert shown > len(long) / (TEXT_WIDTH * 0.75 / SIZE) * SIZE * 1.2
    assert sheet.words(first) == long
    assert sheet.words((last[0] + 1, 0)) == "短的一段。"


def test_a_blank_leaves_its_checks_open() -> None:
    sheets = read(write_xlsx(empty_report()))
    assert {check for sheet in sheets.values() for check in checks_in(sheet)} == {""}


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff")))
@settings(max_examples=20)
def test_words_come_back_as_they_were_typed(words: str) -> None:
    report = Report("某某镇", Level.TOWNSHIP, 2023, texts={"problems/text": f"甲{words}乙"})
    assert read(write_xlsx(report))["五、问题改进"].words((2, 0)) == f"甲{words}乙"


@pytest.mark.parametrize("words", HOSTILE)
def test_words_that_mean_something_elsewhere_are_words(words: str) -> None:
    report = Report(words, Level.TOWNSHIP, 2023, texts={"problems/text": words})
    sheets = read(write_xlsx(report))
    for stored in (sheets["五、问题改进"].cells[2, 0], sheets["基本情况"].cells[2, 1]):
        assert stored.value == (words if stored is sheets["五、问题改进"].cells[2, 0] else " ".join(words.split()))
        assert not stored.number
        assert not stored.formula


def test_every_text_stands_under_its_heading() -> None:
    report = full_report()
    sheets = read(write_xlsx(report))
    for section in report.form.sections:
        if section.texts:
            wanted = [section.heading]
            for text in section.texts:
                wanted += [text.heading] * bool(text.heading) + paragraphs(report.texts[text.key])
            assert [cell.value for cell in sheets[sheet_name(section)].cells.values()] == wanted


def test_a_paragraph_that_no_cell_holds_is_refused_by_its_name() -> None:
    report = full_report().with_text("overview/platform", "长" * 32768)
    with pytest.raises(UserError, match=r"^第一部分“平台建设”有一段超过"):
        write_xlsx(report)


def test_the_first_sheet_says_what_it_is() -> None:
    report = full_report()
    sheet = read(write_xlsx(report, dated=date(2024, 1, 5)))["基本情况"]
    values = {sheet.words((row, 0)): sheet.words((row, 1)) for row in range(2, 7)}
    assert sheet.words((0, 0)) == report.title
    assert values == {
        "单位名称": report.unit,
        "层级": "乡镇人民政府",
        "报告年度": "2023",
        "表样": "国办公开办函〔2021〕30号",
        "日期": "2024年1月5日",
    }


def test_the_same_report_gives_the_same_bytes() -> None:
    assert write_xlsx(full_report()) == write_xlsx(full_report())


def test_nothing_is_hidden_points_outside_or_runs() -> None:
    with ZipFile(BytesIO(write_xlsx(full_report()))) as package:
        names = package.namelist()
        markup = "".join(package.read(name).decode("utf-8") for name in names)
    assert "External" not in markup
    assert "hidden=" not in markup.replace("horizontalDpi", "")
    assert not [name for name in names if re.search(r"(?i)vba|external|link|macro", name)]
