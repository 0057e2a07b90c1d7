"""Which reports of the library are wanted: by a part of the name, by state, year and level; and how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from model.report.report import Level
from model.storage.records import State
from model.storage.summaries import Summary
from model.storage.units import squeezed
from model.values import NamedTuple

KINDS = ("state", "year", "level")


class Wanted(NamedTuple):
    """What a report must have to be shown; None and "" ask for nothing."""

    state: State | None = None
    year: int | None = None
    level: Level | None = None
    part: str = ""

    @property
    def is_all(self) -> bool:
        """Whether nothing is asked for."""
        return self == Wanted()

    @property
    def letters(self) -> str:
        """The part of the name as names are compared, however either is spaced."""
        return squeezed(self.part).casefold()

    def takes(self, one: Summary) -> bool:
        """Whether a report is of the kind that is wanted, whatever it is called."""
        return (
            (self.state is None or one.state is self.state)
            and (self.year is None or one.year == self.year)
            and (self.level is None or one.level is self.level)
        )


Kind = tuple[State, int, Level]


class Facets:
    """How many reports there are of each kind, of those that have the part of the name."""

    def __init__(self, reports: Iterable[Summary] = ()) -> None:
        self._kinds: Counter[Kind] = Counter([(one.state, one.year, one.level) for one in reports])

    @property
    def count(self) -> int:
        """How many there are whatever else is asked for."""
        return self._kinds.total()

    def of(self, kind: str, wanted: Wanted) -> Mapping[Any, int]:
        """Count by state, year or level what all other conditions leave."""
        at = KINDS.index(kind)
        asked = [None if place == at else value for place, value in enumerate(wanted[: len(KINDS)])]
        counted: Counter[Any] = Counter()
        for one, number in self._kinds.items():
            if all(value is None or value == has for value, has in zip(asked, one, strict=True)):
                counted[one[at]] += number
        return counted


def how_many(shown: int, every: int, *, filtered: bool) -> str:
    """Say how many reports are shown of how many.

    >>> how_many(3, 9, filtered=True), how_many(0, 9, filtered=True), how_many(0, 0, filtered=False)
    ('3份，共9份', '没有符合的，共9份', '')
    """
    if not filtered:
        return f"{every}份" if every else ""
    return f"{shown}份，共{every}份" if shown else f"没有符合的，共{every}份"
