"""The weights that were learnt (tools/learn_claims.py), as they lie in assets."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import exp
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

    def chance_of_any(self, features: Iterable[str]) -> float:
        """Return how likely it is that a number is of any cell."""
        rows = self.rows
        return chance(self.any + sum(rows[one][0] for one in features if one in rows))

    def scores(self, features: Iterable[str]) -> Sequence[Score]:
        """Return how likely each kind is, the likeliest first."""
        sums = [*self.base]
        rows = self.rows
        for one in features:
            row = rows.get(one, ())
            for place in range(1, len(row), 2):
                sums[row[place]] += row[place + 1]
        return sorted(map(Score, self.kinds, map(chance, sums)), key=lambda one: -one.chance)


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
