"""Reports on the form of 2027: kept, added, carried on; what holds for any edition holds with it in the list."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from model.errors import UserError
from model.form import quotable
from model.form.editions import FORM_2021, form_for, lent, newest
from model.form.form import Form
from model.form.schema import Cell
from model.report import file_format
from model.report.addition import add_up, mismatch
from model.report.next_year import brought_forward, next_year
from model.report.report import Level, Report
from model.report.totals import with_totals
from tests.editions.form_2027 import AMENDED, FORM_2027, FORWARDED
from tests.model.report import test_addition, test_report_file, test_totals
from tests.model.rules import test_checks
from tests.samples import filled

pytestmark = pytest.mark.usefixtures("third")

NEW_CELLS = [cell for cell in FORM_2027.cells if cell not in FORM_2021.cells]

PROPERTIES: list[Callable[[], None]] = [
    test_report_file.test_what_is_written_reads_back_the_same,
    test_totals.test_filling_in_changes_nothing_that_is_there,
    test_totals.test_a_derived_total_is_the_sum_of_its_parts,
    test_totals.test_a_total_stays_blank_only_while_a_part_is,
    test_totals.test_what_is_left_out_comes_back_and_what_differs_stays,
    test_addition.test_a_cell_is_the_sum_and_blank_unless_all_have_it,
    test_addition.test_the_order_of_the_reports_is_of_no_account,
    test_checks.test_each_identity_has_the_verdict_it_has_alone,
    test_checks.test_the_order_of_the_numbers_is_of_no_account,
    test_checks.test_every_finding_is_one_printable_sentence_that_ends_with_its_rule,
]


@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda one: one.__name__.removeprefix("test_"))
def test_what_holds_for_all_editions_holds_with_a_third_in_the_list(
    holds: Callable[[], None], briefly: Callable[..., None]
) -> None:
    briefly(holds)


def test_the_third_edition_is_in_force_from_2027_and_has_a_row_and_a_column_more(third: Form) -> None:
    assert [form_for(year) for year in (2026, 2027, 2040)] == [FORM_2021, third, third]
    assert newest() is third
    assert Report("甲", Level.COUNTY, 2027).form is third
    assert {(cell.table, cell.row) for cell in NEW_CELLS} == {
        ("legislation", "regulations"),
        ("legislation", "normative_documents"),
        ("applications", FORWARDED.key),
    }
    assert {cell.column for cell in NEW_CELLS if cell.table == "legislation"} == {AMENDED.key}


def test_a_report_and_its_file_are_the_same_number_by_number(third: Form) -> None:
    report = filled(third)
    assert set(report.numbers) == set(third.cells)
    assert file_format.loads(file_format.dumps(report).encode()) == report


def test_totals_take_in_the_new_row(third: Form) -> None:
    report = filled(third)
    typed = report.with_numbers(dict.fromkeys(third.totals))
    assert with_totals(typed) == report
    more = with_totals(typed.with_number(Cell("applications/forwarded/enterprise"), Decimal(5000)))
    assert more.numbers[Cell("applications/results_total/enterprise")] > 5000


def test_reports_of_the_third_edition_are_added_up_with_each_other_alone(third: Form) -> None:
    one, other = filled(third), filled(third, unit="丙镇人民政府")
    total = add_up([one, other], "甲县人民政府")
    assert total.form is third
    assert total.numbers == {cell: value * 2 for cell, value in one.numbers.items()}
    old = replace(filled(FORM_2021, 2026), year=2027)
    assert "2027年表样" in mismatch(old, one)
    with pytest.raises(UserError, match="2021年表样"):
        add_up([one, old])


def carried_to(last: Report) -> dict[Cell, Decimal]:
    """Return what is carried on from a report into next year's, by cell."""
    new = next_year(last, texts=False)
    return {Cell(one.place): one.new for one in brought_forward(last, new) if isinstance(one.new, Decimal)}


@pytest.mark.parametrize("year", [2026, 2027], ids=["2026 to 2027", "2027 to 2028"])
def test_the_next_year_begins_with_what_was_carried_forward(year: int, third: Form) -> None:
    last = filled(form_for(year), year)
    new = next_year(last, texts=True)
    assert (new.year, new.form, new.texts, new.numbers) == (year + 1, third, last.texts, {})
    assert carried_to(last) == {
        Cell(f"applications/brought_forward/{column.key}"): last.numbers[
            Cell(f"applications/carried_forward/{column.key}")
        ]
        for column in third.tables["applications"].column_leaves
        if column.key != "total"
    }


def test_a_text_that_the_next_form_has_not_is_not_taken_along() -> None:
    overview = FORM_2021.sections[0]
    fewer = replace(overview, texts=overview.texts[:-1])
    with lent(Form("2040", FORM_2021.source, 2040, (fewer, *FORM_2021.sections[1:]))):
        last = replace(filled(FORM_2021), year=2039)
        assert last.texts.keys() - next_year(last, texts=True).texts.keys() == {overview.texts[-1].key}


def test_what_stands_there_already_is_not_carried_over(third: Form) -> None:
    last = filled(FORM_2021, 2026)
    cell = Cell("applications/brought_forward/enterprise")
    new = next_year(last, texts=False).with_number(cell, Decimal(1))
    assert cell not in {change.place for change in brought_forward(last, new)}
    assert {change.place for change in brought_forward(last, new)} <= third.cells.keys()


def test_every_number_can_be_quoted_the_new_ones_among_them(third: Form) -> None:
    cells = {source.cells for source in quotable.sources(third.edition)}
    assert {(cell,) for cell in third.cells} <= cells
    assert quotable.search(third.edition, "转送 总计")[0].cells == (Cell("applications/forwarded/total"),)
    assert quotable.search(third.edition, "修改")[0].cells[0].column == AMENDED.key
    assert quotable.search("2021", "转送") == ()
