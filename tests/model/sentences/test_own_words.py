"""What is known of a long text goes along with its edits, and is what it would be looked at for the first time."""

from collections.abc import Iterator
from unittest.mock import Mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.report.prose import sentences
from model.sentences import own_words as module
from model.sentences.own_words import own_words, own_words_of_long
from model.sentences.recognising import is_ours

OURS = "本年度没有收取信息处理费。"
LONGER = "本年收取信息处理费0元。"
WORDS = st.lists(
    st.sampled_from([OURS, LONGER, "甲", "。", "！", "\n", "\r", "，", "乙丙丁。", OURS[:-1]]), max_size=9
).map("".join)
EDITS = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 30), WORDS), max_size=8)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Take for long what a test can hold, and begin with nothing known."""
    monkeypatch.setattr(module, "LONG", 8)
    monkeypatch.setattr(module, "_PART", 3)
    yield
    module._lately._known = ()


def looked_at_whole(text: str) -> str:
    said = [sentence for _, sentence in sentences(text)]
    kept = [sentence for sentence in said if not is_ours(sentence)]
    return text if kept == said else "".join(kept)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=WORDS, edits=EDITS)
def test_after_any_edits_it_is_what_a_look_at_the_whole_text_says(text: str, edits: list[tuple[int, int, str]]) -> None:
    assert own_words(text) == looked_at_whole(text)
    for place, length, new in edits:
        start = min(place, len(text))
        text = text[:start] + new + text[start + length :]
        assert own_words(text) == looked_at_whole(text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=20))
def test_several_texts_are_known_side_by_side(texts: list[str]) -> None:
    for text in (*texts, *texts):
        assert own_words(text) == looked_at_whole(text)


def looked_at(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Count the sentences that are looked at."""
    seen = Mock(side_effect=is_ours)
    with monkeypatch.context() as patch:
        patch.setattr(module, "is_ours", seen)
        own_words(text)
    return seen.call_count


def test_a_letter_has_the_sentences_near_it_looked_at_only(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "乙丙丁。" * 3000
    assert looked_at(text, monkeypatch) == 3000
    for at in (0, 5, 6000, len(text)):
        assert looked_at(text[:at] + "8" + text[at:], monkeypatch) <= 6
        assert looked_at(text, monkeypatch) <= 6


def test_texts_of_a_whole_sitting_are_not_kept() -> None:
    text = "乙丙丁。" * 300
    for number in range(40):
        text += f"{number}"
        own_words(text)
    assert len(module._lately._known) == 1


def test_it_can_be_done_in_pieces() -> None:
    pieces = own_words_of_long("乙丙丁。" * 30 + OURS)
    assert len(list(pieces)) > 20
    assert own_words("乙丙丁。" * 30 + OURS) == "乙丙丁。" * 30
