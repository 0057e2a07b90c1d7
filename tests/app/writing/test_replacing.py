"""Find and replace: what it says it did is what was done, and no number that follows a cell is touched."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.writing.replacing import FoundWords, is_bound, next_place, places, replaced
from model.form.editions import FORM_2021
from model.form.schema import Cell
from model.report.bindings import Binding
from model.report.report import Level, Report

RECEIVED = Cell("applications/received/total")
ONE, TWO = "overview/platform", "problems/text"
texts = st.text("甲乙件年。23", max_size=12)


def report(first: str, second: str = "") -> Report:
    return Report("甲镇", Level.TOWNSHIP, 2023, numbers={RECEIVED: Decimal(3)}, texts={ONE: first, TWO: second})


@given(texts, texts, st.text("甲乙件2", min_size=1, max_size=2), st.text("甲丙5", max_size=3))
def test_all_is_replaced_as_words_are(first: str, second: str, words: str, new: str) -> None:
    one = report(first, second)
    done = replaced(one, (), places(one, words), new)
    assert {**one.texts, **done.texts} == {ONE: first.replace(words, new), TWO: second.replace(words, new)}
    assert done.done == first.count(words) + second.count(words)


@given(texts, texts, st.text("甲乙件23", min_size=1, max_size=2), st.text("甲丙", min_size=1, max_size=3))
def test_a_number_that_follows_a_cell_stays_and_goes_along(before: str, after: str, words: str, new: str) -> None:
    text = f"{before}甲3乙{after}"
    at = len(before) + 1
    bound = (Binding(ONE, at, at + 1, (RECEIVED,)),)
    one = report(text)
    found = places(one, words)
    done = replaced(one, bound, found, new)
    assert done.left == sum(is_bound(place, bound) for place in found)
    assert done.done + done.left == len(found)
    if done.done:
        (kept,) = done.bound
        assert done.texts[ONE][kept.start : kept.end] == "3"


def test_a_number_that_becomes_part_of_another_lets_go() -> None:
    one = report("收到3件")
    done = replaced(one, (Binding(ONE, 2, 3, (RECEIVED,)),), places(one, "件"), "0件")
    assert (done.texts[ONE], done.bound) == ("收到30件", ())


def test_what_is_found_is_told_in_print_order_and_walked_round() -> None:
    one, keys = report("甲乙甲", "甲"), [*FORM_2021.texts]
    found = places(one, "甲")
    assert found == [FoundWords(ONE, 0, 1), FoundWords(ONE, 2, 3), FoundWords(TWO, 0, 1)]
    assert [next_place(found, keys, (ONE, at)) for at in (0, 1, 3)] == [0, 1, 2]
    assert next_place(found, keys, (TWO, 1)) == 0
    assert next_place(found, keys, (ONE, 0), forward=False) == 2
    assert next_place(found, keys, (TWO, 0), forward=False) == 1
    assert next_place([], keys, (ONE, 0)) is None
    assert places(one, "") == []
