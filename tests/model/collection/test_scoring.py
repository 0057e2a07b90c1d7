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
    Scoring,
    deductions,
    items_from,
    score,
    scoring_from,
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


labels = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(
    lambda one: one == one.strip()
)
scorings = st.builds(
    Scoring,
    st.integers(1, 1000).map(Decimal),
    st.lists(
        st.builds(ScoreItem, st.uuids().map(str), labels, st.integers(0, 99).map(Decimal)),
        min_size=1,
        max_size=6,
        unique_by=(lambda one: one.id, lambda one: one.label),
    ).map(tuple),
)


@given(scorings)
def test_how_an_office_scores_is_read_as_it_was_written(scoring: Scoring) -> None:
    assert scoring.lacking == ""
    assert scoring_from(scoring.words) == scoring


@pytest.mark.parametrize(
    "scoring, why",
    [
        (Scoring(Decimal(0)), "满分"),
        (Scoring(Decimal(10), ()), "至少"),
        (Scoring(Decimal(10), (ScoreItem("a", " ", Decimal(1)),)), "名称"),
        (Scoring(Decimal(10), (ScoreItem("a", "甲", Decimal(1)), ScoreItem("b", "甲 ", Decimal(1)))), "两个"),
    ],
)
def test_what_cannot_be_scored_by_is_told(scoring: Scoring, why: str) -> None:
    assert why in scoring.lacking
    with pytest.raises(UserError):
        scoring_from(scoring.words)


@pytest.mark.parametrize(
    "words", ["", "[]", "{}", '{"full": "x", "items": []}', '{"full": "NaN", "items": [["a","b","1"]]}']
)
def test_what_is_no_scoring_is_refused(words: str) -> None:
    with pytest.raises(UserError):
        scoring_from(words)
