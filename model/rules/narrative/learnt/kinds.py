"""Names for the cells that a number may be of: “table/rows/column”, several rows joined by a plus."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from model.form.form import Form
from model.form.schema import Cell, Line, Table
from model.rules.narrative.form_lines import FormLines
from model.rules.narrative.target import Target


def kind_of(cells: Iterable[Cell], form: Form) -> str | None:
    """Name cells that one number counts; None where they are of several tables or columns.

    >>> from model.form.editions import FORM_2021
    >>> rows = [row for row in FORM_2021.tables["applications"].row_leaves if row.key.startswith("unavailable")]
    >>> kind_of([Cell.at("applications", row.key, "total") for row in rows], FORM_2021)
    'applications/unavailable/total'
    """
    some = [*cells]
    tables, columns = {one.table for one in some}, {one.column for one in some}
    if len(tables) != 1 or len(columns) != 1:
        return None
    table = form.tables[tables.pop()]
    rows, named = {one.row for one in some}, list[str]()
    for line in _wide_first(table):
        leaves = {leaf.key for leaf in line.leaves}
        if leaves <= rows:
            named.append(line.key)
            rows -= leaves
    return f"{table.key}/{'+'.join(named)}/{columns.pop()}"


def short(kind: str) -> str:
    """Return what the numbers after it need to know of a kind.

    >>> short("applications/received/total"), short("legislation/regulations/issued")
    ('received', 'legislation')
    """
    table, rows, _ = kind.split("/")
    return rows if table in {"applications", "disputes"} else table


def _wide_first(table: Table) -> list[Line]:
    lines = [line for row in table.rows for line in row.all]
    return sorted(lines, key=lambda line: -len(line.leaves))  # of several with the same leaves the outer one


@cache
def targets(lines_of_form: FormLines, kinds: tuple[str, ...]) -> Mapping[str, Target]:
    """Return the cells of each kind of which a sentence may speak in the edition."""
    found, tables = dict[str, Target](), {table.key: table for table in lines_of_form.tables}
    for kind in kinds:
        key, rows, column = kind.split("/")
        table = tables.get(key)
        lines = {line.key: line for line in table.lines} if table else {}
        named = [lines[row] for row in rows.split("+") if row in lines]
        if table and column in lines and len(named) == len(rows.split("+")):
            target = Target.of(table, tuple(named), lines[column])
            if lines_of_form.have(target):
                found[kind] = target
    return found
