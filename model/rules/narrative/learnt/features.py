"""What stands around a number, as short strings: the same when the weights are learnt and when they are used."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from model.rules.narrative.learnt.candidates import ClaimCandidate
from model.rules.narrative.lexicon import Token, Word
from model.rules.narrative.words import WordRole

_YEAR = re.compile(r"20\d\d")
_NUMBER = re.compile("[0-9一二三四五六七八九十百千万两零〇]+")
_LEFT, _RIGHT, _PAST, _NEXT, _BEGIN = 20, 12, 30, 14, 24  # characters that are looked at
_REACH = 40  # characters before a clause of which the last ones are looked at once numbers are folded
_KEPT = frozenset({WordRole.FOREIGN, WordRole.LAST_YEAR, WordRole.BELOW, WordRole.PARTS})  # that hold for what follows
_SIZES = (1, 10, 100)
_ENDS = (2, 3, 4, 6)  # characters right before the number, and behind it
NUMBERS = 3  # before a candidate, whose kinds are looked at


def _folded(text: str) -> str:
    return _NUMBER.sub("0", _YEAR.sub("Y", text))


MARKS = ("L", "R", "P", "N", "S")  # before runs on the left, the right, of the clauses beside, the sentence


class Runs(NamedTuple):
    """The runs of characters of some text, each with the mark of where it stands before it."""

    mark: str
    text: str
    lengths: tuple[int, ...]

    @property
    def pieces(self) -> list[str]:
        """The runs without their mark."""
        text, size = self.text, len(self.text) + 1
        return [text[start : start + length] for length in self.lengths for start in range(size - length)]


class Surroundings(NamedTuple):
    """Some of what stands around a candidate: runs, and what is named as it is."""

    runs: tuple[Runs, ...]
    named: list[str]

    @property
    def features(self) -> list[str]:
        """All of it as short strings."""
        return [*(one.mark + piece for one in self.runs for piece in one.pieces), *self.named]


def features(text: str, tokens: Sequence[Token], one: ClaimCandidate, before: Sequence[str], key: str) -> list[str]:
    """List what stands around a candidate of a folded sentence of the text `key`.

    `before` are the kinds of what the candidates before it were of, in short.
    """
    parts = of_sentence(text, key), of_clause(text, one.clause), of_number(text, tokens, one, before)
    return [feature for part in parts for feature in part.features]


def of_sentence(text: str, key: str) -> Surroundings:
    """Return what is the same for all candidates of a sentence."""
    return Surroundings((Runs("S", _folded(text[:_BEGIN]), (2,)),), [f"K{key}"])


def of_clause(text: str, clause: tuple[int, int]) -> Surroundings:
    """Return what is the same for all candidates of a clause: what stands before it and behind it."""
    begin, end = clause
    past = Runs("P", _folded(text[max(0, begin - _REACH) : begin])[-_PAST:], (2, 3))
    following = Runs("N", _folded(text[end : end + _NEXT]), (2, 3))
    return Surroundings((past, following), [f"C{text[begin - 1 : begin]}"])


def of_number(text: str, tokens: Sequence[Token], one: ClaimCandidate, before: Sequence[str]) -> Surroundings:
    """Return what stands around a candidate in its clause, and what those before it were of."""
    begin, end = one.clause
    left, right = _folded(text[begin : one.start])[-_LEFT:], _folded(text[one.after : end])[:_RIGHT]
    named = [f"l{left[-length:]}" for length in _ENDS]
    named += [f"r{right[:length]}" for length in _ENDS]
    named += [f"{place}{kind}" for place, kind in enumerate(reversed(before[-NUMBERS:]))]
    named += [f"M{one.measure}{'-' if one.denial else ''}", f"V{sum([one.value >= size for size in _SIZES])}"]
    named += _of_words(tokens, one)
    return Surroundings((Runs("L", left, (1, 2, 3, 4)), Runs("R", right, (1, 2, 3, 4))), named)


def _of_words(tokens: Sequence[Token], one: ClaimCandidate) -> list[str]:
    """List the known words of the clause by their side, and those before it that hold on."""
    begin, end = one.clause
    past, found = list[str](), list[str]()
    for token in tokens:
        if token.start >= end:
            break
        if token.start < begin:
            keys, kept = _held_on(token.word)
            past += keys
            found += kept
        else:
            found += _beside("L" if token.start < one.start else "R", token.word)
    return found + [f"B{key}" for key in past[-2:]]


@cache  # of the lexicon
def _held_on(word: Word) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lines that a word names before a clause, and what of it holds on."""
    return tuple(item.line.key for item in word.items), tuple(f"O<{role.name}" for role in word.roles & _KEPT)


@cache  # as above
def _beside(side: str, word: Word) -> tuple[str, ...]:
    counted = [f"T{side}{word.object.key}{word.certain:d}"] if word.object else []
    items, roles = (f"I{side}{item.line.key}" for item in word.items), (f"O{side}{role.name}" for role in word.roles)
    return (*items, *roles, *counted)
