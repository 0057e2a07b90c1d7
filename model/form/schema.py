"""The vocabulary in which a statutory form is written down: lines, sums, rules, tables, texts.

There is one of each line, table and section: they are equal only to themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from itertools import chain

from model.form.lines import Cell, Kind, Line, Sum
from model.form.roles import LineRole, TableRole, TextRole
from model.values import Fixed, NamedTuple

__all__ = [
    "Cell",
    "Identity",
    "IdentityRule",
    "Kind",
    "Layout",
    "Line",
    "Section",
    "Severity",
    "Sum",
    "Table",
    "Text",
    "identity",
    "total",
]


class Severity(StrEnum):
    """How much a check insists, strongest first."""

    HARD = "H"  # must hold before a report is finalised
    EXPLAIN = "X"  # must hold or be explained
    WARN = "W"  # to be acknowledged
    HINT = "I"

    @property
    def label(self) -> str:
        """What the user reads."""
        return {"H": "必须", "X": "说明", "W": "核实", "I": "提示"}[self.value]


class Layout(StrEnum):
    """How a table stands on paper."""

    MATRIX = "matrix"  # rows below each other, their labels on the left
    BLOCK = "block"  # a titled block of the one table that all blocks of a section share
    BAND = "band"  # one line of numbers, the rows side by side, their labels as headers


class IdentityRule(NamedTuple):
    """An identity of the form: its sentence, and the two sums that must be equal."""

    check: str
    sentence: str
    left: Sum
    right: Sum
    source: str
    names: tuple[str, str]  # what a message calls the two sums
    derives: Line | None = None  # the total that the right sum gives, if the rule defines one
    severity: Severity = Severity.HARD


def identity(  # noqa: PLR0913 — a rule has these parts, and every call names them
    check: str,
    sentence: str,
    left: Line | Sum,
    *,
    equals: Line | Sum,
    source: str,
    names: tuple[str, str],
) -> IdentityRule:
    """Say that two sums are equal.

    >>> identity("H3", "甲等于乙", Line("a", "甲"), equals=Line("b", "乙"), source="", names=("甲", "乙")).derives
    """
    return IdentityRule(check, sentence, _as_sum(left), _as_sum(equals), source, names)


def total(  # noqa: PLR0913 — as above
    check: str, sentence: str, line: Line, *, of: Line | Sum, source: str, names: tuple[str, str]
) -> IdentityRule:
    """Say that `line` is the total `of` a sum, so that it can be filled in."""
    return IdentityRule(check, sentence, Sum((line,)), _as_sum(of), source, names, derives=line)


def _as_sum(side: Line | Sum) -> Sum:
    return Sum(side.leaves) if isinstance(side, Line) else side


class Identity(NamedTuple):
    """One rule at one place: the cells of its two sums."""

    rule: IdentityRule
    table: str
    place: str  # key of the row or column at which the rule is applied
    left: tuple[Cell, ...]
    right: tuple[Cell, ...]
    along_row: bool

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells that the identity runs through."""
        return self.left + self.right

    @property
    def total(self) -> Cell | None:
        """The cell that the right sum gives, if the rule defines a total."""
        return self.left[0] if self.rule.derives else None


class Table(Fixed):
    """Rows by columns, and the rules that hold in every one of them.

    `aliases` are words that leave no doubt that a sentence is about this table, `counted_as` those that do so where
    its numbers are to be expected, `measures` the measure words in which prose counts them.
    """

    key: str
    title: str
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    in_every_row: tuple[IdentityRule, ...] = ()
    in_every_column: tuple[IdentityRule, ...] = ()
    layout: Layout = Layout.MATRIX
    stub: str = ""  # what stands in the corner over the row labels
    aliases: tuple[str, ...] = ()
    counted_as: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    role: TableRole | None = None

    def __post_init__(self) -> None:
        """Hold the identities to the lines that the table has: one left out of a sum would call right reports wrong.

        Raises:
            ValueError: an identity adds other lines, or a line is in none of them.
        """
        for identities, leaves in ((self.in_every_row, self.column_leaves), (self.in_every_column, self.row_leaves)):
            added = {line for one in identities for side in (one.left, one.right) for line in side.lines}
            for line in added.symmetric_difference(leaves) if identities else ():
                raise ValueError(f"{self.key}: {line.key} is in the table or in its identities, but not in both")

    @cached_property
    def row_leaves(self) -> tuple[Line, ...]:
        """The rows that hold numbers."""
        return tuple(leaf for row in self.rows for leaf in row.leaves)

    @cached_property
    def column_leaves(self) -> tuple[Line, ...]:
        """The columns that hold numbers."""
        return tuple(leaf for column in self.columns for leaf in column.leaves)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every number of the table, row by row."""
        return tuple(self.cell(r, c) for r in self.row_leaves for c in self.column_leaves)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every row and column, headings before what stands under them."""
        return tuple(chain.from_iterable(line.all for line in (*self.rows, *self.columns)))

    def having(self, role: LineRole) -> tuple[Line, ...]:
        """Return the rows and columns that play a part, in print order."""
        return tuple(line for line in self.lines if role in line.roles)

    def line(self, role: LineRole) -> Line | None:
        """Return the one row or column that plays a part; None where the edition has none."""
        return next(iter(self.having(role)), None)

    def cell(self, row: Line, column: Line) -> Cell:
        """Name the number where `row` and `column` cross."""
        return Cell.at(self.key, row.key, column.key)

    @cached_property
    def identities(self) -> tuple[Identity, ...]:
        """Every rule at every place where it applies."""
        return (*self._along_rows(), *self._along_columns())

    def _along_rows(self) -> Iterator[Identity]:
        for rule in self.in_every_row:
            for row in self.row_leaves:
                left, right = ([self.cell(row, c) for c in side.lines] for side in (rule.left, rule.right))
                yield Identity(rule, self.key, row.key, tuple(left), tuple(right), along_row=True)

    def _along_columns(self) -> Iterator[Identity]:
        for rule in self.in_every_column:
            for column in self.column_leaves:
                left, right = ([self.cell(r, column) for r in side.lines] for side in (rule.left, rule.right))
                yield Identity(rule, self.key, column.key, tuple(left), tuple(right), along_row=False)


class Text(NamedTuple):
    """A part of the report that is prose.

    `cue` is a pattern of what its heading says in files, in one way or another.
    """

    key: str
    heading: str  # as printed; empty where the text follows the section's heading
    prompt: str  # what belongs there, shown while the text is empty
    name: str  # what messages call it
    optional: bool = False
    role: TextRole | None = None
    cue: str = ""


class Section(Fixed):
    """One of the six sections, in the order in which it is printed: its texts, then its tables.

    `aliases` are other names that files head it with, `cue` a pattern of other words for its numbered heading. Where
    its heading was lost, `begins` and `goes_on` are patterns of the smaller headings that its text has in files.
    `key` is the same in every edition: a file in which two editions are mixed is cut into sections first.
    """

    key: str
    heading: str
    tab: str
    texts: tuple[Text, ...] = ()
    tables: tuple[Table, ...] = ()
    aliases: tuple[str, ...] = ()
    cue: str = ""
    begins: str = ""
    goes_on: str = ""

    @cached_property
    def ordinal(self) -> str:
        """The Chinese number of the section.

        >>> Section("disputes", "四、政府信息公开行政复议、行政诉讼情况", "").ordinal
        '四'
        """
        return self.heading.partition("、")[0]

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every number of the section, in print order."""
        return tuple(cell for table in self.tables for cell in table.cells)
