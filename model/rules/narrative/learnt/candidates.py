"""What a sentence may tell of a cell: its numbers, and the words that say there was none."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from model.rules.narrative.lexicon import Token
from model.rules.narrative.numerals import Numeral, Sense

_ENDS = re.compile("[，；。：、（）！？]")
DENIAL = re.compile("无|没|未|零|不存在|空白")
SURE = frozenset({"件", "宗", "起", "份", "件次", "例", "笔", "桩"})
_LIKELY = frozenset({"", "条", "个", "项", "部", "次", "人", "人次"})  # where a word of the form stands beside


class ClaimCandidate(NamedTuple):
    """A number, or a denial in its place, with where it stands in the folded sentence and where its clause does."""

    start: int
    end: int
    after: int
    value: Decimal
    measure: str
    clause: tuple[int, int]
    denial: bool = False


class Clauses:
    """Where the clauses of a folded sentence begin and end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = [found.start() for found in _ENDS.finditer(text)]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return the clause in which a stretch stands."""
        before, behind = bisect_left(self._ends, start), bisect_left(self._ends, end)
        begin = self._ends[before - 1] + 1 if before else 0
        return begin, self._ends[behind] if behind < len(self._ends) else len(self._text)

    def know(self, known: Sequence[int], begin: int, end: int) -> bool:
        """Return whether a known word begins in a clause, or in the one before it."""
        past = max(0, begin - 1)
        return bisect_left(known, self.around(past, past)[0]) < bisect_left(known, end)

    def every(self) -> Iterable[tuple[int, int]]:
        """Return the clauses in order, those of no character left out."""
        begin = 0
        for end in (*self._ends, len(self._text)):
            if end > begin:
                yield begin, end
            begin = end + 1


def candidates(text: str, tokens: Sequence[Token]) -> list[ClaimCandidate]:
    """Find the candidates of a sentence, in order."""
    clauses = Clauses(text)
    known = [token.start for token in tokens if token.word.items or token.word.object]
    found = [one for token in tokens if token.numeral and (one := _number(token, token.numeral, clauses, known))]
    told = [one.start for one in found]
    for begin, end in clauses.every() if DENIAL.search(text) else ():
        if bisect_right(told, end) > bisect_left(told, begin):
            continue
        denial = DENIAL.search(text, begin, end)
        if denial and clauses.know(known, begin, end):
            found.append(ClaimCandidate(*denial.span(), denial.end(), Decimal(), "", (begin, end), denial=True))
    return sorted(found)


def _number(token: Token, numeral: Numeral, clauses: Clauses, known: Sequence[int]) -> ClaimCandidate | None:
    if numeral.sense is not Sense.COUNT or "." in token.text:
        return None
    clause = clauses.around(numeral.start, numeral.end)
    if numeral.measure not in SURE:
        if numeral.measure not in _LIKELY:
            return None
        if not clauses.know(known, *clause):
            return None
    return ClaimCandidate(numeral.start, numeral.end, numeral.after, numeral.value, numeral.measure, clause)
