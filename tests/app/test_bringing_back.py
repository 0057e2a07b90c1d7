"""A deleted report that comes back beside another of its unit and year: it is said which of the two is used."""

from dataclasses import replace

import pytest

from app.bringing_back import bring_back
from model.report.report import Level, Report
from model.storage.library import Library

LAST = Report("甲镇人民政府", Level.TOWNSHIP, 2023)
THIS = replace(LAST, year=2024)
NEW = "甲街道办事处"


@pytest.fixture
def deleted(library: Library) -> int:
    """Return last year's report, which was deleted."""
    key = library.create(LAST)
    library.delete(key)
    return key


def test_of_the_only_one_nothing_is_said(library: Library, deleted: int) -> None:
    library.create(THIS)
    library.create(replace(LAST, unit="乙镇人民政府"))
    assert bring_back(library, deleted) == ""
    assert library.is_there(deleted)


def test_of_two_under_one_name_the_one_that_came_back_is_used(library: Library, deleted: int) -> None:
    newer = library.create(LAST)
    said = bring_back(library, deleted)
    assert "2份“甲镇人民政府”2023年度" in said
    assert "2024年度的年报与刚恢复的这份核对" in said
    assert library.number_of(THIS.unit, 2023) == deleted
    assert library.beside(deleted) == (newer,)


@pytest.mark.parametrize("following", [THIS.unit, NEW])
def test_of_two_names_the_one_that_next_years_report_bears(library: Library, deleted: int, following: str) -> None:
    newer = library.create(LAST)
    this = library.create(THIS)
    library.set_header(newer, unit=NEW, level=LAST.level, year=2023, same=True)
    if following == NEW:
        library.set_header(this, unit=NEW, level=LAST.level, year=2024)
    said = bring_back(library, deleted)
    meant = deleted if following == THIS.unit else newer
    assert f"与{'刚恢复的这份' if meant == deleted else f'原有的“{NEW}”那份'}核对" in said
    assert library.number_of(following, 2023) == meant


def test_the_tally_of_the_list_is_of_the_one_that_is_used(library: Library, deleted: int) -> None:
    newer = library.create(LAST)
    this = library.create(THIS)
    bring_back(library, deleted)
    summary = next(one for one in library.summaries() if one.id == this)
    assert summary.basis.last == deleted
    library.set_header(deleted, unit=NEW, level=LAST.level, year=2023, same=True)
    summary = next(one for one in library.summaries() if one.id == this)
    assert (summary.basis.last, library.number_of(THIS.unit, 2023)) == (newer, newer)
