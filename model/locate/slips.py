"""How likely it is that a number was mistyped into another: the error model by which equal sets are told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import log

SLIP = 0.9  # of all wrong numbers: one digit changed, dropped or added, or two neighbours swapped, equally often
FORGOTTEN = 0.05  # left at 0
ANYTHING = 0.05  # any other number
ZEROS = 0.75  # of all numbers in such tables
_DIGITS = "0123456789"
_LARGEST = log(10**6)


@lru_cache(maxsize=4096)
def slips(value: int) -> Mapping[int, float]:
    """Give every number that one slip makes of `value`, with its probability.

    >>> slips(12)[21], slips(12)[2] == slips(12)[1], 120 in slips(12), 34 in slips(12)
    (0.25, True, True, False)
    """
    typed: dict[int, float] = {}
    for kind in _kinds(str(value)):
        for wrong in kind:
            typed[wrong] = typed.get(wrong, 0.0) + 1 / 4 / len(kind)
    typed.pop(value, None)
    return typed


def _kinds(digits: str) -> Iterator[list[int]]:
    n = len(digits)
    yield [int(digits[:i] + d + digits[i + 1 :]) for i in range(n) for d in _DIGITS if d != digits[i]]
    yield [int(digits[:i] + d + digits[i:]) for i in range(n + 1) for d in _DIGITS]
    yield [int(digits[:i] + digits[i + 1 :]) for i in range(n) if n > 1]
    yield [int(digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]) for i in range(n - 1)]


def usual(value: int) -> float:
    """Give the share of a number among all numbers of such tables: most are 0, large ones are ever rarer."""
    return (1 - ZEROS) / _LARGEST / value if value > 0 else ZEROS


def mistyped(value: int, was: int) -> float:
    """Give the probability that what should be `value` was typed as `was`, once it was mistyped."""
    likely = ANYTHING * usual(was) + SLIP * slips(value).get(was, 0.0)
    return likely if was else likely + FORGOTTEN
