"""The cells that a number of a sentence is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from model.form.roles import LineRole, TableRole
from model.form.schema import Cell, Line, Table

_CHECKS: Mapping[TableRole | None, str] = {TableRole.DOCUMENTS: "N6", TableRole.DISPUTES: "N5"}

# How telling a row of section three is, least first
VERB, FLOW, OUTCOME, REASON = range(1, 5)

_RANKS = {
    LineRole.RECEIVED: VERB,
    LineRole.RESULTS_TOTAL: VERB,
    LineRole.BROUGHT_FORWARD: FLOW,
    LineRole.CARRIED_FORWARD: FLOW,
    LineRole.REASON: REASON,
}


@cache
def rank(line: Line) -> int:
    """Return how telling a row of section three is."""
    return max((_RANKS.get(role, 0) for role in line.roles), default=0) or OUTCOME


@cache
def _cells(table: Table, rows: tuple[Line, ...], column: Line) -> tuple[Cell, ...]:
    return tuple(table.cell(leaf, part) for row in rows for leaf in row.leaves for part in column.leaves)


@dataclass(frozen=True, eq=False)
class Target:
    """Cells that a number is about, added up: some rows of a table in one of its columns."""

    table: Table
    rows: tuple[Line, ...]
    column: Line

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Target) and self._names == other._names)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(self._names)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """What it is compared by, for a long sentence compares each with each of the others."""
        return self.table.key, self.column.key, *(row.key for row in self.rows)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The cells to be added."""
        return self.cells_in(self.column)

    def cells_in(self, column: Line) -> tuple[Cell, ...]:
        """Return the cells of the same rows in another column."""
        return _cells(self.table, self.rows, column)

    @classmethod
    def of(cls, table: Table, rows: tuple[Line, ...], column: Line) -> Target:
        """Return the one of these cells, which keeps what was asked of it: a sentence names the same ones again."""
        return _target(table, rows, column)

    def is_of(self, table: TableRole) -> bool:
        """Return whether it is of the table that counts something."""
        return self.table.role is table

    @cached_property
    def check(self) -> str:
        """The rule that holds it to the table."""
        if not self.is_of(TableRole.APPLICATIONS):
            return _CHECKS.get(self.table.role, "N10")
        if LineRole.RECEIVED in self.rows[0].roles:
            return "N1"
        return "N3" if rank(self.rows[0]) <= FLOW else "N2"

    @property
    def is_outcome(self) -> bool:
        """Whether it is a way in which applications were handled."""
        return self.check == "N2"

    @cached_property
    def is_of_all(self) -> bool:
        """Whether it counts applications whoever made them."""
        return LineRole.ALL_APPLICANTS in self.column.roles

    def is_row(self, line: Line) -> bool:
        """Return whether it is the total of one row of section three."""
        return len(self.rows) == 1 and self.rows[0] is line and self.is_of_all

    def within(self, other: Target) -> bool:
        """Return whether all of it is part of another."""
        return self.table.key == other.table.key and self._set <= other._set

    @cached_property
    def _set(self) -> frozenset[Cell]:
        return frozenset(self.cells)


@cache
def _target(table: Table, rows: tuple[Line, ...], column: Line) -> Target:
    return Target(table, rows, column)
