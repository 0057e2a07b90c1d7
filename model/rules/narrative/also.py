"""What the words of a number allow besides what they name first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from model.form.roles import TableRole
from model.form.schema import Line
from model.rules.narrative.heard import AMONG, Heard
from model.rules.narrative.lexicon import one_does
from model.rules.narrative.named_lines import bodies_named, items, lines_of
from model.rules.narrative.phrases import Phrase
from model.rules.narrative.summed_up import sums_up
from model.rules.narrative.target import Target
from model.rules.narrative.words import LENIENT, WordRole


def also(heard: Heard, phrase: Phrase, target: Target) -> tuple[Target, ...]:
    """Return what the words allow besides."""
    lines = heard.sentence.lines
    if target.is_of(TableRole.DISPUTES):
        whole = heard.topic.last_part or heard.topic.whole
        return (lines.of_disputes(whole, target.column),) if whole and not bodies_named(phrase.before) else ()
    if target.is_row(lines.carried_forward) and not (_says_where_to(phrase) or _follows_what_was_finished(heard)):
        return (lines.of_applications((lines.brought_forward,), target.column),)  # “新收173件、结转10件”
    if target.rows == (lines.results_total,) and not target.is_of_all and _is_of_what_was_dealt_with(heard):
        either = ((lines.received,), lines.taken_in.rows)  # “办理申请96件（自然人88件）”
        return tuple(lines.of_applications(one, target.column) for one in either)
    if target.is_row(lines.results_total):
        return tuple(_beside_the_results(heard, phrase))
    rows = lines_of(items(phrase.before, TableRole.APPLICATIONS, rows=True)) if target.is_row(lines.received) else None
    divided = rows == () and phrase.number and AMONG.match(heard.text, phrase.number.end)  # “全年335件申请中，”
    if rows is not None and (divided or lines.results_total in rows):
        return lines.of_applications((lines.results_total,)), lines.taken_in
    return ()


def _is_of_what_was_dealt_with(heard: Heard) -> bool:
    """Return whether the last total may be of what was received as well."""
    last = next((one for one in reversed(heard.told.claims) if one.target.is_of_all), None)
    return last is not None and heard.lines.taken_in in last.also


def _says_where_to(phrase: Phrase) -> bool:
    """Return whether it is said to which year something was carried, or that it is not finished."""
    around = (*phrase.before, *phrase.after)
    return not any(token.text == "结转" for token in around) or any(t.does(WordRole.NEXT_YEAR) for t in around)


def _follows_what_was_finished(heard: Heard) -> bool:
    """Read “收到20件，办结17件，结转3件” as of what was left."""
    told = [one.claim.target for one in heard.told.quantities if one.claim and not one.claim.also]
    lines = heard.lines
    return bool(told) and told[0].is_row(lines.received) and told[-1].is_row(lines.results_total)


def _beside_the_results(heard: Heard, phrase: Phrase) -> Iterator[Target]:
    lines = heard.sentence.lines
    if sums_up(heard, phrase):  # “予以公开5件，部分公开1件，合计6件”
        yield lines.of_applications(_results_before(heard))
    around = items(phrase.before + phrase.after, TableRole.APPLICATIONS, rows=True)
    all_of_them = phrase.after and one_does(phrase.after, frozenset({WordRole.ALL}))  # “收到的173件申请均已办结”
    if all_of_them or any(token.text in LENIENT for token, _ in around):
        yield lines.of_applications((lines.received,))
        yield lines.taken_in


def _results_before(heard: Heard) -> tuple[Line, ...]:
    told = takewhile(lambda one: one.claim and one.claim.target.is_outcome, reversed(heard.told.quantities))
    return tuple(row for one in told if one.claim for row in one.claim.target.rows)
