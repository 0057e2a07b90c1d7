"""The sum is a report of the list: it follows the units until it is final, and what was written beside stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.collecting.own_report import follow, own_report
from app.collecting.totals import Totals, add_up_collection
from model.errors import UserError
from model.form.schema import Cell
from model.report.bindings import Binding
from model.report.totals import with_totals
from model.storage.library import Library
from model.storage.records import Change, How
from tests.model.storage.county.collected import HEADING, SCHOOL, TOWN, WHO, receive

NEW = Cell("applications/received/natural_person")
TEXT = "overview/on_application"


def totals(library: Library, collection: int) -> Totals:
    return add_up_collection(library, collection, all_received=True)


@pytest.fixture
def own(library: Library, collection: int) -> int:
    receive(library, collection, TOWN)
    return follow(library, totals(library, collection))


def test_the_sum_becomes_a_report_and_follows_its_parts(library: Library, collection: int, own: int) -> None:
    stored = library.load(own)
    assert (stored.report.unit, stored.report.year, stored.report.level) == (HEADING.unit, HEADING.year, HEADING.level)
    assert with_totals(stored.report).numbers == totals(library, collection).report.numbers
    assert own_report(library, totals(library, collection)).sentence == "“甲县人民政府”2025年度的年报与合计一致"
    receive(library, collection, SCHOOL, change=4)
    changed = own_report(library, totals(library, collection))
    assert changed.changes
    assert "格与合计不同" in changed.sentence
    assert follow(library, totals(library, collection)) == own
    assert with_totals(library.load(own).report).numbers == totals(library, collection).report.numbers


def test_following_is_one_undo(library: Library, collection: int, own: int) -> None:
    before = library.load(own).report
    receive(library, collection, SCHOOL)
    follow(library, totals(library, collection))
    assert library.load(own).report != before
    library.take_back(own)
    assert library.load(own).report == before


def test_what_was_written_beside_stays_and_bound_numbers_follow(library: Library, collection: int, own: int) -> None:
    value = str(library.load(own).report.numbers[NEW])
    words = f"全县新收{value}件。"
    bound = (Binding(TEXT, 4, 4 + len(value), (NEW,)),)
    library.write(own, [Change(TEXT, "", words)], How.TYPED, "录入", bound)
    library.county.adjust(collection, NEW, Decimal(-3), "重复登记", WHO)
    follow(library, totals(library, collection))
    stored = library.load(own)
    assert stored.report.texts[TEXT] == f"全县新收{stored.report.numbers[NEW]}件。"
    assert stored.report.numbers[NEW] == int(value) - 3


def test_a_total_that_was_typed_gives_way_to_its_parts(library: Library, collection: int, own: int) -> None:
    total = Cell("applications/received/total")
    library.write(own, [Change(total, None, Decimal(1))], How.TYPED, "录入")
    follow(library, totals(library, collection))
    assert total not in library.load(own).report.numbers


def test_a_final_report_is_left_alone(library: Library, collection: int, own: int) -> None:
    library.finalise(own, date(2026, 3, 20))
    assert follow(library, totals(library, collection)) == own  # there is nothing to change
    receive(library, collection, SCHOOL)
    before = library.load(own)
    with pytest.raises(UserError, match=r"已定稿.*先修订"):
        follow(library, totals(library, collection))
    assert library.load(own) == before


def test_a_cell_that_a_unit_left_blank_is_blank_in_the_report(library: Library, collection: int, own: int) -> None:
    units = library.county.units(collection).units
    unit = list(units.values())[SCHOOL]
    from tests.model.storage.county.collected import new_of

    new = new_of(library, unit)
    with library.county.batch(collection, WHO) as acts:
        acts.receive(replace(new, report=new.report.with_number(NEW, None)))
    follow(library, totals(library, collection))
    assert NEW not in library.load(own).report.numbers


def test_before_there_is_one_it_says_so(library: Library, collection: int) -> None:
    found = own_report(library, totals(library, collection))
    assert (found.stored, found.sentence) == (None, "还没有成为本级年报")
