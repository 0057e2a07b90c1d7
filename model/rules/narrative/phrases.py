"""A sentence as phrases: each number with the words before and after it in its clause, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from model.rules.narrative.lexicon import Token, is_count
from model.rules.narrative.numerals import Sense
from model.rules.narrative.words import WordRole

SENTENCE_ENDS = frozenset("。！？!?")  # within what is read as one: “65条。其中，…”
_ONE_EACH = frozenset({"分别为", "分别有", "分别"})
_BRACKETS = {"（": 1, "）": -1, "【": 1, "】": -1}


class Phrase(NamedTuple):
    """A number and the words of its clause around it, or a clause that has no number.

    `after` are the words up to the next number, `opener` is the separator before the clause, `depth` how many
    brackets are open.
    """

    before: tuple[Token, ...]
    number: Token | None
    after: tuple[Token, ...]
    opener: str
    depth: int
    clause: int

    def does(self, *roles: WordRole) -> bool:
        """Return whether a word before the number does one of these."""
        for token in self.before:  # noqa: SIM110 — a loop, as nothing is asked more often
            if not token.word.roles.isdisjoint(roles):
                return True
        return False

    @property
    def counts(self) -> bool:
        """Whether it has a number that counts something."""
        return self.number is not None and is_count(self.number)


def phrases(tokens: Iterable[Token]) -> tuple[Phrase, ...]:
    """Cut a sentence into phrases."""
    found: list[Phrase] = []
    clause: list[Token] = []
    opener, depth = "", 0
    for token in tokens:
        if not token.separates:
            clause.append(token)
            continue
        if token.text in "：，" and _only_opens_a_list(clause):
            continue
        found += _of_clause(clause, opener, depth, len(found))
        depth = 0 if token.text in SENTENCE_ENDS else max(0, depth + _BRACKETS.get(token.text, 0))
        clause, opener = [], token.text
    return (*found, *_of_clause(clause, opener, depth, len(found)))


def _only_opens_a_list(clause: list[Token]) -> bool:
    """Read “其中：” and “分别为：” with what follows."""
    return bool(clause) and all(token.does(WordRole.PARTS) or token.text in _ONE_EACH for token in clause)


def _is_not_one(clause: list[Token], index: int) -> bool:
    """Read “未发生一起” as “未发生”."""
    return clause[index].text.startswith("一") and any(token.does(WordRole.NONE) for token in clause[:index])


def _of_clause(clause: list[Token], opener: str, depth: int, number: int) -> Iterator[Phrase]:
    numbers = [(i, token.numeral) for i, token in enumerate(clause) if token.numeral]
    cuts = [i for i, numeral in numbers if numeral.sense is not Sense.DATE and not _is_not_one(clause, i)]
    start = 0
    for cut, following in zip(cuts, [*cuts, len(clause)][1:], strict=True):
        yield Phrase(tuple(clause[start:cut]), clause[cut], tuple(clause[cut + 1 : following]), opener, depth, number)
        start = cut + 1
    if not cuts and clause:
        yield Phrase(tuple(clause), None, (), opener, depth, number)
