"""A sentence as phrases: each number with the words before and after it in its clause, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from model.form.roles import LineRole
from model.rules.narrative.lexicon import SEPARATORS, Token, is_count
from model.rules.narrative.numerals import Sense
from model.rules.narrative.words import WordRole

SENTENCE_ENDS = frozenset("。！？!?")  # within what is read as one: “65条。其中，…”
_ONE_EACH = frozenset({"分别为", "分别有", "分别"})
_HAD = frozenset({LineRole.RECEIVED, LineRole.ISSUED, LineRole.REPEALED})
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
    roles: frozenset[WordRole]  # what the words before the number do

    def does(self, *roles: WordRole) -> bool:
        """Return whether a word before the number does one of these."""
        return not self.roles.isdisjoint(roles)

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
        if token.text not in SEPARATORS:
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
    """Read “未发生一起” and “一起也未发生” as “未发生”."""
    one = clause[index].text.startswith("一")
    if one and any(token.does(WordRole.NONE) for token in clause[:index]):
        return True
    return (one or clause[index].text in _OF_EACH_KIND) and _denies_even_one(clause, index)


def _denies_even_one(clause: list[Token], index: int) -> bool:
    """Read “一件都没有” and “一件未收到”, not “其中一件未办结”."""
    after = clause[index + 1 :]
    while after and after[0].text in {"都", "均"}:
        after = after[1:]
    if not after or not after[0].does(WordRole.NONE) or (index and clause[index - 1].text in _SOME):
        return False
    return all(_is_had(token) for token in after[1:])


_OF_EACH_KIND = frozenset(f"{number}{kind}" for number in "两二三" for kind in "类项种")
_SOME = frozenset({"其中", "有", "另", "另有", "尚有", "还有"})


def _is_had(token: Token) -> bool:
    """Return whether a word says that something happened, came in or was issued; 办理 is how one ended."""
    if token.does(WordRole.HAPPENS, WordRole.FILLER):
        return not token.word.items
    return any(not _HAD.isdisjoint(item.line.roles) for item in token.word.items)


def _of_clause(clause: list[Token], opener: str, depth: int, number: int) -> Iterator[Phrase]:
    if not clause:
        return
    cuts = [
        i
        for i, token in enumerate(clause)
        if token.numeral and token.numeral.sense is not Sense.DATE and not _is_not_one(clause, i)
    ]
    if not cuts:
        yield Phrase(tuple(clause), None, (), opener, depth, number, _roles(clause))
        return
    start = 0
    for cut, following in zip(cuts, [*cuts[1:], len(clause)], strict=True):
        before, after = clause[start:cut], clause[cut + 1 : following]
        yield Phrase(tuple(before), clause[cut], tuple(after), opener, depth, number, _roles(before))
        start = cut + 1


def _roles(tokens: list[Token]) -> frozenset[WordRole]:
    return _NO_ROLES.union(*[token.word.roles for token in tokens])


_NO_ROLES = frozenset[WordRole]()
