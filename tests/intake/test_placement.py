"""A pasted block lands where it belongs, or nowhere with the reason."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.block import Block, Piece
from intake.placement import Placement, place
from model.errors import UserError
from model.form.editions import FORM_2019, FORM_2021
from model.form.grid import Box, BoxRole, printed_grid
from model.form.schema import Cell, Section
from model.report.numbers import number_text
from tests.none_signs import NO_NONE, NONE

PUBLISHED = Path(__file__).parents[2].parent / "shared" / "reports" / "shuyang-development-2023-table3.html"
TABLES = list(dict.fromkeys(s for form in (FORM_2021, FORM_2019) for s in form.sections if s.tables))
HANDLING = next(section for section in FORM_2021.sections if section.key == "handling")
DISCLOSURE = next(section for section in FORM_2021.sections if section.key == "disclosure")
FIRST = HANDLING.cells[0]
NUMBERS = {cell: Decimal(i) for i, cell in enumerate(HANDLING.cells)}
in_table = st.sampled_from(HANDLING.cells)
two_forms = st.sampled_from([lambda b: Block.from_html(b.html), lambda b: Block.from_tsv(b.tsv)])
Form = Callable[[Block], Block]


def boxes_of(section: Section, labels: int, *, headers: bool) -> list[Box]:
    grid = printed_grid(section)
    left = grid.label_columns - labels
    return [
        box
        for box in grid.boxes
        if box.column + box.columns > left
        and (headers or box.role in {BoxRole.NUMBER, BoxRole.LABEL})
        and (labels or box.role is BoxRole.NUMBER or (headers and box.column >= grid.label_columns))
    ]


def block_of(section: Section, values: dict[Cell, Decimal], labels: int, *, headers: bool) -> Block:
    """Copy a whole table as another program would, with its last `labels` columns of labels."""
    left = printed_grid(section).label_columns - labels
    boxes = boxes_of(section, labels, headers=headers)
    rows = {row: place for place, row in enumerate(sorted({box.row for box in boxes}))}
    pieces = []
    for box in boxes:
        column = max(box.column, left)
        text = number_text(values[box.cell]) if box.cell else box.text
        pieces.append(
            Piece(rows[box.row], column - left, text, box.rows, box.columns - (column - box.column), box.cell is None)
        )
    return Block(tuple(pieces))


def placed(block: Block | None, at: Cell = FIRST, section: Section = HANDLING) -> Placement:
    assert block is not None
    form = FORM_2021 if section in FORM_2021.sections else FORM_2019
    return place(block, section, form, at)


@given(labels=st.integers(0, 3), headers=st.booleans(), at=in_table, carried=two_forms)
def test_the_whole_table_lands_where_it_was_wherever_the_cursor_is(
    *, labels: int, headers: bool, at: Cell, carried: Form
) -> None:
    block = block_of(HANDLING, NUMBERS, labels, headers=headers)
    assert placed(carried(block), at).numbers == NUMBERS


@pytest.mark.parametrize("section", TABLES, ids=lambda section: f"{section.key}-{len(section.cells)}")
@pytest.mark.parametrize("headers", [False, True])
@given(carried=two_forms)
def test_every_table_of_every_form_comes_back(section: Section, *, headers: bool, carried: Form) -> None:
    values = {cell: Decimal(i) for i, cell in enumerate(section.cells)}
    labels = printed_grid(section).label_columns
    block = block_of(section, values, labels, headers=headers)
    assert placed(carried(block), section.cells[0], section).numbers == values


@given(st.integers(0, 24), st.integers(0, 6), st.data(), two_forms)
def test_a_part_lands_at_the_current_cell(row: int, column: int, data: st.DataObject, carried: Form) -> None:
    height, width = data.draw(st.integers(1, 25 - row)), data.draw(st.integers(1, 7 - column))
    lines = [HANDLING.cells[r * 7 + column : r * 7 + column + width] for r in range(row, row + height)]
    expected = {cell: NUMBERS[cell] for line in lines for cell in line}
    pieces = [Piece(r, c, str(NUMBERS[cell])) for r, line in enumerate(lines) for c, cell in enumerate(line)]
    assert placed(carried(Block(tuple(pieces))), lines[0][0]).numbers == expected


def test_lines_of_a_web_page_that_lost_their_merged_cells_are_anchored_from_the_right() -> None:
    text = (
        "（三）不予公开\t1.属于国家秘密\t1\t2\t3\t4\t5\t6\t21\n"
        "2.其他法律行政法规禁止公开\t7\t0\t0\t0\t0\t0\t7\n"
        "3.危及“三安全一稳定”\t8\t0\t0\t0\t0\t0\t8"
    )
    numbers = placed(Block.from_tsv(text)).numbers
    assert len(numbers) == 21
    assert numbers[Cell("applications/refused_state_secret/total")] == 21
    assert numbers[Cell("applications/refused_safety_stability/natural_person")] == 8


def test_rows_are_known_by_their_labels_and_subtotals_are_left_out() -> None:
    text = "本年新收\t1\t0\t0\t0\t0\t0\t1\n小计\t9\t9\t9\t9\t9\t9\t9\n四、结转下年度继续办理\t2\t0\t0\t0\t0\t0\t2"
    numbers = placed(Block.from_tsv(text), HANDLING.cells[70]).numbers
    assert numbers[Cell("applications/received/total")] == 1
    assert numbers[Cell("applications/carried_forward/total")] == 2
    assert len(numbers) == 14


def test_one_wrong_text_refuses_with_its_place_and_blank_and_stroke_are_no_zero() -> None:
    found = placed(Block.from_tsv("1\tabc\t/\n2\t\t－"))
    assert [(one.cell, one.text) for one in found.refused] == [(HANDLING.cells[1], "abc")]
    assert found.dashes == 2
    assert found.numbers[HANDLING.cells[2]] is None
    assert found.numbers[HANDLING.cells[8]] is None


@pytest.mark.parametrize("sign", NONE)
def test_every_sign_for_none_is_pasted_as_a_blank_and_counted(sign: str) -> None:
    found = placed(Block.from_tsv(f"1\t{sign}\t3"))
    assert (found.refused, found.dashes) == ((), 1)
    assert [found.numbers[cell] for cell in HANDLING.cells[:3]] == [1, None, 3]


@pytest.mark.parametrize("sign", NO_NONE)
def test_what_is_no_sign_for_none_is_pasted_as_its_number_or_refused(sign: str) -> None:
    found = placed(Block.from_tsv(f"1\t{sign}\t3"))
    assert found.dashes == 0
    assert found.refused or found.numbers[HANDLING.cells[1]] is not None


def test_a_column_of_signs_for_none_holds_no_labels() -> None:
    found = placed(Block.from_tsv("无\t1\n——\t2"))
    assert [found.numbers[HANDLING.cells[at]] for at in (0, 1, 7, 8)] == [None, 1, None, 2]


def test_a_wrong_text_in_the_first_column_of_a_whole_table_is_not_taken_for_a_label() -> None:
    lines = [[str(NUMBERS[cell]) for cell in HANDLING.cells[r * 7 : r * 7 + 7]] for r in range(25)]
    lines[3][0] = "十二"
    found = placed(Block.from_tsv("\n".join("\t".join(line) for line in lines)))
    assert [one.cell for one in found.refused] == [HANDLING.cells[21]]


def test_a_wrong_text_before_the_rest_of_a_whole_row_is_not_taken_for_a_label() -> None:
    found = placed(Block.from_tsv("十二\t1\t2\t3\t4\t5\t6"))
    assert [one.cell for one in found.refused] == [FIRST]
    assert placed(Block.from_tsv("本年新收\t1\t2\t3\t4\t5\t6")).numbers.keys() == set(HANDLING.cells[:6])


@pytest.mark.parametrize(
    "text,at,reason",
    [
        ("1\t2\t3\t4\t5\t6\t7\t8", FIRST, "比表格的7列多"),
        ("1\n2\n3", HANDLING.cells[-1], "从这一格往下只有1行"),
        ("1\t2", HANDLING.cells[6], "从这一格往右放不下"),
        ("本年新收\t1\n去年新收\t2", FIRST, "“去年新收”这一行在本表中没有"),
        ("本年新收\t1\n本年新收\t2", FIRST, "同一行"),
        ("自然人\t总计", FIRST, "没有数字"),
        ("1\t2\t3\n4\t5", FIRST, "无法对齐"),
    ],
)
def test_what_does_not_fit_is_refused_whole(text: str, at: Cell, reason: str) -> None:
    with pytest.raises(UserError, match=reason):
        placed(Block.from_tsv(text), at)


def test_two_numbers_do_not_fit_on_a_merged_cell() -> None:
    with pytest.raises(UserError, match="合并的单元格"):
        placed(Block.from_tsv("1\t2"), Cell("licensing/licences/decisions"), DISCLOSURE)


def test_an_amount_keeps_its_decimals_and_a_count_drops_empty_ones() -> None:
    numbers = placed(Block.from_tsv("行政强制\t3.00\n行政事业性收费\t3.00"), DISCLOSURE.cells[0], DISCLOSURE).numbers
    assert [str(value) for value in numbers.values()] == ["3", "3.00"]


def test_a_single_number_fills_what_is_selected() -> None:
    chosen = HANDLING.cells[:9]
    found = place(Block.from_tsv("０\n"), HANDLING, FORM_2021, FIRST, chosen)
    assert found.numbers == dict.fromkeys(chosen, Decimal(0))


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published table is not on this machine")
def test_a_published_web_table_lands_whole() -> None:
    numbers = placed(Block.from_html(PUBLISHED.read_text(encoding="utf-8"))).numbers
    filled = {cell: value for cell, value in numbers.items() if value is not None}
    assert filled[Cell("applications/received/total")] == 26
    assert filled.keys() <= set(HANDLING.cells)
