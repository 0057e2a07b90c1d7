"""Tables whose labels were permuted, dropped, doubled or replaced, and what each number is named beside it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from html import escape
from typing import NamedTuple

from intake.document import SourceDocument
from intake.html.reader import from_html
from intake.interpret.row_templates import without_numbering
from intake.text_file import from_text
from model.form.editions import FORM_2021
from model.form.form import Form
from model.form.schema import Cell, Layout, Line, Section, Table
from model.report.numbers import number_text
from model.report.report import Level, Report
from tests.intake.layouts import random_report, sheets
from tests.intake.markup import html_table
from tests.intake.sheets import LAYOUTS, Sheet

HOW = ("permuted", "dropped", "doubled", "replaced", "moved on")
WHAT = ("rows", "columns", "both")
STRANGE = ("某某事项", "合计数", "备用", "同比增长", "其中网上", "第三方")
WAYS = (*(name for name in LAYOUTS if name != "labels only"), "HTML", "HTML by Word", "HTML, merged cells lost")


@dataclass(frozen=True)
class Source:
    """A number as it was drawn: the row and the column that its labels name; None where they name none of the table."""

    number: Decimal
    row: str  # the words of the label beside it, in a band of that over it; "" where they name none of the section
    column: str

    def contradicts(self, cell: Cell, form: Form) -> bool:
        """Whether a label beside it names another row or column than that of a cell."""
        row, column = (without_numbering(line.label) for line in (form.row(cell), form.column(cell)))
        return self.row not in {"", row} or self.column not in {"", column}


@dataclass
class Relabelled:
    """A document in which one section's tables have other labels than the form's, and where its numbers come from."""

    document: SourceDocument
    form: Form
    sources: list[Source] = field(default_factory=list)


def named(text: str, lines: Iterable[Line]) -> str:
    """Return the words of a label if they are those of a line."""
    words = without_numbering(text)
    return words if any(without_numbering(line.label) == words for line in lines) else ""


def relabel(rng: random.Random, labels: list[str], how: str) -> list[str]:
    """Return labels after something happened to some of them."""
    changed, at = list(labels), rng.sample(range(len(labels)), k=min(len(labels), rng.choice([1, 2, 2, 3, 4])))
    match how:
        case "permuted":
            moved = at[1:] + at[:1]
            for one, other in zip(at, moved, strict=True):
                changed[one] = labels[other]
        case "dropped":
            for one in at:
                changed[one] = " "
        case "doubled":
            for one in at[:2]:
                changed[one] = labels[rng.randrange(len(labels))]
        case "replaced":
            for one in at:
                changed[one] = rng.choice(STRANGE)
        case "moved on":  # one is lost, and those below it close up
            first, last = min(at), max(at)
            changed[first:last] = labels[first + 1 : last + 1]
    return changed


class Kind(NamedTuple):
    """Which section is drawn, in which layout, and what happened to which of its labels."""

    section: str
    way: str
    how: str
    what: str
    form: Form = FORM_2021

    def __repr__(self) -> str:
        """Write it in a line."""
        return " | ".join((*self[:-1], self.form.edition))


def relabelled(seed: int, kind: Kind) -> Relabelled:
    """Draw one section with numbers that balance or none alike, some of its labels changed."""
    key, way, how, what, form = kind
    rng = random.Random(seed)
    section = next(one for one in form.sections if one.key == key)
    report = _spread(rng, random_report(rng, form)) if rng.random() < 0.5 else random_report(rng, form)
    report = Report("甲县人民政府", Level.COUNTY, form.since + 1, form.edition, report.numbers)
    numbers = {cell: report.numbers[cell] for cell in section.cells}
    drawn = sheets(rng, section, {cell: number_text(number) for cell, number in numbers.items()}, set())
    sources: list[Source] = []
    parts = {"rows": ("rows",), "columns": ("columns",), "both": ("rows", "columns")}[what]
    _change(rng, drawn, section, how, parts)
    for table, sheet in zip(section.tables, drawn, strict=True):
        sources += _sources(section, table, sheet, numbers)
    head = (f"{report.unit}{report.year}年政府信息公开工作年度报告", section.heading)
    if way.startswith("HTML"):
        markup = html_table(rng, section, drawn, merged="lost" not in way, word="Word" in way)
        return Relabelled(from_html("".join(f"<p>{escape(one)}</p>" for one in head) + markup), form, sources)
    lines = [line for sheet in drawn for line in LAYOUTS[way](rng, sheet)]
    return Relabelled(from_text("\n".join([*head, *lines])), form, sources)


def _spread(rng: random.Random, report: Report) -> Report:
    """Return a report of which no two numbers are alike, so that nothing adds up."""
    order = rng.sample(range(100, 1000), len(report.form.cells))
    return report.with_numbers(dict(zip(report.form.cells, map(Decimal, order), strict=True)))


def _change(rng: random.Random, drawn: Sequence[Sheet], section: Section, how: str, parts: Sequence[str]) -> None:
    if "rows" in parts and section.tables[0].layout is not Layout.BAND:
        rows = [row for sheet in drawn for row in sheet.rows]
        for row, text in zip(rows, relabel(rng, [row.labels[-1] for row in rows], how), strict=True):
            row.labels[-1] = text
    if "columns" in parts or section.tables[0].layout is Layout.BAND:
        sheet = rng.choice(drawn)
        places = _column_places(section.tables[0], sheet, kinds="rows" in parts)
        for (i, j), text in zip(places, relabel(rng, [sheet.headers[i][j] for i, j in places], how), strict=True):
            sheet.headers[i][j] = text


def _column_places(table: Table, sheet: Sheet, *, kinds: bool) -> list[tuple[int, int]]:
    """Return where the labels of columns stand in the headers of a sheet; of a band, or those over them."""
    if table.layout is Layout.MATRIX:
        last = len(sheet.headers[1]) - 1
        return [(1, 1), *((2, j) for j in range(2, last)), (1, last)]
    if table.layout is Layout.BAND:
        if kinds:
            return [(0, 0), (1, 5), (1, 10)]
        return [(2, j) for j in range(15)]
    return [(0, j) for j in range(1, len(sheet.headers[0]))]


def _sources(section: Section, table: Table, sheet: Sheet, numbers: dict[Cell, Decimal]) -> Iterator[Source]:
    rows = [line for one in section.tables for line in one.row_leaves]
    leaves = [line for one in section.tables for line in one.column_leaves]
    places = _column_places(table, sheet, kinds=False)
    columns = [named(sheet.headers[i][j], leaves) for i, j in places]
    if table.layout is Layout.BAND:
        over = [named(sheet.headers[i][j], rows) for i, j in _column_places(table, sheet, kinds=True)]
        cells = [table.cell(row, column) for row in table.row_leaves for column in table.column_leaves]
        for at, cell in enumerate(cells):
            yield Source(numbers[cell], over[at // 5], columns[at])
        return
    for line, row in zip(table.row_leaves, sheet.rows, strict=True):
        for column, leaf in zip(columns, table.column_leaves, strict=True):
            yield Source(numbers[table.cell(line, leaf)], named(row.labels[-1], rows), column)


def against_labels(numbers: Mapping[Cell, Decimal], drawn: Relabelled) -> dict[Cell, Decimal]:
    """Return the numbers that stand in a cell though all places from which they may be are named otherwise."""
    return {
        cell: number
        for cell, number in numbers.items()
        if not any(one.number == number and not one.contradicts(cell, drawn.form) for one in drawn.sources)
    }


def unnamed(numbers: Mapping[Cell, Decimal], drawn: Relabelled) -> dict[Cell, Decimal]:
    """Return the numbers, zeros aside, that no place has whose row and column are both named."""
    named = {(one.number, one.row, one.column) for one in drawn.sources if one.row and one.column}
    words = {
        cell: (number, *(without_numbering(line.label) for line in (drawn.form.row(cell), drawn.form.column(cell))))
        for cell, number in numbers.items()
    }
    return {cell: number for cell, number in numbers.items() if number and words[cell] not in named}
