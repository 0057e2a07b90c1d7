"""A drawn table whose labels were permuted, dropped, doubled or replaced never gives a number to another's cell."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from intake.interpret import interpret
from intake.pdf.reader import read as read_pdf
from intake.reading import Reading
from model.errors import UserError
from model.form.editions import FORM_2019, FORMS
from model.form.schema import Cell
from tests.intake.drawn import drawn
from tests.intake.rearranged import APPLICATIONS, TITLE, heading, matrix, read
from tests.intake.relabelled import HOW, WAYS, WHAT, Kind, Relabelled, against_labels, relabelled, unnamed

kinds = st.builds(
    Kind,
    st.sampled_from(["disclosure", "handling", "review"]),
    st.sampled_from(WAYS),
    st.sampled_from(HOW),
    st.sampled_from(WHAT),
    st.sampled_from(list(FORMS.values())),
)
seeds = st.integers(0, 10**6)
BOTH = Kind("handling", "HTML", "doubled", "both")


def is_told(reading: Reading, drawn: Relabelled, cell: Cell) -> bool:
    """Whether it is said that no label was found for the row or the column of a cell."""
    lines = (drawn.form.row(cell), drawn.form.column(cell))
    said = [one.sentence for one in reading.problems if "没有认出" in one.sentence]
    return any(line.label[:6] in sentence or "等" in sentence for line in lines for sentence in said)


@settings(max_examples=150, deadline=None)
@given(seeds, kinds)
def test_no_number_goes_where_its_labels_name_another_row_or_column(seed: int, kind: Kind) -> None:
    drawn = relabelled(seed, kind)
    reading = interpret(drawn.document)
    found = against_labels(reading.report.numbers, drawn)
    assert {cell: number for cell, number in found.items() if not is_told(reading, drawn, cell)} == {}


@settings(max_examples=30, deadline=None)
@given(seeds, kinds, st.booleans())
@example(seed=253, kind=BOTH, ruled=False)  # a row's label is a piece of another's
@example(seed=260, kind=BOTH, ruled=False)  # “其他” stands nowhere but in “法人或其他组织”
@example(seed=268, kind=BOTH._replace(what="columns", form=FORM_2019), ruled=False)  # “总计” stands before “其他”
def test_nor_where_the_table_is_drawn_on_a_page(seed: int, kind: Kind, ruled: bool) -> None:  # noqa: FBT001
    relabelled_table = relabelled(seed, kind._replace(way="HTML"))
    drawn_page = drawn(random.Random(seed), relabelled_table.document, ruled=ruled)
    try:
        reading = interpret(read_pdf(drawn_page))
    except UserError:  # no label of it is left
        return
    found = against_labels(reading.report.numbers, relabelled_table)
    assert {cell: n for cell, n in found.items() if not is_told(reading, relabelled_table, cell)} == {}


@settings(max_examples=150, deadline=None)
@given(seeds, kinds)
def test_what_was_read_by_its_place_alone_is_told_unless_it_adds_up(seed: int, kind: Kind) -> None:
    drawn = relabelled(seed, kind)
    reading = interpret(drawn.document)
    numbers = reading.report.numbers
    adds_up = all(
        numbers.get(one.left[0]) is not None
        and sum(numbers.get(cell, 0) for cell in one.left) == sum(numbers.get(cell, 0) for cell in one.right)
        for one in drawn.form.identities
        if any(cell in numbers for cell in one.cells)
    )
    balanced = adds_up and kind.section != "disclosure"
    assert balanced or all(is_told(reading, drawn, cell) for cell in unnamed(numbers, drawn))


@pytest.mark.parametrize("way", WAYS)
def test_the_labels_of_the_form_are_read_whole_and_nothing_is_told(way: str) -> None:
    for section in ("disclosure", "handling", "review"):
        drawn = relabelled(7, Kind(section, way, "none", "rows"))
        reading = interpret(drawn.document)
        assert against_labels(reading.report.numbers, drawn) == {}
        assert not [one for one in reading.problems if "没有认出" in one.sentence]


@pytest.mark.parametrize("between", ["\t", "\n"])
def test_a_row_lost_and_the_next_one_twice_shifts_nothing_wherever_labels_stand(between: str) -> None:
    rows, truth = matrix([*range(175)])
    rows[11][0] = rows[12][0]
    lines = [between.join(row) for row in rows]
    reading = read("text", TITLE, heading(APPLICATIONS), *lines)
    lost = APPLICATIONS.row_leaves[10]
    numbers = dict(reading.report.numbers)
    assert not [cell for cell in numbers if cell.row == lost.key]
    assert numbers == {cell: number for cell, number in truth.items() if cell.row != lost.key}
    assert any(lost.label in str(problem) for problem in reading.problems)


@pytest.mark.parametrize(
    "piece", ["（二）部分公开（区分处理的，只计这", "一情形，不计其他情形）", "区分处理的，只计这一情形"]
)
def test_a_row_beside_a_piece_of_another_label_is_refused_though_the_columns_add_up(piece: str) -> None:
    numbers = {0: 5, 2: 5, 23: 5}  # received, disclosed, the total of the results
    rows, truth = matrix([numbers.get(at // 7, 0) for at in range(175)])
    rows[24][0] = piece
    reading = read("text", TITLE, heading(APPLICATIONS), *("\t".join(row) for row in rows))
    total = APPLICATIONS.row_leaves[23]
    assert dict(reading.report.numbers) == {cell: n for cell, n in truth.items() if cell.row != total.key}
    assert any("没有填入" in str(problem) and total.label in str(problem) for problem in reading.problems)
