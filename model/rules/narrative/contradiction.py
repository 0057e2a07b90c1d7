"""What numbers do not bear out, and where a wrong number comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from model.form.schema import Cell, Line
from model.rules.narrative.target import Target

Numbers = Mapping[Cell, Decimal]


class Cause(StrEnum):
    """Where a wrong number comes from."""

    NONE = "none"
    NATURAL_PERSON = "natural_person"
    OTHER_COLUMN = "other_column"
    WITH_BROUGHT_FORWARD = "with_brought_forward"
    WITHOUT_PENDING = "without_pending"
    ONE_PART = "one_part"
    SCOPE = "scope"


class Contradiction(NamedTuple):
    """Something said that the numbers do not bear out; `due` is None where a cell that it needs is blank."""

    check: str
    target: Target | None  # None for numbers of the text alone
    said: Decimal
    due: Decimal | None
    span: tuple[int, int]
    words: tuple[int, int]
    cause: Cause = Cause.NONE
    source: Line | None = None  # the column or part that the number was taken from
    by_word: bool = False
    scope: str = ""
    sums: tuple[Decimal, Decimal] | None = None  # the two sums that should be equal, whole first
    at_least: bool = False  # cells are blank, and the others make `due` already
    share: tuple[Decimal, Target, Decimal] | None = None  # a part of the whole, that whole, and its number
    confirmed: bool = False  # another number is wrong instead, or may be: the table bears this one out, say

    @property
    def is_traced(self) -> bool:
        """Whether it is known which other number of the tables was written instead."""
        return self.cause not in {Cause.NONE, Cause.SCOPE}


def total_of(cells: Iterable[Cell], numbers: Numbers) -> Decimal | None:
    """Add up cells; None if one is blank."""
    total = Decimal()
    for cell in cells:
        value = numbers.get(cell)
        if value is None:  # asked of each: to look for None among decimals compares it with every one
            return None
        total += value
    return total
