"""What of one year's form stands where in the next year's, which may be another edition.

A line that means the same in two editions has the same key in both; what plays a part is found by its role.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from model.form.form import Form
from model.form.roles import LineRole, TableRole
from model.form.schema import Cell, Line

_COUNTED = (LineRole.ISSUED, LineRole.REPEALED, LineRole.IN_FORCE)


@cache  # asked at every keystroke
def carried_on(last: Form, form: Form) -> tuple[tuple[Cell, Cell], ...]:
    """Pair 结转下年度 of last year's form with 上年结转 of this year's, for each column that both have."""
    whence, where = last.table(TableRole.APPLICATIONS), form.table(TableRole.APPLICATIONS)
    if whence is None or where is None:
        return ()
    source, target = whence.line(LineRole.CARRIED_FORWARD), where.line(LineRole.BROUGHT_FORWARD)
    if source is None or target is None:
        return ()
    there = {column.key for column in whence.column_leaves}
    both = [column for column in where.column_leaves if column.key in there]
    return tuple((whence.cell(source, column), where.cell(target, column)) for column in both)


class Documents(NamedTuple):
    """Where a form counts a kind of documents: 制发, 废止, 现行有效."""

    kind: Line
    issued: Cell
    repealed: Cell
    in_force: Cell


@cache  # asked at every keystroke
def documents(form: Form) -> tuple[Documents, ...]:
    """List the kinds of documents that a form counts by what was issued, repealed, and is in force."""
    table = form.table(TableRole.DOCUMENTS)
    columns = [table.line(role) for role in _COUNTED] if table else []
    if table is None or None in columns:
        return ()
    counted = [column for column in columns if column is not None]
    return tuple(Documents(kind, *(table.cell(kind, column) for column in counted)) for kind in table.row_leaves)
