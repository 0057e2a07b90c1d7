"""What an empty place, a header or a lone number means in a grid or a parted line, tried on either side of its edge."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest

from intake.interpret.assigned import SectionReading
from intake.interpret.blocks import block_groups
from intake.interpret.columns import Column, headed
from intake.interpret.extra_columns import narrowed
from intake.interpret.footer import told_beside_tables
from intake.interpret.groups import groups_of
from intake.interpret.regions import find_regions
from intake.interpret.row_templates import slots_of
from intake.interpret.rows import SourceRow, words_of
from intake.interpret.tables import read_section
from intake.interpret.values import read_value
from model.form.editions import FORM_2021
from model.form.schema import Kind
from tests.intake.rearranged import APPLICATIONS, Rows, matrix
from tests.intake.test_edges_of_tables import group

OVERVIEW, DISCLOSURE, HANDLING, REVIEW, PROBLEMS, _ = FORM_2021.sections
THREE = [Column(label) for label in ("天天", "地地", "人人")]
Values = list[tuple[str, ...]]


def row(text: str) -> SourceRow:
    return SourceRow(text, words_of(text), "")


def barred(*fields: str, grid: int = -1, hanging: frozenset[int] = frozenset()) -> SourceRow:
    text = " ".join(filter(None, fields))
    return SourceRow(text, fields, "", grid, parted=True, covered=hanging, hanging=hanging)


def handling(rows: Rows) -> SectionReading:
    return read_section([barred(*one) for one in rows], HANDLING, FORM_2021)


def values(rows: Sequence[SourceRow], columns: Sequence[Column] = ()) -> Values:
    return [one.values for one in groups_of(rows, 3, columns)]


# Empty places


@pytest.mark.parametrize(
    "rest, read", [(("6",), ("4", "5", "6")), (("某某", "6", "7"), ("", "4", "5"))], ids=["alone", "with words"]
)
def test_a_lone_number_in_the_next_line_may_be_the_one_that_is_missing(
    rest: Sequence[str], read: Sequence[str]
) -> None:
    found = values([barred("某某某某", "1", "2", "3"), barred("甲乙丙丁", "", "4", "5"), barred(*rest)])
    assert found[1] == tuple(read)


@pytest.mark.parametrize("grid", [-1, 0])
def test_lines_of_one_length_tell_the_places_of_lines_and_not_of_a_grid_beside_them(grid: int) -> None:
    counted = [barred("甲乙丙丁", *cells) for cells in (("1", "", ""), ("", "", "3"), ("1", "2", ""))]
    found = values([*counted, barred("某某某某", "", "4", "", grid=grid)])
    assert found[3] == (("", "4", "") if grid < 0 else ())


def test_full_rows_tell_the_columns_of_a_grid_without_headers_whatever_stands_before_them() -> None:
    full = [barred("一", "甲乙丙丁", "1", "2", "3", grid=0), barred("一", "甲乙丙丁", "4", "5", "6", grid=0)]
    assert values([*full, barred("二", "", "", "8", "", grid=0)])[2] == ("", "8", "")
    assert values([*full, barred("二", "", "7", "", "9", grid=0)])[2] == ("7", "", "9")


@pytest.mark.parametrize("text, read", [("", ("1", "", "3")), ("2", ())])
def test_a_merged_cell_that_goes_on_below_is_shared_where_something_stands_in_it(
    text: str, read: Sequence[str]
) -> None:
    first = barred("甲乙丙丁", "1", text, "3", grid=0)
    below = barred("某某某某", "5", "", "6", grid=0, hanging=frozenset({2}))
    assert values([barred("", "天天", "地地", "人人", grid=0), first, below], THREE)[0] == tuple(read)


def test_words_on_either_side_of_the_columns_of_a_grid_are_those_beside_the_numbers() -> None:
    rows = [barred("", "天天", "地地", "人人", "", grid=0), barred("甲甲", "1", "2", "3", "乙乙", grid=0)]
    assert [(one.left, one.right) for one in groups_of(rows, 3, THREE)] == [("甲甲", "乙乙")]


def test_zeros_of_a_block_over_two_lines_are_read() -> None:
    lines = [SourceRow(text, words_of(text), f"第{at}行") for at, text in enumerate(("规章 0", "0 0"))]
    found = read_section(lines, DISCLOSURE, FORM_2021).numbers
    assert list(found.values()) == [0, 0, 0]


def test_a_whole_line_of_numbers_is_a_row_of_its_own_whatever_stands_before_it() -> None:
    assert values([row("天地 1 2"), row("3 4 5"), row("6"), row("玄黄 7 8 9")]) == [
        (),
        ("3", "4", "5"),
        (),
        ("7", "8", "9"),
    ]


@pytest.mark.parametrize(
    "rows, alone",
    [
        ([("行政许可", "1")], True),
        ([("行政许可", "1"), ("行政处罚", "2")], False),
        ([("行政许可", "某某"), ("行政处罚", "某某"), ("行政强制", "某某")], True),  # without numbers
        ([("1", "2"), ("3", "4"), ("5", "6")], True),  # without names
    ],
)
def test_a_lone_number_among_rows_of_a_block_is_that_of_a_page(rows: list[tuple[str, ...]], alone: bool) -> None:  # noqa: FBT001
    lines = [*[barred(*one) for one in rows], row("某某"), row("3")]
    tables = DISCLOSURE.tables
    found = block_groups(lines, tables, [slot for table in tables for slot in slots_of(table)])
    assert (found[-1].values == ("3",)) == alone


def test_numbers_that_cannot_be_parted_have_the_words_at_either_end_beside_them() -> None:
    found = groups_of([row("某某"), row("天地 1 2"), row("3 4 玄黄"), row("宇宙 5 6 7")], 3, ())
    assert [(one.values, one.left, one.right) for one in found] == [((), "天地", "玄黄"), (("5", "6", "7"), "宇宙", "")]


# Headers


def test_headers_that_stand_twice_are_told_apart_by_those_over_them() -> None:
    columns = [Column(label, over) for over in ("甲甲", "乙乙") for label in ("件件", "人人", "次次")]
    above = barred("", "乙乙", "", "", "甲甲", "", "", grid=0)
    below = barred("项目", *("件件", "人人", "次次") * 2, grid=0)
    assert headed([above, below, barred("某某", *"123456", grid=0)], columns) == (4, 5, 6, 1, 2, 3)


LEGISLATION = FORM_2021.tables["legislation"]
LABELS = tuple(column.label for column in LEGISLATION.column_leaves)


@pytest.mark.parametrize(
    "header, read",
    [
        (barred("信息内容", *LABELS), ("1", "", "3")),
        (row(" ".join(("信息内容", *LABELS))), ()),  # a line of words
        (barred("信息内容", *LABELS[:2], "其他"), ()),  # not all of them
        (barred("信息内容", *LABELS[:2], LABELS[0]), ()),  # not each of them
        (barred("信息内容", *LABELS[:2], LABELS[2] + " "), ("1", "", "3")),
        (barred(*LABELS, ""), ()),  # the header may be shifted
    ],
)
def test_the_columns_of_a_block_are_known_where_its_whole_header_is_parted(
    header: SourceRow, read: Sequence[str]
) -> None:
    found = block_groups([header, barred("规章", "1", "", "3")], [LEGISLATION], slots_of(LEGISLATION))
    assert (found[0].values == ("1", "", "3")) == bool(read)


def test_one_row_beside_the_header_of_a_block_shows_that_it_is_shifted() -> None:
    header, good = barred("信息内容", *LABELS), barred("规章", "1", "", "3")
    slots = slots_of(LEGISLATION)
    assert block_groups([header, good, good], [LEGISLATION], slots)[-1].values == ("1", "", "3")
    for shifted in ([barred("5", "1", "", "3"), good], [good, barred("5", "1", "", "3")]):
        found = block_groups([header, *shifted], [LEGISLATION], slots)
        assert ("1", "", "3") not in [one.values for one in found]


# Rows that do not add up


@pytest.mark.parametrize(
    "fields, read",
    [
        (("1", "2", "3", "4", "5", "15", ""), False),  # the total stands a place before its own
        (("1", "2", "3", "4", "5", "14", ""), True),  # the total is blank
        (("1", "2", "3", "4", "5", "15", "30"), True),
        (("1", "2", "3", "4", "5", "15", "15"), True),  # wrong, but whole
    ],
)
def test_a_row_that_has_closed_up_over_a_missing_cell_is_not_read(fields: Sequence[str], read: bool) -> None:  # noqa: FBT001
    rows, _ = matrix(range(1, 176))
    rows[3][1:] = fields
    found = handling(rows)
    line = APPLICATIONS.row_leaves[2]
    got = [found.numbers.get(APPLICATIONS.cell(line, column)) for column in APPLICATIONS.column_leaves]
    assert got == [Decimal(text) if text and read else None for text in fields]


@pytest.mark.parametrize("at", [1, 6])
def test_a_subtotal_before_or_behind_its_columns_is_known_by_its_sum(at: int) -> None:
    """The totals of the rows are those of no column, so that only the sums of the group are left to tell."""
    whole = [["1", *[str(n + i) for i in range(5)], "999"] for n in (1, 2, 3)]
    wide = [[*one[:at], str(sum(map(int, one[1:6]))), *one[at:]] for one in whole]
    groups, _ = narrowed([group(values=" ".join(one)) for one in wide], APPLICATIONS)
    assert [list(one.values) for one in groups] == whole


# Sections without their headings


@pytest.mark.parametrize("between", [0, 1])
def test_a_table_right_below_another_heading_is_known_by_its_labels(between: int) -> None:
    lines = [DISCLOSURE.heading, *["某某"] * between, "商业企业 1", "社会公益组织 2"]
    regions = find_regions([row(text) for text in lines], FORM_2021)
    assert regions.starts[HANDLING.key].row == between
    assert regions.ends == {DISCLOSURE.key: between + 1, HANDLING.key: len(lines)}


APPENDED = [
    OVERVIEW.heading,
    DISCLOSURE.heading,
    "现行有效件数 1",
    HANDLING.heading,
    "（见附表）",
    REVIEW.heading,
    "（见附表）",
    PROBLEMS.heading,
]


@pytest.mark.parametrize(
    "below, handled, reviewed",
    [
        (["商业企业 1", "行政复议 2"], 7, 8),
        (["无。", "商业企业 1", "某某", "行政复议 2"], 8, 10),
        (["行政复议 2", "商业企业 1"], 8, 5),  # in another order: only the first that is looked for
        (["现行有效件数 1", "商业企业 1"], 8, 5),
    ],
)
def test_tables_at_the_end_are_those_of_the_sections_without_numbers(
    below: Sequence[str], handled: int, reviewed: int
) -> None:
    starts = find_regions([row(text) for text in [*APPENDED, *below]], FORM_2021).starts
    found = [starts[one.key].row for one in (DISCLOSURE, HANDLING, REVIEW)]
    assert found == [1, handled, reviewed]


@pytest.mark.parametrize("first", ["", "某县"])
def test_parts_below_a_table_are_none_of_the_first_section(first: str) -> None:
    lines = ["商业企业 1", "（一）主动公开", "更新。", "（二）依申请公开", "收到1件。", "完。"]
    starts = find_regions([row(text) for text in ([first] if first else []) + lines], FORM_2021).starts
    assert list(starts) == [HANDLING.key]


@pytest.mark.parametrize("line, rest", [("总的来说良好。", "总的来说良好。"), ("总的来说良好", ""), (None, "")])
def test_a_sentence_right_above_the_first_part_opens_the_section_whose_heading_is_lost(
    line: str | None, rest: str
) -> None:
    parts = ["（一）主动公开", "更新。", "（二）依申请公开", "收到1件。"]
    lines = [row(text) for text in [*filter(None, [line]), *parts]]
    assert find_regions(lines, FORM_2021).starts[OVERVIEW.key].rest == rest


# What is quoted in a message


def numbers_in(width: int) -> list[str]:
    """Return seven numbers that take so many characters with the spaces between them."""
    return [*["12345"] * 6, "9" * (width - 36)]


def quoted_of_a_wrong_total(width: int) -> str:
    rows, _ = matrix(range(1, 176))
    rows[3][1:] = numbers_in(width)
    rows[9] = rows[9][:4]
    rows = [[" ".join(one)] for one in rows]
    return said(read_section([row(one[0]) for one in rows], HANDLING, FORM_2021), "可能不全或错位")


def quoted_of_a_stray(width: int) -> str:
    rows, _ = matrix(range(1, 176))
    lines = [row(" ".join(one)) for one in [*rows, ["某某某某某", *numbers_in(width)]]]
    return said(read_section(lines, HANDLING, FORM_2021), "不知属于哪一行")


def quoted_of_a_short_row(width: int) -> str:
    rows, _ = matrix(range(1, 176))
    lines = [row(" ".join(one)) for one in rows]
    lines[3] = row(f"{rows[3][0]} 12345 {'9' * (width - 6)}")
    return said(read_section(lines, HANDLING, FORM_2021), "应有7个数")


def quoted_of_a_band(width: int) -> str:
    return said(read_section([row(f"12345 {'9' * (width - 6)}")], REVIEW, FORM_2021), "应有15个数")


def quoted_beside_a_table(width: int) -> str:
    return told_beside_tables([row("字" * (width - 1) + "。")], "三", "某处")[0].sentence


def quoted_of_money(width: int) -> str:
    return read_value("9" * (width - 1) + "元", Kind.COUNT).remark


def quoted_with_a_remark(width: int) -> str:
    return read_value(f"22（{'字' * (width - 4)}）", Kind.COUNT).remark


def said(found: SectionReading, words: str) -> str:
    return next(one.sentence for one in found.problems if words in one.sentence)


@pytest.mark.parametrize(
    "quoted, width",
    [
        (quoted_of_a_wrong_total, 40),
        (quoted_of_a_stray, 40),
        (quoted_of_a_short_row, 40),
        (quoted_of_a_band, 60),
        (quoted_beside_a_table, 30),
        (quoted_of_money, 40),
        (quoted_with_a_remark, 40),
    ],
)  # fmt: skip
def test_what_is_quoted_is_cut_where_it_is_long(quoted: Callable[[int], str], width: int) -> None:
    assert "…”" not in quoted(width)
    assert "…”" in quoted(width + 1)
