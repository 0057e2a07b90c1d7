"""What a sentence says of the tables, before it is held against them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from model.form.schema import Line
from model.rules.narrative.form_lines import FormLines
from model.rules.narrative.phrases import Phrase
from model.rules.narrative.target import Target
from model.rules.narrative.words import WordRole


class Claim(NamedTuple):
    """A number said of some cells. Spans are of the original text; `words` runs from the item's name to the number.

    `also` are targets that the words allow as well: the claim holds if it holds for one of them. Where the cells
    `unless` hold something, or are blank, the words say nothing. It holds as well with what is told `besides`.
    """

    target: Target
    said: Decimal
    span: tuple[int, int]
    words: tuple[int, int]
    also: tuple[Target, ...] = ()
    scope: str = ""  # the words that limit it to some of the bodies
    by_word: bool = False  # “none” rather than a number
    unless: Target | None = None
    besides: Decimal = Decimal()  # what is told apart of the same cells: “新制定4件、修改14件”
    of_all: bool = False  # its clause says that it is of the whole year, and nothing else limits it: no piece


class Outcome(NamedTuple):
    """Words that say that all disputes ended in one way, or none did."""

    bodies: tuple[Line, ...]
    column: Line
    span: tuple[int, int]


class Share(NamedTuple):
    """A share said of an item without its number, and what may be divided by what, the likeliest first."""

    pairs: tuple[tuple[Target, Target], ...]
    said: Decimal  # per cent
    least: Decimal  # what it may be at least and at most
    most: Decimal
    span: tuple[int, int]
    words: tuple[int, int]


class Quantity(NamedTuple):
    """A counted number of a sentence, and what it was understood to be about."""

    phrase: Phrase
    value: Decimal
    span: tuple[int, int]
    claim: Claim | None = None
    about: bool = False  # an estimate
    words: tuple[int, int] = (0, 0)  # from the first known word of its clause to its measure word
    elsewhere: bool = False  # surely of another year, another body or other things
    listed: bool = False  # in a list of something else, as far as the words are known
    sampled: bool = False  # the list that it ends goes on without numbers: “、专家解读等”


@dataclass(frozen=True, eq=False)
class Listing:
    """A number and those that are said to make it up, where they do not."""

    whole: Quantity
    parts: tuple[Quantity, ...]
    summed: bool = False  # “合计” stands after the parts
    doubtful: bool = False  # it cannot be told which of the numbers is wrong

    @property
    def due(self) -> Decimal:
        """What the parts add up to."""
        return sum((part.value for part in self.parts), Decimal())


class TargetPieces(NamedTuple):
    """The numbers that are said of one target."""

    times: int
    wholes: frozenset[Decimal]  # each of them, and all together
    greatest: Decimal
    each: frozenset[Decimal]


@dataclass(frozen=True, eq=False)
class SentenceReading:
    """All that a sentence says that can be held against the tables."""

    lines: FormLines  # of the form that it is held against
    claims: tuple[Claim, ...]
    outcomes: tuple[Outcome, ...]
    quantities: tuple[Quantity, ...]
    listings: tuple[Listing, ...]
    below: tuple[Claim, ...] = ()  # told of bodies below the reporting one: never judged
    shares: tuple[Share, ...] = ()
    learnt: tuple[Claim, ...] = ()  # read by what was learnt, where the grammar is silent

    @cached_property
    def pieces(self) -> Mapping[Target, TargetPieces]:
        """What is said of each target, and how often."""
        said: dict[Target, list[Decimal]] = {}
        for one in (*self.claims, *self.below, *self.learnt):
            said.setdefault(one.target, []).append(one.said)
        return {
            target: TargetPieces(len(some), frozenset({*some, sum(some, Decimal())}), max(some), frozenset(some))
            for target, some in said.items()
        }

    @cached_property
    def summed_up(self) -> Mapping[Decimal, Sequence[Quantity]]:
        """The numbers that a word for a sum stands before, by their values."""
        found: dict[Decimal, list[Quantity]] = {}
        for one in self.quantities:
            if one.phrase.before and one.phrase.before[0].does(WordRole.SUM):
                found.setdefault(one.value, []).append(one)
        return found

    @cached_property
    def first_said(self) -> Mapping[Decimal, Mapping[Target, int]]:
        """Which claim is the first that says a number of a target."""
        found: dict[Decimal, dict[Target, int]] = {}
        for index, one in enumerate(self.claims):
            found.setdefault(one.said, {}).setdefault(one.target, index)
        return found
