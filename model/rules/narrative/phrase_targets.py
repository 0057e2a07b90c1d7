"""What the words of a phrase name: lines of a table, by the most telling of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from model.form.editions.form_2021 import (
    APPLICATIONS,
    BROUGHT_FORWARD,
    CARRIED_FORWARD,
    DISPUTES,
    DISPUTES_TOTAL,
    LEGISLATION,
    RECEIVED,
    RESULTS_TOTAL,
    TOTAL,
)
from model.form.schema import Cell, Line
from model.rules.narrative.lexicon import Item, Token
from model.rules.narrative.words import WordRole

_FLOW = {BROUGHT_FORWARD.key, CARRIED_FORWARD.key}
_VERBS = {RECEIVED.key, RESULTS_TOTAL.key}
_PARTS_OF_GROUPS = ("refused_", "unavailable_", "not_processed_", "other_")
VERB, FLOW, OUTCOME, REASON = range(1, 5)  # how telling a row of section three is, least first


@cache
def _cells(table: str, rows: tuple[str, ...], columns: tuple[str, ...]) -> tuple[Cell, ...]:
    return tuple(Cell.at(table, row, column) for row in rows for column in columns)


@dataclass(frozen=True, eq=False)
class Target:
    """Cells that a number is about, added up: some rows of a table in one of its columns."""

    table: str
    rows: tuple[Line, ...]
    column: Line

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Target) and self._names == other._names

    def __hash__(self) -> int:
        return hash(self._names)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """What it is compared by, for a long sentence compares each with each of the others."""
        return self.table, self.column.key, *(row.key for row in self.rows)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The cells to be added."""
        return self.cells_in(self.column)

    def cells_in(self, column: Line) -> tuple[Cell, ...]:
        """Return the cells of the same rows in another column."""
        return _cells(self.table, self._keys, tuple(part.key for part in column.leaves))

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        return tuple(leaf.key for row in self.rows for leaf in row.leaves)

    @property
    def check(self) -> str:
        """The rule of FORM.md that holds it to the table."""
        if self.table != APPLICATIONS.key:
            return "N6" if self.table == LEGISLATION.key else "N5"
        return {RECEIVED.key: "N1", RESULTS_TOTAL.key: "N3"}.get(self.rows[0].key) or (
            "N3" if self.rows[0].key in _FLOW else "N2"
        )

    @property
    def is_outcome(self) -> bool:
        """Whether it is a way in which applications were handled."""
        return self.check == "N2"

    def is_row(self, line: Line) -> bool:
        """Return whether it is the total of one row of section three."""
        return len(self.rows) == 1 and self.rows[0].key == line.key and self.column.key == TOTAL.key

    def within(self, other: Target) -> bool:
        """Return whether all of it is part of another."""
        return self.table == other.table and self._set <= other._set

    @cached_property
    def _set(self) -> frozenset[Cell]:
        return frozenset(self.cells)


def items(tokens: Iterable[Token], table: str, *, rows: bool) -> list[tuple[Token, Item]]:
    """List the lines of a table that the tokens name."""
    return [
        (token, item)
        for token in tokens
        for item in token.word.items
        if item.table.key == table and item.is_row is rows
    ]


def lines_of(found: Iterable[tuple[Token, Item]]) -> tuple[Line, ...]:
    """Return the lines, each once, in order."""
    return tuple({item.line.key: item.line for _, item in found}.values())


def rank(line: Line) -> int:
    """Return how telling a row of section three is."""
    if line.key in _VERBS:
        return VERB
    if line.key in _FLOW:
        return FLOW
    return (
        REASON if not line.parts and line.key.startswith(_PARTS_OF_GROUPS) and line.key != "other_results" else OUTCOME
    )


def rows_named(tokens: Sequence[Token]) -> tuple[Line, ...]:
    """Return the rows of section three that are named most tellingly; of what is carried, in which direction."""
    found = lines_of(items(_after_examples(tokens), APPLICATIONS.key, rows=True))
    most = max((rank(line) for line in found), default=0)
    lines = tuple(line for line in found if rank(line) == most)
    if most == FLOW:
        return _carried(tokens, lines)
    return lines


def _after_examples(tokens: Sequence[Token]) -> Sequence[Token]:
    """Pass over what only exemplifies: “因不掌握等原因无法提供” is about all that could not be provided."""
    cut = max((i for i, token in enumerate(tokens) if token.text == "等"), default=-1)
    rest = tokens[cut + 1 :]
    return rest if items(rest, APPLICATIONS.key, rows=True) else tokens


def _carried(tokens: Sequence[Token], lines: tuple[Line, ...]) -> tuple[Line, ...]:
    before = any(token.does(WordRole.LAST_YEAR, WordRole.INTO_THIS_YEAR) or token.text == "加" for token in tokens)
    after = any(token.does(WordRole.NEXT_YEAR) for token in tokens)
    if (before and after) or _of_either_year(tokens):
        return ()
    if before:
        return (BROUGHT_FORWARD,)
    return (CARRIED_FORWARD,) if after or CARRIED_FORWARD in lines else ()  # “由区政府办公室转来” is of no year


def _of_either_year(tokens: Sequence[Token]) -> bool:
    """Return whether the report's own year follows, as in “转结2024年办结”: from which year to which is unclear."""
    return any(
        year.does(WordRole.THIS_YEAR) and year.start == flow.end and year.text[0].isdigit() and flow.word.items
        for flow, year in pairwise(tokens)
    )


def columns_named(tokens: Sequence[Token]) -> tuple[Line, ...]:
    """Return the kinds of applicants that are named."""
    return lines_of(items(tokens, APPLICATIONS.key, rows=False))


def bodies_named(tokens: Sequence[Token]) -> tuple[Line, ...]:
    """Return the blocks of section four that are named, the narrower where one is part of the other."""
    named = items(tokens, DISPUTES.key, rows=True)
    if not named:
        return ()
    found = lines_of(named)
    narrow = {leaf.key for line in found if not line.parts for leaf in line.leaves}
    return tuple(line for line in found if not (line.parts and narrow & {leaf.key for leaf in line.leaves}))


def outcomes_named(tokens: Sequence[Token]) -> tuple[Line, ...]:
    """Return the columns of section four that are named."""
    return lines_of(items(tokens, DISPUTES.key, rows=False))


def of_applications(rows: tuple[Line, ...], column: Line = TOTAL) -> Target:
    """Make a target of rows of section three."""
    return Target(APPLICATIONS.key, rows, column)


def of_disputes(bodies: tuple[Line, ...], outcome: Line = DISPUTES_TOTAL) -> Target:
    """Make a target of blocks of section four."""
    return Target(DISPUTES.key, bodies, outcome)
