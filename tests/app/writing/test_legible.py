"""A kept sentence as it is read and edited: what it says by itself stays, and its numbers are those that were in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.writing import own
from app.writing.legible import kept_form, legible
from app.writing.own import OwnSentence
from model.errors import UserError
from model.form.editions import FORMS
from model.form.quotable import sources

PLAIN = st.text(st.sampled_from("全年收到件，。{}（）“”0123456789年度"), max_size=12).map(
    lambda words: words.replace("{", "{{").replace("}", "}}")
)
SLOTS = st.sampled_from(
    ["{year}", "{source}"]
    + [f"{{{'+'.join(one.cells)}}}" for form in FORMS for one in sources(form)]
    + ["{applications/received/total+applications/brought_forward/total}", "{nobody/knows/this}"]
)
KEPT = st.lists(st.tuples(PLAIN, SLOTS | st.just("")), max_size=6).map(
    lambda parts: "".join(before + slot for before, slot in parts)
)


@given(KEPT)
def test_what_is_not_edited_is_kept_as_it_was(words: str) -> None:
    assert kept_form(legible(words), words) == words


@given(KEPT)
def test_nobody_reads_the_key_of_a_cell_that_a_form_has(words: str) -> None:
    shown = legible(words.replace("{nobody/knows/this}", ""))
    assert re.search("[a-z_]/[a-z_]", shown) is None  # 增/减 is a head of the older form


@given(KEPT, PLAIN)
def test_words_may_be_put_before_and_behind(words: str, more: str) -> None:
    typed = more.replace("{{", "{").replace("}}", "}")
    assert kept_form(typed + legible(words) + typed, words) == more + words + more


def test_a_number_may_be_said_twice_or_left_out_but_no_other_can_be_named() -> None:
    words = "收到{applications/received/total}件。"
    number = legible("{applications/received/total}")
    assert kept_form(f"{number}、{number}", words) == "{applications/received/total}、{applications/received/total}"
    assert kept_form("｛年度｝年收到若干件。", words) == "{year}年收到若干件。"
    for wrong in ("｛｝件", f"{number[:-2]}｝件", "｛{year}｝", "｛第三部分“本年新收”行“自然人”列｝"):
        with pytest.raises(UserError, match="照原样留着"):
            kept_form(wrong, words)


def test_a_changed_sentence_keeps_its_place_and_one_of_two_that_became_alike_is_enough() -> None:
    one, two, three = (OwnSentence("problems/text", f"{number}是。") for number in "一二三")
    assert own.changed([one, two, three], two, OwnSentence("problems/text", "改了。"))[1].words == "改了。"
    assert own.changed([one, two, three], three, one) == [one, two]
    for words in ("", "  ", "长" * (own.LONGEST + 1)):
        with pytest.raises(UserError):
            own.changed([one], one, OwnSentence("problems/text", words))
