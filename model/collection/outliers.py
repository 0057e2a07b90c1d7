"""Which of some figures stand far off the others: by median and MAD, for most of these figures are zero or small."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

SMALLEST_SAMPLE = 8
FAR = Decimal("3.5")  # of the modified z-score (Iglewicz and Hoaglin)
_SCALE = Decimal("0.6745")  # of the MAD of a normal distribution


def outliers(values: Sequence[Decimal | None], far: Decimal = FAR) -> frozenset[int]:
    """Return the places of figures that stand further off than `far`; none in a small sample, or where most are alike.

    >>> sorted(outliers([Decimal(n) for n in (3, 4, 5, 4, 6, 5, 3, 400)]))
    [7]
    >>> outliers([Decimal(0)] * 20 + [Decimal(7)])
    frozenset()
    """
    known = [one for one in values if one is not None]
    if len(known) < SMALLEST_SAMPLE:
        return frozenset()
    middle = median(known)
    spread = median([abs(one - middle) for one in known])
    if not spread:
        return frozenset()
    return frozenset(
        at for at, one in enumerate(values) if one is not None and _SCALE * abs(one - middle) / spread > far
    )
