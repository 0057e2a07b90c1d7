"""Scores of a collection: kept with it, proposed, overruled, and as they were when that is taken back."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.collecting.review_table import review_list, review_table
from app.collecting.scores import decide, rule_again, score_table, scoring_of, set_scoring
from app.finalising import NOT_COMPARED
from model.collection.scoring import PRESET, ScoreItem, Scoring
from model.errors import UserError
from model.storage.library import Library
from tests.app.collecting.incoming import of_unit
from tests.model.storage.county.collected import ARCHIVE, HEADING, OFFICE, SCHOOL, TOWN, UNITS, WHO, YEAR, receive

AFTER = date(2026, 3, 5)
OWN = ScoreItem("own-1", "没有按格式写", Decimal(1))
SCORING = Scoring(Decimal(20), (*PRESET[:2], OWN))
wanted = st.dictionaries(st.sampled_from([one.id for one in SCORING.items]), st.integers(0, 9).map(Decimal), min_size=1)


def state(library: Library, collection: int) -> list[object]:
    unit = score_table(library, collection, AFTER).units[OFFICE]
    return [unit.score, [(one.item.id, one.points, one.why, one.proposed) for one in unit.deductions]]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(st.lists(wanted, min_size=1, max_size=4))
def test_what_is_decided_holds_and_is_taken_back(library: Library, said: list[dict[str, Decimal]]) -> None:
    collection = library.county.create(HEADING, UNITS, WHO)
    set_scoring(library, collection, SCORING)
    done = []
    for at, points in enumerate(said):
        unit = score_table(library, collection, AFTER).units[OFFICE]
        before = state(library, collection)
        whole = {item.id: points.get(item.id, unit.points(item)) for item in SCORING.items}
        items = decide(library, unit, whole, f"理由{at}", WHO)
        done.append((unit, items, before))
        now = score_table(library, collection, AFTER).units[OFFICE]
        assert {item.id: now.points(item) for item in SCORING.items} == whole
        assert now.score == max(Decimal(), SCORING.full - sum(whole.values()))
        for item in SCORING.items:  # what the program says itself is no ruling
            if item.id in items:
                assert (item.id in (now.ruled or {})) is (now.points(item) != now.proposal(item))
    for unit, items, before in reversed(done):
        rule_again(library, unit.row.unit.key, items, dict(unit.ruled or {}))
        assert state(library, collection) == before
    assert library.county.misfits() == ()


def test_how_it_scores_is_kept_with_its_collection_and_goes_with_it(library: Library, collection: int) -> None:
    other = library.county.create(HEADING, UNITS, WHO)
    set_scoring(library, other, SCORING)
    assert (scoring_of(library, collection), scoring_of(library, other)) == (Scoring(), SCORING)
    with pytest.raises(UserError, match="至少"):
        set_scoring(library, other, Scoring(Decimal(10), ()))
    assert scoring_of(library, other) == SCORING
    now = library.county._clock()
    library.county.delete(other)
    later = library.county
    later._clock = lambda: now + timedelta(days=400)
    assert later.clear_deleted() == 1
    assert library.county.create(HEADING, UNITS, WHO) == other  # the number is given again
    assert scoring_of(library, other) == Scoring()


def test_a_setting_that_nobody_can_read_counts_as_none(library: Library, collection: int) -> None:
    library.set_setting(f"scoring {collection}", "{")
    assert scoring_of(library, collection) == Scoring()


def test_the_table_scores_by_what_is_set(library: Library, collection: int) -> None:
    set_scoring(library, collection, SCORING)
    table = review_table(library, collection, AFTER)
    assert table.units[OFFICE].score == SCORING.full - sum(one.points for one in PRESET[:2])
    listing = review_list(table)
    score = [one.label for one in listing.columns].index("得分")
    assert [row[score] for row in listing.rows] == ["10", "10", "10", ""]
    assert all(len(row) == len(listing.columns) for row in listing.rows)
    assert listing.rows[ARCHIVE][1] == UNITS[ARCHIVE].name


def test_what_could_not_be_held_against_last_year_says_so(library: Library, collection: int) -> None:
    receive(library, collection, TOWN)
    receive(library, collection, SCHOOL)
    library.create(of_unit(UNITS[SCHOOL].name, year=YEAR - 1))
    town, _, school, archive = score_table(library, collection, AFTER).units
    assert [NOT_COMPARED in one.why for one in (town, school, archive)] == [True, False, False]
    listed = review_list(review_table(library, collection, AFTER))
    (column,) = (at for at, one in enumerate(listed.columns) if "上年" in one.label)
    words = [row[column] for row in listed.rows]
    assert words[:2] == ["未与上年核对", ""]
    assert words[2] not in words[:2]
