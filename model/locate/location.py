"""Weigh the smallest sets of cells against each other, and say what is clear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, combinations, islice, product
from math import prod

from model.locate.equations import Component, System
from model.locate.search import Deltas, Search, TooManyError, row
from model.locate.slips import EXCHANGED, TYPED_TOTAL, odds, odds_of_total, usual
from model.schema import Cell

MOST_CELLS = 6  # a table with more wrong numbers in it is to be typed again
STEPS = 800
SHOWN = 8  # candidates
CLEAR = 0.75  # the probability from which a correction is proposed
FAINT = 0.1  # the share of the best one's probability below which a candidate is not worth showing


@dataclass(frozen=True)
class Correction:
    """A cell that must be wrong, what stands there, and what should."""

    cell: Cell
    was: Decimal
    value: Decimal


Corrections = tuple[Correction, ...]


@dataclass(frozen=True)
class Location:
    """What the broken identities tell: `candidates` are equally small sets of corrections, the likeliest first.

    `best` is the one that is clearly more likely than all others. `settled` are the corrections that are clear
    even where others are not. All are empty where nothing is broken, or too much.
    """

    best: Corrections = ()
    candidates: tuple[Corrections, ...] = ()
    settled: Corrections = ()


def solve(system: System, numbers: Mapping[Cell, Decimal]) -> Location:
    """Find the smallest sets of cells that explain what is broken, component by component."""
    if not any(equation.off(numbers) for equation in system.equations):
        return Location()
    broken = [one for one in system.components if any(equation.off(numbers) for equation in one.equations)]
    parts = [_Part(_Problem(component, numbers).weighed()) for component in broken]
    clear = all(part.best for part in parts)
    return Location(
        best=tuple(chain.from_iterable(part.best for part in parts)) if clear else (),
        candidates=tuple(tuple(chain(*sets)) for sets in islice(product(*(part.shown for part in parts)), SHOWN)),
        settled=tuple(chain.from_iterable(part.settled for part in parts)),
    )


@dataclass(frozen=True)
class _Part:
    """The smallest sets of one component, each with its probability among them, the likeliest first."""

    sets: tuple[tuple[float, Corrections], ...]

    @property
    def best(self) -> Corrections:
        return self.sets[0][1] if self.sets and self.sets[0][0] >= CLEAR else ()

    @property
    def shown(self) -> tuple[Corrections, ...]:
        return tuple(one for weight, one in self.sets[:SHOWN] if weight >= FAINT * self.sets[0][0])

    @property
    def settled(self) -> Corrections:
        clear: dict[Correction, float] = {}
        for weight, one in self.sets:
            for correction in one:
                clear[correction] = clear.get(correction, 0.0) + weight
        return tuple(correction for correction, weight in clear.items() if weight >= CLEAR)


class _Problem:
    """One component with its numbers, ready to be searched.

    A number that can stand in no cell, negative or with decimals, must be wrong: it counts as 0, and its cell
    as chosen.
    """

    def __init__(self, component: Component, numbers: Mapping[Cell, Decimal]) -> None:
        self.component = component
        self.numbers = numbers
        self.values = {bit: _count(numbers[cell]) for bit, cell in component.cells.items()}
        value = {bit: count or 0 for bit, count in self.values.items()}
        self.rows = [row(terms, sum(n * value[bit] for bit, n in terms.items())) for terms in component.rows]

    def weighed(self) -> tuple[tuple[float, Corrections], ...]:
        """Give the feasible solutions of the least size, each with its share of their likelihood."""
        found = [(self._likelihood(deltas), self._corrections(deltas)) for deltas in self.smallest()]
        whole = sum(weight for weight, _ in found)
        return tuple(sorted(((weight / whole, one) for weight, one in found), key=lambda one: -one[0]))

    def smallest(self) -> list[Deltas]:
        """Give all feasible solutions of the least size; none where it would take too long to be sure."""
        search = Search(self.rows, STEPS)
        if not all(search.choose(bit) for bit, count in self.values.items() if count is None):
            return []
        try:
            sizes = ([one for one in search.of_size(size) if self._feasible(one)] for size in range(MOST_CELLS + 1))
            return next(filter(None, sizes), [])
        except TooManyError:
            return []

    def _feasible(self, deltas: Deltas) -> bool:
        """Whether all values are counts, and other ones than those that stand there."""
        for bit, delta in deltas.items():
            count = self.values[bit]
            if (count or 0) + delta < 0 or (count is not None and not delta):
                return False
        return True

    def _corrections(self, deltas: Deltas) -> Corrections:
        cells = ((self.component.cells[bit], (self.values[bit] or 0) + delta) for bit, delta in deltas.items())
        return tuple(Correction(cell, self.numbers[cell], Decimal(value)) for cell, value in cells)

    def _likelihood(self, deltas: Deltas) -> float:
        single = {bit: self._odds(bit, delta) for bit, delta in deltas.items()}
        for one, other in combinations(deltas, 2):
            if self._exchanged(one, other, deltas):
                single[one] = EXCHANGED * (TYPED_TOTAL if self._is_total(one) else 1)
                single[other] = 1.0
        return prod(single.values())

    def _odds(self, bit: int, delta: int) -> float:
        was = self.values[bit]
        if was is None:
            return usual(delta)
        if self._is_total(bit):
            return odds_of_total(was + delta, was, crossed=sum(bit in terms for terms in self.component.rows) > 1)
        return odds(was + delta, was)

    def _is_total(self, bit: int) -> bool:
        return self.component.cells[bit] in self.component.system.totals

    def _exchanged(self, one: int, other: int, deltas: Deltas) -> bool:
        """Whether two neighbours stand in each other's place."""
        first, second = self.values[one], self.values[other]
        if first is None or second is None or first + deltas[one] != second or second + deltas[other] != first:
            return False
        return (self.component.cells[one], self.component.cells[other]) in self.component.system.neighbours


def _count(number: Decimal) -> int | None:
    """Read a number as a count; None if it is none."""
    return int(number) if number >= 0 and number == number.to_integral_value() else None
