"""A percentage as it is written: to how many digits, and whether only about."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

_EXACTLY = frozenset({None, "", "达", "达到"})
_FAR = Decimal(5)  # how far a share may be that is told as about so many


class Percentage(NamedTuple):
    """A share, the last digit that is written of it, whether it is told as about so many."""

    value: Decimal
    step: Decimal
    about: bool

    def may_be(self, true: Decimal) -> bool:
        """Return whether a share may be written so: rounded, cut off, or made to add up with others to all."""
        far = max(_FAR, self.value / 10) if self.about else self.step
        return abs(true - self.value) < far or true == self.value

    def may_be_times(self, true: Decimal) -> bool:
        """Return whether something may be told as so many times as much: rounded or cut off."""
        return self.about or -self.step / 2 <= true - self.value < self.step

    def rounded(self, true: Decimal) -> Decimal:
        """Return a share to as many digits as are written here.

        >>> Percentage(Decimal("63.6"), Decimal("0.1"), about=False).rounded(Decimal("53.571"))
        Decimal('53.6')
        """
        return true.quantize(self.step, ROUND_HALF_UP)


def percentage(found: re.Match[str]) -> Percentage:
    """Read the groups `rate`, `about` and `loose` of a match."""
    said = found.groupdict()
    about = said.get("about") not in _EXACTLY or bool(said.get("loose"))
    return written(said["rate"], about=about)


def written(digits: str, *, about: bool = False) -> Percentage:
    """Read the digits of a share."""
    decimals = len(digits.partition(".")[2])
    return Percentage(Decimal(digits), Decimal(1).scaleb(-decimals), about)
