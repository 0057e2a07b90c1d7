"""Rows and columns that stand elsewhere than on the form are read where they are named, or openly not at all."""

import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from intake.html.reader import from_html
from intake.interpret import interpret
from model.errors import clip
from model.form.editions import FORM_2021
from tests.intake.rearranged import (
    APPLICATIONS,
    DISPUTES,
    TITLE,
    WAYS,
    Rows,
    band,
    figures,
    heading,
    matrix,
    numbers_up_to,
    printed,
    read,
    wrong,
)

few = settings(max_examples=15, deadline=None)
HEAD = heading(APPLICATIONS)


def _reordered(rows: Rows, order: Sequence[int]) -> Rows:
    return [[row[0], *(row[1 + place] for place in order)] for row in rows]


@pytest.mark.parametrize("way", WAYS)
@few
@given(figures, st.permutations(range(25)))
def test_rows_in_any_order_are_read_by_their_names(way: str, numbers: list[int], order: list[int]) -> None:
    rows, truth = matrix(numbers)
    reading = read(way, TITLE, HEAD, [rows[0], *(rows[1 + at] for at in order)])
    assert dict(reading.report.numbers) == truth


@few
@given(figures, st.permutations(range(7)))
@example([*[0] * 168, 0, 1, 0, 0, 0, 0, 0], [1, 0, 2, 3, 4, 5, 6])  # of two groups, and the totals do not tell
def test_columns_in_any_order_are_read_by_their_headers(numbers: list[int], order: list[int]) -> None:
    rows, truth = matrix(numbers)
    assert dict(read("html", TITLE, HEAD, _reordered(rows, order)).report.numbers) == truth
    lines = read("text", TITLE, HEAD, _reordered(rows, order))
    assert wrong(lines, truth) == {}
    assert lines.report.numbers or lines.problems


@pytest.mark.parametrize("way", WAYS)
@few
@given(figures, st.data())
def test_rows_lost_doubled_or_foreign_shift_nothing(way: str, numbers: list[int], data: st.DataObject) -> None:
    rows, truth = matrix(numbers)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(1, len(rows) - 1))
        match data.draw(st.sampled_from(["lost", "doubled", "sum", "other unit", "unnamed"])):
            case "lost":
                del rows[at]
            case "doubled" if rows[at][0]:  # without a name, twice, where the columns add up: nobody can tell (21)
                rows.insert(at, list(rows[at]))
            case "sum":
                rows.insert(at, ["合计", *"9876543"])
            case "other unit":
                rows.insert(at, ["其中：下属单位", *"9876543"])
            case "unnamed":
                rows[at][0] = ""
    reading = read(way, TITLE, HEAD, rows)
    assert wrong(reading, truth) == {}
    assert reading.problems


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=40, deadline=None)
@given(figures, st.integers(1, 25), st.integers(1, 25), st.sampled_from(["label", "words", "number kept"]))
@example([*range(175)], 11, 12, "label")  # 7. is missing and 8. stands twice, as published
def test_a_label_that_names_another_row_contradicts_its_place(
    way: str, numbers: list[int], at: int, other: int, kept: str
) -> None:
    rows, truth = matrix(numbers)
    (mine, own), (number, words) = (_cut(rows[place][0]) for place in (at, other))
    assume(own != words)
    rows[at][0] = {"label": number, "words": "", "number kept": mine}[kept] + words
    row = APPLICATIONS.row_leaves[at - 1]
    reading = read(way, TITLE, HEAD, rows)
    lost = {APPLICATIONS.cell(row, column) for column in APPLICATIONS.column_leaves}
    assert wrong(reading, {cell: number for cell, number in truth.items() if cell not in lost}) == {}
    assert any(f"“{clip(row.label)}”" in str(problem) for problem in reading.problems)


def _renamed(rows: Rows, at: int, other: int) -> Rows:
    """Return rows with one header in the place of another."""
    header = list(rows[0])
    header[at] = header[other]
    return [header, *rows[1:]]


@pytest.mark.parametrize("way", WAYS)
@few
@given(figures, st.permutations(range(1, 8)), st.permutations(range(1, 6)))
def test_a_column_named_twice_is_not_read_in_the_place_of_another(
    way: str, numbers: list[int], seven: list[int], five: list[int]
) -> None:
    for table, (rows, truth), (at, other, *_) in (
        (APPLICATIONS, matrix(numbers), seven),
        (DISPUTES, band(numbers), five),
    ):
        missing = table.column_leaves[at - 1]
        reading = read(way, TITLE, heading(table), _renamed(rows, at, other))
        lost = {table.cell(row, missing) for row in table.row_leaves}
        assert wrong(reading, {cell: number for cell, number in truth.items() if cell not in lost}) == {}
        assert any(f"少了“{missing.label}”" in str(problem) for problem in reading.problems)


