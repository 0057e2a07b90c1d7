"""Words instead of a number: that there was none, or that all ended in one way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from model.form.editions.form_2021 import (
    APPLICATIONS,
    BROUGHT_FORWARD,
    CARRIED_FORWARD,
    DISPUTES,
    LEGISLATION,
    LITIGATION,
    PENDING,
    RECEIVED,
    RECONSIDERATION,
)
from model.rules.narrative.claims import Claim, Outcome
from model.rules.narrative.context import SentenceContext
from model.rules.narrative.lexicon import Item, Token
from model.rules.narrative.phrase_targets import (
    FLOW,
    OUTCOME,
    REASON,
    VERB,
    Target,
    bodies_named,
    items,
    lines_of,
    of_applications,
    of_disputes,
    outcomes_named,
    rank,
    rows_named,
)
from model.rules.narrative.phrases import Phrase
from model.rules.narrative.words import BLOCKING, WEAK_COLUMNS, WordRole

_FAR = 8  # unknown characters allowed between “none” and the item


def claims(context: SentenceContext, phrase: Phrase) -> Iterator[Claim]:
    """Read “未收到申请”, “无不予公开和不予处理的情形”, “未发生行政复议”."""
    none = next((i for i, token in enumerate(phrase.before) if _says_none(phrase, i)), None)
    if none is None:
        if _continues(context, phrase):
            yield from _claims(context, phrase.before, context.named)
        return
    if context.past or context.foreign or context.below:
        return
    if phrase.before[none].text == "零" and none == len(phrase.before) - 1:
        earlier = context.named if phrase.opener == "、" else ()
        yield from _claims(context, (*earlier, *phrase.before[:none]), phrase.before[none:])
    else:
        years = [token for token in phrase.before[:none] if token.does(WordRole.LAST_YEAR)]
        if not years or rows_named((*years, *phrase.before[none:])) == (BROUGHT_FORWARD,):
            yield from _claims(context, (*years, *phrase.before[none:]), phrase.before[none:])


def _says_none(phrase: Phrase, index: int) -> bool:
    """Return whether a word denies what follows; “无一” only how it ended: “无一败诉”, not “无一提起复议”."""
    token = phrase.before[index]
    return token.does(WordRole.NONE) and (
        token.text != "无一" or bool(outcomes_named(phrase.before[index + 1 : index + 2]))
    )


def _continues(context: SentenceContext, phrase: Phrase) -> bool:
    """Return whether the clause goes on with a list that began with “none”."""
    joined = phrase.opener == "、" and any(token.does(WordRole.NONE) for token in context.named)
    return joined and not (context.past or context.foreign or context.below)


def _claims(context: SentenceContext, tokens: Sequence[Token], quoted: Sequence[Token]) -> Iterator[Claim]:
    none = next(i for i, token in enumerate(quoted) if token.does(WordRole.NONE))
    begin = quoted[none].start
    end = _said_until(quoted[none:])
    for target, item in _targets(context, tokens):
        yield Claim(
            target,
            Decimal(),
            context.plain.span(begin, end),
            context.plain.span(min(begin, item.start), max(end, item.end)),
            scope=context.scope,
            by_word=True,
        )


def _said_until(tokens: Sequence[Token]) -> int:
    """Return where the words for “none” end: the verb belongs to them, and what “零” is said of."""
    end = tokens[0].end
    for token in tokens[1:]:
        if token.start != end or not _is_verb(tokens[0], token):
            break
        end = token.end
        if not token.does(WordRole.HAPPENS):
            break
    return end


def _is_verb(none: Token, token: Token) -> bool:
    lines = {item.line.key for item in token.word.items}
    outcome = bool(outcomes_named([token])) and PENDING.key not in lines
    issued = bool(items([token], LEGISLATION.key, rows=False))
    verb = token.does(WordRole.HAPPENS) or RECEIVED.key in lines or outcome or issued
    return verb or (none.text == "零" and bool(lines or token.word.object))


def _targets(context: SentenceContext, tokens: Sequence[Token]) -> Iterator[tuple[Target, Token]]:
    tokens = _without_other_things(tokens)
    if any(token.does(*BLOCKING, WordRole.DUE) for token in tokens):
        return
    bodies, outcomes = bodies_named(tokens), outcomes_named(tokens)
    if bodies or (outcomes and (context.bodies or "败诉" in context.plain.text)):
        if context.on_disputes:
            yield from _disputes(context, tokens)
    elif lines_of(items(tokens, LEGISLATION.key, rows=False)):
        yield from _documents(context, tokens)
    elif context.on_application and not context.bodies:
        yield from _applicants(tokens) if _kinds(tokens) else _applications(tokens)


def _without_other_things(tokens: Sequence[Token]) -> Sequence[Token]:
    """Read “未发生行政复议、行政诉讼和举报” up to what is no item of a table."""
    for index, (joint, token) in enumerate(pairwise(tokens)):
        if joint.does(WordRole.AND) and token.does(WordRole.FOREIGN) and bodies_named(tokens[:index]):
            return tokens[:index]
    return tokens


def _kinds(tokens: Sequence[Token]) -> list[tuple[Token, Item]]:
    """Return the kinds of applicant that are meant; 公民 is said of all."""
    return [found for found in items(tokens, APPLICATIONS.key, rows=False) if found[0].text not in WEAK_COLUMNS]


def _applicants(tokens: Sequence[Token]) -> Iterator[tuple[Target, Token]]:
    """Read “未收到科研机构、社会公益组织提出的申请”."""
    named = _kinds(tokens)
    if rows_named(tokens) in {(), (RECEIVED,)} and _object(tokens, after=named[-1][0]):
        for token, item in named:
            yield of_applications((RECEIVED,), item.line), token


def _disputes(context: SentenceContext, tokens: Sequence[Token]) -> Iterator[tuple[Target, Token]]:
    bodies, outcomes = bodies_named(tokens), outcomes_named(tokens)
    named = items(tokens, DISPUTES.key, rows=True) or items(tokens, DISPUTES.key, rows=False)
    if outcomes:
        corrected = items(tokens, DISPUTES.key, rows=False)
        lost = any(token.text.endswith("败诉") for token, _ in corrected)
        about = bodies or (() if lost else context.bodies) or (LITIGATION,)
        if lost and bodies == (RECONSIDERATION,) and len(corrected) > 1:  # “未被行政复议纠错或败诉”
            about = (RECONSIDERATION, LITIGATION)
        for body in about:
            yield of_disputes((body,), outcomes[0]), named[0][0]
        return
    for body in bodies:
        yield of_disputes((body,)), next(token for token, item in named if item.line == body)


def _documents(context: SentenceContext, tokens: Sequence[Token]) -> Iterator[tuple[Target, Token]]:
    kinds = lines_of(items(tokens, LEGISLATION.key, rows=True)) or context.kinds
    named = items(tokens, LEGISLATION.key, rows=False)
    for aspect in lines_of(named) if kinds else ():
        yield Target(LEGISLATION.key, kinds, aspect), named[0][0]


def _applications(tokens: Sequence[Token]) -> Iterator[tuple[Target, Token]]:
    rows = rows_named(tokens)
    named = items(tokens, APPLICATIONS.key, rows=True)
    partial = any(token.does(WordRole.SUBSET) for token in tokens)
    if not rows or rank(rows[0]) == VERB:
        token = _object(tokens)
        if token and not partial and (RECEIVED in rows or not rows):
            yield of_applications((RECEIVED,)), token
        return
    for row in rows:
        if partial and rank(row) in {FLOW, OUTCOME}:
            continue
        if row == CARRIED_FORWARD and not _says_which_year(tokens):
            continue
        token = next((t for t, item in named if item.line == row), named[0][0])
        if token.start - tokens[0].end <= _FAR or rank(row) == REASON:
            yield of_applications((row,)), token


def _object(tokens: Sequence[Token], after: Token | None = None) -> Token | None:
    """Return the word for applications, if that is what there was none of."""
    if not tokens:
        return None
    begin = after.start if after else tokens[0].start
    found = next((token for token in tokens if token.word.object and token.start >= begin), None)
    if found is None:
        return None
    covered = sum(token.end - token.start for token in tokens if begin <= token.start and token.end <= found.start)
    return found if found.start - begin - covered <= _FAR else None


def _says_which_year(tokens: Sequence[Token]) -> bool:
    return any(token.does(WordRole.NEXT_YEAR) or token.text in {"继续办理", "未办结", "尚未办结"} for token in tokens)


def outcomes(context: SentenceContext, phrase: Phrase) -> Iterator[Outcome]:
    """Read “均获维持”, alone or after its number."""
    tokens = phrase.after if phrase.number else phrase.before
    every = next((token for token in tokens if WordRole.ALL in token.word.roles), None)
    if every is None or context.past or any(token.does(WordRole.NONE) for token in tokens):
        return
    bodies = bodies_named(tokens) or (context.bodies if phrase.number else context.all_bodies)
    if not bodies or not context.on_disputes:
        return
    named = items(tokens, DISPUTES.key, rows=False)
    if named and every.end <= named[0][0].start <= every.end + 4:
        token, item = named[0]
        yield Outcome(bodies, item.line, context.plain.span(every.start, token.end))
