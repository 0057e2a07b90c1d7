"""From the phrases of a sentence to its claims: one production after the other, the surest first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from model.form.form import Form
from model.form.roles import TableRole
from model.rules.narrative import absent, ended, listings, negations, scope, topics
from model.rules.narrative.also import also
from model.rules.narrative.applicants import all_alike, with_the_rest
from model.rules.narrative.claim_filter import is_of_a_kind
from model.rules.narrative.claims import Claim, Quantity, SentenceReading
from model.rules.narrative.cutting import cut
from model.rules.narrative.dealt_with import is_dealt_with
from model.rules.narrative.form_lines import form_lines
from model.rules.narrative.heard import AMONG, Division, Heard, Sentence, Told, Whose
from model.rules.narrative.included import is_new, with_what_is_included
from model.rules.narrative.learnt.reading import unread
from model.rules.narrative.lexicon import Token, lexicon, may_claim, one_does
from model.rules.narrative.named_lines import after_examples
from model.rules.narrative.number_targets import targets
from model.rules.narrative.numerals import Numeral, Sense
from model.rules.narrative.others_outcomes import is_of_others, without_rivals
from model.rules.narrative.phrases import Phrase, phrases
from model.rules.narrative.plain import plain
from model.rules.narrative.respectively import respectively
from model.rules.narrative.revised import with_revised
from model.rules.narrative.shares import share
from model.rules.narrative.slogans import is_slogan
from model.rules.narrative.target import Target
from model.rules.narrative.unnamed import others_before
from model.rules.narrative.words import BLOCKING, WordRole
from model.rules.narrative.worth_reading import is_worth_reading

_OF_APPLICATIONS = re.compile("(?:(?:本年)?新收)?(?:的?政府信息公开|信息公开)?申请(?:当|之)?中(?!心)")


_FINISHED = re.compile("其中：?，?已?办结$")
_FOLLOWING = 3  # clauses that may come between a number and the word for what is left
_ALL = frozenset({WordRole.ALL})
_MAY_DENY = frozenset({WordRole.NONE, WordRole.FILLER})  # “无一件” is no denial to the lexicon
_OTHER_TIMES = frozenset({WordRole.OTHER_SPAN, WordRole.LAST_YEAR})


class Origin(NamedTuple):
    """Which text of which report a sentence is from, as far as it matters to reading it."""

    key: str
    form: Form
    year: int
    unit: str


@lru_cache(512)  # while a number is typed the texts stay as they are
def read(text: str, origin: Origin) -> tuple[SentenceReading, ...]:
    """Read a text sentence by sentence; sentences that claim nothing are left out."""
    found = (read_sentence(words, start, origin, told_before(text, start, origin)) for start, words in cut(text))
    return tuple(one for one in found if one is not None)


def told_before(text: str, start: int, origin: Origin) -> str:
    """Return what else is counted in the paragraph before a sentence, in texts in which that matters."""
    return others_before(text, start) if origin.key in form_lines(origin.form).on_all else ""


def read_sentence(sentence: str, start: int, origin: Origin, before: str | None = None) -> SentenceReading | None:
    """Read a sentence that begins at `start`; None if it claims nothing. `before` is what else its paragraph counts."""
    if not may_claim(sentence, lexicon(origin.form, origin.year)):
        return None
    folded = plain(sentence, start)
    begun = Sentence(origin.key, folded, origin.unit, form_lines(origin.form), before)
    if not is_worth_reading(begun, _tokens(folded.text, origin.form, origin.year)):
        return None
    one = _reading(begun, _phrases(folded.text, origin.form, origin.year))
    return one if one.claims or one.outcomes or one.listings or one.shares or one.learnt else None


def phrases_of(sentence: str, origin: Origin) -> tuple[Phrase, ...]:
    """Cut a folded sentence into phrases."""
    return _phrases(sentence, origin.form, origin.year)


@lru_cache(1024)  # an edit leaves the other sentences of its text, and the units of a county share some
def _tokens(sentence: str, form: Form, year: int) -> Sequence[Token]:
    return lexicon(form, year).tokens(sentence)


@lru_cache(1024)  # as above
def _phrases(sentence: str, form: Form, year: int) -> tuple[Phrase, ...]:
    return phrases(_tokens(sentence, form, year))


def _reading(sentence: Sentence, cut: tuple[Phrase, ...]) -> SentenceReading:
    """Hear one phrase after the other; what one has said, the next may rely on."""
    paired = dict(respectively(sentence.lines, cut))
    heard = Heard(sentence)
    for index, phrase in enumerate(cut):
        heard = _take(topics.follow(heard, phrase), phrase, cut[index + 1 : index + 1 + _FOLLOWING], paired.get(index))
    told = heard.told
    own = [one for one in told.claims if not (one.scope and told.below)]  # “本级96件，各县区239件”
    own = without_rivals(own)
    claims = (
        tuple(with_the_rest([*with_what_is_included(own, cut, sentence)], sentence.lines, told.quantities))
        if own
        else ()
    )
    claims = with_revised(claims, sentence)
    unequal = listings.listings(told.quantities, sentence.text)
    learnt = unread(sentence, cut, told._replace(claims=claims))
    return SentenceReading(
        sentence.lines, claims, told.outcomes, told.quantities, unequal, told.below, told.shares, learnt
    )


def _take(heard: Heard, phrase: Phrase, following: Sequence[Phrase], paired: Target | None) -> Heard:
    """Return what holds once a phrase is heard to its end."""
    number = phrase.number
    if number is None or number.numeral is None:
        return _without_number(heard, phrase)
    if number.numeral.sense is Sense.COUNT:
        counted = _count(heard, phrase, number.numeral, following, paired)
        if one_does(phrase.after, _ALL):
            counted = counted._replace(told=_told_of_all(counted, phrase, counted.told))
        return counted._replace(named=()) if counted.named else counted
    if number.numeral.sense is Sense.ABOUT:
        about = Quantity(phrase, number.numeral.value, (0, 0), about=True)
        return heard._replace(told=heard.told.and_quantity(about), named=())
    if number.numeral.sense is Sense.SHARE:
        heard = heard._replace(told=heard.told.and_share(share(heard, phrase)))
    return heard._replace(named=()) if heard.named else heard


def _told_of_all(heard: Heard, phrase: Phrase, told: Told) -> Told:
    """Add what words say of all that were counted: how they ended, who made them."""
    told = told.and_outcomes(negations.outcomes(heard, phrase))
    told = told.and_claims(ended.finished(heard, phrase), heard.lines)
    told = told.and_claims(ended.won_or_closed(heard, phrase), heard.lines)
    told = told.and_claims(ended.only_one(heard, phrase), heard.lines)
    return told.and_claims(all_alike(heard, phrase), heard.lines)


def _told_of_the_only_one(heard: Heard, phrase: Phrase, told: Told) -> Told:
    """Add what words say of a single dispute, or a single application: how it ended, who made it."""
    if heard.topic.bodies:
        return told.and_outcomes(ended.settled(heard, phrase))
    if len(told.quantities) > 1 or told.quantities[0].value != 1:
        return told
    told = told.and_claims(ended.finished(heard, phrase), heard.lines)
    told = told.and_claims(ended.only_one(heard, phrase), heard.lines)
    return told.and_claims(all_alike(heard, phrase), heard.lines)


def _without_number(heard: Heard, phrase: Phrase) -> Heard:
    """Take what a clause says in words, and its words for the number that may follow."""
    told = heard.told
    if phrase.opener == "、" or phrase.does(*_MAY_DENY):
        none = tuple(absent.claims(heard, phrase)) or negations.claims(heard, phrase)
        told = told.and_claims(none, heard.lines)
    if phrase.does(WordRole.ALL):
        told = _told_of_all(heard, phrase, told)
    elif told.quantities:
        told = _told_of_the_only_one(heard, phrase, told)
    if told.quantities and phrase.does(WordRole.SAMPLE):
        told = told._replace(quantities=(*told.quantities[:-1], told.quantities[-1]._replace(sampled=True)))
    named = (*heard.named, *phrase.before) if phrase.opener == "、" else phrase.before
    return Heard(heard.sentence, heard.topic, heard.whose, heard.division, told, named, heard.outer)


def _count(heard: Heard, phrase: Phrase, numeral: Numeral, following: Sequence[Phrase], paired: Target | None) -> Heard:
    """Take a number: as claims, as what fell to other bodies, or as a quantity only."""
    if is_slogan(heard.text, numeral):
        return heard
    if is_dealt_with(heard, phrase):
        return _counted(heard, phrase, numeral, (), elsewhere=True)
    if heard.whose.elsewhere or one_does(after_examples(phrase.before), BLOCKING):
        others = _is_of_others(heard.whose) or phrase.does(*_OTHER_TIMES)
        return _counted(_and_below(heard, phrase, numeral, following), phrase, numeral, (), elsewhere=others)
    elsewhere = scope.is_told_of_something_else(heard, phrase)
    if elsewhere.number:
        whose = heard.whose._replace(foreign=True, others=True) if elsewhere.following else heard.whose
        others = elsewhere.following
        return _counted(heard._replace(whose=whose), phrase, numeral, (), elsewhere=others)
    return _counted(heard, phrase, numeral, _claims(heard, phrase, numeral, following, paired))


def _is_of_others(whose: Whose) -> bool:
    """Return whether numbers are surely of another year or another body."""
    return whose.past or whose.below or (whose.foreign and whose.others)


def _and_below(heard: Heard, phrase: Phrase, numeral: Numeral, following: Sequence[Phrase]) -> Heard:
    """Note what is told of bodies below the reporting one."""
    whose = heard.whose
    if not whose.below or whose.past or whose.foreign or phrase.does(*BLOCKING):
        return heard
    below = (_said(heard, phrase, numeral, target) for target in targets(heard, phrase, following))
    return heard._replace(told=heard.told._replace(below=(*heard.told.below, *below)))


def _counted(
    heard: Heard, phrase: Phrase, numeral: Numeral, claims: tuple[Claim, ...], *, elsewhere: bool = False
) -> Heard:
    """Return what holds once a number is counted that says some claims; `elsewhere`: surely not of our own tables."""
    span = heard.sentence.plain.span(numeral.start, numeral.end)
    begin = min([numeral.start, *(token.start for token in phrase.before[:1])])
    words = heard.sentence.plain.span(begin, numeral.after)
    first = claims[0] if claims else None
    listed = heard.whose.foreign
    quantity = Quantity(phrase, numeral.value, span, first, words=words, elsewhere=elsewhere, listed=listed)
    told = heard.told.and_claims(claims, heard.lines).and_quantity(quantity)
    division, whose = heard.division, heard.whose
    for one in claims:
        division = _divided(division, one.target, among=AMONG.match(heard.text, numeral.after) is not None)
    if not claims and not phrase.before and _OF_APPLICATIONS.match(heard.text, numeral.after):
        division = division._replace(running=True)  # “14件申请中，自然人11件”
    listed = division.running and division.row is not None  # ways and fields of what was received
    other = phrase.does(WordRole.FOREIGN) and not any(token.word.certain for token in phrase.before)
    if not claims and not listed and (other or is_of_a_kind(heard, phrase.before)):
        whose = whose._replace(foreign=True)
    return Heard(heard.sentence, heard.topic, whose, division, told, heard.named, heard.outer)


def _divided(division: Division, target: Target, *, among: bool) -> Division:
    """Return what a list divides, or may divide, after a number of a target; `among`: the list begins right there."""
    if target.is_of(TableRole.APPLICATIONS):
        division = division._replace(row=target.rows[0]) if target.is_of_all else division._replace(by_applicant=True)
    if among:
        kind = target.column if target.is_of(TableRole.APPLICATIONS) else None
        division = division._replace(column=kind, running=True)
    return division


def _claims(
    heard: Heard, phrase: Phrase, numeral: Numeral, following: Sequence[Phrase], paired: Target | None
) -> tuple[Claim, ...]:
    if _sums_up_its_clause(heard, phrase) or _is_cut_off(heard, numeral):
        return ()
    found = [paired] if paired else targets(heard, phrase, following)
    if not numeral.value and len(found) == 1 and _is_of_either(heard, found[0]):
        return _none_dealt_with(heard, phrase, numeral, found[0])
    return tuple(
        _said(heard, phrase, numeral, target, several=len(found) > 1)
        for target in found
        if heard.lines.have(target)
        and _measured(phrase, numeral, target)
        and not _is_a_share(heard, phrase, target)
        and not is_of_others(heard, phrase, target)
    )


def _none_dealt_with(heard: Heard, phrase: Phrase, numeral: Numeral, target: Target) -> tuple[Claim, ...]:
    """Read “全年办理申请0件” as that none came in, unless those that did were carried forward."""
    first = _said(heard, phrase, numeral, target)
    if not first.also or not _measured(phrase, numeral, target):
        return (first,)
    lines = heard.lines
    none = first._replace(target=lines.taken_in, also=(), unless=lines.of_applications((lines.carried_forward,)))
    return none, first  # the first may be a part of it


def _is_of_either(heard: Heard, target: Target) -> bool:
    return target.is_row(heard.lines.results_total) or target.is_row(heard.lines.received)


def _is_cut_off(heard: Heard, numeral: Numeral) -> bool:
    """Return whether the text ends within a number: “予以公开71件、不予公开2” may go on as 28件."""
    quantities = heard.told.quantities
    before = quantities[-1].phrase.number if quantities else None
    measured = before is not None and before.numeral is not None and before.numeral.measure != ""
    return not numeral.measure and numeral.end == len(heard.text) and measured


def _is_a_share(heard: Heard, phrase: Phrase, target: Target) -> bool:
    """Read “制发57件，其中市政府制发11件、部门制发46件”: what is said once is not said again of its parts."""
    told = heard.told
    again = target in told.targets and (told.targets[target] or not told.took_in)  # “共办理183件，其中上年结转10件”
    if again and not told.targets[target] and phrase.number and _FINISHED.search(heard.text, 0, phrase.number.start):
        return False  # “共办理183件，其中办结177件”
    return heard.division.running and again and not is_new(phrase)


def _sums_up_its_clause(heard: Heard, phrase: Phrase) -> bool:
    """Read “335件新收与4件结转申请合计339件”: the words before the sum are about the numbers before it."""
    quantities = heard.told.quantities
    same = bool(quantities) and quantities[-1].phrase.clause == phrase.clause
    return same and phrase.before[-1:] != () and phrase.before[-1].does(WordRole.SUM)


def _measured(phrase: Phrase, numeral: Numeral, target: Target) -> bool:
    """Return whether the measure word is one that such things are counted in."""
    if phrase.number and "." in phrase.number.text:  # “1.9万件” is rounded
        return False
    none = not numeral.value and numeral.measure in {"条", "份", "人"}  # “行政复议、行政诉讼0条”
    return not numeral.measure or numeral.measure in target.table.measures or none


def _said(heard: Heard, phrase: Phrase, numeral: Numeral, target: Target, *, several: bool = False) -> Claim:
    first = min([numeral.start, *(token.start for token in phrase.before if token.word.items)])
    last = max([numeral.after, *(token.end for token in phrase.after if token.word.items and first == numeral.start)])
    span = heard.sentence.plain.span
    return Claim(
        target,
        numeral.value,
        span(numeral.start, numeral.end),
        span(first, last),
        also(heard, phrase, target),
        heard.whose.scope,
        by_word=several and not numeral.value,  # “复议、诉讼均为0件” is one word for both
        of_all=bool(heard.told.claims) and topics.is_of_all_the_year(heard, numeral.start),
    )
