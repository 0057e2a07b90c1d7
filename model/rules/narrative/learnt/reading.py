"""The numbers of a sentence that the grammar left unread, read by the weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.rules.narrative.claims import Claim
from model.rules.narrative.heard import Sentence, Told
from model.rules.narrative.learnt.candidates import Candidate, candidates
from model.rules.narrative.learnt.features import features
from model.rules.narrative.learnt.kinds import kind_of, short, targets
from model.rules.narrative.learnt.weights import Score, Weights, weights
from model.rules.narrative.lexicon import Token
from model.rules.narrative.phrases import Phrase
from model.rules.narrative.target import Target

LEAST = 0.35  # chance from which on a number is held against the tables
_LEAST_OF_DECISIONS = 0.8  # the same of decisions, of which some kinds alone are counted as often as all
ALLOWED = 0.05  # chance from which on it may be of those cells as well
_ANY = 0.15  # chance of being of any cell at all, below which nothing more is asked
_LIKELY = 0.5  # chance from which on the numbers after it are read as after one of those cells
NOTHING = "none"  # of no cell


def tokens_of(phrases: Sequence[Phrase]) -> list[Token]:
    """Return the words and numbers of a sentence in order; the words between two numbers are in both phrases."""
    found = {
        token.start: token for one in phrases for token in (*one.before, one.number, *one.after) if token is not None
    }
    return [found[start] for start in sorted(found)]


def unread(sentence: Sentence, phrases: Sequence[Phrase], told: Told) -> tuple[Claim, ...]:
    """Return what the numbers and denials are about that nothing else has read."""
    tokens = tokens_of(phrases)
    found = candidates(sentence.text, tokens)
    return tuple(_claims(sentence, tokens, found, told)) if found else ()


def _claims(sentence: Sentence, tokens: Sequence[Token], found: Sequence[Candidate], told: Told) -> Iterator[Claim]:
    known, form, before = weights(), sentence.lines.form, list[str]()
    possible = targets(sentence.lines, tuple(known.kinds))
    elsewhere = {quantity.span for quantity in told.quantities if quantity.elsewhere}
    for one in found:
        span = sentence.plain.span(one.start, one.end)
        read = [claim for claim in (*told.claims, *told.below) if is_at(claim, span, denial=one.denial)]
        if read:
            kind = kind_of(read[0].target.cells, form)
            before.append(short(kind) if kind else NOTHING)
            continue
        best, *others = _scores(known, sentence, tokens, one, before)
        before.append(short(best.kind) if best.chance >= _LIKELY else NOTHING)
        target = possible.get(best.kind)
        if target is None or span in elsewhere or best.chance < _least(sentence, target):
            continue
        also = tuple(possible[other.kind] for other in others if other.chance >= ALLOWED and other.kind in possible)
        words = sentence.plain.span(one.clause[0], one.after)
        yield Claim(target, one.value, span, words, also, by_word=one.denial)


def _least(sentence: Sentence, target: Target) -> float:
    return _LEAST_OF_DECISIONS if target.table in sentence.lines.decided else LEAST


def is_at(claim: Claim, span: tuple[int, int], *, denial: bool) -> bool:
    """Return whether a claim is that of a number, or of a denial, which stands there."""
    if not denial:
        return claim.span == span
    return claim.by_word and claim.span[0] < span[1] and span[0] < claim.words[1]


_NO_CELL = (Score(NOTHING, 0.0),)


def _scores(
    known: Weights, sentence: Sentence, tokens: Sequence[Token], one: Candidate, before: Sequence[str]
) -> Sequence[Score]:
    around = tuple(features(sentence.text, tokens, one, before, sentence.key))
    return known.scores(around) if known.chance_of_any(around) >= _ANY else _NO_CELL
