"""What is wrong in a sum is counted and named before it becomes a report or goes up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.collecting.handing_up import hand_up
from app.collecting.own_report import follow
from app.collecting.sum_doubts import DoubtKind, count_words, doubts_of
from app.collecting.totals import add_up_collection
from model.collection.adding import Adjustment, negative_words
from model.collection.standing import StandingAct
from model.form.editions import FORM_2021
from model.report.numbers import number_text
from model.storage.library import Library
from model.storage.records import Change, How
from tests.model.storage.county.collected import (
    NEVER,
    SCHOOL,
    TOWN,
    WHO,
    new_of,
    receive,
    report_of,
    units_of,
)

TODAY = date(2026, 2, 1)
CELLS = FORM_2021.typed_cells
CELL = CELLS[0]


@pytest.fixture
def passed(library: Library, collection: int) -> int:
    for place in (TOWN, SCHOOL):
        receive(library, collection, place)
        library.county.act(units_of(library, collection)[place].key, StandingAct.PASS, WHO)
    return collection


def adjustment(place: int, value: Decimal) -> Adjustment:
    return Adjustment(-1, CELLS[place], value, "试", WHO, NEVER)


def test_a_sum_in_which_all_is_well_is_not_asked_about(library: Library, passed: int) -> None:
    totals = add_up_collection(library, passed)
    assert doubts_of(library, totals) == ()
    assert count_words(()) == negative_words(totals.report) == ""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(CELLS) - 1), st.integers(1, 9))
def test_a_cell_that_adjustments_leave_below_nought_must_be_mended_and_comes_first(
    library: Library, passed: int, place: int, below: int
) -> None:
    before = add_up_collection(library, passed).report.numbers[CELLS[place]]
    totals = add_up_collection(library, passed, more=[adjustment(place, -before - below)])
    found = doubts_of(library, totals)
    assert CELLS[place] in {one.cell for one in found if one.kind is DoubtKind.WRONG}
    assert found[0].kind is DoubtKind.WRONG
    words = negative_words(totals.report)
    assert FORM_2021.name_of(CELLS[place]) in words
    assert number_text(Decimal(-below)) in words
    assert words in totals.sentences
    assert count_words(found).startswith(f"{sum(one.kind is DoubtKind.WRONG for one in found)}处必须改正")


def test_a_cell_that_is_not_whole_names_the_units_that_are_blank(library: Library, passed: int) -> None:
    unit = units_of(library, passed)[TOWN]
    library.county.act(unit.key, StandingAct.REVOKE, WHO, "有误")
    with library.county.batch(passed, WHO) as acts:
        new = new_of(library, unit)
        acts.receive(replace(new, report=report_of(unit.name).with_number(CELL, None)))
    totals = add_up_collection(library, passed, all_received=True)
    (one,) = [one for one in doubts_of(library, totals) if one.cell == CELL]
    assert one.kind is DoubtKind.BLANK
    assert unit.name in one.words
    assert FORM_2021.name_of(CELL) in one.words


def test_what_goes_up_is_judged_as_it_goes(library: Library, passed: int) -> None:
    assert hand_up(library, passed, TODAY).doubts == ()
    report = follow(library, add_up_collection(library, passed))
    stored = library.load(report).report
    library.write(report, [Change(CELL, stored.numbers[CELL], Decimal(-3))], How.TYPED, "录入")
    found = hand_up(library, passed, TODAY)
    assert found.doubts[0].cell == CELL
    assert f"要先看的：{count_words(found.doubts)}" in found.lines()
