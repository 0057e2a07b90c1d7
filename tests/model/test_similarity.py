"""The measure of likeness without rapidfuzz is the one with it."""

from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq
from rapidfuzz.fuzz import ratio

from model import similarity, similarity_plain

WORDS = st.text("甲乙丙丁𠮷1 ", max_size=90) | st.text(max_size=20)


@given(WORDS, WORDS)
@example("", "")
@example("甲" * 65, "甲" * 64 + "乙")
def test_both_measures_are_equal(first: str, second: str) -> None:
    assert similarity_plain.common_length(first, second) == LCSseq.similarity(first, second)
    assert similarity_plain.ratio(first, second) == ratio(first, second)


@given(WORDS, st.lists(WORDS, max_size=6), st.sampled_from([0, 40, 66.66666666666667, 100]))
@example("甲乙", ["乙甲", "甲丙", "甲"], 0)
def test_both_find_the_same_likest(text: str, others: list[str], least: float) -> None:
    plain = similarity_plain.extractOne(text, others, scorer=similarity_plain.ratio, score_cutoff=least)
    assert (plain and (plain[2], plain[1])) == similarity.likest(text, others, least)


def test_the_quick_one_is_used_where_it_is_there() -> None:
    assert similarity.ratio is ratio
