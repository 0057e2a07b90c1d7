"""The weights that were learnt (tools/learn_claims.py), as they lie in assets."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import exp, log
from pathlib import Path
from typing import NamedTuple

from model.rules.narrative.learnt import rows as packed_rows
from model.rules.narrative.learnt.features import Surroundings
from model.rules.narrative.learnt.rows import Rows

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
    """Adds up the rows of features, those of all kinds at once: each row is one long number, a place of it a kind."""

    def __init__(self, known: Weights) -> None:
        self.kinds = known.kinds
        rows = Rows.of(known.rows)
        self._of = {mark: _LongRows(rows, places) for mark, places in rows.places.items()}
        self._begin = _long([known.any, *_pairs(known.base)]) + _long([_ZERO, *_pairs([_ZERO] * len(known.kinds))])
        self._length = _WIDTH // 8 * (len(known.kinds) + 1)

    def of(self, around: Surroundings) -> int:
        """Return the sum of the rows of those features that are known, which `scores` reads; sums may be added."""
        total = self._of[""].sum_of(around.named)
        for one in around.runs:
            total += self._of[one.mark].sum_of(one.pieces)
        return total

    def chance_of_any(self, total: int) -> float:
        """Return how likely it is that a number is of any cell."""
        return chance((self._begin + total & _PLACE) - _ZERO)

    def scores(self, total: int, least: float) -> Sequence[Score]:
        """Return how likely the kinds are that are at least so likely, the likeliest first."""
        places = memoryview((self._begin + total).to_bytes(self._length, sys.byteorder)).cast("I")
        sums = places.tolist() if sys.byteorder == "little" else places.tolist()[::-1]
        bound = UNIT * log(least / (1 - least)) + _ZERO
        found = [
            Score(kind, chance(one - _ZERO)) for kind, one in zip(self.kinds, sums[1:], strict=True) if one >= bound
        ]
        return sorted(found, key=lambda one: -one.chance)


_WIDTH = 32  # bits of a place
_ZERO = 1 << _WIDTH - 1  # what stands in a place for nought, so that none is negative
_PLACE = (1 << _WIDTH) - 1


class _LongRows(dict[str, int]):
    """The rows of one mark that were asked for, as long numbers.

    Runs are asked for without their mark: to put it before each takes longer than to look it up.
    """

    def __init__(self, rows: Rows, places: Mapping[str, int]) -> None:
        super().__init__()
        self._rows, self._places = rows, places

    def sum_of(self, features: Sequence[str]) -> int:
        """Return the sum of the rows of those features that are known, which are few."""
        places = self._places
        return sum(map(self.__getitem__, [one for one in features if one in places]))

    def __missing__(self, feature: str) -> int:
        self[feature] = total = _long(self._rows.at(self._places[feature]))
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
