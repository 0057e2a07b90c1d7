"""Whether the words of a sentence can tell anything at all: most tell nothing, and need not be heard one by one.

What is asked here is what every production asks for first, so that nothing is lost: tests/model/rules/narrative/
test_worth_reading.py reads every sentence both ways.
"""

from __future__ import annotations

from collections.abc import Sequence

from model.rules.narrative.heard import Sentence
from model.rules.narrative.learnt.candidates import DENIAL, SURE
from model.rules.narrative.lexicon import Token
from model.rules.narrative.negations import NOT_ONE
from model.rules.narrative.numerals import Numeral, Sense
from model.rules.narrative.words import WordRole

_IN_WORDS = frozenset({WordRole.NONE, WordRole.ALL})
_LISTING = frozenset({WordRole.PARTS, WordRole.RESPECTIVELY, WordRole.DUE, WordRole.SUM})
_MAY_LIST = frozenset("：（共总万")  # opens a list, sums it up, or tells its whole in other digits


def is_worth_reading(sentence: Sentence, tokens: Sequence[Token]) -> bool:
    """Return whether there is a number or a word in place of one, and something that it may be of.

    What names no line of the form and counts nothing that it knows is told of only where nothing else can be meant; a
    list needs no name, nor does what is counted in pieces.
    """
    numbers = [token.numeral for token in tokens if token.numeral and token.numeral.sense is not Sense.DATE]
    if not (numbers or _is_told_in_words(sentence.text, tokens)):
        return False
    if any(token.word.items or token.word.object for token in tokens) or sentence.on_application:
        return True
    counted = [one for one in numbers if one.sense is not Sense.SHARE]
    return any(one.measure in SURE for one in counted) or _may_be_a_list(sentence.text, tokens, counted)


def _is_told_in_words(text: str, tokens: Sequence[Token]) -> bool:
    """Return whether something may be denied, or said of all."""
    if DENIAL.search(text):
        return True
    return any(not token.word.roles.isdisjoint(_IN_WORDS) or token.text in NOT_ONE for token in tokens)


_SEVERAL = 2  # numbers


def _may_be_a_list(text: str, tokens: Sequence[Token], counted: Sequence[Numeral]) -> bool:
    """Return whether some numbers may be said to make up another."""
    if len(counted) < _SEVERAL:
        return False
    measures = [one.measure for one in counted if one.measure]
    return (
        len(set(measures)) < len(measures)
        or not _MAY_LIST.isdisjoint(text)
        or any(not token.word.roles.isdisjoint(_LISTING) for token in tokens)
    )
