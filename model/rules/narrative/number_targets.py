"""Which cells a number is about: the words before it, after it, or in the clause beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from model.form.editions.form_2021 import (
    APPLICATIONS,
    DISPUTES,
    DISPUTES_TOTAL,
    LEGISLATION,
    RECEIVED,
    RESULTS_TOTAL,
    TOTAL,
)
from model.form.schema import Line
from model.rules.narrative.claim_filter import STRAY, fits, is_partial, of_another_year, stray, tells_bodies_apart
from model.rules.narrative.context import AMONG, SentenceContext
from model.rules.narrative.lexicon import Token
from model.rules.narrative.phrase_targets import (
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
from model.rules.narrative.phrases import Phrase
from model.rules.narrative.words import BLOCKING, WEAK_COLUMNS, WordRole

_LEAST = 2  # results before their sum
_BODIES = re.compile(
    "[市县区省镇街乡直各级]{0,20}(?:单位|部门|乡|镇|街道|科室|处室|机构|机关|社区|村|申请人|县|区|分局|所)"
)
_OF_BODIES = frozenset({"", "个", "家"})
_ADDING = frozenset({"加"})  # “335件新收申请加上结转的4件”
_BY_APPLICANT = re.compile("(?:按照?|从|依)申请(?:人|主体|对象)")


def targets(context: SentenceContext, phrase: Phrase, following: Sequence[Phrase]) -> list[Target]:
    """Return what a number is about; more than one where it is said of each."""
    if _is_of_all_kinds(context, phrase, following) or _was_so(phrase) or _counts_bodies(context, phrase):
        return []
    before = _target(context, phrase, phrase.before, ahead=True)
    if before:
        return _each(phrase, before)
    around = phrase.before + tuple(takewhile(lambda token: token.text not in _ADDING, phrase.after))
    if _is_divided(context, phrase):
        return []
    if _completes(phrase) and not any(token.does(*BLOCKING) for token in phrase.after[:1]):
        after = _target(context, phrase, around, ahead=False)
        if after:
            return [after]
        after = _carried_next(context, phrase, following)
        if after:
            return [after]
    last = _named_before(context, phrase) or _sum_of_results(context, phrase)
    return [last] if last else []


def _is_divided(context: SentenceContext, phrase: Phrase) -> bool:
    """Read “335件申请中自然人提出261件”: what comes after the number is about the next one."""
    numeral = phrase.number.numeral if phrase.number else None
    return numeral is not None and bool(phrase.after) and AMONG.match(context.plain.text, numeral.after) is not None


def _counts_bodies(context: SentenceContext, phrase: Phrase) -> bool:
    """Read “17个乡镇共收到29件”, “14个单位未收到申请”."""
    numeral = phrase.number.numeral if phrase.number else None
    if numeral is None or numeral.measure not in _OF_BODIES:
        return False
    return _BODIES.match(context.plain.text, numeral.after) is not None


def _was_so(phrase: Phrase) -> bool:
    """Read “由151件增至173件”."""
    return any(token.does(WordRole.CHANGED) for token in phrase.after[:1])


def _is_of_all_kinds(context: SentenceContext, phrase: Phrase, following: Sequence[Phrase]) -> bool:
    """Read “行政诉讼412件，其中涉信息公开37件”: the first number is of cases of all kinds."""
    if not bodies_named(phrase.before) or not following or not following[0].does(WordRole.PARTS):
        return False
    if phrase.number is None:
        return False
    text = context.plain.text
    told, parts = text[: phrase.number.start], text[phrase.number.end :].partition("；")[0]
    return "公开" in parts and "公开" not in told


def _completes(phrase: Phrase) -> bool:
    return not items(phrase.before, APPLICATIONS.key, rows=True) or not phrase.after


def _carried_next(context: SentenceContext, phrase: Phrase, following: Sequence[Phrase]) -> Target | None:
    """Read “另有7件，结转下年度办理”: the item stands alone after the comma."""
    for one in following:
        if one.number is None and context.on_application and not phrase.does(WordRole.SUBSET):
            rows = rows_named(one.before)
            if rows and rank(rows[0]) == FLOW and not items(phrase.before, APPLICATIONS.key, rows=True):
                return of_applications(rows)
    return None


def _named_before(context: SentenceContext, phrase: Phrase) -> Target | None:
    """Read “予以公开的，共194件”: the item stands alone before the comma."""
    if (
        not context.named
        or phrase.opener not in {"，", "：", "（", "", "、"}
        or not all(_is_filler(t) for t in phrase.before)
    ):
        return None
    if stray(phrase.before, 0, phrase.number) or phrase.after or any(t.does(*BLOCKING) for t in context.named):
        return None
    rows = rows_named(context.named)
    telling = len(rows) == 1 and rank(rows[0]) in {OUTCOME, REASON} and context.on_application
    return of_applications(rows) if telling and not context.bodies else None


def _sum_of_results(context: SentenceContext, phrase: Phrase) -> Target | None:
    """Read “予以公开5件，无法提供2件，合计7件”."""
    ends = phrase.does(WordRole.SUM) and all(_is_filler(token) for token in phrase.before)
    run = context.quantities[-_LEAST:]
    results = len(run) == _LEAST and all(one.claim and one.claim.target.is_outcome for one in run)
    return of_applications((RESULTS_TOTAL,)) if ends and results and not phrase.after else None


def _is_filler(token: Token) -> bool:
    return token.does(WordRole.FILLER, WordRole.SUM) or bool(token.word.object)


def _each(phrase: Phrase, target: Target) -> list[Target]:
    """Read “行政复议、行政诉讼各1件”."""
    if not phrase.does(WordRole.EACH):
        return [target]
    return [replace(target, rows=(row,)) for row in target.rows]


# What a phrase's words are about


def _target(context: SentenceContext, phrase: Phrase, tokens: Sequence[Token], *, ahead: bool) -> Target | None:
    return (
        _document_target(context, phrase, tokens)
        or _dispute_target(context, phrase, tokens)
        or _application_target(context, phrase, tokens, ahead=ahead)
    )


def _document_target(context: SentenceContext, phrase: Phrase, tokens: Sequence[Token]) -> Target | None:
    aspects = lines_of(items(tokens, LEGISLATION.key, rows=False))
    kinds = lines_of(items(tokens, LEGISLATION.key, rows=True)) or context.kinds
    if (
        len(aspects) != 1
        or not kinds
        or tells_bodies_apart(context)
        or _is_of_the_government(context)
        or any(token.does(*BLOCKING, WordRole.SUBSET) for token in tokens)
    ):
        return None
    if stray(tokens, 0, phrase.number) > STRAY[REASON] or of_another_year(tokens):
        return None
    return Target(LEGISLATION.key, kinds, aspects[0])


def _is_of_the_government(context: SentenceContext) -> bool:
    """Return whether an office tells of the regulations of the government that it works for."""
    return context.unit.endswith(("办公室", "办公厅")) and "政府规章" in context.plain.text


def _dispute_target(context: SentenceContext, phrase: Phrase, tokens: Sequence[Token]) -> Target | None:
    outcomes = outcomes_named(tokens)
    bodies = bodies_named(tokens)
    if not (bodies or (outcomes and context.bodies)) or not context.on_disputes or len(outcomes) > 1:
        return None
    if (
        of_another_year(tokens)
        or any(token.text == "撤回" for token in (*tokens, *phrase.after[:1]))
        or any(
            token.does(*BLOCKING) for token in (*tokens, *(t for t in phrase.after[:1] if t.does(WordRole.NO_CLAIM)))
        )
        or (not bodies and any(t.word.object for t in tokens))
    ):
        return None
    last = max(
        token.end for token, _ in (items(tokens, DISPUTES.key, rows=True) or items(tokens, DISPUTES.key, rows=False))
    )
    if stray(tokens, last, phrase.number) > STRAY[FLOW]:
        return None
    if bodies and phrase.opener == "、" and context.named:
        bodies = tuple(dict.fromkeys((*bodies_named(context.named), *bodies)))
    return of_disputes(bodies or context.bodies, *outcomes)


def _application_target(
    context: SentenceContext, phrase: Phrase, tokens: Sequence[Token], *, ahead: bool
) -> Target | None:
    if not context.on_application or context.kinds or any(token.does(*BLOCKING, WordRole.DUE) for token in tokens):
        return None
    rows, columns = rows_named(tokens), columns_named(tokens)
    rows = _joined(context, phrase, rows)
    if rows == (RECEIVED,) and _says_everybody(context, tokens):
        columns = ()
    if columns and len(columns) == 1:
        return _column_target(context, phrase, tokens, rows, columns[0])
    if columns or context.bodies:
        return None
    if not rows:
        return _bare_target(context, phrase, tokens)
    if len(rows) > 1 and (
        rank(rows[0]) == VERB or not (phrase.opener == "、" or phrase.does(WordRole.AND, WordRole.EACH))
    ):
        rows = _one_verb(rows)
    named = [
        token
        for token, item in items(tokens, APPLICATIONS.key, rows=True)
        if item.line in rows or rank(item.line) == FLOW
    ]
    if not rows or not named or not fits(context, phrase, tokens, rows, named, ahead=ahead):
        return None
    column = context.column if context.column and context.column.key != DISPUTES_TOTAL.key else TOTAL
    return of_applications(rows, column)


def _joined(context: SentenceContext, phrase: Phrase, rows: tuple[Line, ...]) -> tuple[Line, ...]:
    """Read “予以公开、部分公开合计325件” as of both."""
    earlier = rows_named(context.named) if phrase.opener == "、" and rows else ()
    alike = bool(earlier) and rank(earlier[0]) == rank(rows[0]) >= OUTCOME
    return tuple(dict.fromkeys((*earlier, *rows))) if alike else rows


def _says_everybody(context: SentenceContext, tokens: Sequence[Token]) -> bool:
    """Read “受理公民申请335件” as of all, where no other kind of applicant is named."""
    named = {token.text for token, _ in items(tokens, APPLICATIONS.key, rows=False)}
    alone = not any(word in context.plain.text for word in ("法人", "企业", "组织", "公司", "机构"))
    return named <= {"公民"} and alone and not context.in_list and any(token.word.object for token in tokens)


_SIZES = frozenset({"量", "总量", "数", "总数", "数量", "件数"})


def _bare_target(context: SentenceContext, phrase: Phrase, tokens: Sequence[Token]) -> Target | None:
    """Read “申请总数335件”, which has no verb."""
    size = next((i for i, token in enumerate(tokens) if i and token.text in _SIZES), 0)
    named = tokens[size - 1] if size else None
    ahead = phrase.number is not None and size and tokens[size].end <= phrase.number.start
    if named is None or not ahead or named.word.object is None or context.in_list or named.end != tokens[size].start:
        return None
    partial = any(token.does(WordRole.SUBSET, WordRole.LAST_YEAR, WordRole.NEXT_YEAR) for token in tokens)
    return None if partial or stray(tokens, named.end, phrase.number) else of_applications((RECEIVED,))


def _one_verb(rows: tuple[Line, ...]) -> tuple[Line, ...]:
    return (RECEIVED,) if RECEIVED in rows and RESULTS_TOTAL in rows else ()


def _column_target(
    context: SentenceContext, phrase: Phrase, tokens: Sequence[Token], rows: tuple[Line, ...], column: Line
) -> Target | None:
    """Read “申请人为自然人的261件”, “不予公开18件（其中自然人17件）”."""
    (token, _), *_rest = items(tokens, APPLICATIONS.key, rows=False)
    said = any(t.word.object or t.text in {"提出", "申请人"} for t in (*context.named, *tokens)) or bool(rows)
    said = said or _BY_APPLICANT.search(context.plain.text) is not None
    if not (said or context.in_list or context.by_applicant or phrase.depth) or context.bodies:
        return None
    if token.text in WEAK_COLUMNS and rows:
        return None
    if stray(tokens, token.end, phrase.number) > STRAY[OUTCOME] or is_partial(context, phrase, tokens):
        return None
    own = tuple(row for row in rows[:1] if rank(row) != VERB or row == RECEIVED)
    carried = (context.row,) if context.row and (context.in_list or phrase.depth) else (RECEIVED,)
    return of_applications(own or carried, column)
