"""Words instead of a number: that there was none, or that all ended in one way."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from model.form.roles import LineRole, TableRole
from model.rules.narrative.claims import Claim, Outcome
from model.rules.narrative.form_lines import FormLines
from model.rules.narrative.heard import Heard
from model.rules.narrative.lexicon import Item, Token, one_does
from model.rules.narrative.named_lines import aspects_named, bodies_named, items, lines_of, outcomes_named, rows_named
from model.rules.narrative.phrases import Phrase
from model.rules.narrative.target import FLOW, OUTCOME, REASON, VERB, Target, rank
from model.rules.narrative.topics import clause_before
from model.rules.narrative.words import BLOCKING_OR_DUE, WEAK_COLUMNS, WEAK_VERBS, WordRole

_FAR = 8  # unknown characters allowed between “none” and the item
_OTHERS = re.compile("其[他它](?!组织|单位|主体|机构|方式|形式|渠道|途径)")
_FOR_A_REASON = re.compile("(?:因|正当理由|违规|应当?公开[而却]?|擅自|随意)$")  # 无正当理由不予公开
_OF_ERRORS = re.compile("差错|失误|积压|出庭")  # “申请差错率为零”
_SETTLED_ONLY = re.compile("(?:审结|审理完毕|结案)的(?:案件)?$")
_NEAR = 4  # and between “all” and how they ended


def claims(heard: Heard, phrase: Phrase) -> Iterator[Claim]:
    """Read “未收到申请”, “无不予公开和不予处理的情形”, “未发生行政复议”."""
    may_deny = phrase.does(WordRole.NONE) or any(token.text in NOT_ONE for token in phrase.before)
    none = next((i for i in range(len(phrase.before)) if _says_none(phrase, i)), None) if may_deny else None
    if none is None:
        if _continues(heard, phrase):
            found = [*_claims(heard, phrase.before, heard.named)]
            yield from found
            yield from _left_open(heard, phrase.before, {one.target for one in found})
            yield from () if found else _of_more_documents(heard, phrase.before)
        return
    if heard.whose.elsewhere or one_does(phrase.before[:none], _PLANNED):
        return
    if phrase.opener == "、" and any(map(_is_none, heard.named)):
        kinds = [token for token, _ in items(phrase.before, TableRole.DOCUMENTS, rows=True)]
        yield from _left_open(heard, kinds, set())
    if phrase.before[none].text == "零" and all(
        t.does(WordRole.HAPPENS, WordRole.FILLER) for t in phrase.before[none + 1 :]
    ):
        if _OF_ERRORS.search(
            heard.text, clause_before(heard.text, phrase.before[none].start), phrase.before[none].start
        ):
            return
        earlier = heard.named if phrase.opener == "、" else ()
        yield from _claims(heard, (*earlier, *phrase.before[:none]), phrase.before[none:])
    else:
        years = [token for token in phrase.before[:none] if token.does(WordRole.LAST_YEAR)]
        if not years or rows_named(heard.lines, (*years, *phrase.before[none:])) == (heard.lines.brought_forward,):
            yield from _claims(heard, (*years, *phrase.before[none:]), phrase.before[none:])


def _left_open(heard: Heard, rest: Sequence[Token], told: Container[Target]) -> Iterator[Claim]:
    """Read “未制发、废止规范性文件” as of both: what the first words deny is named only after the others."""
    none = next(i for i, token in enumerate(heard.named) if _is_none(token))
    denied = heard.named[none:]
    if not any(target in heard.told.targets for target, _ in _targets(heard, denied)):
        yield from (one for one in _claims(heard, (*denied, *rest), denied) if one.target not in told)


def _of_more_documents(heard: Heard, rest: Sequence[Token]) -> Iterator[Claim]:
    """Read “未制发规章、规范性文件” as of both: the verb is said once."""
    if not items(rest, TableRole.DOCUMENTS, rows=True) or items(rest, TableRole.DOCUMENTS, rows=False):
        return
    none = next(i for i, token in enumerate(heard.named) if _is_none(token))
    kinds = {token for token, _ in items(heard.named, TableRole.DOCUMENTS, rows=True)}
    denied = [token for token in heard.named[none:] if token not in kinds]
    if kinds and items(denied, TableRole.DOCUMENTS, rows=False):
        yield from _claims(heard, (*denied, *rest), denied)


_PLANNED = frozenset({WordRole.PLAN})  # 力争零复议
NOT_ONE = frozenset({"无一件", "无一例", "无一起", "无一宗"})


def _is_none(token: Token) -> bool:
    return token.does(WordRole.NONE) or token.text in NOT_ONE


def _says_none(phrase: Phrase, index: int) -> bool:
    """Return whether a word denies what follows.

    “无一” denies only how it ended: “无一败诉”, not “无一提起复议”; “无一例” the disputes right after it.
    """
    token = phrase.before[index]
    if token.text in NOT_ONE:
        named = next((t for t in phrase.before[index + 1 :] if not t.does(WordRole.FILLER, WordRole.HAPPENS)), None)
        return named is not None and bool(bodies_named([named])) and not outcomes_named(phrase.before)
    return token.does(WordRole.NONE) and (
        token.text != "无一" or bool(outcomes_named(phrase.before[index + 1 : index + 2]))
    )


def _continues(heard: Heard, phrase: Phrase) -> bool:
    """Return whether the clause goes on with a list that began with “none”."""
    joined = phrase.opener == "、" and any(map(_is_none, heard.named))
    return joined and not heard.whose.elsewhere


def _claims(heard: Heard, tokens: Sequence[Token], quoted: Sequence[Token]) -> Iterator[Claim]:
    none = next(i for i, token in enumerate(quoted) if _is_none(token))
    begin = quoted[none].start
    end = _said_until(quoted[none:])
    for target, item in _targets(heard, tokens):
        others = target.is_row(heard.lines.received) and _OTHERS.search(heard.text, begin, item.start)
        if item.start > begin and _FOR_A_REASON.search(heard.text, begin, item.start):
            continue
        if others or not heard.lines.have(target):  # “除此之外，没有收到其他申请”
            continue
        yield Claim(
            target,
            Decimal(),
            heard.sentence.plain.span(begin, end),
            heard.sentence.plain.span(min(begin, item.start), max(end, item.end)),
            scope=heard.whose.scope,
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
    roles = {role for item in token.word.items for role in item.line.roles}
    outcome = bool(outcomes_named([token])) and LineRole.PENDING not in roles
    issued = bool(items([token], TableRole.DOCUMENTS, rows=False))
    verb = token.does(WordRole.HAPPENS) or LineRole.RECEIVED in roles or outcome or issued
    return verb or (none.text == "零" and bool(token.word.items or token.word.object))


def _targets(heard: Heard, tokens: Sequence[Token]) -> Iterator[tuple[Target, Token]]:
    tokens = _without_other_things(tokens)
    if one_does(tokens, BLOCKING_OR_DUE):
        return
    bodies, outcomes = bodies_named(tokens), outcomes_named(tokens)
    if bodies or (outcomes and (heard.topic.bodies or "败诉" in heard.text)):
        if heard.on_disputes:
            yield from _disputes(heard, tokens)
    elif lines_of(items(tokens, TableRole.DOCUMENTS, rows=False)):
        yield from _documents(heard, tokens)
    elif (heard.on_application or _asks_for_information(heard, tokens)) and not heard.topic.bodies:
        yield from (_applicants if _kinds(tokens) else _applications)(heard.lines, tokens)


def _asks_for_information(heard: Heard, tokens: Sequence[Token]) -> bool:
    """Read “没有收到有关政府信息公开的申请” wherever it stands."""
    named = next((token for token in tokens if token.word.object is heard.lines.applications), None)
    came = rows_named(heard.lines, tokens) == (heard.lines.received,)
    return came and named is not None and "公开" in heard.text[tokens[0].start : named.end]


def _without_other_things(tokens: Sequence[Token]) -> Sequence[Token]:
    """Read “未发生行政复议、行政诉讼和举报” up to what is no item of a table."""
    for index, (joint, token) in enumerate(pairwise(tokens)):
        if joint.does(WordRole.AND) and token.does(WordRole.FOREIGN) and bodies_named(tokens[:index]):
            return tokens[:index]
    return tokens


def _kinds(tokens: Sequence[Token]) -> list[tuple[Token, Item]]:
    """Return the kinds of applicant that are meant; 公民 is said of all."""
    return [found for found in items(tokens, TableRole.APPLICATIONS, rows=False) if found[0].text not in WEAK_COLUMNS]


def _applicants(lines: FormLines, tokens: Sequence[Token]) -> Iterator[tuple[Target, Token]]:
    """Read “未收到科研机构、社会公益组织提出的申请”."""
    named = _kinds(tokens)
    if rows_named(lines, tokens) in {(), (lines.received,)} and _object(tokens, after=named[-1][0]):
        for token, item in named:
            yield lines.of_applications((lines.received,), item.line), token


def _disputes(heard: Heard, tokens: Sequence[Token]) -> Iterator[tuple[Target, Token]]:
    bodies, outcomes = bodies_named(tokens), outcomes_named(tokens)
    named = items(tokens, TableRole.DISPUTES, rows=True) or items(tokens, TableRole.DISPUTES, rows=False)
    if outcomes:
        reconsideration = heard.lines.reconsideration
        corrected = items(tokens, TableRole.DISPUTES, rows=False)
        lost = any(token.text.endswith("败诉") for token, _ in corrected)
        about = bodies or (() if lost else heard.topic.bodies) or (heard.lines.litigation,)
        if not bodies and tokens[0].text.startswith("均") and len(heard.topic.all_bodies) > 1:
            about = heard.topic.all_bodies  # “复议2件，诉讼1件，均未被纠错”
        if lost and bodies == (reconsideration,) and len(corrected) > 1:  # “未被行政复议纠错或败诉”
            about = (reconsideration, heard.lines.litigation)
        for body in about:
            yield heard.lines.of_disputes((body,), outcomes[0]), named[0][0]
        return
    for body in bodies:
        yield heard.lines.of_disputes((body,)), next(token for token, item in named if item.line == body)


def _documents(heard: Heard, tokens: Sequence[Token]) -> Iterator[tuple[Target, Token]]:
    kinds = lines_of(items(tokens, TableRole.DOCUMENTS, rows=True))
    if not kinds and not any(token.text in WEAK_VERBS for token in tokens):
        kinds = heard.topic.kinds
    named = items(tokens, TableRole.DOCUMENTS, rows=False)
    for aspect in aspects_named(tokens) if kinds else ():
        yield Target.of(heard.lines.documents, kinds, aspect), named[0][0]


def _applications(lines: FormLines, tokens: Sequence[Token]) -> Iterator[tuple[Target, Token]]:
    rows = rows_named(lines, tokens)
    named = items(tokens, TableRole.APPLICATIONS, rows=True)
    partial = any(token.does(WordRole.SUBSET) and token.text != "书面" for token in tokens)
    flows = [token for token, item in named if rank(item.line) == FLOW]
    if not rows and flows:
        both = any(t.does(WordRole.LAST_YEAR) for t in tokens) and any(t.does(WordRole.NEXT_YEAR) for t in tokens)
        for row in (lines.brought_forward, lines.carried_forward) if both and len(set(flows)) > 1 else ():
            yield lines.of_applications((row,)), flows[0]
        return
    if not rows or rank(rows[0]) == VERB:
        token = _object(tokens)
        if token and not partial and (lines.received in rows or not rows):
            yield lines.of_applications((lines.received,)), token
        return
    for row in rows:
        if partial and rank(row) in {FLOW, OUTCOME}:
            continue
        if row == lines.carried_forward and (not _says_which_year(tokens) or _are_unfinished(lines, tokens)):
            continue
        token = next((t for t, item in named if item.line == row), named[0][0])
        if token.start - tokens[0].end <= _FAR or rank(row) == REASON:
            yield lines.of_applications((row,)), token


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


def _are_unfinished(lines: FormLines, tokens: Sequence[Token]) -> bool:
    """Read “没有办结的转入下年度” as of some that were carried."""
    none, *rest = tokens
    verb = next((token for token in rest if token.start == none.end), None)
    if verb is None or verb.does(WordRole.HAPPENS):
        return False
    return any(item.line is lines.results_total for item in verb.word.items)


def _says_which_year(tokens: Sequence[Token]) -> bool:
    return any(token.does(WordRole.NEXT_YEAR) or token.text in {"继续办理", "未办结", "尚未办结"} for token in tokens)


def outcomes(heard: Heard, phrase: Phrase) -> Iterator[Outcome]:
    """Read “均获维持”, alone or after its number."""
    tokens = phrase.after if phrase.number else phrase.before
    every = next((token for token in tokens if WordRole.ALL in token.word.roles), None)
    if every is None or _SETTLED_ONLY.search(heard.text, max(0, every.start - _FAR), every.start):
        return  # “审结的均维持”
    if heard.whose.past or any(token.does(WordRole.NONE) for token in tokens):
        return
    bodies = bodies_named(tokens) or (heard.topic.bodies if phrase.number else heard.topic.all_bodies)
    if not bodies or not heard.on_disputes:
        return
    named = items(tokens, TableRole.DISPUTES, rows=False)
    if named and every.end <= named[0][0].start <= every.end + _NEAR:
        token, item = named[0]
        yield Outcome(bodies, item.line, heard.sentence.plain.span(every.start, token.end))
