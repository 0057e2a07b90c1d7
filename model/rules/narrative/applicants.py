"""Who made the applications, beyond numbers of a kind: the rest of a list, and “all were natural persons”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from model.form.schema import Line
from model.rules.narrative.claims import Claim, Quantity
from model.rules.narrative.form_lines import FormLines
from model.rules.narrative.heard import Heard
from model.rules.narrative.lexicon import Token
from model.rules.narrative.phrases import Phrase
from model.rules.narrative.words import WordRole

_LEAST = 2  # kinds, with what is only called 其他


def with_the_rest(claims: Sequence[Claim], lines: FormLines, told: Sequence[Quantity]) -> Iterator[Claim]:
    """Read “688件，其中自然人573件、商业企业54件、其他组织61件”: the last are all that are not named.

    Only a list that adds up to the total said names everybody.
    """
    kinds = [one for one in claims if one.target.rows == (lines.received,) and not one.target.is_of_all]
    leaves = lines.organisations.leaves
    others = [one for one in kinds if one.target.column is leaves[-1]]
    last = others[0] if len(others) == 1 and len(kinds) >= _LEAST else None
    if last is None or not _adds_up(kinds, told):
        yield from claims
        return
    named = {leaf for one in kinds for leaf in one.target.column.leaves}
    rest = tuple(leaf for leaf in leaves if leaf not in named or leaf is leaves[-1])
    for one in claims:
        if one is last and lines.natural_person in named and len(rest) > 1:
            yield one._replace(target=lines.of_applications((lines.received,), _together(rest)))
        else:
            yield one


def _adds_up(kinds: Sequence[Claim], told: Sequence[Quantity]) -> bool:
    """Return whether the sentence says how many all of them are."""
    whole = sum((one.said for one in kinds), Decimal())
    return any(one.value == whole for one in told)


@cache
def _together(kinds: tuple[Line, ...]) -> Line:
    """Return several kinds of applicants as one."""
    return Line("+".join(one.key for one in kinds), "、".join(one.spoken for one in kinds), parts=kinds)


_PERSONS = "(?P<persons>自然人|公民|个人|[本我该]?[一-龥]{0,4}(?:村民|居民))"
_WHO = f"{_PERSONS}|(?P<bodies>(?:商业)?企业|公司|法人(?:[和或]者?其他组织)?)"
_ALL_ALIKE = re.compile(  # “申请人均为自然人”
    rf"(?:(?:所有|全部|各)的?|上述)?(?:(?:本年|全年|当年)?提[出交])?(?:政府信息公开|信息公开)?申请(?:人|主体|对象|者|的)?(?:身份|类型)?(?:均|全部|全|都|皆)(?:为|是|系|来自|由)(?:{_WHO})"
    "(?:身份)?(?:提出|提交)?(?:的?申请)?"
)
_THEY_WERE = re.compile(  # “收到申请5件，均为自然人申请”
    rf"(?:的?(?:政府信息公开|信息公开)?申请人?)?(?:均|全部|全|都|皆)(?:为|是|系|来自|由)(?:{_WHO})(?:提出|提交)?(?:的?申请)?(?=[，。；！]|$)"
)
_LONGEST = 60  # characters of a clause


def all_alike(heard: Heard, phrase: Phrase) -> Iterator[Claim]:
    """Read “申请人均为自然人” as that there were none of the others."""
    tokens = phrase.after if phrase.number else phrase.before
    every = next((token for token in tokens if WordRole.ALL in token.word.roles), None)
    if every is None:
        every = _the_only_one(heard, tokens)
    if every is None or phrase.depth or not heard.on_application or not _is_of_all_received(heard):
        return
    found = _found(heard, phrase)
    if found is None or heard.topic.bodies or heard.whose.elsewhere or heard.whose.scope:
        return
    none = heard.lines.organisations if found["persons"] else heard.lines.natural_person
    words = heard.sentence.plain.span(found.start(), found.end())
    span = heard.sentence.plain.span(every.start, found.end())
    yield Claim(heard.lines.of_applications((heard.lines.received,), none), Decimal(), span, words, by_word=True)


_ONE_WAS = re.compile(rf"申请(?:人|主体)(?:身份|类型)?(?:为|是|系)(?:{_WHO})")


def _the_only_one(heard: Heard, tokens: Sequence[Token]) -> Token | None:
    """Return the word for the applicant in “收到申请1件，申请人为自然人”."""
    told = heard.told.quantities
    alone = len(told) == 1 and told[0].value == 1
    return next((token for token in tokens if alone and token.text.startswith("申请人")), None)


def _found(heard: Heard, phrase: Phrase) -> re.Match[str] | None:
    text = heard.text
    if phrase.number is not None and phrase.number.numeral is not None:
        return _THEY_WERE.match(text, phrase.number.numeral.after) if heard.told.quantities else None
    first = phrase.before[0].start
    begin = max(text.rfind(mark, max(0, first - _LONGEST), first) for mark in "，；。：") + 1
    end = min((at for at in (text.find(mark, first) for mark in "，；。！：（") if at >= 0), default=len(text))
    alike = _ALL_ALIKE.fullmatch(text, begin, end) or _ONE_WAS.fullmatch(text, begin, end)
    return alike or (_THEY_WERE.match(text, begin) if heard.told.quantities else None)


def _is_of_all_received(heard: Heard) -> bool:
    """Return whether what was counted last is all that was received; or nothing was counted yet."""
    if not heard.told.quantities:
        return True
    last = heard.told.quantities[-1].claim
    received = heard.lines.received
    told = last is not None and (last.target.is_row(received) or any(one.is_row(received) for one in last.also))
    return last is not None and told and not last.scope
