"""The report as a value: every change gives the next report and leaves this one."""

import re
from dataclasses import FrozenInstanceError, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.form.editions import FORM_2021, FORMS
from model.form.schema import Cell
from model.report.file_format import dumps
from model.report.report import Level, Report
from tests.samples import any_reports

CELLS = st.sampled_from(list(FORM_2021.cells))
TEXTS = st.sampled_from(list(FORM_2021.texts))
CELL = Cell("applications/received/total")


@given(any_reports(), st.data())
def test_a_change_gives_another_report_and_leaves_this_one(report: Report, data: st.DataObject) -> None:
    before = dumps(report)
    place = data.draw(st.sampled_from([*report.form.cells, *report.form.texts]))
    value: Decimal | str = "另一段文字" if place in report.form.texts else Decimal(77)
    changed = report.with_place(place, value)
    assert changed.value(place) == value
    assert dumps(report) == before
    assert changed.with_place(place, report.value(place)) == report


@given(CELLS, CELLS, st.integers(0, 99).map(Decimal))
def test_a_change_touches_no_other_number(cell: Cell, other: Cell, value: Decimal) -> None:
    report = Report("甲", Level.COUNTY, 2023).with_number(other, Decimal(5)).with_number(cell, value)
    assert report.numbers == {other: 5, cell: value}


def test_a_report_cannot_be_changed_in_place() -> None:
    report = Report("甲", Level.COUNTY, 2023)
    with pytest.raises(FrozenInstanceError):
        report.year = 2024  # type: ignore[misc]


def test_blank_is_none_and_zero_is_zero() -> None:
    report = Report("甲", Level.COUNTY, 2023)
    assert report.value(CELL) is None
    assert report.with_number(CELL, Decimal()).value(CELL) == 0
    assert report.with_number(CELL, Decimal()).with_number(CELL, None) == report
    assert report.with_number(CELL, Decimal()) != report


@given(TEXTS)
def test_an_emptied_text_is_gone(key: str) -> None:
    report = Report("甲", Level.COUNTY, 2023)
    assert report.value(key) == ""
    assert report.with_text(key, "有").with_text(key, "") == report


def test_the_levels_are_written_into_files_in_these_words_and_chosen_by_chinese_ones() -> None:
    departments = {"county_department", "city_department", "province_department"}
    assert {level.value for level in Level} == departments | {
        *("township", "subdistrict", "county", "city", "province", "central", "unknown")
    }
    assert all(re.fullmatch("[一-龥、（）]{4,}", level.label) for level in Level)
    assert len({level.label for level in Level}) == len(Level)


@given(any_reports())
def test_blanks_are_what_is_not_there_in_print_order(report: Report) -> None:
    blanks = report.blanks()
    assert {*blanks, *report.numbers} == set(report.form.cells)
    assert len(blanks) + len(report.numbers) == len(report.form.cells)
    assert list(blanks) == sorted(blanks, key=list(report.form.cells).index)
    assert report.blanks([]) == ()


def test_the_title_is_as_it_is_printed() -> None:
    assert Report("甲县人民政府", Level.COUNTY, 2023).title == "甲县人民政府2023年政府信息公开工作年度报告"


def test_every_level_has_a_label_and_governments_are_four() -> None:
    assert len({level.label for level in Level}) == len(Level) == 10
    assert {level.value for level in Level if level.is_government} == {"township", "county", "city", "province"}


def test_the_edition_chooses_the_form() -> None:
    report = Report("甲", Level.COUNTY, 2020, "2019")
    assert {edition: replace(report, edition=edition).form for edition in FORMS} == FORMS