def _cut(label: str) -> tuple[str, str]:
    """Part a label into its number and its words."""
    found = re.match(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.|", label)
    number = found.group() if found else ""
    return number, label.removeprefix(number)


@few
@given(figures, st.sampled_from(["first", "last"]), numbers_up_to(60, 25))
@example([0] * 175, "first", [*[0] * 24, 1])
@example([0] * 175, "last", [*[0] * 24, 1])
@example([0, 0, 1, 0, 0, 0, 0] * 4 + [0] * 147, "last", [0] * 25)  # the total is the sum of a group, too
def test_a_column_that_the_form_does_not_have_is_left_out(numbers: list[int], side: str, other: list[int]) -> None:
    rows, truth = matrix(numbers)
    at = 1 if side == "first" else 8
    for row, text in zip(rows, ["上年总计", *map(str, other)], strict=True):
        row.insert(at, text)
    assert dict(read("html", TITLE, HEAD, rows).report.numbers) == truth
    assert wrong(read("text", TITLE, HEAD, rows), truth) == {}


@pytest.mark.parametrize("way", WAYS)
def test_two_years_side_by_side_are_not_taken_for_rows(way: str) -> None:
    rows, truth = matrix(range(1, 176))
    for row in rows:
        row[1:] = [text for pair in pairwise([*row[1:], "0"]) for text in (pair[0], "8")]
    reading = read(way, TITLE, HEAD, rows)
    assert wrong(reading, truth) == {}
    assert reading.problems


@pytest.mark.parametrize("way", WAYS)
@few
@given(figures, figures, st.booleans())
def test_the_table_of_another_year_is_left_out(way: str, ours: list[int], theirs: list[int], first: bool) -> None:  # noqa: FBT001
    rows, truth = matrix(ours)
    other = ("2022年情况（用于比较）：", matrix(theirs)[0])
    parts = (*other, "2023年情况：", rows) if first else (rows, *other)
    reading = read(way, TITLE, HEAD, *parts)
    assert dict(reading.report.numbers) == truth
    assert any("另一年" in problem.sentence for problem in reading.problems)


@pytest.mark.parametrize("way", WAYS)
@few
@given(figures, figures)
def test_of_two_reports_the_first_is_read(way: str, ours: list[int], theirs: list[int]) -> None:
    (rows, truth), (lines, more) = matrix(ours), band(ours)
    first = (TITLE, HEAD, rows, heading(DISPUTES), lines)
    second = ("乙局2022年政府信息公开工作年度报告", HEAD, matrix(theirs)[0], heading(DISPUTES), band(theirs)[0])
    reading = read(way, *first, *second)
    assert dict(reading.report.numbers) == truth | more
    assert (reading.report.unit, reading.report.year) == ("甲县人民政府", 2023)
    assert any("另一份报告" in problem.sentence for problem in reading.problems)


@pytest.mark.parametrize("way", WAYS)
@few
@given(figures, st.permutations(range(3)))
def test_section_four_is_read_as_rows(way: str, numbers: list[int], order: list[int]) -> None:
    rows, truth = band(numbers)
    reading = read(way, TITLE, heading(DISPUTES), [rows[0], *(rows[1 + at] for at in order)])
    assert dict(reading.report.numbers) == truth


@few
@given(figures, st.permutations(range(3)), st.permutations(range(5)))
def test_section_four_is_read_by_its_headers(numbers: list[int], blocks: list[int], within: list[int]) -> None:
    rows, truth = band(numbers)
    top, labels, values = [], [], []
    for block in blocks:
        top += [rows[1 + block][0], *[""] * 4]
        labels += [rows[0][1 + at] for at in within]
        values += [rows[1 + block][1 + at] for at in within]
    assert dict(read("html", TITLE, heading(DISPUTES), [top, labels, values]).report.numbers) == truth
    assert wrong(read("text", TITLE, heading(DISPUTES), [top, labels, values]), truth) == {}


def test_tables_at_the_end_of_the_file_are_found() -> None:
    rows, truth = matrix(range(175))
    lines, more = band(range(15))
    headings = [section.heading for section in FORM_2021.sections]
    first = (headings[0], "（五）监督保障", "开展培训2期。")
    text = printed("text", TITLE, *first, *headings[1:], "本年度未收取信息处理费。", "附件：统计表", rows, lines)
    reading = read("text", text)
    assert dict(reading.report.numbers) == truth | more
    assert reading.report.texts["overview/supervision"] == "开展培训2期。"


def test_a_sum_is_not_taken_for_a_row_that_is_not_there() -> None:
    table = FORM_2021.tables["enforcement"]
    column = table.column_leaves[0]
    rows = [["信息内容", column.label], *([row.label, "7"] for row in table.row_leaves), ["合计", "14"]]
    for way in WAYS:
        reading = read(way, TITLE, heading(table), table.title, rows)
        assert {cell.table for cell in reading.report.numbers} == {"enforcement"}
        assert set(map(str, reading.report.numbers.values())) == {"7"}


def test_columns_of_a_block_are_read_by_their_headers() -> None:
    table = FORM_2021.tables["legislation"]
    labels = [column.label for column in table.column_leaves]
    rows = [["信息内容", *labels[::-1]], *([row.label, "3", "2", "1"] for row in table.row_leaves)]
    reading = read("html", TITLE, heading(table), table.title, rows)
    row = table.row_leaves[0]
    assert [str(reading.report.numbers[table.cell(row, column)]) for column in table.column_leaves] == ["1", "2", "3"]


def test_a_page_number_below_a_blank_is_not_its_number() -> None:
    table = FORM_2021.tables["enforcement"]
    first, second = (row.label for row in table.row_leaves)
    tables = [["信息内容", table.column_leaves[0].label], [first, "7"], [second, ""]]
    licences = FORM_2021.tables["licensing"]
    before = [[licences.row_leaves[0].label, "5"]]
    reading = read("text", TITLE, heading(table), before, table.title, tables, "3", heading(APPLICATIONS))
    assert sorted(map(str, reading.report.numbers.values())) == ["5", "7"]


def test_a_row_cut_in_two_by_a_page_is_not_half_read() -> None:
    rows, truth = matrix(range(1000, 1175))
    rows.insert(10, ["", *"1234567"])
    reading = read("html", TITLE, HEAD, rows)
    assert wrong(reading, truth) == {}
    assert not [cell for cell in reading.report.numbers if cell.row == APPLICATIONS.row_leaves[8].key]


def test_a_number_pushed_aside_in_one_row_makes_no_column() -> None:
    rows, truth = matrix(range(1, 176))
    rows[6].insert(3, "99")
    reading = read("html", TITLE, HEAD, rows)
    assert wrong(reading, truth) == {}
    assert len(reading.report.numbers) == len(truth) - 7


def test_a_row_that_lacks_a_cell_is_not_closed_up() -> None:
    rows, truth = matrix(range(1, 176))
    del rows[6][3]
    for way in WAYS:
        reading = read(way, TITLE, HEAD, rows)
        assert wrong(reading, truth) == {}
        assert len(reading.report.numbers) == len(truth) - 7


@pytest.mark.parametrize("span", ['colspan="2"', 'rowspan="2"'])
def test_a_merged_number_is_of_no_cell(span: str) -> None:
    rows, truth = matrix(range(1000, 1175))
    text = printed("html", TITLE, HEAD, rows)
    there, below = (f"<td>{row[3]}</td>" for row in rows[6:8])
    gone = f"<td>{rows[6][4]}</td>" if "col" in span else below
    before, mark, after = text.partition(there)
    markup = before + mark.replace("<td", f"<td {span}") + after.replace(gone, "", 1)
    reading = interpret(from_html(markup))
    lines = {row.key for row in APPLICATIONS.row_leaves[5 : 6 if "col" in span else 7]}
    assert dict(reading.report.numbers) == {cell: value for cell, value in truth.items() if cell.row not in lines}


def test_headers_beside_the_numbers_are_not_believed() -> None:
    rows, truth = matrix(range(175))
    for i, row in enumerate(rows[1:]):
        row[2 + i % 6] = ""
    rows[0].insert(1, "")
    reading = read("html", TITLE, HEAD, [row if i == 0 else [*row, ""] for i, row in enumerate(rows)])
    assert wrong(reading, truth) == {}
    assert reading.problems


@pytest.mark.parametrize("way", WAYS)
@few
@given(figures, figures)
def test_of_two_tables_for_the_same_rows_none_is_chosen(way: str, ours: list[int], theirs: list[int]) -> None:
    reading = read(way, TITLE, HEAD, matrix(ours)[0], "下属单位情况：", matrix(theirs)[0])
    assert not reading.report.numbers
    assert any("两份数字" in problem.sentence for problem in reading.problems)


def test_headers_in_another_order_that_no_longer_stand_over_their_columns_refuse_the_table() -> None:
    rows, truth = matrix(range(175))
    labels = rows[0][1:]
    orgs = labels[1:6]
    header = [[labels[0], "法人或其他组织", labels[6]], orgs[::-1]]
    reading = read("html", TITLE, HEAD, [*header, *([row[0], row[1], *row[6:1:-1], row[7]] for row in rows[1:])])
    assert wrong(reading, truth) == {}
    assert reading.problems


TWO_HEADERS = (
    ["项目", "自然人", "法人或其他组织", "", "", "", "", "总计"],
    ["", "", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", ""],
)
LEAVES = [column.label for column in APPLICATIONS.column_leaves]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("merged", [False, True], ids=["empty", "repeated"])
@few
@given(figures, st.permutations(LEAVES))
@example([*range(175)], ["科研机构", "商业企业"])
def test_a_column_named_twice_in_headers_of_two_rows_is_told(
    way: str,
    merged: bool,  # noqa: FBT001 — a parameter of the test
    numbers: list[int],
    names: list[str],
) -> None:
    rows, truth = matrix(numbers)
    headers = [_filled(header, above) for header, above in zip(TWO_HEADERS, ([], TWO_HEADERS[0]), strict=True)]
    headers = headers if merged else [list(header) for header in TWO_HEADERS]
    assert dict(read(way, TITLE, HEAD, [*headers, *rows[1:]]).report.numbers) == truth
    lost, twice, *_ = names
    headers = [[twice if text == lost else text for text in header] for header in headers]
    reading = read(way, TITLE, HEAD, [*headers, *rows[1:]])
    doubted = {column.key for column in APPLICATIONS.column_leaves if column.label in {lost, twice}}
    assert dict(reading.report.numbers) == {
        cell: number for cell, number in truth.items() if cell.column not in doubted
    }
    assert any(f"“{twice}”多写了一次，少了“{lost}”" in str(problem) for problem in reading.problems)


def _filled(header: Sequence[str], above: Sequence[str]) -> list[str]:
    """Return a header with what merged cells cover written out, from the left or from above."""
    made: list[str] = []
    for at, text in enumerate(header):
        made.append(text or (above[at] if above and above[at] else made[-1]))
    return made


@pytest.mark.parametrize("way", WAYS)
@few
@given(figures, st.integers(2, 24), st.permutations(range(1, 8)))
def test_a_header_repeated_in_another_order_is_told(way: str, numbers: list[int], after: int, order: list[int]) -> None:
    rows, truth = matrix(numbers)
    again = [rows[0][0], *(rows[0][at] for at in order)]
    reading = read(way, TITLE, HEAD, [*rows[:after], again, *rows[after:]])
    if order == sorted(order):
        assert dict(reading.report.numbers) == truth
    else:
        assert not reading.report.numbers
        assert any("次序不同" in str(problem) for problem in reading.problems)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("at", range(3))
@pytest.mark.parametrize("merged", [False, True], ids=["empty", "repeated"])
def test_a_kind_of_dispute_named_twice_is_told(way: str, at: int, merged: bool) -> None:  # noqa: FBT001 — a parameter
    kinds = [row.label for row in DISPUTES.row_leaves]
    columns = [column.label for column in DISPUTES.column_leaves]
    for other in {0, 1, 2} - {at}:
        named = [*kinds[:at], kinds[other], *kinds[at + 1 :]]
        top = [text for kind in named for text in [kind, *([kind] if merged else [""]) * (len(columns) - 1)]]
        reading = read(way, TITLE, heading(DISPUTES), [top, columns * 3, [str(n) for n in range(1, 16)]])
        assert not reading.report.numbers
        assert any(f"少了“{kinds[at]}”" in str(problem) for problem in reading.problems)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("unit", ["单位：元", "单位:千元", "人民币元", "亿元", "元"])
@pytest.mark.parametrize("beside", ["header", "label"])
@pytest.mark.parametrize("amount", ["58840", "0", "5.884"])
def test_an_amount_in_another_unit_is_not_taken_for_the_forms(way: str, unit: str, beside: str, amount: str) -> None:
    table = FORM_2021.tables["fees"]
    (label,) = (row.label for row in table.row_leaves)
    header = f"本年收费金额（{unit if beside == 'header' else '单位：万元'}）"
    rows = [["信息内容", header], [f"{label}（{unit}）" if beside == "label" else label, amount]]
    reading = read(way, TITLE, heading(table), rows)
    cells = dict(reading.report.numbers)
    assert list(cells.values()) == ([0] if amount == "0" else [])
    assert any("不是万元" in str(problem) for problem in reading.problems) is (amount != "0")
