"""The numbers of a sentence that the grammar left unread, read by the weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from model.form.form import Form
from model.form.roles import TableRole
from model.rules.narrative.claims import Claim, Quantity
from model.rules.narrative.heard import Sentence, Told
from model.rules.narrative.learnt.candidates import ClaimCandidate, candidates
from model.rules.narrative.learnt.features import NUMBERS, of_clause, of_number, of_sentence
from model.rules.narrative.learnt.kinds import kind_of, short, targets
from model.rules.narrative.learnt.others import is_of_others
from model.rules.narrative.learnt.weights import RowSum, Score, sums
from model.rules.narrative.lexicon import Token
from model.rules.narrative.phrases import Phrase
from model.rules.narrative.target import VERB, Target, rank

_BESIDE = 0.5  # chance from which on words of denial are of those cells as well: “没有复议和诉讼”
LEAST = 0.5  # chance from which on a number is held against the tables
_LEAST_OF_DECISIONS = 0.8  # the same of decisions, of which some kinds alone are counted as often as all
_LEAST_IN_A_LIST = 0.9  # the same of 收到 and 办结 where letters, proposals or calls are being counted
ALLOWED = 0.05  # chance from which on it may be of those cells as well
_ANY = 0.4  # chance of being of any cell at all, below which nothing more is asked
_LIKELY = 0.5  # chance from which on the numbers after it are read as after one of those cells
NOTHING = "none"  # of no cell


@cache  # of the form, as targets are
def _short_of(target: Target, form: Form) -> str:
    kind = kind_of(target.cells, form)
    return short(kind) if kind else NOTHING


def tokens_of(phrases: Sequence[Phrase]) -> list[Token]:
    """Return the words and numbers of a sentence in order; the words between two numbers are in both phrases."""
    found, last = list[Token](), -1
    for one in phrases:
        for token in (*one.before, one.number, *one.after):
            if token is not None and token.start > last:
                found.append(token)
                last = token.start
    return found


def unread(sentence: Sentence, phrases: Sequence[Phrase], told: Told) -> tuple[Claim, ...]:
    """Return what the numbers and denials are about that nothing else has read."""
    tokens = tokens_of(phrases)
    found = candidates(sentence.text, tokens)
    if not found:
        return ()
    read = _read(sentence, found, told)
    return () if all(read) else tuple(_claims(_Asked(sentence, tokens), found, read, told))


def _read(sentence: Sentence, found: Sequence[ClaimCandidate], told: Told) -> list[Claim | None]:
    """Return what each candidate is read as already; of several claims of one number the first."""
    every, span = (*told.claims, *told.below), sentence.plain.span
    numbers = {claim.span: claim for claim in reversed(every)}
    denials = [claim for claim in every if claim.by_word]
    return [
        next((claim for claim in denials if is_at(claim, span(one.start, one.end), denial=True)), None)
        if one.denial
        else numbers.get(span(one.start, one.end))
        for one in found
    ]


def _claims(
    asked: _Asked, found: Sequence[ClaimCandidate], read: Sequence[Claim | None], told: Told
) -> Iterator[Claim]:
    sentence = asked.sentence
    form = sentence.lines.form
    possible = targets(sentence.lines, tuple(asked.sums.kinds))
    around = {quantity.span: quantity for quantity in told.quantities}
    guessed = dict[int, str]()
    for place, one in enumerate(found):
        if read[place]:
            continue
        near = range(max(0, place - NUMBERS), place)
        before = [_short_of(claim.target, form) if (claim := read[at]) else guessed[at] for at in near]
        best, *others = asked.scores(one, before)
        guessed[place] = short(best.kind) if best.chance >= _LIKELY else NOTHING
        span = sentence.plain.span(one.start, one.end)
        target = possible.get(best.kind)
        quantity = around.get(span)
        if target is None or best.chance < _least(sentence, target, quantity):
            continue
        if is_of_others(sentence, target, one, quantity):
            continue
        words = sentence.plain.span(one.clause[0], one.after)
        chances = {possible[each.kind]: each.chance for each in others if each.kind in possible}
        as_well = [each for each, chance in chances.items() if one.denial and chance >= _BESIDE]
        also = tuple(each for each in chances if each not in as_well)
        for each in (target, *as_well):
            yield Claim(each, one.value, span, words, also, by_word=one.denial)


def _least(sentence: Sentence, target: Target, quantity: Quantity | None) -> float:
    """Return how likely cells must be for a number to be held against them."""
    if target.table in sentence.lines.decided:
        return _LEAST_OF_DECISIONS
    came_or_ended = target.is_of(TableRole.APPLICATIONS) and rank(target.rows[0]) == VERB
    return _LEAST_IN_A_LIST if came_or_ended and quantity and quantity.listed else LEAST


def is_at(claim: Claim, span: tuple[int, int], *, denial: bool) -> bool:
    """Return whether a claim is that of a number, or of a denial, which stands there."""
    if not denial:
        return claim.span == span
    return claim.by_word and claim.span[0] < span[1] and span[0] < claim.words[1]


_NO_CELL = (Score(NOTHING, 0.0),)


class _Asked:
    """A sentence of which the weights are asked; what its candidates have in common is added up once."""

    def __init__(self, sentence: Sentence, tokens: Sequence[Token]) -> None:
        self.sentence, self.sums = sentence, sums()
        self._tokens = tokens
        self._of_sentence = self.sums.of(of_sentence(sentence.text, sentence.key))
        self._of_clauses: dict[tuple[int, int], RowSum] = {}

    def scores(self, one: ClaimCandidate, before: Sequence[str]) -> Sequence[Score]:
        """Return of which cells a candidate may be, the likeliest first."""
        own = of_number(self.sentence.text, self._tokens, one, before)
        total = self.sums.of(own, self._shared(one.clause))
        found = self.sums.scores(total, ALLOWED) if self.sums.chance_of_any(total) >= _ANY else ()
        return found or _NO_CELL

    def _shared(self, clause: tuple[int, int]) -> RowSum:
        if clause not in self._of_clauses:
            self._of_clauses[clause] = self.sums.of(of_clause(self.sentence.text, clause), self._of_sentence)
        return self._of_clauses[clause]
