"""Which cells a number is about: the words before it, after it, or in the clause beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from model.form.roles import TableRole
from model.form.schema import Line
from model.rules.narrative import absent
from model.rules.narrative.bare import bare_target, none_of_each, outcome_in_a_list
from model.rules.narrative.came import is_filler, received_as_listed
from model.rules.narrative.claim_filter import STRAY, fits, is_partial, stray
from model.rules.narrative.dispute_targets import dispute_target
from model.rules.narrative.document_targets import document_target
from model.rules.narrative.form_lines import FormLines
from model.rules.narrative.heard import AMONG, Heard
from model.rules.narrative.left import left, moves_on
from model.rules.narrative.lexicon import Token, one_does
from model.rules.narrative.named_lines import (
    bodies_named,
    columns_named,
    items,
    rows_named,
)
from model.rules.narrative.outcomes import in_whole_or_in_part, is_denied, is_of_two_outcomes, is_said_by_others
from model.rules.narrative.phrases import Phrase
from model.rules.narrative.summed_up import summed_up
from model.rules.narrative.target import FLOW, OUTCOME, REASON, VERB, Target, rank
from model.rules.narrative.topics import clause_before
from model.rules.narrative.words import (
    BLOCKING,
    BLOCKING_OR_DUE,
    BLOCKING_OR_SUBSET,
    WEAK_COLUMNS,
    WordRole,
)

_YEAR = 10  # characters of “2024年全年共”
_BODIES = re.compile(
    "[市县区省镇街乡直各级]{0,20}(?:单位|部门|乡|镇|街道|科室|处室|机构|机关|社区|村|申请人|县|区|分局|所)"
)
_ANOTHER_NOUN = re.compile(  # after 个: what is counted is named, and is neither an application nor how it ended
    "(?!的?(?:政府|信息|依申请|申请|案|事项|办件|答复|行政|复议|诉讼|规范性|文件|规章))(?!被?(?:结果|维持|纠正|予以|部分|不予|无法|其他|转|结))[一-龥]"
)
_OF_BODIES = frozenset({"", "个", "家"})
_ADDING = frozenset({"加"})  # “335件新收申请加上结转的4件”
_BY_APPLICANT = re.compile("(?:按照?|从|依)申请(?:人|主体|对象)")


def targets(heard: Heard, phrase: Phrase, following: Sequence[Phrase]) -> list[Target]:
    """Return what a number is about; more than one where it is said of each."""
    if _is_of_all_kinds(heard, phrase, following) or _was_so(phrase) or _counts_others(heard, phrase):
        return []
    none = none_of_each(heard, phrase) or absent.zero(heard, phrase)
    before = None if none else left(heard, phrase) or _target(heard, phrase, phrase.before, ahead=True)
    return none or (_each(phrase, before) if before else _from_behind(heard, phrase, following))


def _from_behind(heard: Heard, phrase: Phrase, following: Sequence[Phrase]) -> list[Target]:
    """Return what a number is about by the words after it, or by the clause before."""
    around = phrase.before + tuple(takewhile(lambda token: token.text not in _ADDING, phrase.after))
    if _is_divided(heard, phrase):
        return [heard.lines.of_applications((heard.lines.received,))] if _is_of_the_year(heard, phrase) else []
    if _completes(phrase) and not one_does(phrase.after[:1], BLOCKING):
        after = _target(heard, phrase, around, ahead=False)
        if after:
            return [after]
        after = _carried_next(heard, phrase, following)
        if after:
            return [after]
    last = (
        _named_before(heard, phrase)
        or _all_alike(heard, phrase)
        or received_as_listed(heard, phrase)
        or summed_up(heard, phrase)
    )
    return [last] if last else []


def _is_divided(heard: Heard, phrase: Phrase) -> bool:
    """Read “335件申请中自然人提出261件”: what comes after the number is about the next one."""
    numeral = phrase.number.numeral if phrase.number else None
    return numeral is not None and bool(phrase.after) and AMONG.match(heard.text, numeral.after) is not None


_OF_ALL = re.compile("(?:的?(?:政府信息公开|信息公开)?申请)(?:当|之)?中")


def _is_of_the_year(heard: Heard, phrase: Phrase) -> bool:
    """Read “全年335件申请中，” as of all that was received, or finished, in the year."""
    numeral = phrase.number.numeral if phrase.number else None
    if numeral is None or phrase.clause or phrase.depth or numeral.start > _YEAR or not heard.on_application:
        return False
    told = "".join(token.text for token in phrase.before)
    alone = told == heard.text[: numeral.start] and any(token.does(WordRole.THIS_YEAR) for token in phrase.before)
    plain = all(is_filler(token) or token.does(WordRole.THIS_YEAR) for token in phrase.before)
    return alone and plain and _OF_ALL.match(heard.text, numeral.after) is not None


def _counts_others(heard: Heard, phrase: Phrase) -> bool:
    """Read “17个乡镇共收到29件” and “办理中发现两个不足”."""
    numeral = phrase.number.numeral if phrase.number else None
    if numeral is None or numeral.measure not in _OF_BODIES:
        return False
    if numeral.measure == "个" and _ANOTHER_NOUN.match(heard.text, numeral.after):
        return True
    return _BODIES.match(heard.text, numeral.after) is not None


def _was_so(phrase: Phrase) -> bool:
    """Read “由151件增至173件”."""
    return any(token.does(WordRole.CHANGED) for token in phrase.after[:1])


def _is_of_all_kinds(heard: Heard, phrase: Phrase, following: Sequence[Phrase]) -> bool:
    """Read “行政诉讼412件，其中涉信息公开37件”: the first number is of cases of all kinds."""
    if not bodies_named(phrase.before) or not following or not following[0].does(WordRole.PARTS):
        return False
    if phrase.number is None:
        return False
    text = heard.text
    told, parts = text[: phrase.number.start], text[phrase.number.end :].partition("；")[0]
    return "公开" in parts and "公开" not in told


def _completes(phrase: Phrase) -> bool:
    return not items(phrase.before, TableRole.APPLICATIONS, rows=True) or not phrase.after


def _carried_next(heard: Heard, phrase: Phrase, following: Sequence[Phrase]) -> Target | None:
    """Read “另有7件，结转下年度办理”: the item stands alone after the comma."""
    if not _counts_what_is_left(heard, phrase):
        return None
    if not heard.on_application or items(phrase.before, TableRole.APPLICATIONS, rows=True):
        return None
    for one in takewhile(lambda one: one.number is None and one.opener in _GOING_ON, following):
        if not _is_left(heard, one):
            return None
        rows = rows_named(heard.lines, one.before) if one is following[0] else ()
        if rows and rank(rows[0]) == FLOW:
            return heard.lines.of_applications(rows)
        if moves_on(heard, one):
            return heard.lines.of_applications((heard.lines.carried_forward,))
    return None


_GOING_ON = frozenset("，、")


_LEFT_MEASURES = frozenset({"件", "件次", "宗", "起", "份", "例"})
_REMAINING = re.compile("(?:目前|年底)?[还另尚仍]?(?:剩下?|余下?|剩余)(?:申请|共|的)*")
_PREVENTED = re.compile("防止|避免|防范|杜绝|严防|确保|未[发出][生现]|没有|不得|超期|逾期")


def _counts_what_is_left(heard: Heard, phrase: Phrase) -> bool:
    """Return whether nothing but “另有” or “其余申请” stands before a number: not in “催办20次”."""
    number = phrase.number
    if number is None or number.numeral is None or number.numeral.measure not in _LEFT_MEASURES:
        return False
    begin = clause_before(heard.text, number.start)
    if _REMAINING.fullmatch(heard.text, begin, number.start):
        return True
    if phrase.after and not heard.text[begin : number.start].endswith("有"):
        return False
    known = sum(token.end - token.start for token in phrase.before if token.start >= begin)
    plain = all(is_filler(token) or token.does(WordRole.THIS_YEAR, WordRole.AND) for token in phrase.before)
    return plain and number.start - begin == known


def _is_left(heard: Heard, clause: Phrase) -> bool:
    """Return whether a clause says of what was counted that it is left: not that something was prevented."""
    begin, end = clause.before[0].start, clause.before[-1].end
    return _PREVENTED.search(heard.text, clause_before(heard.text, begin), end) is None


def _named_before(heard: Heard, phrase: Phrase) -> Target | None:
    """Read “予以公开的，共194件”: the item stands alone before the comma."""
    if (
        not heard.named
        or phrase.opener not in {"，", "：", "（", "", "、"}
        or not all(is_filler(t) for t in phrase.before)
    ):
        return None
    if stray(phrase.before, 0, phrase.number) or phrase.after or one_does(heard.named, BLOCKING):
        return None
    if phrase.opener == "：" and bodies_named(heard.named) and heard.on_disputes:  # “行政复议：14件，维持8件”
        return heard.lines.of_disputes(bodies_named(heard.named))
    rows = rows_named(heard.lines, heard.named)
    telling = len(rows) == 1 and rank(rows[0]) in {OUTCOME, REASON} and heard.on_application
    return heard.lines.of_applications(rows) if telling and not heard.topic.bodies else None


def _all_alike(heard: Heard, phrase: Phrase) -> Target | None:
    """Read “提出申请的全是自然人，共15件”."""
    columns = columns_named(heard.named) if phrase.opener == "，" and not heard.told.quantities else ()
    every = len(columns) == 1 and one_does(heard.named, _ALL) and any(token.word.object for token in heard.named)
    if not every or not phrase.before or not heard.on_application or not all(map(is_filler, phrase.before)):
        return None
    limited = one_does(heard.named, BLOCKING_OR_SUBSET) or phrase.after or rows_named(heard.lines, heard.named)
    return None if limited else heard.lines.of_applications((heard.lines.received,), columns[0])


_ALL = frozenset({WordRole.ALL})


def _each(phrase: Phrase, target: Target) -> list[Target]:
    """Read “行政复议、行政诉讼各1件”; of both together there are none only if there are none of each."""
    nothing = phrase.number is not None and phrase.number.numeral is not None and not phrase.number.numeral.value
    if not (phrase.does(WordRole.EACH) or nothing):
        return [target]
    return [Target.of(target.table, (row,), target.column) for row in target.rows]


# What a phrase's words are about


def _target(heard: Heard, phrase: Phrase, tokens: Sequence[Token], *, ahead: bool) -> Target | None:
    return (
        document_target(heard, phrase, tokens)
        or dispute_target(heard, phrase, tokens)
        or _application_target(heard, phrase, tokens, ahead=ahead)
    )


def _application_target(heard: Heard, phrase: Phrase, tokens: Sequence[Token], *, ahead: bool) -> Target | None:
    if not heard.on_application or heard.topic.kinds or one_does(tokens, BLOCKING_OR_DUE):
        return None
    if is_denied(tokens):
        return outcome_in_a_list(heard, phrase)
    rows, columns = rows_named(heard.lines, tokens), columns_named(tokens)
    rows = _joined(heard, phrase, rows)
    if rows == (heard.lines.received,) and _says_everybody(heard, tokens):
        columns = ()
    if columns or heard.topic.bodies:
        one = len(columns) == 1
        return _column_target(heard, phrase, tokens, rows, columns[0]) if one else None
    if not rows or rows == (heard.lines.results_total,):  # “答复公开的70件，部分公开的19件”
        bare = (None if rows else bare_target(heard, phrase, tokens)) or outcome_in_a_list(heard, phrase)
        if bare or not rows:
            return bare
    rows = _as_told(heard, phrase, tokens, rows)
    named = [
        token
        for token, item in items(tokens, TableRole.APPLICATIONS, rows=True)
        if item.line in rows or rank(item.line) == FLOW
    ]
    if (
        not rows
        or not named
        or is_of_two_outcomes(rows, tokens)
        or is_said_by_others(heard, named[0])
        or not fits(heard, phrase, tokens, rows, named, ahead=ahead)
    ):
        return None
    return heard.lines.of_applications(rows, heard.division.column)


def _joined(heard: Heard, phrase: Phrase, rows: tuple[Line, ...]) -> tuple[Line, ...]:
    """Read “予以公开、部分公开合计325件” as of both."""
    earlier = rows_named(heard.lines, heard.named) if phrase.opener == "、" and rows else ()
    alike = bool(earlier) and rank(earlier[0]) == rank(rows[0]) >= OUTCOME
    return tuple(dict.fromkeys((*earlier, *rows))) if alike else rows


def _as_told(heard: Heard, phrase: Phrase, tokens: Sequence[Token], rows: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the rows of several that are named which a number counts."""
    if len(rows) > 1:
        told_together = phrase.opener == "、" or phrase.does(WordRole.AND, WordRole.EACH)
        return rows if told_together and rank(rows[0]) != VERB else _one_verb(heard.lines, rows)
    both = rows == heard.lines.outcomes[1:2] and in_whole_or_in_part(heard, tokens)
    return heard.lines.outcomes[:2] if both else rows


