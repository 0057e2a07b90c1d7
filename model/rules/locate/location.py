"""Weigh the smallest sets of cells against each other, and say what is clear."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, combinations
from math import prod

from model.form.schema import Cell
from model.report.edited import Edits
from model.rules.locate.equations import Component, Equation, System
from model.rules.locate.error_model import EXCHANGED, TYPED_TOTAL, mistyped, odds, odds_of_total, usual
from model.rules.locate.problem import STEPS, Correction, Corrections, SearchProblem, count
from model.rules.locate.suspicion import Suspicion

SHOWN = 3  # alternatives: among more nobody finds the wrong one
CLEAR = 0.75  # the probability from which a correction is proposed
FAINT = 0.1  # the share of the best one's probability below which an alternative is not worth showing
ENOUGH = 0.5  # the probability that those shown must have together

Numbers = Mapping[Cell, Decimal]


@dataclass(frozen=True)
class Doubt:
    """A break of which it is not clear which cell is wrong: `cells` are those of one broken equation.

    `alternatives` are equally small sets of corrections, the likeliest first; none where there are too many.
    """

    cells: tuple[Cell, ...]
    alternatives: tuple[Corrections, ...] = ()


@dataclass(frozen=True)
class Location:
    """What the broken identities tell, break by break.

    `best` is the set that explains all of them where it is clearly more likely than any other. `settled` are the
    corrections that are clear even where others are not; `doubts` are the breaks that they leave. `strays` are cells
    that break no identity, and without which the totals would be those of the original.
    """

    best: Corrections = ()
    settled: Corrections = ()
    doubts: tuple[Doubt, ...] = ()
    strays: Corrections = ()

    @property
    def candidates(self) -> tuple[Corrections, ...]:
        """All alternatives of all doubts."""
        return tuple(chain.from_iterable(doubt.alternatives for doubt in self.doubts))


def is_broken(equations: Iterable[Equation], numbers: Numbers) -> bool:
    """Return whether one of some equations does not hold."""
    return any(equation.off(numbers) for equation in equations)


@dataclass(frozen=True)
class Weighed:
    """The smallest sets that make some equations hold, each with its probability among them, the likeliest first."""

    equations: tuple[Equation, ...]
    sets: tuple[tuple[float, Corrections], ...]

    @property
    def best(self) -> Corrections:
        """The set that is clearly the likeliest."""
        return self.sets[0][1] if self.sets and self.sets[0][0] >= CLEAR else ()

    @property
    def settled(self) -> Corrections:
        """The corrections that all likely sets agree on."""
        clear: dict[Correction, float] = {}
        for weight, one in self.sets:
            for correction in one:
                clear[correction] = clear.get(correction, 0.0) + weight
        return tuple(correction for correction, weight in clear.items() if weight >= CLEAR)

    @property
    def shown(self) -> tuple[Corrections, ...]:
        """The few sets of which one is right, without what is settled; none where that takes too many."""
        known = set(self.settled)
        shown: dict[Corrections, float] = {}
        for weight, one in self.sets:
            if weight >= FAINT * self.sets[0][0]:
                left = tuple(correction for correction in one if correction not in known)
                shown[left] = shown.get(left, 0.0) + weight
        return tuple(filter(None, shown)) if len(shown) <= SHOWN and sum(shown.values()) >= ENOUGH else ()

    def within(self, cells: Collection[Cell], equations: Iterable[Equation] = ()) -> Weighed:
        """Return what the sets say of some cells, which are to make these equations hold."""
        shares: dict[Corrections, float] = {}
        for weight, one in self.sets:
            part = tuple(correction for correction in one if correction.cell in cells)
            shares[part] = shares.get(part, 0.0) + weight
        return Weighed(tuple(equations), _sorted((weight, one) for one, weight in shares.items()))


def _sorted(shares: Iterable[tuple[float, Corrections]]) -> tuple[tuple[float, Corrections], ...]:
    return tuple(sorted(shares, key=lambda share: -share[0]))


def weighed(system: System, numbers: Numbers, edits: Edits, *, by_original: bool = False) -> list[Weighed]:
    """Find the smallest sets of cells that explain what is broken, component by component."""
    broken = [one for one in system.components if is_broken(one.equations, numbers)]
    return [_weighed(component, numbers, edits, by_original=by_original) for component in broken]


def _weighed(component: Component, numbers: Numbers, edits: Edits, *, by_original: bool) -> Weighed:
    sets = SearchProblem(component, numbers).smallest(STEPS // 2 if by_original else STEPS)
    suspicion = Suspicion.of(component, numbers, edits)
    if by_original and suspicion.undone and set(suspicion.undone) not in map(set, sets):
        sets.append(suspicion.undone)
    weights = [_likelihood(component, one) * suspicion.of_set(one) for one in sets]
    whole = sum(weights)
    return Weighed(component.equations, _sorted(zip((one / whole for one in weights), sets, strict=True)))


def told(parts: Sequence[Weighed], numbers: Numbers, known: Corrections = (), strays: Corrections = ()) -> Location:
    """Put together what is said of each component; `known` is wrong for sure."""
    clear = all(part.best for part in parts)
    doubts = (_doubt(part, numbers) for part in parts if not part.best)
    return Location(
        best=tuple(chain(known, *(part.best for part in parts))) if clear else (),
        settled=tuple(chain(known, *(part.settled for part in parts))),
        doubts=tuple(one for one in doubts if one is not None),
        strays=strays,
    )


def _doubt(part: Weighed, numbers: Numbers) -> Doubt | None:
    """Say what is left open; None where it is all settled, only not by one set that is likely as a whole."""
    settled = {one.cell: one.value for one in part.settled}
    left = [one for one in part.equations if one.off({**numbers, **settled})]
    return Doubt((*left[0].left, *left[0].right), part.shown) if left else None


def _likelihood(component: Component, corrections: Corrections) -> float:
    single = {one.cell: _odds(component, one) for one in corrections}
    for one, other in combinations(corrections, 2):
        if one.value == other.was and other.value == one.was and (one.cell, other.cell) in component.system.neighbours:
            single[one.cell] = EXCHANGED * (TYPED_TOTAL if one.cell in component.totals else 1)
            single[other.cell] = 1.0
    return prod(single.values())


def _odds(component: Component, correction: Correction) -> float:
    value, was = int(correction.value), count(correction.was)
    if was is None:
        return usual(value)
    if correction.cell in component.totals:
        return odds_of_total(value, was, alone=correction.cell in component.lone_totals)
    return mistyped(value, was) if correction.cell in component.following else odds(value, was)
