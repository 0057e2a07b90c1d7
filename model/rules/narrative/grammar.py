"""From the phrases of a sentence to its claims: one production after the other, the surest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import NamedTuple

from model.form.editions.form_2021 import (
    APPLICATIONS,
    BROUGHT_FORWARD,
    CARRIED_FORWARD,
    DISPUTES,
    LEGISLATION,
    RECEIVED,
    RESULTS_TOTAL,
    TOTAL,
)
from model.form.schema import Line
from model.report.prose import sentences
from model.rules.narrative import listings, negations, scope, topics
from model.rules.narrative.claims import Claim, Quantity, SentenceReading
from model.rules.narrative.context import AMONG, SentenceContext
from model.rules.narrative.lexicon import lexicon, may_claim
from model.rules.narrative.number_targets import targets
from model.rules.narrative.numerals import Sense
from model.rules.narrative.phrase_targets import (
    Target,
    bodies_named,
    items,
    lines_of,
    of_applications,
    of_disputes,
    rows_named,
)
from model.rules.narrative.phrases import Phrase, phrases
from model.rules.narrative.plain import Plain, plain
from model.rules.narrative.respectively import respectively
from model.rules.narrative.words import BLOCKING, LENIENT, WordRole

_OF_APPLICATIONS = re.compile("申请(?:当|之)?中(?!心)")
_LONGEST = 2000  # characters of a sentence; what is longer is none


class Origin(NamedTuple):
    """Which text of which report a sentence is from, as far as it matters to reading it."""

    key: str
    edition: str
    year: int
    unit: str


@lru_cache(512)  # while a number is typed the texts stay as they are
def read(text: str, key: str, edition: str, year: int, unit: str) -> tuple[SentenceReading, ...]:
    """Read a text sentence by sentence; sentences that claim nothing are left out."""
    origin = Origin(key, edition, year, unit)
    found = (read_sentence(words, start, origin) for start, words in cut(text))
    return tuple(one for one in found if one is not None)


def cut(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text into what is read for itself."""
    return ((start, sentence[:_LONGEST]) for start, sentence in sentences(text))


def read_sentence(sentence: str, start: int, origin: Origin) -> SentenceReading | None:
    """Read a sentence that begins at `start`; None if it claims nothing."""
    if not may_claim(sentence):
        return None
    folded = plain(sentence, start)
    one = _sentence(
        SentenceContext(origin.key, folded, origin.unit), _phrases(folded.text, origin.edition, origin.year)
    )
    return one if one.claims or one.outcomes or one.listings else None


@lru_cache(1024)  # an edit leaves the other sentences of its text, and the units of a county share some
def _phrases(sentence: str, edition: str, year: int) -> tuple[Phrase, ...]:
    return phrases(lexicon(edition, year).tokens(sentence))


def _sentence(context: SentenceContext, cut: tuple[Phrase, ...]) -> SentenceReading:
    paired = dict(respectively(cut))
    for index, phrase in enumerate(cut):
        topics.follow(context, phrase)
        _take(context, phrase, cut[index + 1 : index + 2], paired.get(index))
    told = [one for one in context.claims if not (one.scope and context.told_below)]  # “本级96件，各县区239件”
    claims = tuple(_with_what_is_included(told, cut, context.plain))
    unequal = listings.listings(context.quantities)
    return SentenceReading(
        claims, tuple(context.outcomes), tuple(context.quantities), unequal, tuple(context.told_below)
    )


def _with_what_is_included(claims: list[Claim], cut: tuple[Phrase, ...], folded: Plain) -> Iterator[Claim]:
    """Read “受理339件（含上年结转4件）”: the number is of what was received and what was brought forward."""
    after = {
        folded.span(one.number.numeral.start, one.number.numeral.end): following
        for one, following in pairwise(cut)
        if one.number and one.number.numeral
    }
    both = of_applications((RECEIVED, BROUGHT_FORWARD))
    finished_or_left = _finished_or_left(claims)
    for claim in claims:
        following = after.get(claim.span)
        taken_in = claim.target.is_row(RECEIVED) or both in claim.also
        if (following and taken_in and _includes_last_year(following)) or _is_finished_or_left(claim, finished_or_left):
            yield claim._replace(target=both, also=(*claim.also, claim.target))
        else:
            yield claim


def _finished_or_left(claims: Sequence[Claim]) -> frozenset[Decimal]:
    """Return the sums of what was finished and what was left, as far as both are said."""
    left = next((one.said for one in claims if one.target.is_row(CARRIED_FORWARD)), None)
    finished = (one.said for one in claims if one.target.is_row(RESULTS_TOTAL) and not one.also)
    return frozenset() if left is None else frozenset(one + left for one in finished)


def _is_finished_or_left(claim: Claim, sums_said: frozenset[Decimal]) -> bool:
    """Read “共处理183件，答复177件，结转下年度6件” as of what was taken in."""
    return claim.target.is_row(RESULTS_TOTAL) and bool(claim.also) and claim.said in sums_said


def _includes_last_year(phrase: Phrase) -> bool:
    return phrase.does(WordRole.INCLUDING, WordRole.PARTS) and (
        rows_named(phrase.before) == (BROUGHT_FORWARD,) or (RECEIVED in rows_named(phrase.before) and _is_new(phrase))
    )


def _is_new(phrase: Phrase) -> bool:
    return phrase.does(WordRole.THIS_YEAR) or any(token.text.startswith("新") for token in phrase.before)


