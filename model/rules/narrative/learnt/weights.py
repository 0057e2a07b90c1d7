"""The weights that were learnt (tools/learn_claims.py), as they lie in assets."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import exp, log
from pathlib import Path
from typing import NamedTuple

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

    def of(self, features: Iterable[str]) -> Sequence[Sequence[int]]:
        """Return the rows of those features that are known."""
        rows = self.rows
        return [rows[one] for one in features if one in rows]

    def chance_of_any(self, rows: Sequence[Sequence[int]]) -> float:
        """Return how likely it is that a number is of any cell."""
        return chance(self.any + sum([row[0] for row in rows]))

    def scores(self, rows: Sequence[Sequence[int]], least: float) -> Sequence[Score]:
        """Return how likely the kinds are that are at least so likely, the likeliest first."""
        sums = [*self.base]
        for row in rows:
            for place, weight in zip(row[1::2], row[2::2], strict=True):
                sums[place] += weight
        bound = UNIT * log(least / (1 - least))
        found = [Score(kind, chance(total)) for kind, total in zip(self.kinds, sums, strict=True) if total >= bound]
        return sorted(found, key=lambda one: -one.chance)


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


def packed(some: Weights) -> bytes:
    """Make the file, the same for the same weights."""
    return zlib.compress(json.dumps(some._asdict(), ensure_ascii=False, separators=(",", ":")).encode(), 9)


def unpacked(data: bytes) -> Weights:
    """Read what `packed` made."""
    return Weights(**json.loads(zlib.decompress(data)))
