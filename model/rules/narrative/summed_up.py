"""Numbers that sum up those before them: “予以公开5件，无法提供2件，共7件”, “收到网上申请8件、信函2件，合计10件”."""

from __future__ import annotations

from decimal import Decimal
from itertools import takewhile

from model.rules.narrative.came import is_filler
from model.rules.narrative.claims import Quantity
from model.rules.narrative.heard import Heard
from model.rules.narrative.named_lines import rows_named
from model.rules.narrative.phrases import Phrase
from model.rules.narrative.target import Target
from model.rules.narrative.topics import clause_before
from model.rules.narrative.words import WordRole

_LEAST = 2  # numbers before their sum
_IN_ALL = frozenset(  # alone in the clause before its number
    ["共", "总共", "一共", "共有", "总数", "两项共", "以上共", "总量", "总量达", "总量为", "总数达", "总数为", "总数是"]
)


def sums_up(heard: Heard, phrase: Phrase) -> bool:
    """Return whether nothing but a word for a sum stands before a number."""
    if phrase.number is None or not all(is_filler(token) for token in phrase.before):
        return False
    return phrase.does(WordRole.SUM) or is_in_all(heard.text, phrase.number.start)


def is_in_all(text: str, number: int) -> bool:
    """Return whether a number is told as “，共46件”."""
    return text[clause_before(text, number) : number] in _IN_ALL


def summed_up(heard: Heard, phrase: Phrase) -> Target | None:
    """Return what a number is about that sums up those before it."""
    if len(heard.told.quantities) < _LEAST or not sums_up(heard, phrase):
        return None
    return _results(heard, phrase) or _ways(heard, phrase)


def _results(heard: Heard, phrase: Phrase) -> Target | None:
    """Read “予以公开5件，无法提供2件，合计7件” as of all that was finished."""
    run = heard.told.quantities[-_LEAST:]
    results = len(run) == _LEAST and all(one.claim and one.claim.target.is_outcome for one in run)
    if not results or phrase.after:
        return None
    return heard.lines.of_applications((heard.lines.results_total,))


def _ways(heard: Heard, phrase: Phrase) -> Target | None:
    """Read “收到网上申请8件、信函2件，合计10件” as of all that was received, where the parts make it up."""
    lines, numeral = heard.lines, phrase.number.numeral if phrase.number else None
    received = lines.of_applications((lines.received,))
    if numeral is None or received in heard.told.targets or not heard.on_application:
        return None
    if not all(token.word.object for token in phrase.after):
        return None
    run = [*takewhile(lambda one: _is_of_one_way(heard, one, phrase), reversed(heard.told.quantities))]
    begins = next((i for i, one in enumerate(run, 1) if rows_named(lines, one.phrase.before) == (lines.received,)), 0)
    told = sum((one.value for one in run[:begins]), Decimal())
    return received if begins >= _LEAST and told == numeral.value else None


def _is_of_one_way(heard: Heard, one: Quantity, phrase: Phrase) -> bool:
    """Return whether a number may be a part of what was received: of one way, or of one kind of applicant."""
    part = one.claim is None or (one.claim.target.rows == (heard.lines.received,) and not one.claim.target.is_of_all)
    return part and not one.about and one.phrase.depth == phrase.depth
