"""Every kind of file that is written holds a report on the form of 2027, number by number and word by word."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from export.fonts.shipped import typesetter
from export.layout.document import TableBlock, document_of
from export.layout.page_breaking import break_pages
from export.layout.style import ROOM_UNDER_A_HEADING, TABLES
from export.layout.table_layout import TableLayout
from export.pdf.writer import write_pdf
from export.xlsx.writer import write_xlsx
from model.form.editions import lent
from model.form.schema import Cell, Layout
from model.report.numbers import number_text
from model.report.totals import with_totals
from tests.editions.form_2027 import FORM_2027
from tests.editions.made_up import Changes, made_up
from tests.editions.samples import REPORT
from tests.export import test_docx, test_html, test_pdf, test_plain_text, test_template, test_xlsx
from tests.export.workbook import calculate, read
from tests.samples import filled

pytestmark = pytest.mark.usefixtures("third")

numbers = st.dictionaries(st.sampled_from(list(FORM_2027.cells)), st.integers(0, 10**6).map(Decimal), max_size=30)


def test_every_number_and_label_stands_in_its_place() -> None:
    test_docx.test_every_number_and_label_stands_in_its_merged_cell(REPORT)
    test_xlsx.test_every_number_and_label_stands_as_on_the_form(REPORT)
    test_html.test_every_number_and_label_stands_where_the_form_has_it(REPORT.edition)
    test_plain_text.test_every_number_and_label_stands_once_at_its_place(REPORT)


def test_the_page_is_printed_with_each_number_in_its_cell() -> None:
    pages = PdfDocument(write_pdf(REPORT, dated=test_pdf.DATED))
    found = dict(test_pdf.numbers_in(pages, test_pdf.laid_out(REPORT)))
    assert found == {cell: number_text(REPORT.numbers[cell]) for cell in FORM_2027.cells}
    words = test_pdf.words_of(pages)
    assert "（七）转送其他机关" in words
    assert "（八）总计" in words
    assert "本年修改件数" in words


def test_the_third_table_is_cut_only_where_a_page_would_stay_too_empty() -> None:
    test_pdf.cut_for_a_reason(REPORT)


@given(numbers)
@settings(max_examples=10)
def test_every_formula_gives_the_value_that_stands_beside_it(other: dict[Cell, Decimal]) -> None:
    report = with_totals(REPORT.with_numbers({**dict.fromkeys(FORM_2027.totals), **other}))
    formulas = 0
    for sheet in read(write_xlsx(report)).values():
        known = sheet.known()
        for cell in sheet.cells.values():
            if cell.formula:
                formulas += 1
                assert calculate(cell.formula, known) == cell.value
    assert formulas >= len(FORM_2027.identities)


@pytest.mark.parametrize(
    "holds",
    [
        test_template.test_numbers_may_be_typed_and_totals_come_by_themselves,
        test_template.test_everything_else_is_locked_without_a_password,
        test_template.test_each_number_has_its_rule_and_a_prompt_from_the_form,
    ],
)
def test_the_spreadsheet_to_be_filled_in_is_that_of_the_year(holds: Callable[[int], None]) -> None:
    holds(2027)


def test_a_table_that_is_much_too_high_keeps_its_rows_as_they_are() -> None:
    many = Changes("2027", renamed=False, left_out=frozenset(), doubled=frozenset(range(20, 50)))
    with lent(made_up(many)) as form:
        (high,) = (
            TableLayout(block, typesetter())
            for block in document_of(filled(form)).blocks
            if isinstance(block, TableBlock) and block.section.key == "handling"
        )
        (row,) = (box.row for box in high.block.grid.boxes if box.text == "1.属于国家秘密")
        style = TABLES[Layout.MATRIX]
        assert high.height([row]) in [lines * style.pitch + 2 * style.row_padding for lines in (1, 2)]
        assert len(break_pages(list(high.pieces()), ROOM_UNDER_A_HEADING)) > 1
