"""Scores never fall below none, follow what is known, and give way to what somebody decided."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.collection.scoring import (
    FULL,
    PRESET,
    ScoreFacts,
    ScoreItem,
    ScoreRuling,
    deductions,
    items_from,
    score,
)
from model.errors import UserError

NOW = datetime.now(UTC)
counts = st.integers(0, 5)
facts = st.builds(
    ScoreFacts, counts, counts, counts, st.lists(st.sampled_from(["甲局95%", "乙局91%"]), max_size=3), st.booleans()
)
rulings = st.lists(
    st.builds(
        ScoreRuling,
        unit=st.just(1),
        item=st.sampled_from([one.id for one in PRESET]),
        points=st.integers(0, 9).map(Decimal),
        reason=st.just("经核实"),
        by=st.just("王"),
        when=st.just(NOW),
    ),
    max_size=4,
)


@given(facts, rulings)
def test_a_score_is_between_none_and_full_and_rulings_are_the_last_word(
    known: ScoreFacts, ruled: list[ScoreRuling]
) -> None:
    found = deductions(known, ruled)
    assert 0 <= score(found) <= FULL
    last = {one.item: one for one in ruled}
    for item in PRESET:
        mine = [one for one in found if one.item is item]
        if item.id in last:
            assert [one.points for one in mine] == [one for one in [last[item.id].points] if one]
            assert not any(one.proposed for one in mine)
        assert all(one.why for one in mine)


@given(facts)
def test_nothing_is_deducted_for_what_is_not_known(known: ScoreFacts) -> None:
    ids = {one.item.id for one in deductions(known)}
    said = {"late": known.days_late, "published_late": known.days_published_late, "incomplete": known.blanks}
    said |= {"copied": len(known.alike), "uncorrected": known.uncorrected}
    assert ids == {item for item, there in said.items() if there}


def test_an_own_item_counts_only_where_somebody_says_so() -> None:
    own = (*PRESET, ScoreItem("seal", "没有盖章", Decimal(2)))
    assert deductions(ScoreFacts(), (), own) == ()
    (one,) = deductions(ScoreFacts(), [ScoreRuling(1, "seal", Decimal(2), "纸质件没有盖章", "王", NOW)], own)
    assert one.words == "没有盖章扣2分（纸质件没有盖章）"


@pytest.mark.parametrize(
    "raw", [None, [], {}, [[1]], [["a", "b", "x"]], [["a", "b", 1], ["a", "c", 2]], [["a", "b", -1]], "abc"]
)
def test_items_that_are_none_are_refused(raw: object) -> None:
    with pytest.raises(UserError, match="评分项目"):
        items_from(raw)


def test_items_are_read() -> None:
    assert items_from([[one.id, one.label, str(one.points)] for one in PRESET]) == PRESET
