"""The numbers that a text can quote: every cell, and the sums of the groups that have no cell of their own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from model.form.editions import FORMS
from model.form.schema import Cell, Line, Table
from model.values import NamedTuple


class Quotable(NamedTuple):
    """A number: its name in a sentence and at the head of a column, its cells, the words by which it is looked for."""

    name: str
    cells: tuple[Cell, ...]
    words: str
    is_total: bool
    short: str


@cache
def sources(edition: str) -> tuple[Quotable, ...]:
    """List every number of a form, totals first: they are what texts quote."""
    tables = FORMS[edition].tables.values()
    found = [source for table in tables for source in (*_cells(edition, table), *_sums(edition, table))]
    return tuple(sorted(found, key=lambda source: not source.is_total))


def search(edition: str, query: str) -> tuple[Quotable, ...]:
    """Find the numbers in whose names all words of a query occur, whole names first; no query finds all.

    >>> [source.name for source in search("2021", "受理")][:2]
    ['第三部分“本年新收”行“总计”列', '第三部分“本年新收”行“自然人”列']
    """
    wanted = query.split()
    found = [source for source in sources(edition) if all(word in source.words for word in wanted)]
    return tuple(sorted(found, key=lambda source: sum(word not in source.words.splitlines() for word in wanted)))


def name_of(edition: str, cells: tuple[Cell, ...]) -> str:
    """Name the number that some cells give."""
    return next((source.name for source in sources(edition) if source.cells == cells), "、".join(cells))


def _cells(edition: str, table: Table) -> Iterator[Quotable]:
    form, totals = FORMS[edition], _total_columns(table)
    for cell in table.cells:
        row, column = form.row(cell), form.column(cell)
        is_total = not totals or column.key in totals
        short = _short(table, row, column)
        yield Quotable(form.name_of(cell), (cell,), _words(row, column), is_total, short)


def _sums(edition: str, table: Table) -> Iterator[Quotable]:
    form, totals = FORMS[edition], _total_columns(table)
    for group in (line for row in table.rows for line in _groups(row)):
        for column in table.column_leaves:
            cells = tuple(table.cell(row, column) for row in group.leaves)
            name = f"第{form.section_of[table.key].ordinal}部分“{group.spoken}”小计“{column.spoken}”列"
            is_total = not totals or column.key in totals
            short = _short(table, group, column)
            yield Quotable(name, cells, _words(group, column) + "小计", is_total, short)


def _groups(line: Line) -> Iterator[Line]:
    """Return the headings over rows that are added up: those over rows only."""
    if line.parts and not any(part.parts for part in line.parts):
        yield line
    for part in line.parts:
        yield from _groups(part)


def _short(table: Table, row: Line, column: Line) -> str:
    """Name a number where there is little room: the column of totals, or the only one, goes without saying."""
    leaves = table.column_leaves
    is_plain = len(leaves) == 1 or column.key in _total_columns(table)
    return row.spoken if is_plain else f"{row.spoken} {column.spoken}"


def figure_of(edition: str, cells: tuple[Cell, ...]) -> Quotable | None:
    """Return the number that some cells give; None where the form has none such.

    >>> found = figure_of("2021", (Cell("applications/received/total"),))
    >>> found and found.short
    '本年新收'
    """
    return next((one for one in sources(edition) if one.cells == cells), None)


def _total_columns(table: Table) -> set[str]:
    return {rule.derives.key for rule in table.in_every_row if rule.derives}


def _words(row: Line, column: Line) -> str:
    return "\n".join((row.label, row.spoken, *row.aliases, column.label, column.spoken, *column.aliases))
