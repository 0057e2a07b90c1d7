"""What a text is looked through for first, quickly, is in all that is looked for slowly: nothing passes unseen."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.rules.narrative import fees, other_lists, others_outcomes, plain
from model.rules.words import (
    composition,
    contacts,
    counted_again,
    left_over,
    periods,
    persons,
    reckoning,
    told_beside,
)

QUICK = {  # by what is looked for: what is looked for first
    "postal area": (contacts._LANDLINE, contacts._AREA),
    "towards": (reckoning._TOWARDS, reckoning._AGAINST_A_YEAR),
    "apart": (reckoning._APART, reckoning._AGAINST_A_YEAR),
    "towards, first": (reckoning._TOWARDS, reckoning._MAY_COMPARE),
    "base in brackets": (told_beside._BASE_IN_BRACKETS, told_beside._AGAINST_A_YEAR),
    "number first": (told_beside._NUMBER_FIRST, told_beside._AGAINST_A_YEAR),
    "both": (told_beside._BOTH, told_beside._OF_TWO),
    "parts": (composition._PARTS, composition._MAY_COUNT_PARTS),
    "fee": (fees._OF_INFORMATION, fees._MAY_BE_A_FEE),
    "of a body": (others_outcomes._OF_A_BODY, others_outcomes._MAY_BE_OF_A_BODY),
    "somebody": (persons._LIVES, re.compile("住|地址")),
    "each": (other_lists._EACH, other_lists._MAY_OPEN),
    "each of them": (other_lists._EACH_OF_THEM, other_lists._MAY_OPEN),
    "made of": (other_lists._MADE_OF, other_lists._MAY_OPEN),
    "whole of": (other_lists._WHOLE_OF, other_lists._MAY_OPEN),
    "kinds": (other_lists._KINDS, other_lists._MAY_OPEN),
    "of many": (other_lists._OF_MANY, other_lists._MAY_OPEN),
}


@settings(max_examples=60)
@pytest.mark.parametrize("name", QUICK)
@given(data=st.data())
def test_what_is_looked_for_is_seen_at_once(name: str, data: st.DataObject) -> None:
    slow, quick = QUICK[name]
    text = data.draw(st.from_regex(slow))
    assert not slow.search(text) or quick.search(text), text


@given(
    st.lists(st.sampled_from([*counted_again._STOCK.split("|"), *"0123个次，。、了甲新\n"]), max_size=14).map("".join)
)
def test_what_is_counted_is_told_clause_by_clause_as_all_at_once(text: str) -> None:
    assert [one.span() for one in counted_again._told(text)] == [
        one.span() for one in counted_again._COUNT.finditer(text)
    ]


@settings(max_examples=300)
@given(data=st.data())
def test_what_is_left_over_begins_as_it_may(data: st.DataObject) -> None:
    text = data.draw(st.from_regex(left_over._LEFT_OVER))
    found = left_over._LEFT_OVER.search(text)
    assert not found or left_over._MAY_BE.match(text, found.start()), text


@given(data=st.data())
def test_a_period_has_a_month_or_points(data: st.DataObject) -> None:
    folded = data.draw(st.from_regex(periods._SPAN)).translate(periods._FOLDED)
    assert not periods._SPAN.search(folded) or "月" in folded or periods._DAY_IN_DIGITS.search(folded), folded


@given(st.text("收到受理办结答复制发定作含修改订公开部分或（）(), 1２：；", max_size=30))
def test_what_is_folded_at_need_is_folded_as_if_always(text: str) -> None:
    assert plain.plain(text) == plain.plain(text.translate(plain._FOLDED))
