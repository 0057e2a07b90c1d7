"""Tables whose rows or columns stand elsewhere than on the form, printed as text with tabs and as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from html import escape

from hypothesis import strategies as st

from intake.html.reader import from_html
from intake.interpret import interpret
from intake.reading import Reading
from intake.text_file import from_text
from model.form.editions import FORM_2021
from model.form.schema import Cell, Section, Table

Rows = list[list[str]]

TITLE = "甲县人民政府2023年政府信息公开工作年度报告"
APPLICATIONS = FORM_2021.tables["applications"]
DISPUTES = FORM_2021.tables["disputes"]
SECTIONS = {table.key: section for section in FORM_2021.sections for table in section.tables}
WAYS = ("html", "text")


def numbers_up_to(most: int, count: int) -> st.SearchStrategy[list[int]]:
    """Return what draws numbers all at once, since one by one takes long: of all sizes, or zeros and ones."""
    drawn, kinds = st.binary(min_size=count, max_size=count), st.sampled_from((most + 1, most + 1, most + 1, 2))
    return st.builds(lambda numbers, kinds: [number % kinds for number in numbers], drawn, kinds)


figures = numbers_up_to(40, 175)


def matrix(numbers: Sequence[int]) -> tuple[Rows, dict[Cell, Decimal]]:
    """Return section three as rows of a label and seven numbers, its header first, and what each cell says."""
    header = ["项目", *(column.label for column in APPLICATIONS.column_leaves)]
    rows = [[row.label] for row in APPLICATIONS.row_leaves]
    truth: dict[Cell, Decimal] = {}
    for i, line in enumerate(APPLICATIONS.row_leaves):
        row = [*numbers[7 * i : 7 * i + 6], sum(numbers[7 * i : 7 * i + 6])]
        rows[i] += map(str, row)
        truth |= {APPLICATIONS.cell(line, c): Decimal(n) for c, n in zip(APPLICATIONS.column_leaves, row, strict=True)}
    return [header, *rows], truth


def band(numbers: Sequence[int]) -> tuple[Rows, dict[Cell, Decimal]]:
    """Return section four as three rows below each other, and what each cell says."""
    rows = [["类型", *(column.label for column in DISPUTES.column_leaves)]]
    truth: dict[Cell, Decimal] = {}
    for i, line in enumerate(DISPUTES.row_leaves):
        row = [*numbers[5 * i : 5 * i + 4], sum(numbers[5 * i : 5 * i + 4])]
        rows.append([line.label, *map(str, row)])
        truth |= {DISPUTES.cell(line, c): Decimal(n) for c, n in zip(DISPUTES.column_leaves, row, strict=True)}
    return rows, truth


def printed(way: str, *parts: str | Rows) -> str:
    """Print lines and tables one after the other."""
    if way == "text":
        return "\n".join(part if isinstance(part, str) else "\n".join("\t".join(row) for row in part) for part in parts)
    return "".join(f"<p>{escape(part)}</p>" if isinstance(part, str) else _html(part) for part in parts)


def _html(rows: Rows) -> str:
    lines = ("".join(f"<td>{escape(text)}</td>" for text in row) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def read(way: str, *parts: str | Rows) -> Reading:
    """Print and read a report."""
    text = printed(way, *parts)
    return interpret(from_html(text) if way == "html" else from_text(text))


def heading(table: Table) -> str:
    """Return the heading of the section that a table is in."""
    section: Section = SECTIONS[table.key]
    return section.heading


def wrong(reading: Reading, truth: Mapping[Cell, Decimal]) -> dict[Cell, Decimal]:
    """Return the numbers that are not what the document says."""
    return {cell: number for cell, number in reading.report.numbers.items() if truth.get(cell) != number}
