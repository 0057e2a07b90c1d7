"""Lines of a table: what they count, how numbers are named by them, and sums of them.

There is one of each line: it is equal only to itself.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cached_property

from model.form.roles import LineRole
from model.values import Fixed


class Kind(StrEnum):
    """What a number counts."""

    COUNT = "count"  # whole, not negative
    AMOUNT = "amount"  # 万元: an exact decimal with up to six decimals, printed as entered
    CHANGE = "change"  # whole, negative for less (2019 form)

    @property
    def unit(self) -> str:
        """The unit in which a sentence speaks of it."""
        return "万元" if self is Kind.AMOUNT else "件"


class Cell(str):
    """The place of one number, `table/row/column`: its name in files, storage and commands.

    >>> Cell.at("fees", "charges", "amount").row
    'charges'
    """

    __slots__ = ()

    @classmethod
    def at(cls, table: str, row: str, column: str) -> Cell:
        """Name the place by its three keys."""
        return cls(f"{table}/{row}/{column}")

    @property
    def table(self) -> str:
        """Key of the table."""
        return self.split("/")[0]

    @property
    def row(self) -> str:
        """Key of the row."""
        return self.split("/")[1]

    @property
    def column(self) -> str:
        """Key of the column."""
        return self.split("/")[2]


class Line(Fixed):
    """One row or column of a table, or the heading over several of them.

    `key` is the same in every edition in which the line means the same; nothing but an edition's file says a key.
    `label` is the official print, to the letter; `name` the short form for sentences.
    `help` says what belongs there, `basis` the article as we infer it (never quote it as the form's).
    `aliases` are the words by which prose names it, without its year and its object: what the checks of the
    narrative read a claim about it from. `roles` are the parts it plays, by which rules and prose find it.
    """

    key: str
    label: str
    parts: tuple[Line, ...] = ()
    name: str = ""
    help: str = ""
    basis: str = ""
    kind: Kind = Kind.COUNT
    aliases: tuple[str, ...] = ()
    roles: tuple[LineRole, ...] = ()

    @cached_property
    def leaves(self) -> tuple[Line, ...]:
        """The lines that hold numbers: the line itself, or those of its parts."""
        return tuple(leaf for part in self.parts for leaf in part.leaves) or (self,)

    @cached_property
    def all(self) -> tuple[Line, ...]:
        """The line, and every line under it."""
        return (self, *(line for part in self.parts for line in part.all))

    @cached_property
    def spoken(self) -> str:
        """What a sentence calls the line.

        >>> Line("partly_disclosed", "（二）部分公开（区分处理的，只计这一情形）").spoken
        '部分公开'
        """
        if self.name:
            return self.name
        bare = re.sub(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.)", "", self.label)
        return re.sub(r"（[^）]{0,60}）$", "", bare)

    def __add__(self, other: Line | Sum) -> Sum:
        """Add the numbers of two lines; a heading stands for its parts."""
        return Sum(self.leaves) + other


class Sum(Fixed):
    """The lines of a table whose numbers are added."""

    lines: tuple[Line, ...]

    def __add__(self, other: Line | Sum) -> Sum:
        """Add another line, or another sum."""
        return Sum(self.lines + (other.leaves if isinstance(other, Line) else other.lines))

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Keys of the lines, in order."""
        return tuple(line.key for line in self.lines)