def _take(context: SentenceContext, phrase: Phrase, following: Sequence[Phrase], paired: Target | None) -> None:
    if phrase.number is None:
        for said in negations.claims(context, phrase):
            context.claim(said)
        context.outcomes += negations.outcomes(context, phrase)
        context.named = (*context.named, *phrase.before) if phrase.opener == "、" else phrase.before
        if context.quantities and phrase.does(WordRole.SAMPLE):
            context.quantities[-1] = context.quantities[-1]._replace(sampled=True)
        return
    if phrase.counts:
        _count(context, phrase, following, paired)
        context.outcomes += negations.outcomes(context, phrase)
    elif phrase.number.numeral and phrase.number.numeral.sense is Sense.ABOUT:
        context.quantities.append(Quantity(phrase, phrase.number.numeral.value, (0, 0), about=True))
    context.named = ()


def _count(context: SentenceContext, phrase: Phrase, following: Sequence[Phrase], paired: Target | None) -> None:
    assert phrase.number is not None  # noqa: S101 — it counts
    numeral = phrase.number.numeral
    assert numeral is not None  # noqa: S101 — as above
    claim = _claim(context, phrase, following, paired)
    for one in claim:
        context.claim(one)
        if one.target.table == APPLICATIONS.key and one.target.column == TOTAL:
            context.row = one.target.rows[0]
        elif one.target.table == APPLICATIONS.key:
            context.by_applicant = True
        if AMONG.match(context.plain.text, numeral.after):
            context.column = one.target.column
            context.in_list = True
    if not claim and not phrase.before and _OF_APPLICATIONS.match(context.plain.text, numeral.after):
        context.in_list = True  # “14件申请中，自然人11件”
    span = context.plain.span(numeral.start, numeral.end)
    context.quantities.append(Quantity(phrase, numeral.value, span, claim[0] if claim else None))
    if not claim and phrase.does(WordRole.FOREIGN) and not any(token.word.certain for token in phrase.before):
        context.foreign = True


def _claim(
    context: SentenceContext, phrase: Phrase, following: Sequence[Phrase], paired: Target | None
) -> tuple[Claim, ...]:
    if context.past or context.foreign or phrase.does(*BLOCKING):
        return ()
    if context.below:
        context.told_below += (_said(context, phrase, target) for target in targets(context, phrase, following))
        return ()
    if scope.is_told_of_something_else(context, phrase):
        context.foreign = True
        return ()
    if _sums_up_its_clause(context, phrase):
        return ()
    found = [paired] if paired else targets(context, phrase, following)
    return tuple(
        _said(context, phrase, target)
        for target in found
        if _measured(phrase, target) and not _is_a_share(context, phrase, target)
    )


def _is_a_share(context: SentenceContext, phrase: Phrase, target: Target) -> bool:
    """Read “制发57件，其中市政府制发11件、部门制发46件”: what is said once is not said again of its parts."""
    again = target in context.told and (context.told[target] or not context.took_in)  # “共办理183件，其中上年结转10件”
    return context.in_list and again and not _is_new(phrase)


def _sums_up_its_clause(context: SentenceContext, phrase: Phrase) -> bool:
    """Read “335件新收与4件结转申请合计339件”: the words before the sum are about the numbers before it."""
    same = bool(context.quantities) and context.quantities[-1].phrase.clause == phrase.clause
    return same and phrase.before[-1:] != () and phrase.before[-1].does(WordRole.SUM)


def _measured(phrase: Phrase, target: Target) -> bool:
    """Return whether the measure word is one that such things are counted in."""
    numeral = phrase.number.numeral if phrase.number else None
    measures = {t.key: t.measures for t in (APPLICATIONS, DISPUTES, LEGISLATION)}[target.table]
    if numeral is None or (phrase.number and "." in phrase.number.text):  # “1.9万件” is rounded
        return False
    return not numeral.measure or numeral.measure in measures


def _said(context: SentenceContext, phrase: Phrase, target: Target) -> Claim:
    assert phrase.number is not None  # noqa: S101 — only numbers are said
    numeral = phrase.number.numeral
    assert numeral is not None  # noqa: S101 — as above
    first = min([numeral.start, *(token.start for token in phrase.before if token.word.items)])
    last = max([numeral.after, *(token.end for token in phrase.after if token.word.items and first == numeral.start)])
    return Claim(
        target,
        numeral.value,
        context.plain.span(numeral.start, numeral.end),
        context.plain.span(first, last),
        _also(context, phrase, target),
        context.scope,
    )


def _results_before(context: SentenceContext) -> tuple[Line, ...]:
    told = takewhile(lambda one: one.claim and one.claim.target.is_outcome, reversed(context.quantities))
    return tuple(row for one in told if one.claim for row in one.claim.target.rows)


def _also(context: SentenceContext, phrase: Phrase, target: Target) -> tuple[Target, ...]:
    verbs = {token.text for token, _ in items(phrase.before + phrase.after, APPLICATIONS.key, rows=True)}
    rows = {line.key for line in lines_of(items(phrase.before, APPLICATIONS.key, rows=True))}
    also: list[Target] = []
    if target.is_row(RESULTS_TOTAL) and phrase.does(WordRole.SUM):  # “予以公开5件，部分公开1件，合计6件”
        also.append(of_applications(_results_before(context)))
    if target.table == DISPUTES.key and not bodies_named(phrase.before):
        part_or_whole = context.last_part or context.divided_bodies
        also += [of_disputes(part_or_whole, target.column)] if part_or_whole else []
    if target.is_row(RESULTS_TOTAL) and verbs & LENIENT:
        also += [of_applications((RECEIVED,)), of_applications((RECEIVED, BROUGHT_FORWARD))]
    if target.is_row(RECEIVED) and RESULTS_TOTAL.key in rows:
        also += [of_applications((RESULTS_TOTAL,)), of_applications((RECEIVED, BROUGHT_FORWARD))]
    return tuple(also)
