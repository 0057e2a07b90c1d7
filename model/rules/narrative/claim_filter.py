"""Whether a number is about what its clause names: near enough to it, all of it, and of nothing else besides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from model.form.schema import Line
from model.rules.narrative.heard import Heard
from model.rules.narrative.lexicon import Token
from model.rules.narrative.phrases import Phrase
from model.rules.narrative.target import FLOW, OUTCOME, REASON, VERB, rank
from model.rules.narrative.words import WordRole

STRAY = {VERB: 0, FLOW: 5, OUTCOME: 3, REASON: 3}  # unknown characters allowed between an item and its number
_AFTER = {VERB: 1, FLOW: 6, OUTCOME: 6, REASON: 6}  # so many more between a number and the item after it
_COUNTED = 2  # and so many where the clause has a word for applications
_NEAR = 3  # unknown characters between a number and what else it counts
_WEAK_MEASURES = frozenset({"条", "个", "项", "次", "部", "份"})
_OTHER_THINGS = frozenset({"事项", "案件", "信息", "政府信息", "信息公开", "政府信息公开"})  # unless 申请 is said
_YEARS = range(1950, 2100)


def fits(  # noqa: PLR0913 — it weighs everything
    heard: Heard,
    phrase: Phrase,
    tokens: Sequence[Token],
    rows: tuple[Line, ...],
    named: list[Token],
    *,
    ahead: bool,
) -> bool:
    """Return whether the number of a phrase is about rows of section three; `named` are the words that name them."""
    level = rank(rows[0])
    counted = any(token.word.object for token in tokens)
    if level == VERB and not _is_all_received(heard, phrase, tokens, counted=counted):
        return False
    if level <= OUTCOME and is_partial(heard, phrase, tokens) and not _is_left_for_a_reason(heard, phrase, level):
        return False
    numeral = phrase.number.numeral if phrase.number else None
    if numeral is None or (
        numeral.measure in _WEAK_MEASURES and _speaks_of_information(tokens) and not (counted and level == VERB)
    ):
        return False
    allowed = STRAY[level] + counted * _COUNTED + (0 if ahead else _AFTER[level])
    if not numeral.measure:
        allowed = int(level == FLOW)  # “结转至下一年度数量为6”
    if ahead:
        return stray(tokens, named[-1].end, phrase.number) <= allowed
    return _stray_after(phrase, named[0]) <= allowed and not _is_circumstance(heard, named[-1])


def _is_left_for_a_reason(heard: Heard, phrase: Phrase, level: int) -> bool:
    """Read “6件因涉及第三方意见结转下年度”: the reason limits nothing."""
    number = phrase.number
    return level == FLOW and number is not None and heard.text.startswith("因", number.end)


def _is_all_received(heard: Heard, phrase: Phrase, tokens: Sequence[Token], *, counted: bool) -> bool:
    """Return whether a verb is of this year's applications: not one body's share of them, not of other things."""
    if tells_bodies_apart(heard) or of_another_year(tokens) or is_of_a_kind(heard, tokens):
        return False
    return counted or not (_other_object_after(phrase) or any(token.text in _OTHER_THINGS for token in tokens))


def is_of_a_kind(heard: Heard, tokens: Sequence[Token]) -> bool:
    """Read “处理集体申请5件”: an unknown word right before 申请 says which."""
    first = next((token for token in tokens if token.word.object), None)
    if first is not None and first.text == "申请" and _KIND.search(heard.text, 0, first.start):
        return True  # “征收类申请答复5件”, “各种事项申请640件”
    for before, token in pairwise(tokens):
        if token.text == "申请" and token.start - before.end > 0 and before.word.items:
            return _WORD.fullmatch(heard.text, before.end, token.start) is not None
    return False


def tells_bodies_apart(heard: Heard) -> bool:
    """Return whether a list is running of who received or issued how many."""
    return heard.division.between_bodies and heard.division.running


def of_another_year(tokens: Sequence[Token]) -> bool:
    """Return whether a year is named that is not the report's."""
    return any(
        token.does(WordRole.LAST_YEAR, WordRole.NEXT_YEAR)
        or (token.numeral is not None and token.numeral.value in _YEARS)
        for token in tokens
    )


