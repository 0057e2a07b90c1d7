"""What is drawn of a report: the years that are known, blanks apart from years without one, parts of the whole."""

from dataclasses import replace
from decimal import Decimal

from app.charting.figures import YEARS, figures_called, key_of, over_years, received_of, results_of
from app.charting.report import charts_of
from export.charts.on_paper import paper_of
from export.charts.years import ABSENT
from export.fonts.shipped import typesetter
from model.form.editions import FORM_2021, FORMS
from model.form.quotable import sources
from model.form.roles import LineRole, TableRole
from model.report.report import Report
from model.report.totals import with_totals
from model.storage.library import Library
from tests.app.collecting.incoming import of_unit
from tests.samples import filled

RECEIVED = received_of(FORM_2021)


def test_the_years_begin_with_the_first_that_is_known() -> None:
    known = {2022: of_unit("甲", year=2022), 2024: of_unit("甲", year=2024).with_number(RECEIVED.cells[0], None)}
    found = over_years(of_unit("甲"), RECEIVED, known.get)
    assert [one.year for one in found] == [2022, 2023, 2024, 2025]
    assert found[1].words == ABSENT
    assert found[3].value == with_totals(of_unit("甲")).numbers[RECEIVED.cells[0]]
    assert len(over_years(of_unit("甲"), RECEIVED, lambda year: of_unit("甲", year=year))) == YEARS


def test_a_year_on_another_form_says_so_where_the_figure_is_not_in_it() -> None:
    (issued,) = figures_called(FORM_2021, ["legislation/normative_documents/issued"])
    known = {year: filled(FORMS["2019"], year, "甲") for year in (2019, 2020)}
    found = over_years(of_unit("甲", year=2021), issued, known.get)
    assert [one.words for one in found][:-1] == ["表样没有"] * 2


def test_the_results_are_parts_of_the_total() -> None:
    report = with_totals(of_unit("甲"))
    table = FORM_2021.table(TableRole.APPLICATIONS)
    assert table is not None
    row, column = table.line(LineRole.RESULTS_TOTAL), table.line(LineRole.ALL_APPLICANTS)
    assert row is not None
    assert column is not None
    found = results_of(report)
    assert sum(one.value or Decimal(0) for one in found) == report.numbers[table.cell(row, column)]


def test_every_figure_is_found_again_by_what_it_is_remembered_by() -> None:
    for form in FORMS.values():
        for one in sources(form.edition):
            assert figures_called(form, [key_of(one)]) == (one,)
    assert figures_called(FORM_2021, ["甲/乙/丙", ""]) == ()


def test_the_charts_of_a_report_know_the_years_of_the_library(library: Library) -> None:
    for year in (2023, 2024):
        library.create(replace(of_unit("甲", year=year)), "")
    report: Report = of_unit("甲")
    drawn, shared = charts_of(library, report, paper_of(typesetter()))
    assert [row[0] for row in drawn.rows] == ["2023", "2024", "2025"]
    assert [row[0] for row in shared.rows] == [one.name for one in results_of(report)]
