"""From the phrases of a sentence to its claims: one production after the other, the surest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from model.form_2021 import APPLICATIONS, BROUGHT_FORWARD, DISPUTES, LEGISLATION, RECEIVED, RESULTS_TOTAL
from model.narrative import sums, zero
from model.narrative.claims import Claim, Quantity, Reading
from model.narrative.context import Context
from model.narrative.lexicon import Item, Lexicon, Token, lexicon, may_claim
from model.narrative.meaning import (
    FLOW,
    OUTCOME,
    REASON,
    VERB,
    Target,
    bodies_named,
    columns_named,
    items,
    lines_of,
    of_applications,
    of_disputes,
    outcomes_named,
    rank,
    rows_named,
)
from model.narrative.numerals import Sense
from model.narrative.phrases import Phrase, phrases
from model.narrative.plain import Plain, plain
from model.narrative.words import LENIENT, Role
from model.prose import sentences
from model.schema import Line

_BLOCKING = (Role.FOREIGN, Role.RATE, Role.COMPARED, Role.NO_CLAIM)
_STRAY = {VERB: 0, FLOW: 5, OUTCOME: 3, REASON: 12}  # unknown characters allowed between an item and its number
_AFTER = {VERB: 1, FLOW: 6, OUTCOME: 6, REASON: 6}  # so many more between a number and the item after it
_LEAST = 2  # results before their sum
_WEAK_MEASURES = frozenset({"条", "个", "项", "次", "部", "份"})


@lru_cache(512)  # while a number is typed the texts stay as they are
def read(text: str, key: str, edition: str, year: int, unit: str) -> tuple[Reading, ...]:
    """Read a text sentence by sentence; sentences that claim nothing are left out."""
    known = lexicon(edition, year)
    telling = ((start, sentence) for start, sentence in sentences(text) if may_claim(sentence))
    found = (_sentence(Context(key, plain(sentence, start), unit), known) for start, sentence in telling)
    return tuple(one for one in found if one.claims or one.outcomes or one.listings)


def _sentence(context: Context, known: Lexicon) -> Reading:
    cut = phrases(known.tokens(context.plain.text))
    paired = dict(_respectively(cut))
    for index, phrase in enumerate(cut):
        _follow(context, phrase)
        _take(context, phrase, cut[index + 1 : index + 2], paired.get(phrase))
    claims = tuple(_with_what_is_included(context.claims, cut, context.plain))
    return Reading(claims, tuple(context.outcomes), tuple(context.quantities), sums.listings(context.quantities))


def _with_what_is_included(claims: list[Claim], cut: tuple[Phrase, ...], folded: Plain) -> Iterator[Claim]:
    """Read “受理339件（含上年结转4件）”: the number is of what was received and what was brought forward."""
    after = {
        folded.span(one.number.numeral.start, one.number.numeral.end): following
        for one, following in pairwise(cut)
        if one.number and one.number.numeral
    }
    for claim in claims:
        following = after.get(claim.span)
        if following and claim.target.is_row(RECEIVED) and _includes_last_year(following):
            both = of_applications((RECEIVED, BROUGHT_FORWARD))
            yield replace(claim, target=both, also=(*claim.also, claim.target))
        else:
            yield claim


def _includes_last_year(phrase: Phrase) -> bool:
    return phrase.does(Role.INCLUDING, Role.PARTS) and (
        rows_named(phrase.before) == (BROUGHT_FORWARD,) or (RECEIVED in rows_named(phrase.before) and _is_new(phrase))
    )


def _is_new(phrase: Phrase) -> bool:
    return phrase.does(Role.THIS_YEAR) or any(token.text.startswith("新") for token in phrase.before)


def _follow(context: Context, phrase: Phrase) -> None:
    """Note what the phrase changes for what comes after."""
    if phrase.opener == "；":
        context.foreign = context.in_list = False
    if phrase.does(Role.PARTS):
        context.in_list = True
    for token in phrase.before:
        if token.word.certain:
            context.sure = True
        if token.does(Role.SCOPE) and token.text not in context.unit:
            context.scope = token.text
        if token.does(Role.THIS_YEAR):
            context.past = False
    if phrase.number is None and not phrase.clause and _only_a_past_year(phrase):
        context.past = True
    _follow_topics(context, phrase)


def _only_a_past_year(phrase: Phrase) -> bool:
    return bool(phrase.before) and phrase.before[-1].does(Role.LAST_YEAR) and len(phrase.before) == 1


def _follow_topics(context: Context, phrase: Phrase) -> None:
    tokens = phrase.before + (phrase.after if phrase.number else ())
    bodies = bodies_named(tokens)
    kinds = lines_of(items(tokens, LEGISLATION.key, rows=True))
    if bodies:
        joined = phrase.opener == "、" and not phrase.does(Role.PARTS)
        context.bodies = tuple(dict.fromkeys((*context.bodies, *bodies))) if joined else bodies
        context.kinds = ()
    elif kinds:
        context.kinds, context.bodies = kinds, ()
    elif any(token.word.object for token in tokens):
        context.bodies = context.kinds = ()


def _take(context: Context, phrase: Phrase, following: Sequence[Phrase], paired: Target | None) -> None:
    if phrase.number is None:
        context.claims += zero.claims(context, phrase)
        context.outcomes += zero.outcomes(context, phrase)
        context.named = (*context.named, *phrase.before) if phrase.opener == "、" else phrase.before
        if context.quantities and phrase.does(Role.SAMPLE):
            context.quantities[-1] = replace(context.quantities[-1], sampled=True)
        return
    if phrase.counts:
        _count(context, phrase, following, paired)
    elif phrase.number.numeral and phrase.number.numeral.sense is Sense.ABOUT:
        context.quantities.append(Quantity(phrase, phrase.number.numeral.value, (0, 0), about=True))
    context.named = ()


def _count(context: Context, phrase: Phrase, following: Sequence[Phrase], paired: Target | None) -> None:
    assert phrase.number is not None  # noqa: S101 — it counts
    numeral = phrase.number.numeral
    assert numeral is not None  # noqa: S101 — as above
    claim = _claim(context, phrase, following, paired)
    for one in claim:
        context.claims.append(one)
        if one.target.table == APPLICATIONS.key and not columns_named(phrase.before):
            context.row = one.target.rows[0]
    span = context.plain.span(numeral.start, numeral.end)
    context.quantities.append(Quantity(phrase, numeral.value, span, claim[0] if claim else None))
    if not claim and phrase.does(Role.FOREIGN) and not any(token.word.object for token in phrase.before):
        context.foreign = True


def _claim(context: Context, phrase: Phrase, following: Sequence[Phrase], paired: Target | None) -> tuple[Claim, ...]:
    if context.past or context.foreign or phrase.does(*_BLOCKING):
        return ()
    found = [paired] if paired else _targets(context, phrase, following)
    return tuple(_said(context, phrase, target) for target in found if _measured(phrase, target))


def _measured(phrase: Phrase, target: Target) -> bool:
    """Say whether the measure word is one that such things are counted in."""
    numeral = phrase.number.numeral if phrase.number else None
    measures = {t.key: t.measures for t in (APPLICATIONS, DISPUTES, LEGISLATION)}[target.table]
    return numeral is not None and (not numeral.measure or numeral.measure in measures)


def _said(context: Context, phrase: Phrase, target: Target) -> Claim:
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
        _also(phrase, target),
        context.scope,
    )


def _also(phrase: Phrase, target: Target) -> tuple[Target, ...]:
    verbs = {token.text for token, _ in items(phrase.before + phrase.after, APPLICATIONS.key, rows=True)}
    rows = {line.key for line in lines_of(items(phrase.before, APPLICATIONS.key, rows=True))}
    also: list[Target] = []
    if target.is_row(RESULTS_TOTAL) and verbs & LENIENT:
        also += [of_applications((RECEIVED,)), of_applications((RECEIVED, BROUGHT_FORWARD))]
    if target.is_row(RECEIVED) and RESULTS_TOTAL.key in rows:
        also += [of_applications((RESULTS_TOTAL,)), of_applications((RECEIVED, BROUGHT_FORWARD))]
    return tuple(also)


# Where a number's item stands


def _targets(context: Context, phrase: Phrase, following: Sequence[Phrase]) -> list[Target]:
    before = _target(context, phrase, phrase.before, ahead=True)
    if before:
        return _each(phrase, before)
    around = phrase.before + phrase.after
    if _completes(phrase) and not any(token.does(*_BLOCKING) for token in phrase.after[:1]):
        after = _target(context, phrase, around, ahead=False)
        if after:
            return [after]
        after = _carried_next(context, phrase, following)
        if after:
            return [after]
    last = _named_before(context, phrase) or _sum_of_results(context, phrase)
    return [last] if last else []


def _completes(phrase: Phrase) -> bool:
    return not items(phrase.before, APPLICATIONS.key, rows=True) or not phrase.after


def _carried_next(context: Context, phrase: Phrase, following: Sequence[Phrase]) -> Target | None:
    """Read “另有7件，结转下年度办理”: the item stands alone after the comma."""
    for one in following:
        if one.number is None and context.on_application and not phrase.does(Role.SUBSET):
            rows = rows_named(one.before)
            if rows and rank(rows[0]) == FLOW and not items(phrase.before, APPLICATIONS.key, rows=True):
                return of_applications(rows)
    return None


def _named_before(context: Context, phrase: Phrase) -> Target | None:
    """Read “予以公开的，共194件”: the item stands alone before the comma."""
    if not context.named or phrase.opener not in {"，", "：", ""} or not all(_is_filler(t) for t in phrase.before):
        return None
    if _stray(phrase.before, 0, phrase.number) or phrase.after or any(t.does(*_BLOCKING) for t in context.named):
        return None
    rows = rows_named(context.named)
    telling = len(rows) == 1 and rank(rows[0]) in {OUTCOME, REASON} and context.on_application
    return of_applications(rows) if telling and not context.bodies else None


def _sum_of_results(context: Context, phrase: Phrase) -> Target | None:
    """Read “予以公开5件，无法提供2件，合计7件”."""
    ends = phrase.does(Role.SUM) and all(_is_filler(token) for token in phrase.before)
    run = context.quantities[-_LEAST:]
    results = len(run) == _LEAST and all(one.claim and one.claim.target.is_outcome for one in run)
    return of_applications((RESULTS_TOTAL,)) if ends and results and not phrase.after else None


def _is_filler(token: Token) -> bool:
    return token.does(Role.FILLER, Role.SUM) or bool(token.word.object)


def _each(phrase: Phrase, target: Target) -> list[Target]:
    """Read “行政复议、行政诉讼各1件”."""
    if not phrase.does(Role.EACH):
        return [target]
    return [replace(target, rows=(row,)) for row in target.rows]


# What a phrase's words are about


def _target(context: Context, phrase: Phrase, tokens: Sequence[Token], *, ahead: bool) -> Target | None:
    return (
        _document_target(context, phrase, tokens)
        or _dispute_target(context, phrase, tokens)
        or _application_target(context, phrase, tokens, ahead=ahead)
    )


def _document_target(context: Context, phrase: Phrase, tokens: Sequence[Token]) -> Target | None:
    aspects = lines_of(items(tokens, LEGISLATION.key, rows=False))
    kinds = lines_of(items(tokens, LEGISLATION.key, rows=True)) or context.kinds
    if len(aspects) != 1 or not kinds or any(token.does(*_BLOCKING, Role.SUBSET) for token in tokens):
        return None
    if _stray(tokens, 0, phrase.number) > _STRAY[REASON]:
        return None
    return Target(LEGISLATION.key, kinds, aspects[0])


def _dispute_target(context: Context, phrase: Phrase, tokens: Sequence[Token]) -> Target | None:
    outcomes = outcomes_named(tokens)
    bodies = bodies_named(tokens)
    if not (bodies or (outcomes and context.bodies)) or not context.on_disputes or len(outcomes) > 1:
        return None
    if any(token.does(*_BLOCKING) for token in tokens) or (not bodies and any(t.word.object for t in tokens)):
        return None
    last = max(
        token.end for token, _ in (items(tokens, DISPUTES.key, rows=True) or items(tokens, DISPUTES.key, rows=False))
    )
    if _stray(tokens, last, phrase.number) > _STRAY[FLOW]:
        return None
    if bodies and phrase.opener == "、" and context.named:
        bodies = tuple(dict.fromkeys((*bodies_named(context.named), *bodies)))
    return of_disputes(bodies or context.bodies, *outcomes)


def _application_target(context: Context, phrase: Phrase, tokens: Sequence[Token], *, ahead: bool) -> Target | None:
    if not context.on_application or context.kinds or any(token.does(*_BLOCKING, Role.DUE) for token in tokens):
        return None
    rows, columns = rows_named(tokens), columns_named(tokens)
    if columns and len(columns) == 1:
        return _column_target(context, phrase, tokens, rows, columns[0])
    if columns or not rows or context.bodies:
        return None
    if len(rows) > 1 and (rank(rows[0]) == VERB or not phrase.does(Role.AND, Role.EACH)):
        rows = _one_verb(rows)
    named = [
        token
        for token, item in items(tokens, APPLICATIONS.key, rows=True)
        if item.line in rows or rank(item.line) == FLOW
    ]
    if not rows or not named or not _fits(context, phrase, tokens, rows, named, ahead=ahead):
        return None
    return of_applications(rows)


def _one_verb(rows: tuple[Line, ...]) -> tuple[Line, ...]:
    return (RECEIVED,) if RECEIVED in rows and RESULTS_TOTAL in rows else ()


def _fits(  # noqa: PLR0913 — it weighs everything
    context: Context,
    phrase: Phrase,
    tokens: Sequence[Token],
    rows: tuple[Line, ...],
    named: list[Token],
    *,
    ahead: bool,
) -> bool:
    level = rank(rows[0])
    if level <= OUTCOME and _is_partial(context, phrase, tokens):
        return False
    if level == VERB and (_is_share(context) or any(token.does(Role.LAST_YEAR, Role.NEXT_YEAR) for token in tokens)):
        return False
    numeral = phrase.number.numeral if phrase.number else None
    if numeral is None or (numeral.measure in _WEAK_MEASURES and _speaks_of_information(tokens)):
        return False
    counted = any(token.word.object for token in tokens)
    allowed = _STRAY[level] + (2 if counted else 0) + (0 if ahead else _AFTER[level])
    if not numeral.measure and allowed:
        allowed = 0
    stray = _stray(tokens, named[-1].end, phrase.number) if ahead else _stray_after(phrase, named[0])
    return stray <= allowed and not (level == VERB and not counted and _other_object_after(phrase))


def _is_share(context: Context) -> bool:
    """Say whether a list tells how many of them which body received."""
    return bool(context.scope) and context.in_list


def _is_partial(context: Context, phrase: Phrase, tokens: Sequence[Token]) -> bool:
    """Say whether only some of the applications are meant, those by letter, say, or those about land."""
    subset = [token for token in tokens if token.does(Role.SUBSET)]
    if not subset:
        return False
    after = context.plain.text[subset[-1].end :]
    return not (phrase.opener == "、" or after.startswith(("等", "方式", "和", "、")))


def _speaks_of_information(tokens: Sequence[Token]) -> bool:
    return any(token.text in {"政府信息", "信息"} for token in tokens)


def _other_object_after(phrase: Phrase) -> bool:
    number = phrase.number
    return any(t.does(Role.FOREIGN) and number is not None and t.start <= number.end + 3 for t in phrase.after[:1])


def _stray(tokens: Sequence[Token], start: int, number: Token | None) -> int:
    """Count the characters from `start` to the number that no known word covers."""
    if number is None:
        return 0
    own = [token for token in tokens if token.end <= number.start]
    begin = start or (own[0].start if own else number.start)
    covered = sum(token.end - token.start for token in own if token.start >= begin)
    return max(0, number.start - begin - covered)


def _stray_after(phrase: Phrase, item: Token) -> int:
    number = phrase.number
    if number is None or item.start < number.start:
        return 0
    covered = sum(token.end - token.start for token in phrase.after if token.end <= item.start)
    return item.start - number.end - covered


_WEAK_COLUMNS = frozenset({"公民", "个人", "企业", "公司", "法人", "社会组织"})


def _column_target(
    context: Context, phrase: Phrase, tokens: Sequence[Token], rows: tuple[Line, ...], column: Line
) -> Target | None:
    """Read “申请人为自然人的261件”, “不予公开18件（其中自然人17件）”."""
    (token, _), *_rest = items(tokens, APPLICATIONS.key, rows=False)
    said = any(t.word.object or t.text in {"提出", "申请人"} for t in tokens) or bool(rows)
    if not (said or context.in_list or phrase.depth) or context.bodies:
        return None
    if token.text in _WEAK_COLUMNS and rows:
        return None
    if _stray(tokens, token.end, phrase.number) > _STRAY[OUTCOME] or _is_partial(context, phrase, tokens):
        return None
    own = tuple(row for row in rows[:1] if rank(row) != VERB or row == RECEIVED)
    carried = (context.row,) if context.row and (context.in_list or phrase.depth) else (RECEIVED,)
    return of_applications(own or carried, column)


# A、B、C分别为a、b、c


def _respectively(cut: tuple[Phrase, ...]) -> Iterator[tuple[Phrase, Target]]:
    for index, phrase in enumerate(cut):
        if not phrase.does(Role.RESPECTIVELY) or not phrase.counts:
            continue
        numbers = [phrase]
        for one in cut[index + 1 :]:
            if one.opener not in {"、", "，"} or any(t.word.items for t in one.before) or not one.counts:
                break
            numbers.append(one)
        named = _named_run(cut[:index], phrase)
        if len(named) == len(numbers):
            kinds = lines_of(items((t for one in cut[: index + 1] for t in one.before), LEGISLATION.key, rows=True))
            targets = [_target_of(item, kinds) for _, item in named]
            yield from ((one, target) for one, target in zip(numbers, targets, strict=True) if target)


def _named_run(earlier: tuple[Phrase, ...], phrase: Phrase) -> list[tuple[Token, Item]]:
    tokens: list[Token] = list(phrase.before)
    for one in reversed(earlier):
        if one.number is not None:
            break
        tokens = [*one.before, *tokens]
    named: dict[str, tuple[Token, Item]] = {}
    for token in tokens:
        for item in token.word.items[-1:]:
            if not (item.table.key == LEGISLATION.key and item.is_row):
                named[item.line.key] = (token, item)
    telling = [one for one in named.values() if one[1].table.key != APPLICATIONS.key or rank(one[1].line) != VERB]
    return telling if len(telling) > 1 else list(named.values())


def _target_of(item: Item, kinds: tuple[Line, ...]) -> Target | None:
    if item.table.key == APPLICATIONS.key:
        return of_applications((item.line,)) if item.is_row else of_applications((RECEIVED,), item.line)
    if item.table.key == DISPUTES.key and item.is_row:
        return of_disputes((item.line,))
    if item.table.key == LEGISLATION.key and kinds:
        return Target(LEGISLATION.key, kinds, item.line)
    return None
