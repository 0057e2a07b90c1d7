"""The weights that were learnt (tools/learn_claims.py), as they lie in assets."""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import exp, log
from pathlib import Path
from typing import NamedTuple

from model.rules.narrative.learnt.features import MARKS, Surroundings

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
        self._rows = _LongRows(known.rows)
        self._runs = {mark: _LongRows(known.rows, mark) for mark in MARKS}
        self._begin = _long([known.any, *_pairs(known.base)]) + _long([_ZERO, *_pairs([_ZERO] * len(known.kinds))])
        self._length = _WIDTH // 8 * (len(known.kinds) + 1)

    def of(self, around: Surroundings) -> int:
        """Return the sum of the rows of those features that are known, which `scores` reads; sums may be added."""
        total = sum(map(self._rows.__getitem__, around.named))
        for one in around.runs:
            total += sum(map(self._runs[one.mark].__getitem__, one.pieces))
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
_MOST_KEPT = 1 << 16  # rows, of features that nothing is known of as well


class _LongRows(dict[str, int]):
    """The rows that were asked for, as long numbers; nought for a feature that nothing is known of.

    Runs are asked for without their mark: to put it before each takes longer than to look it up.
    """

    def __init__(self, rows: Mapping[str, Sequence[int]], mark: str = "") -> None:
        super().__init__()
        self._rows, self._mark = rows, mark

    def __missing__(self, feature: str) -> int:
        if len(self) >= _MOST_KEPT:
            self.clear()
        row = self._rows.get(self._mark + feature)
        self[feature] = total = _long(row) if row else 0
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
    return zlib.compress(json.dumps(some._asdict(), ensure_ascii=False, separators=(",", ":")).encode(), 9)


def unpacked(data: bytes) -> Weights:
    """Read what `packed` made."""
    return Weights(**json.loads(zlib.decompress(data)))
