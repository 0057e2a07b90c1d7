"""Exact search for the smallest sets of cells whose numbers must differ for all equations to hold (Fellegi–Holt).

Cells are bits, sets of cells are masks. A row says that the terms of some cells add up to `residual`, where they
should add up to nothing. Whatever set is right, it holds a cell of every row with a residual: so one such row is
chosen, each of its cells is tried, and is eliminated from the other rows. What then is left of a row must again
be explained by further cells. When no residual is left, the values follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import and_
from typing import NamedTuple

ALL = -1  # the mask of all cells

Deltas = dict[int, int]  # bit of a cell → what must be added to its number


class MaskedEquation(NamedTuple):
    """One equation, or a combination of several."""

    mask: int
    terms: dict[int, int]
    residual: int


class TooManyError(Exception):
    """The search has cost more steps than a keystroke may."""


def row(terms: Mapping[int, int], residual: int) -> MaskedEquation:
    """Make a row of the factors of its cells."""
    return MaskedEquation(sum(terms), dict(terms), residual)


class Search:
    """A search over some rows, with a bound on its steps that is the same on every machine."""

    def __init__(self, rows: Sequence[MaskedEquation], steps: int) -> None:
        self.rows = list(rows)
        self.steps = steps
        self.pivots: list[tuple[MaskedEquation, int]] = []

    def choose(self, bit: int) -> bool:
        """Have a cell in every set; False if the rows cannot tell its value."""
        through = [r for r in self.rows if r.mask & bit]
        if through:
            pivot = min(through, key=lambda r: len(r.terms))
            self.pivots.append((pivot, bit))
            self.rows = _rest(self.rows, pivot, bit)
        return bool(through)

    def of_size(self, size: int) -> Iterator[Deltas]:
        """Return every set of `size` further cells that takes all residuals away, with its values.

        Raises:
            TooManyError: there are too many possibilities.
        """
        if at_least([r for r in self.rows if r.residual], ALL) <= size:
            yield from self._solutions(self.rows, size, ALL)

    def _solutions(self, rows: Sequence[MaskedEquation], size: int, allowed: int) -> Iterator[Deltas]:
        broken = [r for r in rows if r.residual]
        if not broken:
            if not size:
                yield from self._values()
        elif size == 1:
            yield from self._last(rows, broken, allowed)
        elif size:
            yield from self._branch(rows, broken, size, allowed)

    def _branch(
        self, rows: Sequence[MaskedEquation], broken: Sequence[MaskedEquation], size: int, allowed: int
    ) -> Iterator[Deltas]:
        allowed = within(broken, size, allowed)
        pivot = min(broken, key=lambda r: (r.mask & allowed).bit_count())
        for bit in pivot.terms:
            if bit & allowed:
                allowed ^= bit  # all sets with this cell are found now, here and further down
                untouched = [r for r in broken if not r.mask & bit]
                if at_least(untouched, allowed) < size:
                    self._step()
                    self.pivots.append((pivot, bit))
                    yield from self._solutions(_rest(rows, pivot, bit), size - 1, allowed)
                    self.pivots.pop()

    def _last(self, rows: Sequence[MaskedEquation], broken: Sequence[MaskedEquation], allowed: int) -> Iterator[Deltas]:
        """Return the cells that explain by themselves all that is left."""
        pivot = broken[0]
        common = reduce(and_, (r.mask for r in broken), allowed)
        for bit in pivot.terms if common else ():
            if bit & common:
                self._step()
                through = (r for r in rows if r.mask & bit)
                if all(r.residual * pivot.terms[bit] == pivot.residual * r.terms[bit] for r in through):
                    self.pivots.append((pivot, bit))
                    yield from self._values()
                    self.pivots.pop()

    def _values(self) -> Iterator[Deltas]:
        """Work out the values backwards: a pivot row holds only cells chosen with it or after it."""
        deltas: Deltas = {}
        for pivot, bit in reversed(self.pivots):
            off = pivot.residual + sum(pivot.terms.get(cell, 0) * delta for cell, delta in deltas.items())
            delta, fraction = divmod(-off, pivot.terms[bit])
            if fraction:
                return
            deltas[bit] = delta
        yield deltas

    def _step(self) -> None:
        self.steps -= 1
        if self.steps < 0:
            raise TooManyError


def _rest(rows: Sequence[MaskedEquation], pivot: MaskedEquation, bit: int) -> list[MaskedEquation]:
    """Eliminate a cell from all rows by means of the pivot row."""
    return [_eliminated(r, pivot, bit) if r.mask & bit else r for r in rows if r is not pivot]


def _eliminated(one: MaskedEquation, pivot: MaskedEquation, bit: int) -> MaskedEquation:
    """Combine a row with the pivot row so that the cell falls out of it."""
    mine, its = one.terms[bit], pivot.terms[bit]
    if its < 0:
        mine, its = -mine, -its
    terms = dict(one.terms) if its == 1 else {cell: its * n for cell, n in one.terms.items()}
    mask = one.mask
    for cell, n in pivot.terms.items():
        left = terms.get(cell, 0) - mine * n
        if left:
            terms[cell] = left
            mask |= cell
        else:
            del terms[cell]
            mask ^= cell
    return MaskedEquation(mask, terms, its * one.residual - mine * pivot.residual)


def at_least(broken: Sequence[MaskedEquation], allowed: int) -> int:
    """Bound from below how many of the allowed cells it takes: rows that share none need one each."""
    return max(_apart(broken, allowed)[0], _apart(reversed(broken), allowed)[0])


def within(broken: Sequence[MaskedEquation], size: int, allowed: int) -> int:
    """Allow only the cells of rows that share none, where there are as many of them as cells to choose."""
    for order in (broken, reversed(broken)):
        count, covered = _apart(order, allowed)
        if count == size:
            allowed &= covered
    return allowed


def _apart(broken: Iterable[MaskedEquation], allowed: int) -> tuple[int, int]:
    """Gather rows that share no allowed cell: how many there are, and their cells."""
    covered = count = 0
    for one in broken:
        mask = one.mask & allowed
        if not mask & covered:
            covered |= mask
            count += 1
    return count, covered
