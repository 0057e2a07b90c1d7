"""What only the whole sentence tells of a number: that what was brought forward is part of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from model.rules.narrative.claims import Claim
from model.rules.narrative.form_lines import FormLines
from model.rules.narrative.heard import Sentence
from model.rules.narrative.named_lines import rows_named
from model.rules.narrative.phrases import Phrase
from model.rules.narrative.words import WordRole

_NEXT = 3  # words after “含” that may be the year


def with_what_is_included(claims: list[Claim], cut: tuple[Phrase, ...], sentence: Sentence) -> Iterator[Claim]:
    """Read “受理339件（含上年结转4件）”: the number is of what was received and what was brought forward."""
    lines = sentence.lines
    after = {
        sentence.plain.span(one.number.numeral.start, one.number.numeral.end): following
        for one, following in pairwise(cut)
        if one.number and one.number.numeral
    }
    counted = [one for one in claims if not one.by_word]
    due = _finished_or_left(lines, counted)
    came_in = _taken_in(lines, counted)
    finished = any(one.target.is_row(lines.results_total) and not one.also for one in counted)
    together = any(claim.target.is_row(lines.received) and claim.said in came_in for claim in claims)
    for claim in claims:
        following = after.get(claim.span)
        taken_in = claim.target.is_row(lines.received) or lines.taken_in in claim.also
        included = following and taken_in and _includes_last_year(lines, following)
        known = claim.said in came_in if claim.target.is_row(lines.received) else _is_finished(lines, claim, due)
        known = known or (finished and lines.taken_in in claim.also)  # “办理183件，办结177件”
        if included or known:
            yield claim._replace(target=lines.taken_in, also=(*claim.also, claim.target))
        elif together and claim.target.rows == (lines.received,) and not claim.target.is_of_all:
            both = lines.of_applications(lines.taken_in.rows, claim.target.column)
            yield claim._replace(also=(*claim.also, both))
        else:
            yield claim


def _finished_or_left(lines: FormLines, claims: Sequence[Claim]) -> frozenset[Decimal]:
    """Return the sums of what was finished and what was left, as far as both are said."""
    left = next((one.said for one in claims if one.target.is_row(lines.carried_forward)), None)
    finished = (one.said for one in claims if one.target.is_row(lines.results_total) and not one.also)
    return frozenset() if left is None else frozenset(one + left for one in finished)


def _is_finished(lines: FormLines, claim: Claim, sums_said: frozenset[Decimal]) -> bool:
    """Read “共处理183件，答复177件，结转下年度6件” as of what was taken in."""
    return claim.target.is_row(lines.results_total) and bool(claim.also) and claim.said in sums_said


def _taken_in(lines: FormLines, claims: Sequence[Claim]) -> frozenset[Decimal]:
    """Return what “收到183件，答复177件，结转6件” means by 收到, where what was brought forward is not told apart."""
    left = next((one.said for one in claims if one.target.is_row(lines.carried_forward)), None)
    if not left or any(lines.brought_forward in one.target.rows for one in claims):
        return frozenset()
    return frozenset(left + one.said for one in claims if one.target.is_row(lines.results_total))


def _includes_last_year(lines: FormLines, phrase: Phrase) -> bool:
    if not phrase.does(WordRole.INCLUDING, WordRole.PARTS):
        return False
    rows = rows_named(lines, phrase.before)
    if phrase.number is None:  # “（含上年接续办理的）”
        first = next((i for i, token in enumerate(phrase.before) if token.does(WordRole.INCLUDING)), 0)
        return any(token.does(WordRole.LAST_YEAR) for token in phrase.before[first + 1 : first + _NEXT])
    return rows == (lines.brought_forward,) or (lines.received in rows and is_new(phrase))


def is_new(phrase: Phrase) -> bool:
    """Return whether a phrase is told of this year's own."""
    return phrase.does(WordRole.THIS_YEAR) or any(token.text.startswith("新") for token in phrase.before)
