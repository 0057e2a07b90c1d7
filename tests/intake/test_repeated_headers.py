"""A section four that gives a merged header in every column that it covers is read; one that is turned is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from io import BytesIO
from itertools import permutations

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from intake.docx.reader import read as read_docx
from intake.interpret import interpret
from intake.interpret.columns import why_not_in_order
from intake.interpret.rows import SourceRow
from intake.reading import Reading
from intake.text_file import from_text
from intake.xlsx.reader import read as read_xlsx
from model.form.editions import FORM_2021
from model.form.schema import Cell, Line
from tests.intake.rearranged import DISPUTES, TITLE, Rows, heading, read, wrong

REVIEW, SUIT = (row.label for row in DISPUTES.rows)
_, AT_ONCE, AFTER = KINDS = [row.label for row in DISPUTES.row_leaves]
RESULTS = [column.label for column in DISPUTES.column_leaves]
TOP = [REVIEW] * 5 + [SUIT] * 10
SUITS = [AT_ONCE] * 5 + [AFTER] * 5
ALL = RESULTS * 3
NUMBERS = [1, 2, 0, 3, 6, 2, 4, 0, 5, 11, 3, 6, 0, 7, 16]
FIGURES = list(map(str, NUMBERS))
Numbered = Sequence[tuple[Line, Line]]
ON_FORM = [(row, column) for row in DISPUTES.row_leaves for column in DISPUTES.column_leaves]

VARIANTS: dict[str, Rows] = {
    "along and down": [TOP, RESULTS + SUITS, ALL, FIGURES],
    "the name of 复议 twice": [TOP, [REVIEW] * 5 + SUITS, ALL, FIGURES],
    "two header rows": [[REVIEW] * 5 + SUITS, ALL, FIGURES],
    "blank below 复议": [TOP, [""] * 5 + SUITS, ALL, FIGURES],
    "down only": [[REVIEW, *[""] * 4, SUIT, *[""] * 9], [*RESULTS, AT_ONCE, *[""] * 4, AFTER, *[""] * 4], ALL, FIGURES],
    "the top only": [TOP, [*RESULTS, AT_ONCE, *[""] * 4, AFTER, *[""] * 4], [""] * 5 + RESULTS * 2, FIGURES],
    "the middle only": [[REVIEW, *[""] * 4, SUIT, *[""] * 9], RESULTS + SUITS, [""] * 5 + RESULTS * 2, FIGURES],
    "words before the numbers": [["类型", *TOP], ["类型", *RESULTS, *SUITS], ["类型", *ALL], ["件数", *FIGURES]],
    "a heading over all": [[heading(DISPUTES)] * 15, TOP, RESULTS + SUITS, ALL, FIGURES],
    "a row twice": [TOP, TOP, [REVIEW] * 5 + SUITS, [REVIEW] * 5 + SUITS, ALL, FIGURES],
}


def turned(*rows: Sequence[str]) -> Rows:
    """Return a table whose results stand over the kinds of dispute, under some header rows."""
    order = [(row, column) for column in range(5) for row in range(3)]
    return [*map(list, rows), [FIGURES[5 * row + column] for row, column in order]]


UNDER_EACH = [result for result in RESULTS for _ in range(3)]
BLANK_UNDER = [text for result in RESULTS for text in (result, "", "")]
TURNED: dict[str, Rows] = {
    "blank": turned(BLANK_UNDER, KINDS * 5),
    "repeated": turned(UNDER_EACH, KINDS * 5),
    "in three rows": turned(UNDER_EACH, [REVIEW, SUIT, SUIT] * 5, KINDS * 5),
    "in three rows, blank": turned(BLANK_UNDER, [REVIEW, SUIT, ""] * 5, ["", AT_ONCE, AFTER] * 5),
    "the suits only": [
        TOP,
        [*RESULTS, *(text for result in RESULTS for text in (result, ""))],
        [*RESULTS, *[AT_ONCE, AFTER] * 5],
        [*FIGURES[:5], *(FIGURES[5 * row + column] for column in range(5) for row in (1, 2))],
    ],
}


def as_html(rows: Rows) -> Reading:
    return read("html", TITLE, heading(DISPUTES), rows)


def as_tabs(rows: Rows) -> Reading:
    return read("text", TITLE, heading(DISPUTES), rows)


def as_bars(rows: Rows) -> Reading:
    return interpret(from_text("\n".join([TITLE, heading(DISPUTES), *(f"| {' | '.join(row)} |" for row in rows)])))


def as_words(rows: Rows) -> Reading:
    lines = (" ".join(filter(None, row)) for row in rows)
    return interpret(from_text("\n".join([TITLE, heading(DISPUTES), *lines])))


def as_docx(rows: Rows) -> Reading:
    document, file = Document(), BytesIO()
    for words in (TITLE, heading(DISPUTES)):
        document.add_paragraph(words)
    table = document.add_table(len(rows), len(rows[0]))
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            table.cell(i, j).text = text
    document.save(file)
    return interpret(read_docx(file.getvalue()))


def as_xlsx(rows: Rows) -> Reading:
    file = BytesIO()
    with Workbook(file) as book:
        sheet = book.add_worksheet()
        for i, row in enumerate([[TITLE], [heading(DISPUTES)], *rows]):
            for j, text in enumerate(row):
                sheet.write(i, j, int(text) if text.isdigit() else text)
    return interpret(read_xlsx(file.getvalue()))


WAYS: list[Callable[[Rows], Reading]] = [as_html, as_tabs, as_bars, as_words, as_docx, as_xlsx]


def truth(order: Numbered = ON_FORM) -> dict[Cell, Decimal]:
    return {DISPUTES.cell(*at): Decimal(number) for at, number in zip(order, NUMBERS, strict=True)}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("rows", VARIANTS.values(), ids=VARIANTS)
def test_what_is_repeated_is_one_header(rows: Rows, way: Callable[[Rows], Reading]) -> None:
    reading = way(rows)
    assert reading.report.numbers == truth()
    assert not [one for one in reading.problems if "次序" in one.sentence]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("rows", TURNED.values(), ids=TURNED)
def test_a_table_that_is_turned_is_never_read_as_it_stands(rows: Rows, way: Callable[[Rows], Reading]) -> None:
    assert wrong(way(rows), truth()) == {}


@given(
    st.permutations(range(3)),
    st.permutations(range(5)),
    st.sampled_from([as_html, as_tabs, as_words]),
    st.sampled_from([0, 1]),
    st.sampled_from(["along", "first", "twice"]),
)
def test_columns_in_any_order_are_read_right_or_not_at_all(
    kinds: list[int], results: list[int], way: Callable[[Rows], Reading], top: int, spelt: str
) -> None:
    named = [KINDS[kind] for kind in kinds for _ in range(5)]
    if spelt == "first":
        named = [text if at % 5 == 0 else "" for at, text in enumerate(named)]
    over = [REVIEW if kind == 0 else SUIT for kind in kinds for _ in range(5)]
    below = [RESULTS[result] for result in results] * 3
    order = [(DISPUTES.row_leaves[kind], DISPUTES.column_leaves[result]) for kind in kinds for result in results]
    rows = [*[over] * top, *[named] * (1 + (spelt == "twice")), below, FIGURES]
    assert wrong(way(rows), truth(order)) == {}


@pytest.mark.parametrize("kinds", list(permutations(KINDS)))
def test_kinds_of_dispute_in_another_order_are_noticed_however_often_they_are_given(kinds: tuple[str, ...]) -> None:
    for times in (1, 2, 5):
        fields = tuple(kind for kind in kinds for _ in range(times))
        row = SourceRow(" ".join(fields), fields, "")
        assert bool(why_not_in_order([row], DISPUTES)) is (list(kinds) != KINDS)


@pytest.mark.parametrize("way", ["html", "text"])
def test_a_merged_number_given_in_every_column_is_one(way: str) -> None:
    table = FORM_2021.tables["licensing"]
    (row,) = table.row_leaves
    (column,) = table.column_leaves
    header = ["信息内容", *[column.label] * 3]
    reading = read(way, TITLE, heading(table), [header, [row.label, "507", "507", "507"]])
    assert dict(reading.report.numbers) == {table.cell(row, column): 507}
    reading = read(way, TITLE, heading(table), [header, [row.label, "507", "507", "506"]])
    assert not reading.report.numbers
