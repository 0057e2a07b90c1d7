"""From a value to a place: a scale that begins at zero, with round numbers to measure by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_STEPS = 4  # round numbers above zero, at most
_ROUND = (1, 2, 5, 10)


@dataclass(frozen=True)
class Scale:
    """What lies between two values, of which one may be zero."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...] = ()

    def share(self, value: Decimal) -> float:
        """Return how far from the low end a value is, as a part of the whole."""
        return float((value - self.low) / (self.high - self.low))

    def place(self, value: Decimal, low_end: float, high_end: float) -> float:
        """Return where a value stands between the places of the two ends."""
        return low_end + self.share(value) * (high_end - low_end)


def bare_scale(values: Iterable[Decimal | None]) -> Scale:
    """Make a scale that ends with the largest value: where each bar bears its number.

    >>> bare_scale([Decimal(812), None, Decimal(3)]).share(Decimal(406))
    0.5
    """
    known = [one for one in values if one is not None]
    low, high = min([Decimal(0), *known]), max([Decimal(0), *known])
    return Scale(low, high if high > low else low + 1)


def round_scale(values: Iterable[Decimal | None]) -> Scale:
    """Make a scale that ends with a round number.

    >>> [str(one) for one in round_scale([Decimal(402), None]).ticks]
    ['0', '200', '400', '600']
    >>> [str(one) for one in round_scale([Decimal(0)]).ticks]
    ['0', '1']
    """
    bare = bare_scale(values)
    step = _round_step((bare.high - bare.low) / _STEPS, whole=_are_whole(bare))
    first = (bare.low / step).to_integral_value(ROUND_FLOOR)
    last = (bare.high / step).to_integral_value(ROUND_CEILING)
    ticks = tuple(_plain(step * at) for at in range(int(first), int(last) + 1))
    return Scale(ticks[0], ticks[-1], ticks)


def _are_whole(bare: Scale) -> bool:
    return all(one == one.to_integral_value() for one in (bare.low, bare.high))


def _round_step(least: Decimal, *, whole: bool) -> Decimal:
    if whole and least < 1:
        return Decimal(1)
    power = Decimal(10) ** least.adjusted()
    return next(power * one for one in _ROUND if power * one >= least)


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
