"""Which column each number of a row is of, by the headers over it: moved as they say, refused where they clash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

_PIECES = 4  # in which a label may have come


@dataclass(frozen=True)
class Heads:
    """For each number of a row the column that it is of, None where a header speaks against all; those without one."""

    order: tuple[int | None, ...]
    unnamed: frozenset[int] = frozenset()
    clash: tuple[int, ...] = ()  # the columns named twice, then those that are not named for it

    @property
    def is_usual(self) -> bool:
        """Whether the numbers stand as on the form."""
        return self.order == tuple(range(len(self.order)))

    @property
    def filled(self) -> tuple[int, ...]:
        """The columns of all numbers, refused ones in any order, so that their sum is that of the row."""
        left = iter(sorted(self.refused))
        return tuple(next(left) if at is None else at for at in self.order)

    @property
    def refused(self) -> frozenset[int]:
        """The columns for which no number can be taken."""
        return frozenset(range(len(self.order))) - {at for at in self.order if at is not None}


def usual(width: int, *, unnamed: bool = False) -> Heads:
    """Return columns as they stand on the form."""
    return Heads(tuple(range(width)), frozenset(range(width)) if unnamed else frozenset())


def by_position(named: Sequence[int | None]) -> Heads:
    """Tell the columns by what stands over each of them: a column of the form, or nothing that names one.

    One that is named twice is neither; without a name it is that in whose place it stands, unless that is named
    elsewhere, or the only one that is left.

    >>> by_position([1, 0, 2]).order, by_position([0, 0, 2]).order, by_position([0, None, 2]).order
    ((1, 0, 2), (None, None, 2), (0, 1, 2))
    """
    times = Counter(at for at in named if at is not None)
    order = [at if at is not None and times[at] == 1 else None for at in named]
    blank = [place for place, at in enumerate(named) if at is None]
    free = [at for at in range(len(named)) if at not in times]
    if len(blank) == len(free) == 1:
        order[blank[0]] = free[0]
    else:
        for place in blank:
            order[place] = place if place in free else None
    unnamed = frozenset(at for place in blank if (at := order[place]) is not None)
    twice = [at for at, count in times.items() if count > 1]
    return Heads(tuple(order), unnamed, (*twice, *(at for at in free if at not in unnamed)))


def by_sequence(named: Sequence[int], width: int) -> Heads | None:
    """Tell the columns by some of their headers in reading order; None where these stand in another order.

    >>> by_sequence([0, 2], 3).unnamed, by_sequence([2, 0], 3)
    (frozenset({1}), None)
    """
    times = Counter(named)
    free = [at for at in range(width) if at not in times]
    once = [at for at in named if times[at] == 1]
    if once != sorted(once):
        return None
    twice = [at for at in dict.fromkeys(named) if times[at] > 1]
    if not twice or not free:
        return Heads(tuple(range(width)), frozenset(free))
    clash = (*twice, *free)
    order = [None if min(clash) <= at <= max(clash) else at for at in range(width)]  # between them all may be shifted
    return Heads(tuple(order), clash=clash)


def rejoined(words: Sequence[str], labels: Container[str]) -> Iterator[str]:
    """Put together the pieces of a label that was parted at a blank or a line's end; all other words stay.

    >>> list(rejoined(["科研", "机构", "甲", "其他"], {"科研机构", "其他"}))
    ['科研机构', '甲', '其他']
    """
    at = 0
    while at < len(words):
        reach = range(1, _PIECES + 1) if words[at] else ()
        size = next((n for n in reach if "".join(words[at : at + n]) in labels), 1)
        yield "".join(words[at : at + size])
        at += size
