"""The assignment of groups to rows is the best of all that keep the order, tried one by one; what each group knows."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.interpret.align import MARGIN, MISSING, STRAY, _align, _score
from intake.interpret.blocks import _Header, block_groups
from intake.interpret.columns import Column
from intake.interpret.groups import groups_of
from intake.interpret.row_templates import slots_of
from intake.interpret.rows import SourceRow, words_of
from model.form.editions import FORM_2021
from tests.intake.test_edges_of_tables import Sounding, group, slot

LIKE = st.sampled_from([0.0, 0.62, 0.7, 0.8, 0.89, 0.95, 1.0])
Pairs = tuple[tuple[int, int], ...]


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[Sounding]]:
    words = draw(st.lists(st.sampled_from(["", "甲", "乙", "丙"]), min_size=1, max_size=3))
    slots = []
    for _ in range(draw(st.integers(1, 3))):
        like = {word: draw(LIKE) for word in set(words) if word}
        slots.append(slot(extra=draw(st.booleans()), **like))
    return words, slots


def ways(groups: int, slots: int) -> Iterator[Pairs]:
    """Return every assignment that keeps the order."""
    for count in range(min(groups, slots) + 1):
        for chosen in combinations(range(groups), count):
            for places in combinations(range(slots), count):
                yield tuple(zip(chosen, places, strict=True))


def worth(pairs: Pairs, words: Sequence[str], slots: Sequence[Sounding]) -> float:
    likeness = [[one.likeness(word, at_end=True) for one in slots] for word in words]
    taken = {j for _, j in pairs}
    missing = sum(not one.extra for j, one in enumerate(slots) if j not in taken)
    found = sum(_score(words[i], likeness[i], j) for i, j in pairs)
    return found + STRAY * (len(words) - len(pairs)) + MISSING * missing


@given(tables())
def test_the_best_of_all_assignments_is_found_and_what_is_certain_is_clearly_better(
    table: tuple[list[str], list[Sounding]],
) -> None:
    words, slots = table
    found = _align([group(word) for word in words], slots, at_end=True)
    scored = {pairs: worth(pairs, words, slots) for pairs in ways(len(words), len(slots))}
    best = max(scored.values())
    assert found.score == pytest.approx(best)
    assert len(found.matches) + len(found.strays) == len(words)
    if len(set(words)) < len(words):
        return  # which group is meant cannot be told from its words
    where = {word: at for at, word in enumerate(words)}
    got = tuple((where[m.group.before], next(j for j, one in enumerate(slots) if one is m.slot)) for m in found.matches)
    assert scored[got] == pytest.approx(best)
    for match, (i, j) in zip(found.matches, got, strict=True):
        others = [score for pairs, score in scored.items() if not _comes_to(dict(pairs).get(i), j, slots)]
        if match.certain:
            assert best - max(others) >= MARGIN - 1e-9


def _comes_to(here: int | None, there: int, slots: Sequence[Sounding]) -> bool:
    return here == there or (here is not None and slots[here].extra and slots[there].extra)


# What each group knows of where it stands


def row(text: str, place: str = "") -> SourceRow:
    return SourceRow(text, words_of(text), place)


def grid(*rows: tuple[str, ...]) -> list[SourceRow]:
    return [SourceRow(" ".join(one), one, f"第{at}行", 0, parted=True) for at, one in enumerate(rows)]


def test_more_numbers_than_a_row_has_are_known_to_be_too_many() -> None:
    found = groups_of([row("天地 1 2 3"), row("玄黄 1 2 3 4 5"), row("宇宙 1 2")], 3, ())
    assert [(one.oversize, bool(one.values)) for one in found] == [(False, True), (True, False), (False, False)]
    assert [one.seen for one in found] == ["", "1 2 3 4 5", "1 2"]


def test_a_group_knows_whether_columns_and_headers_told_its_places() -> None:
    columns = [Column(label) for label in ("天天", "地地")]
    told = grid(("", "天天", "地地"), ("甲甲", "1", "2"), ("乙乙", "3", "4"))
    found = groups_of([row("前面 8 9"), *told, row("后面 6 7")], 2, columns)
    assert [(one.placed, one.headed, one.sure) for one in found] == [
        (False, False, True),
        (True, True, True),
        (True, True, True),
        (False, False, True),
    ]
    assert [one.place for one in found] == ["", "第1行", "第2行", ""]


def test_numbers_over_two_lines_are_not_sure() -> None:
    assert [(one.sure, one.values) for one in groups_of([row("天地 1"), row("2 3")], 3, ())] == [
        (False, ("1", "2", "3")),
    ]


def test_the_words_behind_a_group_are_those_before_the_next() -> None:
    found = groups_of([row("1 2 3 天地"), row("4 5 6 玄黄"), row("7 8 9")], 3, ())
    assert [(one.before, one.after) for one in found] == [("", "天地"), ("天地", "玄黄"), ("玄黄", "")]


def test_columns_in_another_order_are_read_in_that_of_the_form() -> None:
    columns = [Column(label) for label in ("天天", "地地", "人人")]
    told = grid(("", "人人", "天天", "地地"), ("甲甲", "3", "1", "2"), ("乙乙", "6", "", "5"))
    assert [one.values for one in groups_of(told, 3, columns)] == [("1", "2", "3"), ("", "5", "6")]


def test_a_row_of_another_shape_says_nothing_of_the_header_of_a_block() -> None:
    table = FORM_2021.tables["legislation"]
    header = ("信息内容", *(column.label for column in table.column_leaves))
    rows = [header, ("规章", "1", "", "3"), ("某某", "某某", "1", "2", "3", "4")]
    lines = [SourceRow(" ".join(one), one, "", -1, parted=True) for one in rows]
    assert block_groups(lines, [table], slots_of(table))[0].values == ("1", "", "3")
    shifted = [*lines[:2], SourceRow("行政规范性文件", ("5", "6", "7", "8"), "", -1, parted=True)]
    assert block_groups(shifted, [table], slots_of(table))[0].values != ("1", "", "3")


@pytest.mark.parametrize(
    "fields, read",
    [
        (("甲", "1", "", "3"), True),
        (("", "1", "", "3"), False),  # without a name
        (("甲", "", "", ""), False),  # without a number
        (("甲", "1", "", "3", ""), False),  # of another shape
    ],
)
def test_a_row_below_a_header_is_read_by_it_where_it_is_one(fields: tuple[str, ...], read: bool) -> None:  # noqa: FBT001
    header = _Header(-1, 4, (1, 2, 3))
    line = SourceRow(" ".join(fields), fields, "", -1, parted=True)
    assert header.cells(line) == ((1, 2, 3) if read else None)
    assert _Header(0, 4, (1, 2, 3)).cells(line) is None  # of another grid
    assert _Header(-1, 4, (2, 3)).cells(line) is None  # a number where no header is
