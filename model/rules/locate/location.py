"""Weigh the smallest sets of cells against each other, and say what is clear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, combinations, islice, product
from math import prod

from model.form.schema import Cell
from model.rules.locate.equations import Component, System
from model.rules.locate.error_model import EXCHANGED, TYPED_TOTAL, mistyped, odds, odds_of_total, usual
from model.rules.locate.problem import Correction, Corrections, SearchProblem, count

SHOWN = 8  # candidates
CLEAR = 0.75  # the probability from which a correction is proposed
FAINT = 0.1  # the share of the best one's probability below which a candidate is not worth showing


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
    parts = [_weighed(component, SearchProblem(component, numbers).smallest()) for component in broken]
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


def _weighed(component: Component, sets: list[Corrections]) -> _Part:
    weights = [_likelihood(component, one) for one in sets]
    whole = sum(weights)
    shares = [(weight / whole, one) for weight, one in zip(weights, sets, strict=True)]
    return _Part(tuple(sorted(shares, key=lambda share: -share[0])))


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
