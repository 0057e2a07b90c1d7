"""Begin a report, carry on, edit, add up, close and open again, without a window."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.assessment import assess
from app.beginning import (
    About,
    begin,
    brought_over,
    deadline_to_keep,
    next_year_of,
    roll_forward,
    suggested,
    taken_year,
    years_of_the_same_form,
)
from app.editing import entering, filling, real, with_changes
from app.finalising import LEAST_REASON, finalise, reopen
from app.subject import Subject
from app.summing import sum_of
from model.errors import UserError
from model.form.editions import FORM_2019, FORM_2021
from model.form.schema import Cell
from model.report.deadline import usual_deadline
from model.report.report import Level, Report
from model.report.totals import with_totals
from model.storage.events import HistoryEvent
from model.storage.library import Library
from model.storage.records import Change, How, State
from tests.app.subjects import RECEIVED_TOTAL, SLIPS, TEXT, closable, in_balance, subjects

DISK = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
DAY = date(2024, 1, 5)
Blanks = dict[Cell, Decimal | None]


@DISK
@given(subjects())
def test_a_report_is_closed_exactly_when_nothing_is_in_the_way(library: Library, subject: Subject) -> None:
    for one in library.all():
        library.delete(one.id)
    key = library.create(subject.typed)
    said = assess(Subject.of(library.load(key), subject.last_year))
    if said.hindrances:
        with pytest.raises(UserError, match=f"{len(said.hindrances)}项"):
            finalise(library, key, said, DAY)
    else:
        finalise(library, key, said, DAY)
    assert library.load(key).state is (State.DRAFT if said.hindrances else State.FINAL)


def test_a_final_report_is_opened_again_with_a_reason_only(library: Library) -> None:
    key = library.create(with_totals(closable(in_balance())))
    finalise(library, key, assess(Subject.of(library.load(key), None)), DAY)
    with pytest.raises(UserError, match="写明"):
        reopen(library, key, " " + "错" * (LEAST_REASON - 1) + " ")
    assert library.load(key).state is State.FINAL
    reopen(library, key, "错" * LEAST_REASON)
    assert library.load(key).state is State.REVISED


def test_one_report_of_a_unit_and_year_is_begun_once_however_the_name_is_spaced(library: Library) -> None:
    first = begin(library, About("甲县 乙镇人民政府", Level.TOWNSHIP, 2023))
    again = begin(library, About("甲县乙镇人民政府", Level.COUNTY, 2023))
    assert (first.was_there, again) == (False, (first.report, True))
    assert library.load(first.report).report == Report("甲县 乙镇人民政府", Level.TOWNSHIP, 2023)
    about = About("甲县乙镇人民政府", Level.TOWNSHIP, 2023)
    other = library.create(Report("丙县丁局", Level.TOWNSHIP, 2023))
    assert taken_year(library, about, first.report, same=None) is None
    assert taken_year(library, about, other, same=None) == 2023
    assert taken_year(library, replace(about, year=2022), other, same=None) is None


def test_the_unit_of_the_example_is_suggested_to_nobody(library: Library) -> None:
    example = Report("示例市人民政府", Level.CITY, 2023, numbers={RECEIVED_TOTAL: Decimal(335)})
    first = library.create(example, HistoryEvent.EXAMPLE.label)
    assert suggested(library, DAY).unit == ""
    library.create(Report("甲县水利局", Level.COUNTY_DEPARTMENT, 2022))
    library.create(replace(example, year=2024), HistoryEvent.NEXT_YEAR.label)
    library.write(first, [Change(RECEIVED_TOTAL, Decimal(335), Decimal(1))], How.TYPED, "录入")
    assert suggested(library, DAY).unit == "甲县水利局"


def test_the_unit_that_was_written_for_last_is_suggested(library: Library) -> None:
    assert suggested(library, DAY) == About("", Level.UNKNOWN, 2023)
    begin(library, About("甲县水利局", Level.COUNTY_DEPARTMENT, 2020))
    assert suggested(library, DAY) == About("甲县水利局", Level.COUNTY_DEPARTMENT, 2023)


def test_next_years_report_is_made_once_and_takes_texts_only_where_asked(library: Library) -> None:
    last = library.load(library.create(in_balance(5, {TEXT: "公开5件。"})))
    assert next_year_of(library, last) is None
    with_texts = roll_forward(library, last, texts=True)
    assert next_year_of(library, last) == with_texts
    assert library.load(with_texts).report.texts == last.report.texts
    assert library.load(roll_forward(library, last, texts=False)).report.texts == {}


def test_what_last_year_carried_forward_is_brought_into_an_empty_report_only() -> None:
    carried = Cell("applications/carried_forward/natural_person")
    last = in_balance().with_number(carried, Decimal(4))
    empty = Report(last.unit, last.level, last.year + 1)
    changes = {change.place: change.new for change in brought_over(last, empty)}
    assert changes["applications/brought_forward/natural_person"] == 4
    assert brought_over(last, empty.with_number(carried, Decimal())) == ()
    assert brought_over(None, empty) == ()


def test_a_report_stays_in_the_years_of_its_form() -> None:
    old = Report("甲", Level.TOWNSHIP, FORM_2021.since - 1)
    assert years_of_the_same_form(old) == (FORM_2019.since, FORM_2021.since - 1)
    first, last = years_of_the_same_form(Report("甲", Level.TOWNSHIP, 2023))
    assert first == FORM_2021.since
    assert last >= 2100


@pytest.mark.parametrize("level", Level)
def test_only_a_deadline_of_its_own_is_kept(level: Level) -> None:
    about = About("甲", level, 2023)
    usual = usual_deadline(level, 2023)
    assert deadline_to_keep(about, usual) is None
    assert deadline_to_keep(about, usual.replace(day=1)) == usual.replace(day=1)


@given(SLIPS, st.dictionaries(st.sampled_from(list(FORM_2021.cells)), st.integers(0, 99).map(Decimal), max_size=9))
def test_what_is_entered_stands_there_and_totals_that_follow_stay_derived(before: Blanks, numbers: Blanks) -> None:
    typed = in_balance(5).with_numbers(before)
    after = with_changes(typed, entering(typed, numbers))
    shown = with_totals(after)
    assert {cell: shown.numbers.get(cell) for cell in numbers} == numbers
    for cell in FORM_2021.totals.keys() & numbers.keys() & after.numbers.keys():
        assert with_totals(after.with_number(cell, None)).numbers.get(cell) != numbers[cell]


@given(SLIPS, st.lists(st.sampled_from(list(FORM_2021.cells)), unique=True))
def test_only_blank_cells_that_nothing_else_gives_are_filled(slips: Blanks, cells: list[Cell]) -> None:
    typed = in_balance(5).with_numbers(slips)
    after = with_changes(typed, filling(typed, cells))
    assert all(after.numbers.get(cell) == number for cell, number in typed.numbers.items())
    new = after.numbers.keys() - typed.numbers.keys()
    assert new == {cell for cell in cells if cell in FORM_2021.typed_cells and cell not in typed.numbers}
    assert all(after.numbers[cell] == 0 for cell in new)


def test_what_changes_nothing_is_no_step_but_5_and_5_00_are_two_things() -> None:
    same, reprinted = Change("a", Decimal(5), Decimal(5)), Change("a", Decimal(5), Decimal("5.00"))
    blank, text = Change("a", None, None), Change("b", "", "甲")
    assert real([same, reprinted, blank, text]) == (reprinted, text)


def test_reports_are_added_up_and_what_does_not_fit_is_named() -> None:
    told: list[str] = []
    one, other = with_totals(in_balance(5)), with_totals(in_balance(7))
    added = sum_of([("甲.json", one), ("乙.json", other)], "甲县", told.append)
    assert (added.unit, added.numbers[RECEIVED_TOTAL]) == ("甲县", Decimal(12))
    assert len(told) == 1  # both are of one unit
    assert "2份" in told[0]
    with pytest.raises(UserError, match=r"丙\.json"):
        sum_of([("甲.json", one), ("丙.json", replace(other, year=2022))], "", told.append)
