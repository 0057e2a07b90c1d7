"""What a return says takes the place of what one said before; what was answered here is not lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model.collection.opinion import Opinion, taken_over, unanswered
from model.collection.remarks import RemarkAnswer, RemarkVerdict

opinions = st.lists(
    st.builds(
        Opinion,
        id=st.sampled_from("abcd"),
        place=st.just(""),
        words=st.sampled_from(["请核对", "请改"]),
        answer=st.sampled_from(RemarkAnswer),
        answer_words=st.sampled_from(["", "台账如此"]),
        verdict=st.sampled_from(RemarkVerdict),
        revision=st.just(1),
    ),
    unique_by=lambda one: one.id,
)


@given(opinions, opinions)
def test_the_same_file_again_changes_nothing(before: list[Opinion], come: list[Opinion]) -> None:
    first = taken_over(before, come)
    assert taken_over(first, come) == first
    assert [one.id for one in first] == [one.id for one in come]


@given(opinions, opinions)
def test_what_was_answered_here_stays_until_the_office_has_seen_it(before: list[Opinion], come: list[Opinion]) -> None:
    said = {one.id: (one.answer, one.answer_words) for one in before}
    for one in taken_over(before, come):
        if one.id in said:
            assert (one.answer, one.answer_words) == said[one.id]


@given(opinions)
def test_what_the_office_insists_on_is_to_be_answered_anew(come: list[Opinion]) -> None:
    later = [one._replace(revision=2) for one in come]
    stands = taken_over(come, later)
    for one in stands:
        if one.verdict is RemarkVerdict.INSISTED:
            assert not one.is_answered
    assert unanswered(stands) == sum(one.answer is RemarkAnswer.NONE for one in stands)
    assert [one.answer_words for one in stands] == [one.answer_words for one in come]
