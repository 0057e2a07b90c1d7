"""Undo of a heading: what came to the unit since is in nobody's way, a second report of the year is."""

import pytest

from model.errors import UserError
from model.report.report import Level
from model.storage.library import Library
from tests.model.storage.samples import UNIT, a_report


def changed(library: Library, level: Level = Level.SUBDISTRICT, year: int = 2023) -> int:
    key = library.create(a_report(year=2023))
    library.set_header(key, unit=UNIT, level=level, year=year)
    return key


def test_last_years_report_that_came_since_does_not_hinder_undo_and_redo(library: Library) -> None:
    was = a_report(year=2023).level
    key = changed(library)
    library.create(a_report(year=2022))
    library.take_back(key)
    assert library.load(key).report.level is was
    library.make_again(key)
    assert library.load(key).report.level is Level.SUBDISTRICT


def test_a_year_that_another_report_has_taken_is_not_gone_back_to(library: Library) -> None:
    key = changed(library, year=2024)
    library.create(a_report(year=2023))
    with pytest.raises(UserError, match="“单位信息”之后"):
        library.take_back(key)
    assert library.load(key).report.year == 2024


def test_a_year_that_is_free_still_is_gone_back_to(library: Library) -> None:
    key = changed(library, year=2024)
    library.create(a_report(year=2022))
    library.take_back(key)
    assert library.load(key).report.year == 2023
