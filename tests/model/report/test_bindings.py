"""A bound number is always just the number of its cell, whatever is typed round it, and lets go when it is touched."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.form.editions import FORM_2021
from model.form.quotable import name_of, search, sources
from model.form.schema import Cell
from model.report.bindings import Binding, followed, shifted, sound, total
from model.report.numbers import number_text

CELLS = FORM_2021.typed_cells[:4]
KEY = "overview/on_application"
numbers = st.integers(0, 9999).map(Decimal)
words = st.text("受理件，。申请公开", max_size=6)
filled = st.fixed_dictionaries(dict.fromkeys(CELLS, numbers))


@st.composite
def bound_texts(draw: st.DrawFn, values: dict[Cell, Decimal]) -> tuple[str, tuple[Binding, ...]]:
    """Draw a text in which every number is bound to a cell or to a sum of cells."""
    text, bindings = draw(words), []
    for _ in range(draw(st.integers(0, 4))):
        cells = tuple(draw(st.lists(st.sampled_from(CELLS), min_size=1, max_size=3, unique=True)))
        number = number_text(total(cells, values))
        bindings.append(Binding(KEY, len(text), len(text) + len(number), cells))
        text += number + "件" + draw(words)
    return text, tuple(bindings)


def covers_its_number(text: str, one: Binding, values: dict[Cell, Decimal]) -> bool:
    around = text[max(one.start - 1, 0) : one.start] + text[one.end : one.end + 1]
    return text[one.start : one.end] == number_text(one.number(values)) and not any(map(str.isdigit, around))


@given(st.data(), filled)
def test_whatever_is_typed_or_deleted_a_binding_covers_its_number_or_is_gone(
    data: st.DataObject, values: dict[Cell, Decimal]
) -> None:
    text, bindings = data.draw(bound_texts(values))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 3)))
        new = text[:start] + data.draw(st.text("受件0123，.", max_size=3)) + text[end:]
        untouched = [one for one in bindings if one.end < start or one.start > end]
        left = shifted(bindings, text, new)
        assert all(covers_its_number(new, one, values) for one in left)
        if len(set(text[start:end]) & set("0123456789")) == 0 and "." not in new:
            assert {one.cells for one in untouched} <= {one.cells for one in left}
        text, bindings = new, left


@given(st.data(), filled, filled)
def test_when_cells_change_the_numbers_follow_and_nothing_else_changes(
    data: st.DataObject, before: dict[Cell, Decimal], after: dict[Cell, Decimal]
) -> None:
    text, bindings = data.draw(bound_texts(before))
    written, now = followed({KEY: text}, bindings, after)
    new = written.get(KEY, text)
    assert [one.cells for one in now] == [one.cells for one in bindings]
    assert all(covers_its_number(new, one, after) for one in now)
    assert _without(text, bindings) == _without(new, now)
    back, again = followed({KEY: new}, now, before)
    assert (back.get(KEY, new), again) == (text, bindings)


def _without(text: str, bindings: tuple[Binding, ...]) -> list[str]:
    ends = [0, *(end for one in bindings for end in (one.start, one.end)), len(text)]
    return [text[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True)]


def test_a_blank_leaves_what_stands_there() -> None:
    one = Binding(KEY, 2, 5, CELLS[:1])
    assert followed({KEY: "受理261件"}, [one], {}) == ({}, (one,))


@pytest.mark.parametrize(
    "new",
    ["受理2261件", "受理2619件", "受理21件", "受理件", "受理261.5件", "受理3.261件", "受理2,261件", ""],
)
def test_typing_inside_or_onto_the_number_unbinds_it(new: str) -> None:
    assert shifted([Binding(KEY, 2, 5, CELLS[:1])], "受理261件", new) == ()


@pytest.mark.parametrize("new", ["共受理261件", "受理9，261件", "受理261。", "受理了261件", "261件"])
def test_typing_beside_the_number_moves_it(new: str) -> None:
    (one,) = shifted([Binding(KEY, 2, 5, CELLS[:1])], "受理261件", new)
    assert new[one.start : one.end] == "261"


@pytest.mark.parametrize("text", ["受理262件", "受理", "受理1261件", ""])
def test_what_does_not_stand_on_its_number_is_not_taken_from_elsewhere(text: str) -> None:
    one = Binding(KEY, 2, 5, CELLS[:1])
    values = {CELLS[0]: Decimal(261)}
    assert sound([one], {KEY: "受理261件"}, values) == (one,)
    assert sound([one], {KEY: text}, values) == ()


# What can be bound


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_cell_can_be_quoted_once_and_is_found_by_its_own_words(edition: str) -> None:
    found = [one.cells for one in sources(edition)]
    assert len(found) == len(set(found))
    assert len({one.name for one in sources(edition)}) == len(found)


@pytest.mark.parametrize(
    "query, first",
    [
        ("受理", "第三部分“本年新收”行“总计”列"),
        ("予以公开", "第三部分“予以公开”行“总计”列"),
        ("不予公开 小计", "第三部分“不予公开”小计“总计”列"),
        ("规范性文件 制发", "第二部分“规范性文件”行“制发”列"),
    ],
)
def test_what_a_text_would_quote_comes_first(query: str, first: str) -> None:
    assert search("2021", query)[0].name == first


def test_the_sum_of_a_group_is_that_of_its_rows() -> None:
    refused = search("2021", "无法提供 小计 总计")[0]
    assert {cell.row for cell in refused.cells} == {
        "unavailable_not_held",
        "unavailable_needs_creating",
        "unavailable_still_unclear",
    }
    assert name_of("2021", refused.cells) == refused.name
