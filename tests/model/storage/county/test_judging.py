"""What the office says to explanations: it counts, it asks, and it is taken back as a whole."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.collection.standing import Standing, StandingAct, UnitAct
from model.errors import UserError
from model.form.editions import FORM_2021
from model.rules.tally import Tally
from model.storage.county.records import Judgement, NewJudgement
from model.storage.library import Library
from tests.model.storage.county.collected import OFFICE, TOWN, WHO, receive, units_of

TODAY = date(2026, 1, 25)
CELLS = FORM_2021.typed_cells[:2]


def judge(  # noqa: PLR0913 — what is said of an explanation
    library: Library, unit: int, submission: int, *, accepted: bool, rule: str = "X1", must: bool = True
) -> None:
    new = NewJudgement(submission, rule, CELLS[:1], accepted, must, "" if accepted else "请改正")
    library.county.judge(unit, new, WHO)


def tally(library: Library, collection: int, place: int = TOWN) -> Tally:
    found = library.county.roll(collection, TODAY)[place].tally
    assert found is not None
    return found


def test_an_explanation_that_is_not_taken_counts_asks_and_hinders(library: Library, collection: int) -> None:
    submission = receive(library, collection, TOWN, must=1)
    unit = units_of(library, collection)[TOWN].key
    judge(library, unit, submission, accepted=False)
    judge(library, unit, submission, accepted=False, rule="T2", must=False)
    assert tally(library, collection) == Tally(0, 2, 1)
    assert [(one.place, one.words) for one in library.county.remarks(unit)] == [(CELLS[0], "请改正")] * 2
    assert "必须改正的2处" in library.county.hindrance(unit)
    assert library.county.steps(unit)[0].act is UnitAct.JUDGE
    library.county.act(unit, StandingAct.RETURN, WHO)
    assert library.county.standings(collection)[unit] is Standing.RETURNED
    receive(library, collection, TOWN, change=1, must=0)
    assert tally(library, collection) == Tally(0, 0, 0)  # it was of the file before
    assert library.county.hindrance(unit) == ""
    assert library.county.misfits() == ()


def test_who_does_not_take_it_says_why(library: Library, collection: int) -> None:
    submission = receive(library, collection, OFFICE)
    unit = units_of(library, collection)[OFFICE].key
    with pytest.raises(UserError, match="写内容"):
        library.county.judge(unit, NewJudgement(submission, "X1", CELLS[:1], accepted=False, must=True), WHO)
    assert library.county.judgements(submission) == ()
    assert library.county.misfits() == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.sampled_from(["X1", "T2"]), st.booleans()), min_size=1, max_size=5))
def test_the_last_word_counts_and_all_are_taken_back_one_by_one(library: Library, said: list[tuple[str, bool]]) -> None:
    from tests.model.storage.county.collected import HEADING, UNITS

    collection = library.county.create(HEADING, UNITS, WHO)
    submission = receive(library, collection, TOWN)
    unit = units_of(library, collection)[TOWN].key
    stands: list[tuple[tuple[Judgement, ...], object]] = []
    for rule, accepted in said:
        stands.append((library.county.judgements(submission), library.county.remarks(unit)))
        judge(library, unit, submission, accepted=accepted, rule=rule)
    last = dict(said)
    assert {one.rule: one.accepted for one in library.county.judgements(submission)} == last
    assert len(library.county.remarks(unit)) == sum(not accepted for accepted in last.values())
    assert tally(library, collection).must == sum(not accepted for accepted in last.values())
    for before in reversed(stands):
        library.county.take_back(collection, library.county.batches(collection)[0].number)
        assert (library.county.judgements(submission), library.county.remarks(unit)) == before
    for _ in said:
        again = library.county.to_make_again(collection)
        assert again is not None
        library.county.make_again(collection, again.number)
    assert {one.rule: one.accepted for one in library.county.judgements(submission)} == last
    assert tally(library, collection).must == sum(not accepted for accepted in last.values())
    assert library.county.misfits() == ()
