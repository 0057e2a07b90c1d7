"""Units are records: a renamed one keeps its past, a slip in a heading leaves nothing behind."""

from __future__ import annotations

from datetime import date

import pytest

from model.report.report import Level
from model.storage.checksums.verifying import verify
from model.storage.library import Library
from model.storage.records import MisfitKind
from tests.model.storage.samples import TEXT, UNIT, a_report

NEW = "示例街道办事处"


def rename(library: Library, key: int, unit: str) -> None:
    report = library.load(key).report
    library.set_header(key, unit=unit, level=Level.SUBDISTRICT, year=report.year)


def units(library: Library) -> list[tuple[str, set[str]]]:
    """Return each unit with all of its names."""
    found = []
    for unit, name in library._db.execute("SELECT id, name FROM unit ORDER BY id").fetchall():
        names = library._db.execute("SELECT name FROM unit_name WHERE unit = ?", (unit,)).fetchall()
        found.append((name, {one for (one,) in names}))
    return found


def test_a_renamed_unit_keeps_its_past_and_each_report_its_name(library: Library) -> None:
    last, this = library.create(a_report(year=2022)), library.create(a_report(year=2023))
    rename(library, this, NEW)
    assert [library.load(key).report.unit for key in (last, this)] == [UNIT, NEW]
    assert library.last_year(library.load(this).report) == library.load(last).report
    for name in (NEW, UNIT, f" {UNIT[:2]}　{UNIT[2:]}"):
        assert [library.number_of(name, year) for year in (2022, 2023)] == [last, this]
    assert units(library) == [(NEW, {UNIT, NEW})]
    assert verify(library.path) == ()


def test_next_years_report_goes_on_under_the_new_name(library: Library) -> None:
    library.create(a_report(year=2022))
    rename(library, library.create(a_report(year=2023)), NEW)
    library.create(a_report(unit=NEW, year=2024))
    assert units(library) == [(NEW, {UNIT, NEW})]
    library.create(a_report(year=2021))  # a file of an earlier year is brought in later, under the name of then
    assert units(library) == [(NEW, {UNIT, NEW})]


def test_the_reports_of_a_unit_are_no_peers_of_it_whatever_its_name(library: Library) -> None:
    library.create(a_report(year=2022))
    this = library.create(a_report(year=2023, texts={TEXT: "公开"}))
    rename(library, this, NEW)
    assert tuple(library.others(a_report(unit=UNIT, year=2023))) == ()
    assert len(library.others(a_report(unit="别的镇", year=2023))) == 1


def test_a_slip_that_was_put_right_is_forgotten(library: Library) -> None:
    key = library.create(a_report(unit="示列镇人民政府"))
    rename(library, key, UNIT)
    assert units(library) == [(UNIT, {UNIT})]
    assert library.find("示列镇人民政府", 2023) is None
    library.create(a_report(unit="示列镇人民政府", year=2023))
    assert len(units(library)) == 2


def test_a_name_that_was_final_is_not_forgotten(library: Library) -> None:
    key = library.create(a_report())
    library.finalise(key, date(2024, 1, 2))
    library.reopen(key, "单位改名了")
    rename(library, key, NEW)
    assert units(library) == [(NEW, {UNIT, NEW})]


def test_a_report_given_the_name_of_another_unit_is_that_units(library: Library) -> None:
    library.create(a_report(unit="乙镇人民政府", year=2022))
    key = library.create(a_report(unit="甲镇人民政府"))
    rename(library, key, "乙镇 人民政府")
    last = library.last_year(library.load(key).report)
    assert last is not None
    assert last.unit == "乙镇人民政府"
    assert [names for _, names in units(library)] == [{"乙镇 人民政府"}]  # nothing is left of 甲镇
    assert library.find("甲镇人民政府", 2023) is None


def test_an_earlier_name_in_an_earlier_report_is_not_the_units(library: Library) -> None:
    library.create(a_report(year=2023))
    early = library.create(a_report(year=2021))
    rename(library, early, "示例乡人民政府")
    assert units(library) == [(UNIT, {UNIT, "示例乡人民政府"})]


@pytest.mark.parametrize(
    "wrong", ["UPDATE unit SET name = 'x'", "DELETE FROM unit_name", "UPDATE unit_name SET unit = 9"]
)
def test_wrong_units_are_told_and_made_anew_from_the_reports(library: Library, wrong: str) -> None:
    library._db.execute("PRAGMA foreign_keys = OFF")
    first = library.create(a_report(year=2022))
    library.create(a_report(unit="乙镇"))
    library._db.execute(wrong)
    (misfit,) = verify(library.path)
    assert misfit.kind is MisfitKind.UNITS
    library.mend(misfit)
    assert verify(library.path) == ()
    there = library.find(UNIT, 2022)
    assert there is not None
    assert there.id == first
