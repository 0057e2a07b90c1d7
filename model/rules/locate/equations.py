"""The identities that can be judged, as equations between the numbers that somebody typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import chain, pairwise

from model.form.editions import FORMS
from model.form.schema import Cell, Identity

Terms = dict[Cell, int]  # a sum of cells, each with its factor


@dataclass(frozen=True)
class Equation:
    """Two sums of cells that must be equal; a cell stands in one as often as it counts. Those `sure` are right."""

    left: tuple[Cell, ...]
    right: tuple[Cell, ...]
    sure: frozenset[Cell] = frozenset()

    @classmethod
    def over(cls, terms: Terms, sure: frozenset[Cell] = frozenset()) -> Equation:
        """Make the equation in which the terms add up to zero."""
        left, right = ([cell for cell, n in terms.items() for _ in range(sign * n)] for sign in (1, -1))
        return cls(tuple(left), tuple(right), sure)

    @cached_property
    def terms(self) -> Terms:
        """Factor of every cell that may be wrong, left minus right."""
        return {cell: n for cell, n in self.all_terms.items() if cell not in self.sure}

    @cached_property
    def sure_terms(self) -> Terms:
        """Factor of every cell that is not in doubt."""
        return {cell: n for cell, n in self.all_terms.items() if cell in self.sure}

    @cached_property
    def all_terms(self) -> Terms:
        """Factor of every cell."""
        terms: Terms = {}
        for cell in self.left:
            terms[cell] = terms.get(cell, 0) + 1
        for cell in self.right:
            terms[cell] = terms.get(cell, 0) - 1
        return terms

    def off(self, numbers: Mapping[Cell, Decimal]) -> bool:
        """Whether the two sums differ."""
        number = numbers.__getitem__
        return sum(map(number, self.left)) != sum(map(number, self.right))


@dataclass(frozen=True)
class Component:
    """Equations that hang together; no other equation touches their cells. A cell is a bit, for the search."""

    equations: tuple[Equation, ...]
    system: System

    @cached_property
    def cells(self) -> Mapping[int, Cell]:
        """The cell of every bit."""
        cells = dict.fromkeys(chain.from_iterable(equation.terms for equation in self.equations))
        return {1 << i: cell for i, cell in enumerate(cells)}

    @cached_property
    def bits(self) -> Mapping[Cell, int]:
        """The bit of every cell."""
        return {cell: bit for bit, cell in self.cells.items()}

    @cached_property
    def rows(self) -> tuple[dict[int, int], ...]:
        """The factors of every equation, by bit."""
        bits = self.bits
        return tuple({bits[cell]: n for cell, n in equation.terms.items()} for equation in self.equations)

    @cached_property
    def totals(self) -> frozenset[Cell]:
        """The totals whose own sum is among the equations; any other total is here like a part."""
        alone = (equation.left[0] for equation in self.equations if len(equation.left) == 1)
        return self.system.totals.intersection(alone)

    @cached_property
    def following(self) -> frozenset[Cell]:
        """The cells that follow from the others, one of each equation: totals, and what is first in a balance."""
        return self.system.heads.intersection(equation.left[0] for equation in self.equations if equation.left)

    @cached_property
    def lone_totals(self) -> frozenset[Cell]:
        """The totals of which nothing but their own sum speaks."""
        times = Counter(chain.from_iterable(equation.terms for equation in self.equations))
        return frozenset(cell for cell in self.totals if times[cell] == 1)


@dataclass(frozen=True)
class System:
    """All equations that hold between the typed cells while certain cells are blank."""

    equations: tuple[Equation, ...]
    totals: frozenset[Cell]
    heads: frozenset[Cell]  # totals, and the first cell of every other identity
    balanced: frozenset[Cell]  # what stands in a balance by itself, no part of a total in it
    neighbours: frozenset[tuple[Cell, Cell]]  # one after the other in a sum

    @cached_property
    def components(self) -> tuple[Component, ...]:
        """The equations in groups that share no cell, so that each group is searched by itself.

        An equation that follows from others does not tie their groups together: it is dropped if it
        reaches across them, and kept within one, where it narrows the search.
        """
        independent, implied = _independent(self.equations)
        group_of: dict[Cell, list[Equation]] = {}
        for equation in independent:
            merged = [equation]
            for group in _groups(equation, group_of):
                merged = group + merged
            group_of.update((cell, merged) for member in merged for cell in member.terms)
        for equation in implied:
            groups = _groups(equation, group_of)
            if len(groups) == 1:
                groups[0].append(equation)
        distinct = {id(group): group for group in group_of.values()}
        return tuple(Component(tuple(group), self) for group in distinct.values())


def _groups(equation: Equation, group_of: Mapping[Cell, list[Equation]]) -> list[list[Equation]]:
    """List the groups that the cells of an equation are in."""
    groups = (group_of[cell] for cell in equation.terms if cell in group_of)
    return list({id(group): group for group in groups}.values())


def _independent(equations: Iterable[Equation]) -> tuple[list[Equation], list[Equation]]:
    """Part the equations into some that are independent, the shortest first, and those that follow from them."""
    solved: list[tuple[Cell, Terms]] = []
    independent: list[Equation] = []
    implied: list[Equation] = []
    for equation in sorted(equations, key=lambda one: len(one.terms)):
        rest = dict(equation.terms)
        for pivot, terms in solved:
            if pivot in rest:
                rest = _without(rest, pivot, terms)
        if rest:
            solved.append((next(iter(rest)), rest))
        (independent if rest else implied).append(equation)
    return independent, implied


def _without(terms: Terms, pivot: Cell, other: Terms) -> Terms:
    """Eliminate the pivot from the terms by means of another equation."""
    mine, its = terms[pivot], other[pivot]
    rest = {cell: its * n for cell, n in terms.items()}
    for cell, n in other.items():
        rest[cell] = rest.get(cell, 0) - mine * n
    return {cell: n for cell, n in rest.items() if n}


@lru_cache(maxsize=32)
def system_of(edition: str, blank: frozenset[Cell], sure: frozenset[Cell] = frozenset()) -> System:
    """Return the equations of a form while some of its cells are blank, and others are not in doubt."""
    return system(FORMS[edition].identities, blank, sure)


@lru_cache(maxsize=8)
def sums_of(edition: str, blank: frozenset[Cell], sure: frozenset[Cell]) -> System:
    """Return only those equations that give a total which is not in doubt."""
    return system(tuple(one for one in FORMS[edition].identities if one.total in sure), blank, sure)


def system(identities: tuple[Identity, ...], blank: frozenset[Cell], sure: frozenset[Cell] = frozenset()) -> System:
    """Return the equations that follow from those identities whose cells are all there.

    A blank total whose parts are there counts as there: its parts stand for it, because it will always be
    what they give. Every other identity with a blank cell says nothing yet.
    """
    known = derived(identities, blank)
    equations = []
    for identity in identities:
        left, right = _added(identity.left, blank, known), _added(identity.right, blank, known)
        if left is not None and right is not None:
            terms = {cell: left.get(cell, 0) - right.get(cell, 0) for cell in {**left, **right}}
            if any(terms.values()):
                equations.append(Equation.over(terms, sure))
    totals = frozenset(one.total for one in identities if one.total is not None)
    heads = frozenset(one.left[0] for one in identities)
    balanced = frozenset(chain.from_iterable(one.cells for one in identities if one.total is None)) - totals
    return System(tuple(equations), totals, heads, balanced, neighbours(identities))


def neighbours(identities: tuple[Identity, ...]) -> frozenset[tuple[Cell, Cell]]:
    """Return the pairs of cells that stand one after the other in a sum, both ways round."""
    sides = chain.from_iterable((one.left, one.right) for one in identities)
    pairs = list(chain.from_iterable(pairwise(side) for side in sides))
    return frozenset(chain(pairs, ((b, a) for a, b in pairs)))


def derived(identities: tuple[Identity, ...], blank: frozenset[Cell]) -> dict[Cell, Terms]:
    """Write every blank total that follows from its parts as a sum of typed cells, as `with_totals` does."""
    totals = {identity.total for identity in identities}
    ways = [(identity.total, identity.right) for identity in identities if identity.total in blank]
    known: dict[Cell, Terms] = {}
    for cell, parts in sorted(ways, key=lambda way: not totals.isdisjoint(way[1])):  # parts before wholes
        terms = _added(parts, blank, known)
        if terms is not None:
            known.setdefault(cell, terms)
    return known


def _added(cells: tuple[Cell, ...], blank: frozenset[Cell], known: Mapping[Cell, Terms]) -> Terms | None:
    """Add cells up, a derived total through its parts; None if one of them is not there."""
    terms: Terms = {}
    for cell in cells:
        if cell in blank and cell not in known:
            return None
        for part, n in (known[cell] if cell in blank else {cell: 1}).items():
            terms[part] = terms.get(part, 0) + n
    return terms
