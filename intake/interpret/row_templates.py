"""The rows of a table as places to be filled in order, with what each may be called; all from the form's lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from intake.characters import bare
from model.form.schema import Line, Table
from model.similarity import common_length

LIKE = 0.62  # the part of a label that must be there, in its order, for it to be recognised
_REMARK = re.compile(r"[（(][^（）()]*[)）]$")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.)")
SUBTOTAL = "小计"
_SHORT = 4
_SPREAD, _MOST_SPREAD = 0.85, 3  # the part of a label that must be there; how much longer the words may be
_SLACK = 5  # characters that may stand between a label and its numbers


@dataclass(frozen=True)
class Slot:
    """One row to be filled, or a subtotal that some offices add and that is left out."""

    table: Table
    line: Line
    extra: bool = False

    @property
    def width(self) -> int:
        """How many numbers stand in the row."""
        return len(self.table.column_leaves)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What the row may be called, words and digits only, the longest first."""
        label = self.line.label
        core = _NUMBERING.sub("", label)
        names = {bare(label), bare(core), bare(_REMARK.sub("", core))}
        if self.extra:
            names |= {bare(core) + SUBTOTAL, SUBTOTAL}
        return tuple(sorted(names, key=len, reverse=True))

    def is_surely_in(self, words: str) -> bool:
        """Whether the row is named somewhere in some words by a name that cannot be part of another."""
        return any(name in words for name in self.names if len(name) > _SHORT)

    def is_spread_over(self, words: str) -> bool:
        """Whether the row is named in some words, in order, but with others between: a label of several lines."""
        long = [name for name in self.names if len(name) > _SHORT and len(words) <= _MOST_SPREAD * len(name)]
        return any(common_length(name, words) >= _SPREAD * len(name) for name in long)

    def begins_with(self, words: str) -> bool:
        """Whether some words are the beginning of its name, cut off."""
        return len(words) >= _SHORT and any(name.startswith(words) for name in self.names)

    def resembles(self, words: str) -> bool:
        """Whether half of some words, or of the name, may be a damaged or broken piece of the other."""
        return any(2 * common_length(name, words) >= min(len(name), len(words)) for name in self.names)

    def likeness(self, words: str, *, at_end: bool) -> float:
        """Return how surely the row is named at the end (or at the beginning) of some words, from 0 to 1."""
        return _likeness(self.names, words[-80:] if at_end else words[:80], at_end)


def without_numbering(label: str) -> str:
    """Return the words of a label without the number that it begins with.

    >>> without_numbering("7.属于行政执法案卷")
    '属于行政执法案卷'
    """
    return bare(_NUMBERING.sub("", label.strip()))


@cache
def _likeness(names: tuple[str, ...], words: str, at_end: bool) -> float:  # noqa: FBT001 — a cache takes no keywords
    return max((_like(name, words, at_end) for name in names), default=0.0)


def _like(name: str, words: str, at_end: bool) -> float:  # noqa: FBT001 — as above
    reach = len(name) + _SLACK
    window = words[-reach:] if at_end else words[:reach]
    exact = words.endswith(name) if at_end else words.startswith(name)
    if exact:
        return 1.0
    if len(name) <= _SHORT:
        return 0.0
    if name in window:
        return 0.95
    share = common_length(name, window) / len(name)
    return share if share >= LIKE else 0.0


@cache
def slots_of(table: Table) -> tuple[Slot, ...]:
    """Return the rows of a table in order, with a place for a subtotal before and after each group."""
    return tuple(slot for row in table.rows for slot in _slots(table, row, top=True))


def _slots(table: Table, line: Line, *, top: bool = False) -> Iterator[Slot]:
    if not line.parts:
        yield Slot(table, line)
        return
    if not top:
        yield Slot(table, line, extra=True)
    for part in line.parts:
        yield from _slots(table, part)
    if not top:
        yield Slot(table, line, extra=True)
