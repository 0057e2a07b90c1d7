"""Weigh the smallest sets of cells against each other, and say what is clear."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import chain, combinations
from math import prod
from typing import NamedTuple

from model.form.schema import Cell
from model.report.edited import MOST, Lately, recency
from model.rules.locate.equations import Component, Equation, System
from model.rules.locate.error_model import EXCHANGED, TYPED_TOTAL, mistyped, miswritten, odds_of_total, usual
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


class Likelihood(NamedTuple):
    """How likely a set is among all; `shown` is how much of that the numbers themselves show.

    How usual a number is and who typed last make one set likelier than another, but are no evidence.
    """

    likely: float
    shown: float

    def __add__(self, other: Likelihood) -> Likelihood:  # type: ignore[override]
        """Return the share of either of two."""
        return Likelihood(self.likely + other.likely, self.shown + other.shown)

    @property
    def is_clear(self) -> bool:
        """Whether it is likely, and not by what is usual or was typed last alone."""
        return min(self) >= CLEAR


NONE = Likelihood(0.0, 0.0)


@dataclass(frozen=True)
class Weighed:
    """The smallest sets that make some equations hold, each with its share among them, the likeliest first."""

    equations: tuple[Equation, ...]
    sets: tuple[tuple[Likelihood, Corrections], ...]
    recency: Mapping[Cell, int] = field(default_factory=dict)

    @property
    def best(self) -> Corrections:
        """The set that is clearly the likeliest."""
        return next((one for share, one in self.sets if share.is_clear), ())

    @property
    def settled(self) -> Corrections:
        """The corrections that all likely sets agree on."""
        return tuple(correction for correction, share in self._single.items() if share.is_clear)

    @property
    def likely(self) -> Corrections:
        """The corrections that are likely, by whatever it is."""
        return tuple(correction for correction, share in self._single.items() if share.likely >= CLEAR)

    @cached_property
    def _single(self) -> Mapping[Correction, Likelihood]:
        single: dict[Correction, Likelihood] = {}
        for share, one in self.sets:
            for correction in one:
                single[correction] = single.get(correction, NONE) + share
        return single

    @property
    def shown(self) -> tuple[Corrections, ...]:
        """The few sets of which one is right, without what is settled; none where that takes too many.

        What was typed last comes first, and is shown however unlikely it is.
        """
        known = set(self.settled)
        shown: dict[Corrections, float] = {}
        for share, one in self.sets:
            if share.likely and (share.likely >= FAINT * self.sets[0][0].likely or self._age(one) == 0):
                left = tuple(correction for correction in one if correction not in known)
                shown[left] = shown.get(left, 0.0) + share.likely
        if len(shown) > SHOWN or sum(shown.values()) < ENOUGH:
            return ()
        return tuple(sorted(filter(None, shown), key=self._age))

    def _age(self, one: Corrections) -> int:
        return min(self.recency.get(correction.cell, MOST) for correction in one)

    def within(self, cells: Collection[Cell], equations: Iterable[Equation] = ()) -> Weighed:
        """Return what the sets say of some cells, which are to make these equations hold."""
        shares: dict[Corrections, Likelihood] = {}
        for share, one in self.sets:
            part = tuple(correction for correction in one if correction.cell in cells)
            shares[part] = shares.get(part, NONE) + share
        return Weighed(tuple(equations), _sorted((share, one) for one, share in shares.items()), self.recency)


def _sorted(shares: Iterable[tuple[Likelihood, Corrections]]) -> tuple[tuple[Likelihood, Corrections], ...]:
    return tuple(sorted(shares, key=lambda share: -share[0].likely))


def weighed(system: System, numbers: Numbers, lately: Lately, *, by_original: bool = False) -> list[Weighed]:
    """Find the smallest sets of cells that explain what is broken, component by component."""
    broken = [one for one in system.components if is_broken(one.equations, numbers)]
    return [_weighed(component, numbers, lately, by_original=by_original) for component in broken]


def _weighed(component: Component, numbers: Numbers, lately: Lately, *, by_original: bool) -> Weighed:
    sets = SearchProblem(component, numbers).smallest(STEPS // 2 if by_original else STEPS)
    suspicion = Suspicion.of(component, numbers, lately.edits)
    if by_original and suspicion.undone and set(suspicion.undone) not in map(set, sets):
        sets.append(suspicion.undone)
    ages = recency(lately.edits)
    filled = {cell for cell in lately.zeroed & component.bits.keys() if not numbers[cell]}
    typed_over = (lately.zeroed & component.bits.keys()) - filled
    untyped = component.system.balanced - ages.keys() if ages.keys() & component.bits.keys() else frozenset()
    if typed_over:  # zeros were there first, the table is only begun: which numbers are usual tells nothing yet
        untyped |= frozenset(component.bits)
    may_be_zeros = any(filled.issuperset(one.cell for one in some) for some in sets)
    trusted = typed_over if may_be_zeros else frozenset()
    odds = (_likelihood(component, one, untyped) * suspicion.of_set(one) * _not_emptied(one, trusted) for one in sets)
    likely = _shares(odds)
    shown = _shares(_likelihood(component, one, component.system.balanced, likely_alone=False) for one in sets)
    return Weighed(component.equations, _sorted(zip(map(Likelihood, likely, shown), sets, strict=True)), ages)


def _not_emptied(corrections: Corrections, typed: Container[Cell]) -> bool:
    """Whether no number that was typed by hand is to be 0 again, while a 0 that nobody typed may be what is wrong."""
    return not any(one.value == 0 and one.cell in typed for one in corrections)


def _shares(weights: Iterable[float]) -> list[float]:
    every = list(weights)
    whole = sum(every)
    return [one / whole for one in every]


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


def _likelihood(
    component: Component, corrections: Corrections, unusual: Container[Cell], *, likely_alone: bool = True
) -> float:
    """Weigh a set by how the numbers came to be what they are, and by how usual it is that they are; but `unusual`.

    Unless what is `likely_alone` counts, no set weighs more because its numbers are the more usual ones, or were 0.
    """
    slips = {one.cell: _slip(component, one, mistyped if likely_alone else miswritten) for one in corrections}
    gains = {one.cell: _gain(component, one, unusual) for one in corrections}
    for one, other in combinations(corrections, 2):
        if one.value == other.was and other.value == one.was and (one.cell, other.cell) in component.system.neighbours:
            slips[one.cell] = EXCHANGED * (TYPED_TOTAL if one.cell in component.totals else 1)
            slips[other.cell] = gains[one.cell] = gains[other.cell] = 1.0
    gain = prod(gains.values())
    return prod(slips.values()) * (gain if likely_alone else min(gain, 1.0))


def _slip(component: Component, correction: Correction, how: Callable[[int, int], float]) -> float:
    value, was = int(correction.value), count(correction.was)
    if was is None:
        return 1.0
    if correction.cell in component.totals:
        return odds_of_total(value, was, how, alone=correction.cell in component.lone_totals)
    return how(value, was)


def _gain(component: Component, correction: Correction, unusual: Container[Cell]) -> float:
    """Return how much more usual the right number is; it does not count where that follows from others."""
    value, was, cell = int(correction.value), count(correction.was), correction.cell
    if was is None:
        return usual(value)
    follows = cell in component.totals or cell in component.following or cell in unusual
    return 1.0 if follows else usual(value) / usual(was)