def is_partial(heard: Heard, phrase: Phrase, tokens: Sequence[Token]) -> bool:
    """Return whether only some of the applications are meant, those by letter, say, or those about land."""
    if phrase.number is not None and is_within_days(heard.text, phrase.number.start):
        return True
    subset = [token for token in tokens if token.does(WordRole.SUBSET) and not _is_of_all(heard, token)]
    if not subset or _is_about_outcomes(tokens):
        return False
    if not heard.division.running and any(
        token.does(WordRole.AND) and subset[0].end <= token.start < subset[-1].start for token in tokens
    ):
        return False  # “受理网上申请及信函申请”
    after = heard.text[subset[-1].end :]
    return not (phrase.opener == "、" or after.startswith(("等", "方式", "和", "、")))


def _is_about_outcomes(tokens: Sequence[Token]) -> bool:
    """Read “涉及不予公开的36件” as of all of them."""
    beside = (token for before, token in pairwise(tokens) if before.text == "涉及" and before.end == token.start)
    return any(item.is_row and rank(item.line) >= OUTCOME for token in beside for item in token.word.items)


_WITHIN = re.compile(r"[\d一二三四五六七八九十两]个?(?:工作日|日|天|小时|周)[之以]?内[^，；、：。（]{0,40}$")
_FAR = 30  # characters of a clause before its number


def is_within_days(text: str, number: int) -> bool:
    """Return whether a number is of what was done in some days: “10日内答复20件”."""
    begin = max(0, number - _FAR)
    return text.find("内", begin, number) >= 0 and _WITHIN.search(text, begin, number) is not None


_INVALID = re.compile("无效|其中有效|有效期")
_KIND = re.compile(
    "(?<!公开)(?:类|事项)$|(?:各类|各项|各种)(?!方式|渠道|形式|途径)[一-龥]{1,6}(?<!信息)(?<!公开)(?<!人)(?<!组织)(?<!群众)$"
)
_WORD = re.compile("[一-龥]+")
_WAYS = re.compile("网[上络站]|口头|电子|线上|在线|当面|邮件")


def _is_of_all(heard: Heard, token: Token) -> bool:
    """Read “收到书面申请2份” and “依申请公开来信1件” as of all, where no other way is told."""
    if heard.division.running:
        return False
    if token.text == "书面":
        return _WAYS.search(heard.text) is None
    if token.text == "有效":
        return _INVALID.search(heard.text) is None
    return token.text == "来信" and heard.text[: token.start].endswith(("依申请公开", "公开申请"))


def _speaks_of_information(tokens: Sequence[Token]) -> bool:
    return any(token.text in {"政府信息", "信息"} for token in tokens)


def _other_object_after(phrase: Phrase) -> bool:
    end = phrase.number.end if phrase.number else 0
    return any(token.does(WordRole.FOREIGN) and token.start <= end + _NEAR for token in phrase.after[:1])


def stray(tokens: Sequence[Token], start: int, number: Token | None) -> int:
    """Count the characters from `start` to the number that no known word covers."""
    if number is None:
        return 0
    own = [token for token in tokens if token.end <= number.start]
    begin = start or (own[0].start if own else number.start)
    covered = sum(token.end - token.start for token in own if token.start >= begin)
    return max(0, number.start - begin - covered)


def _is_circumstance(heard: Heard, item: Token) -> bool:
    """Read “23件在告知不掌握的同时作了指引”: the item is what happened besides."""
    return heard.text.startswith(("的同时", "后", "之后", "以后"), item.end)


def _stray_after(phrase: Phrase, item: Token) -> int:
    number = phrase.number
    if number is None:
        return 0
    if item.start < number.start:  # it was weighed ahead of the number, and found too far
        return item.start + number.end
    covered = sum(token.end - token.start for token in phrase.after if token.end <= item.start)
    return item.start - number.end - covered
