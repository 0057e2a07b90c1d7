"""Totals that nobody typed follow from their parts; what was typed stays."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.report import Level, Report
from model.report.totals import derived_totals, with_totals, without_derivable_totals
from model.rules import findings
from tests.samples import any_reports, balanced_reports, example, whole_reports

TOTALS = list(FORM_2021.totals)
CROSSING = Cell("applications/results_total/total")


def typed_only(report: Report) -> Report:
    return report.with_numbers(dict.fromkeys(report.form.totals))


def test_all_34_totals_of_the_example_follow_from_its_166_numbers() -> None:
    report = example()
    typed = typed_only(report)
    assert len(typed.numbers) == 166
    assert derived_totals(typed) == {cell: report.numbers[cell] for cell in TOTALS}
    assert with_totals(typed) == report


@given(any_reports())
@whole_reports
def test_filling_in_changes_nothing_that_is_there(report: Report) -> None:
    filled = with_totals(report)
    assert filled.numbers.items() >= report.numbers.items()
    assert set(filled.numbers) - set(report.numbers) <= set(report.form.totals)
    assert with_totals(filled) == filled


@given(any_reports())
@whole_reports
def test_a_derived_total_is_the_sum_of_its_parts(report: Report) -> None:
    filled = with_totals(report)
    for cell, value in derived_totals(report).items():
        sums = []
        for identity in report.form.totals[cell]:
            parts = [filled.numbers.get(part) for part in identity.right]
            sums += [sum(p for p in parts if p is not None)] if None not in parts else []
        assert value in sums


@given(any_reports())
@whole_reports
def test_a_total_stays_blank_only_while_a_part_is(report: Report) -> None:
    filled = with_totals(report)
    for cell in report.form.totals.keys() - filled.numbers.keys():
        for identity in report.form.totals[cell]:
            assert any(part not in filled.numbers for part in identity.right)


@given(any_reports() | balanced_reports(), st.data())
@whole_reports
def test_what_is_left_out_comes_back_and_what_differs_stays(report: Report, data: st.DataObject) -> None:
    cells = data.draw(st.sets(st.sampled_from(list(report.form.totals)), max_size=6))
    report = with_totals(report.with_numbers({cell: Decimal(data.draw(st.integers(0, 99))) for cell in cells}))
    bare = without_derivable_totals(report)
    assert with_totals(bare) == report
    assert bare.numbers.items() <= report.numbers.items()
    assert set(report.numbers) - set(bare.numbers) <= set(report.form.totals)


@given(balanced_reports())
@whole_reports
def test_of_a_report_that_adds_up_no_total_is_kept(report: Report) -> None:
    assert without_derivable_totals(report) == typed_only(report)


def test_a_wrong_total_that_others_would_follow_from_changes_none_of_them() -> None:
    wrong = example().with_number(Cell("applications/results_total/enterprise"), Decimal(6))
    assert with_totals(without_derivable_totals(wrong)).numbers[CROSSING] == 332


def test_a_total_left_out_follows_when_a_part_is_corrected() -> None:
    bare = without_derivable_totals(example())
    person = Cell("applications/disclosed/natural_person")
    corrected = with_totals(bare.with_number(person, bare.numbers[person] + 1))
    assert corrected.numbers[Cell("applications/disclosed/total")] == 195
    assert corrected.numbers[CROSSING] == 333


def test_a_typed_total_that_differs_is_kept_and_flagged() -> None:
    total = Cell("applications/received/total")
    report = with_totals(typed_only(example()).with_number(total, Decimal(999)))
    assert report.numbers[total] == 999
    assert any(one.check == "H1" and one.at[0] == total for one in findings(report))


def test_a_wrong_row_total_breaks_its_own_row_and_the_total_column_only() -> None:
    report = with_totals(typed_only(example()).with_number(Cell("applications/disclosed/total"), Decimal(1)))
    broken = [(one.check, one.at[0]) for one in findings(report) if one.check in {"H1", "H2", "H3"}]
    assert broken == [("H1", "applications/disclosed/total"), ("H2", CROSSING)]


def test_an_empty_report_has_no_totals() -> None:
    assert derived_totals(Report("甲", Level.COUNTY, 2023)) == {}
