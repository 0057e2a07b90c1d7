"""Lines of fields between bars, most of them empty: where each has as many as columns, counting tells them apart."""

import pytest

from intake.interpret import interpret
from intake.text_file import from_text
from model.form.editions import FORM_2021
from model.form.schema import Cell, Line

TABLE = FORM_2021.tables["applications"]
COLUMNS = TABLE.column_leaves
ROWS = TABLE.row_leaves


def read(lines: list[str]) -> dict[Cell, int]:
    head = ["甲县财政局2023年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况"]
    return {
        cell: int(number) for cell, number in interpret(from_text("\n".join([*head, *lines]))).report.numbers.items()
    }


def line(row: Line, values: dict[int, int], bar: str, *, labels: int = 1, fields: int = len(COLUMNS)) -> str:
    filled = [str(values.get(column, "")) for column in range(fields)]
    return f" {bar} ".join([row.label, *[""] * (labels - 1), *filled]) + (f" {bar}" if bar == "|" else "")


def expected(rows: dict[int, dict[int, int]]) -> dict[Cell, int]:
    return {
        TABLE.cell(ROWS[row], COLUMNS[column]): value
        for row, values in rows.items()
        for column, value in values.items()
    }


SPARSE = {0: {0: 4, 2: 1, 6: 5}, 1: {6: 0}, 2: {0: 3, 6: 3}, 3: {2: 1, 6: 1}, 12: {0: 1, 6: 1}, 23: {0: 4, 2: 1, 6: 5}}


@pytest.mark.parametrize("bar", ["|", "\t"])
def test_numbers_among_empty_fields_go_to_their_columns(bar: str) -> None:
    lines = [line(row, SPARSE.get(at, {6: 0}), bar) for at, row in enumerate(ROWS)]
    rows = {at: SPARSE.get(at, {6: 0}) for at in range(len(ROWS))}
    assert read(lines) == expected(rows)


@pytest.mark.parametrize("labels", [2, 3])
def test_empty_fields_of_labels_are_not_taken_for_columns(labels: int) -> None:
    lines = [line(row, SPARSE.get(at, {6: 0}), "|", labels=labels) for at, row in enumerate(ROWS)]
    assert read(lines) == {}


def test_a_lost_column_beside_a_lost_label_is_no_shift() -> None:
    lines = [line(row, {0: 2, 5: 2}, "|", labels=2, fields=6) for row in ROWS]
    assert read(lines) == {}


def test_one_line_of_another_length_makes_all_of_them_doubtful() -> None:
    lines = [line(row, SPARSE.get(at, {6: 0}), "|", fields=8 if at == 5 else 7) for at, row in enumerate(ROWS)]
    assert read(lines) == {}