def _says_everybody(heard: Heard, tokens: Sequence[Token]) -> bool:
    """Read “受理公民申请335件” as of all, where no other kind of applicant is named."""
    named = {token.text for token, _ in items(tokens, TableRole.APPLICATIONS, rows=False)}
    alone = not any(word in heard.text for word in ("法人", "企业", "组织", "公司", "机构"))
    return named <= {"公民"} and alone and not heard.division.running and any(token.word.object for token in tokens)


def _one_verb(lines: FormLines, rows: tuple[Line, ...]) -> tuple[Line, ...]:
    return (lines.received,) if lines.received in rows and lines.results_total in rows else ()


_SOMEBODY = ("某", "一家", "该", "同一")  # “某公司提出申请5件”


def _column_target(
    heard: Heard, phrase: Phrase, tokens: Sequence[Token], rows: tuple[Line, ...], column: Line
) -> Target | None:
    """Read “申请人为自然人的261件”, “不予公开18件（其中自然人17件）”."""
    (token, _), *_rest = items(tokens, TableRole.APPLICATIONS, rows=False)
    said = any(t.word.object or t.text in {"提出", "申请人"} for t in (*heard.named, *tokens)) or bool(rows)
    said = said or _BY_APPLICANT.search(heard.text) is not None
    if not (said or heard.division.running or heard.division.by_applicant or phrase.depth) or heard.topic.bodies:
        return None
    if (token.text in WEAK_COLUMNS and rows) or heard.text[: token.start].endswith(_SOMEBODY):
        return None
    if stray(tokens, token.end, phrase.number) > STRAY[OUTCOME] or is_partial(heard, phrase, tokens):
        return None
    own = tuple(row for row in rows[:1] if rank(row) != VERB or row is heard.lines.received)
    carried = (
        (heard.division.row,)
        if heard.division.row and (heard.division.running or phrase.depth)
        else (heard.lines.received,)
    )
    return heard.lines.of_applications(own or carried, column)
