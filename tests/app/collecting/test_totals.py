"""The sum of a collection: who is in it, what it says of itself, who contributed what."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.collecting.totals import add_up_collection, assess_sum, contributions
from model.collection.standing import StandingAct
from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.addition import add_up
from model.report.totals import with_totals
from model.storage.library import Library
from tests.app.collecting.incoming import coming, of_unit, write
from tests.model.storage.county.collected import HEADING, OFFICE, SCHOOL, TOWN, UNITS, WHO, receive, report_of, units_of

CELL = FORM_2021.typed_cells[0]
NEW = Cell("applications/received/natural_person")


def passed(library: Library, collection: int, place: int, change: int = 0) -> None:
    receive(library, collection, place, change)
    library.county.act(units_of(library, collection)[place].key, StandingAct.PASS, WHO, "同意")


def test_only_what_passed_is_in_the_sum_unless_all_is_wanted(library: Library, collection: int) -> None:
    passed(library, collection, TOWN)
    receive(library, collection, SCHOOL, change=3)
    found = add_up_collection(library, collection)
    assert found.report.numbers == with_totals(report_of(UNITS[TOWN].name)).numbers
    assert found.sentences == (
        "计入1个（通过的），未计入3个：县教育局（没有收到）、县实验小学（没有通过）、县档案馆（免报）",
    )
    everything = add_up_collection(library, collection, all_received=True)
    both = [with_totals(report_of("", change)) for change in (0, 3)]
    assert everything.report.numbers == add_up(both).numbers
    assert (found.report.unit, found.report.year) == (HEADING.unit, HEADING.year)


def test_who_is_covered_is_said_and_not_counted(library: Library, collection: int) -> None:
    for place in (SCHOOL, OFFICE):
        passed(library, collection, place)
    found = add_up_collection(library, collection)
    assert found.report.numbers == with_totals(report_of("")).numbers
    assert "县教育局的年报已含下属，县实验小学不再计入" in found.sentences


def test_a_blank_stays_blank_with_its_unit(library: Library, collection: int, folder: Path) -> None:
    passed(library, collection, TOWN)
    blank = of_unit(UNITS[SCHOOL].name).with_number(NEW, None)
    coming(library, collection, write(folder, "1.json", blank)).store(WHO)
    found = add_up_collection(library, collection, all_received=True)
    assert NEW not in found.report.numbers
    assert found.sum.partial[NEW] == report_of("").numbers[NEW]
    assert any("县实验小学有空白格" in one for one in found.sentences)
    assert contributions(library, found, NEW)[-1].value is None


def test_an_adjustment_is_in_its_cell_and_its_totals_and_is_told(library: Library, collection: int) -> None:
    passed(library, collection, TOWN)
    before = add_up_collection(library, collection)
    library.county.adjust(collection, NEW, Decimal(-3), "与县公安局重复登记", WHO)
    after = add_up_collection(library, collection)
    total = Cell("applications/received/total")
    for cell in (NEW, total):
        assert after.report.numbers[cell] == before.report.numbers[cell] - 3
    assert [one.reason for one in after.adjustments_of(NEW)] == ["与县公安局重复登记"]
    assert after.sum.units[NEW] == before.sum.units[NEW]


def test_the_identities_are_checked_on_the_sum(library: Library, collection: int) -> None:
    passed(library, collection, TOWN)
    assert not assess_sum(library, add_up_collection(library, collection)).is_wrong
    library.county.adjust(collection, NEW, Decimal(1), "多一件", WHO)
    wrong = assess_sum(library, add_up_collection(library, collection))
    assert {one.check for one in wrong.broken if one.blocks} >= {"H3"}


def test_a_total_that_a_unit_has_wrong_is_named(library: Library, collection: int, folder: Path) -> None:
    total = Cell("applications/received/total")
    report = with_totals(of_unit(UNITS[TOWN].name))
    coming(library, collection, write(folder, "1.json", report.with_number(total, Decimal(1)))).store(WHO)
    found = add_up_collection(library, collection, all_received=True)
    assert [one.cell for one in found.sum.apart] == [total]
    assert any("A1" in one for one in found.sentences)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.integers(0, 50), min_size=3, max_size=3), st.sampled_from(FORM_2021.typed_cells))
def test_what_the_units_contribute_is_the_sum(library: Library, changes: list[int], cell: Cell) -> None:
    collection = library.county.create(HEADING, UNITS, WHO)
    for place, change in enumerate(changes):
        receive(library, collection, place, change)
    found = add_up_collection(library, collection, all_received=True)
    parts = contributions(library, found, cell)
    values = [one.value for one in parts if one.value is not None]
    assert sum(values) == found.report.numbers[cell]
    assert values == sorted(values, reverse=True)
    assert sum(one.share or 0 for one in parts) == pytest.approx(Decimal(100 if sum(values) else 0))


def test_last_years_figure_stands_beside(library: Library, collection: int) -> None:
    library.create(
        report_of(UNITS[TOWN].name, 7).__class__(UNITS[TOWN].name, HEADING.level, 2024, numbers={CELL: Decimal(5)})
    )
    passed(library, collection, TOWN)
    (one,) = contributions(library, add_up_collection(library, collection), CELL)
    assert one.last_year == 5


def test_a_sum_of_nobody_is_blank_and_not_zero(library: Library, collection: int) -> None:
    library.county.adjust(collection, NEW, Decimal(1), "多一件", WHO)
    found = add_up_collection(library, collection)
    assert found.report.numbers == {}
    assert contributions(library, found, NEW) == ()
    assert found.sentences[0].startswith("计入0个")
