"""Which units pass together: what is in the way is one answer, and who is held back holds back its superiors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.collecting.passing import held_back, hindrances
from app.collecting.roll import RollCall, call_roll, drafts_told, spoken
from model.collection.remarks import RemarkAnswer
from model.collection.standing import Standing, StandingAct
from model.collection.unit import CollectionUnit, UnitTree
from model.errors import UserError
from model.rules.tally import Tally
from model.storage.county.records import NewRemark, RollRow
from model.storage.library import Library
from tests.model.storage.county.collected import HEADING, NEVER, OFFICE, SCHOOL, TOWN, WHO, new_of, units_of

TODAY = date(2026, 1, 28)


def receive(library: Library, collection: int, place: int, tally: Tally, *, final: bool | None = None) -> int:
    unit = units_of(library, collection)[place]
    with library.county.batch(collection, WHO) as acts:
        return acts.receive(replace(new_of(library, unit, tally=tally), final=final))


@pytest.mark.parametrize("counts", [(0, 0, 0, 0), (3, 0, 0, 0), (0, 0, 0, 1), (2, 1, 1, 2), (0, 0, 4, 0)])
def test_the_roll_and_the_library_say_the_same_of_what_is_in_the_way(
    library: Library, collection: int, counts: tuple[int, int, int, int]
) -> None:
    key = receive(library, collection, OFFICE, Tally(*counts))
    (said,) = library.county.remark([NewRemark(key, "", "请核对")], WHO)
    for answer in (RemarkAnswer.NONE, RemarkAnswer.DONE):
        library.county.answer(said, answer)
        roll = call_roll(library, collection, TODAY)
        for row in roll.rows:
            assert hindrances(roll, [row]).get(row.unit.key, "") == library.county.hindrance(row.unit.key)


def test_blanks_and_empty_texts_want_a_reason_and_a_draft_wants_none(library: Library, collection: int) -> None:
    receive(library, collection, TOWN, Tally(3, 0, 0, 2))
    receive(library, collection, SCHOOL, Tally(0, 0, 0), final=False)
    town, school = (units_of(library, collection)[at].key for at in (TOWN, SCHOOL))
    with pytest.raises(UserError, match="还有3格、2段没有填；仍要通过，请写原因"):
        library.county.act(town, StandingAct.PASS, WHO)
    library.county.act(town, StandingAct.PASS, WHO, "没有这项业务")
    library.county.act(school, StandingAct.PASS, WHO)
    rows = library.county.roll(collection, TODAY)
    assert [one.is_draft for one in rows] == [False, False, True, False]
    assert "没有定稿" in spoken(rows[SCHOOL])
    assert drafts_told([rows[SCHOOL]]) == "；单位报来时没有定稿"
    assert drafts_told([rows[SCHOOL], rows[TOWN]]) == "；其中1个单位报来时没有定稿"
    assert drafts_told([rows[TOWN]]) == ""


@st.composite
def trees(draw: st.DrawFn) -> RollCall:
    """Draw a tree of units, each below one that stands before it or at the top, some with something to be mended."""
    rows = []
    for key in range(draw(st.integers(1, 8))):
        parent = draw(st.none() | st.integers(0, key - 1)) if key else None
        tally = Tally(0, draw(st.integers(0, 1)), 0)
        unit = CollectionUnit(key, f"第{key}单位", order=key, parent=parent)
        standing = draw(st.sampled_from([Standing.RECEIVED, Standing.RECEIVED, Standing.PASSED, Standing.MISSING]))
        rows.append(_row(unit, standing, tally))
    return RollCall(HEADING, UnitTree(one.unit for one in rows), tuple(rows), TODAY)


def _row(unit: CollectionUnit, standing: Standing, tally: Tally) -> RollRow:
    due = (HEADING.send_by, HEADING.publish_by, 3)
    return RollRow(unit, standing, *due, 1, 1, tally, 0, NEVER, NEVER, None, 0, 0, 0, 0, NEVER, None, "", None)


@given(trees())
def test_who_passes_when_the_others_are_left_out_is_not_in_need_of_a_reason(roll: RollCall) -> None:
    rows = [one for one in roll.rows if one.standing is Standing.RECEIVED]
    held = held_back(roll, rows)
    free = [one for one in rows if one.unit.key not in held]
    assert hindrances(roll, free) == {}
    assert all(held.values())
    for one in rows:  # nobody is held back who could have passed along
        if one.unit.key in held:
            assert one.unit.key in hindrances(roll, [*free, one])
