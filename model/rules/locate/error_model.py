"""How likely it is that a number was mistyped into another: the error model by which equal sets are told apart.

Wrong numbers come from slips of the hand, from cells that were left at 0, and from elsewhere. What the number
should be counts too: most numbers of such tables are 0, so that a 5 that should be 0 is likelier than the reverse.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import log
from operator import ne

SLIP = 0.9  # one digit changed, dropped or added, or two neighbours swapped, equally often
ELSEWHERE = 0.05  # any number, such as that of a neighbouring cell
FORGOTTEN = 0.05  # left at 0
FORGOTTEN_TOTAL = 20.0  # totals are left at 0 far more often than anything is mistyped (published reports)
TYPED_TOTAL = 0.5  # apart from that, a typed total is less often wrong than its parts
EXCHANGED = 20.0  # neighbours that took each other's number: one mistake, not two
ZEROS = 0.75  # of all numbers in such tables
_LARGEST = log(10**3)


@lru_cache(maxsize=4096)
def slipped(value: int, was: int) -> float:
    """Return the probability that one slip turns `value` into `was`: Damerau–Levenshtein distance 1, digit by digit.

    >>> slipped(12, 21), slipped(12, 1) > slipped(12, 112) > slipped(12, 120) > 0, slipped(12, 34)
    (0.25, True, 0.0)
    """
    right, wrong, n = str(value), str(was), len(str(value))
    same, longer, shorter = (wrong.zfill(length) for length in (n, n + 1, n - 1))  # a typed 05 is 5
    changed = sum(map(ne, right, same)) == 1 if len(same) == n else 0
    swapped = sum(right[:i] + right[i + 1] + right[i] + right[i + 2 :] == same for i in range(n - 1))
    added = sum(longer[:i] + longer[i + 1 :] == right for i in range(n + 1)) if len(longer) == n + 1 else 0
    dropped = sum(right[:i] + right[i + 1 :] == shorter for i in range(n))
    return (changed / (9 * n) + swapped / max(n - 1, 1) + added / (10 * n + 10) + dropped / n) / 4


def usual(value: int) -> float:
    """Return the share of a number among all numbers of such tables: most are 0, large ones are ever rarer."""
    return (1 - ZEROS) / _LARGEST / value if value > 0 else ZEROS


def mistyped(value: int, was: int) -> float:
    """Return the probability that what should be `value` stands there as `was`, once a cell is wrong."""
    forgotten = FORGOTTEN if was == 0 else 0.0
    return SLIP * slipped(value, was) + ELSEWHERE * usual(was) + forgotten


def miswritten(value: int, was: int) -> float:
    """Return the same where nothing but a slip of the hand tells: a 0 may have been filled in, others be anything."""
    return SLIP * slipped(value, was) + ELSEWHERE * usual(1)


def odds_of_total(value: int, was: int, how: Callable[[int, int], float], *, alone: bool) -> float:
    """Weigh the same for a total: how usual it is does not count, because it follows from its parts.

    That it was left at 0 is likely where it stands `alone`, in no sum but its own: others would show it.

    >>> odds_of_total(11, 0, mistyped, alone=True) > 1 > odds_of_total(11, 0, mistyped, alone=False)
    True
    """
    forgotten = FORGOTTEN_TOTAL if was == 0 and alone else 0.0
    return forgotten + TYPED_TOTAL * how(value, was)
