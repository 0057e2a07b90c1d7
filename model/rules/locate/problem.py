"""One component with its numbers: the smallest sets of corrections that make all its equations hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from model.form.schema import Cell
from model.rules.locate.equations import Component, Equation
from model.rules.locate.search import Deltas, Search, TooManyError, row

MOST_CELLS = 6  # a table with more wrong numbers in it is to be typed again
STEPS = 600  # a bound that is the same on every machine; some 15 ms


@dataclass(frozen=True)
class Correction:
    """A cell that must be wrong, what stands there, and what should."""

    cell: Cell
    was: Decimal
    value: Decimal


Corrections = tuple[Correction, ...]


class SearchProblem:
    """The numbers of one component, ready to be searched.

    A number that can stand in no cell, negative or with decimals, must be wrong: it counts as 0, and its cell
    as chosen.
    """

    def __init__(self, component: Component, numbers: Mapping[Cell, Decimal]) -> None:
        self._component = component
        self._numbers = numbers
        self._counts = {bit: count(numbers[cell]) for bit, cell in component.cells.items()}
        known = {bit: number or 0 for bit, number in self._counts.items()}
        self._rows = [
            row(terms, sum((n * known[bit] for bit, n in terms.items()), _sure(equation, numbers)))
            for equation, terms in zip(component.equations, component.rows, strict=True)
        ]

    def smallest(self, steps: int = STEPS) -> list[Corrections]:
        """Return all feasible sets of the least size whose values the equations tell.

        There are none where it takes more cells, or more steps, than a keystroke may.
        """
        search = Search(self._rows, steps)
        if not all(search.choose(bit) for bit, number in self._counts.items() if number is None):
            return []
        try:
            for size in range(MOST_CELLS + 1):
                if found := [self._corrections(one) for one in search.of_size(size) if self._feasible(one)]:
                    return found
        except TooManyError:
            pass
        return []

    def _feasible(self, deltas: Deltas) -> bool:
        """Whether all values are counts."""
        return all((self._counts[bit] or 0) + delta >= 0 for bit, delta in deltas.items())

    def _corrections(self, deltas: Deltas) -> Corrections:
        cells = ((self._component.cells[bit], (self._counts[bit] or 0) + delta) for bit, delta in deltas.items())
        return tuple(Correction(cell, self._numbers[cell], Decimal(value)) for cell, value in cells)


def _sure(equation: Equation, numbers: Mapping[Cell, Decimal]) -> int:
    """Add up what is not in doubt: totals, which are whole where the numbers that they agreed with were."""
    return int(sum(n * numbers[cell] for cell, n in equation.sure_terms.items()))


def count(number: Decimal) -> int | None:
    """Read a number as a count; None if it is none.

    >>> count(Decimal("3.0")), count(Decimal("-1")), count(Decimal("0.5"))
    (3, None, None)
    """
    return int(number) if number >= 0 and number == number.to_integral_value() else None
