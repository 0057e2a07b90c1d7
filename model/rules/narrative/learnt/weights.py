"""The weights that were learnt (tools/learn_claims.py), as they lie in assets."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import exp, log
from pathlib import Path
from typing import NamedTuple

from model.rules.narrative.learnt import rows as packed_rows
from model.rules.narrative.learnt.features import Surroundings
from model.rules.narrative.learnt.rows import NAMED, Rows

FILE = Path(__file__).resolve().parents[4] / "assets" / "claims.weights"
UNIT = 32  # a weight of one in the file
_MOST = 30.0  # a sum beyond which nothing changes


class Score(NamedTuple):
    """How likely a kind of cells is."""

    kind: str
    chance: float


class Weights(NamedTuple):
    """Rows by feature: how much it speaks for any cell at all, then pairs of the number of a kind and its weight."""

    kinds: Sequence[str]
    any: int
    base: Sequence[int]
    rows: Mapping[str, Sequence[int]]


class Sums:
    """Finds the rows of features, and adds them up: each is one long number, a place of it a kind."""

    def __init__(self, known: Weights) -> None:
        self.kinds = known.kinds
        rows = Rows.of(known.rows)
        self._starts = {mark: starts.get for mark, starts in rows.starts.items()}
        self._any, self._any_of, self._all_of = known.any, rows.numbers.__getitem__, _LongRows(rows).__getitem__
        self._begin = _long([known.any, *_pairs(known.base)]) + _long([_ZERO, *_pairs([_ZERO] * len(known.kinds))])
        self._length = _WIDTH // 8 * (len(known.kinds) + 1)

    def of(self, around: Surroundings, before: RowSum | None = None) -> RowSum:
        """Return the sum of the rows of those features that are known, and of what was added up before."""
        found = [*filter(None, map(self._starts[NAMED], around.named))]  # no row begins at nought
        for one in around.runs:
            found += filter(None, map(self._starts[one.mark], one.pieces))
        return RowSum(found, self._any_of, self._all_of, before)

    def chance_of_any(self, total: RowSum) -> float:
        """Return how likely it is that a number is of any cell."""
        return chance(self._any + total.any)

    def scores(self, total: RowSum, least: float) -> Sequence[Score]:
        """Return how likely the kinds are that are at least so likely, the likeliest first."""
        places = memoryview((self._begin + total.all).to_bytes(self._length, sys.byteorder)).cast("I")
        sums = places.tolist() if sys.byteorder == "little" else places.tolist()[::-1]
        bound = UNIT * log(least / (1 - least)) + _ZERO
        found = [
            Score(kind, chance(one - _ZERO)) for kind, one in zip(self.kinds, sums[1:], strict=True) if one >= bound
        ]
        return sorted(found, key=lambda one: -one.chance)


class RowSum:
    """Rows that were found, and what was added up before; each of both sums is made when it is asked for, once."""

    def __init__(
        self, rows: Sequence[int], any_of: Callable[[int], int], all_of: Callable[[int], int], before: RowSum | None
    ) -> None:
        self._rows, self._any_of, self._all_of, self._before = rows, any_of, all_of, before
        self._any: int | None = None
        self._all: int | None = None

    @property
    def any(self) -> int:
        """How much it speaks for any cell at all: small numbers, quicker than all kinds."""
        if self._any is None:
            self._any = sum(map(self._any_of, self._rows), self._before.any if self._before else 0)
        return self._any

    @property
    def all(self) -> int:
        """The sums of all kinds, in one long number."""
        if self._all is None:
            self._all = sum(map(self._all_of, self._rows), self._before.all if self._before else 0)
        return self._all


_WIDTH = 32  # bits of a place
_ZERO = 1 << _WIDTH - 1  # what stands in a place for nought, so that none is negative


class _LongRows(dict[int, int]):
    """The rows that were asked for, as long numbers, by where they begin."""

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, start: int) -> int:
        self[start] = total = _long(self._rows.at(start))
        return total


def _long(row: Sequence[int]) -> int:
    return row[0] + sum([weight << _WIDTH * (place + 1) for place, weight in zip(row[1::2], row[2::2], strict=True)])


def _pairs(weights: Iterable[int]) -> Iterator[int]:
    for pair in enumerate(weights):
        yield from pair


def chance(total: float) -> float:
    """Make a chance of a sum of weights as they lie in the file.

    >>> chance(0)
    0.5
    """
    return 1 / (1 + exp(-max(-_MOST, min(_MOST, total / UNIT))))


@cache
def weights() -> Weights:
    """Read the file, once."""
    return unpacked(FILE.read_bytes())


@cache
def sums() -> Sums:
    """Return what adds up the weights of the file."""
    return Sums(weights())


def packed(some: Weights) -> bytes:
    """Make the file, the same for the same weights."""
    return Rows.of(some.rows).packed({"kinds": some.kinds, "any": some.any, "base": some.base})


def unpacked(data: bytes) -> Weights:
    """Read what `packed` made."""
    about, rows = packed_rows.unpacked(data)
    return Weights(**about, rows=rows)
