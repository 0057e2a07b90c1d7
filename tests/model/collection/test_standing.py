"""The states of a unit's report, and what leads from one to another."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.collection.standing import Child, Standing, StandingAct, after, in_the_way, may
from model.errors import UserError
from model.rules.tally import Tally

ACTS = st.lists(st.sampled_from(StandingAct), max_size=30)


@pytest.mark.parametrize(
    "way, end",
    [
        ([StandingAct.RECEIVE], Standing.RECEIVED),
        ([StandingAct.RECEIVE, StandingAct.RECEIVE], Standing.RECEIVED),
        ([StandingAct.RECEIVE, StandingAct.RETURN], Standing.RETURNED),
        ([StandingAct.RECEIVE, StandingAct.RETURN, StandingAct.RECEIVE], Standing.RESUBMITTED),
        ([StandingAct.RECEIVE, StandingAct.PASS, StandingAct.PUBLISH], Standing.PUBLISHED),
        ([StandingAct.RECEIVE, StandingAct.PASS, StandingAct.REVOKE], Standing.RECEIVED),
        ([StandingAct.EXCUSE, StandingAct.EXPECT, StandingAct.RECEIVE], Standing.RECEIVED),
    ],
)
def test_the_way_of_a_report(way: list[StandingAct], end: Standing) -> None:
    assert _gone(way)[-1] is end


def _gone(way: list[StandingAct]) -> list[Standing]:
    """Go as far as each act is possible."""
    found, returned = [Standing.MISSING], 0
    for act in way:
        if may(found[-1], act):
            found.append(after(found[-1], act, reason="因为", returned=returned))
            returned += act is StandingAct.RETURN
    return found


@given(ACTS)
def test_a_report_passes_only_after_it_came_in_and_is_published_only_after_it_passed(way: list[StandingAct]) -> None:
    gone = _gone(way)
    for before, now in pairwise(gone):
        if now is Standing.PASSED:
            assert before in {Standing.RECEIVED, Standing.RESUBMITTED}
        if now is Standing.PUBLISHED:
            assert before.is_locked


@given(st.sampled_from(Standing), st.sampled_from(StandingAct))
def test_what_is_not_possible_is_refused_with_what_stands_there(standing: Standing, act: StandingAct) -> None:
    if may(standing, act):
        assert after(standing, act, reason="因为") in Standing
    else:
        with pytest.raises(UserError, match=standing.label):
            after(standing, act, reason="因为")


@given(st.sampled_from([one for one in Standing if one.is_locked]))
def test_a_locked_report_takes_no_other_in_and_is_unlocked_only_with_a_reason(standing: Standing) -> None:
    assert not may(standing, StandingAct.RECEIVE)
    with pytest.raises(UserError, match="原因"):
        after(standing, StandingAct.REVOKE, reason="　")


def test_every_state_is_reached_and_every_act_is_possible_somewhere() -> None:
    reached = {
        after(one, act, reason="因为", returned=n)
        for one in Standing
        for act in StandingAct
        for n in (0, 1)
        if may(one, act)
    }
    assert reached == set(Standing)
    assert all(any(may(one, act) for one in Standing) for act in StandingAct)


@pytest.mark.parametrize("standing", Standing)
def test_a_superior_waits_for_those_below_that_are_open(standing: Standing) -> None:
    is_open = standing in {Standing.MISSING, Standing.RECEIVED, Standing.RETURNED, Standing.RESUBMITTED}
    assert bool(in_the_way([Child("甲小学", standing)], None)) is is_open


def test_many_that_are_open_are_counted() -> None:
    said = in_the_way([Child(f"第{n}小学", Standing.MISSING) for n in range(9)], None)
    assert "等9个" in said
    assert "第3小学" not in said


@given(st.tuples(*[st.integers(0, 3)] * 5))
def test_a_report_passes_unasked_only_where_nothing_is_to_be_mended_or_filled_in(counts: tuple[int, ...]) -> None:
    tally = Tally(*counts)
    assert bool(in_the_way([], tally)) is bool(tally.must or tally.blanks or tally.empty_texts)
