"""Whether a sentence turns to other years than the report's, to plans, or to another body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.narrative.context import Context
from model.narrative.lexicon import Token
from model.narrative.meaning import FLOW, rank, rows_named
from model.narrative.phrases import Phrase
from model.narrative.words import Role

_YEARS = re.compile(r"\d{4}年?度?[至到\-—–~～]\d{4}年")
_FIRST_YEAR = 8  # characters before the last year of “2021年度至2023年”
_BODY = re.compile(
    "[一-龥]{1,14}(?:局|委|厅|街道|办事处|镇|乡|区|县|市|州|旗|院|中心|管委会|委员会|支队|大队|公司|集团|社区)(?:办公室)?$"
)
_LONGEST = 16  # characters of the name of a body
_OWN = re.compile("[我本全该各]")


def time(context: Context, phrase: Phrase) -> None:
    """Note whether what is said from here on is of this year: “近三年来”, “计划” end it, “本年度” is a return."""
    for token in phrase.before:
        if token.does(Role.SEVERAL_YEARS) or _ends_a_range(context.plain.text, token):
            context.past = True
        elif token.does(Role.THIS_YEAR):
            context.past = False
    if _only_a_past_year(phrase) or _begins_in_the_past(phrase) or (phrase.number and phrase.does(Role.PLAN)):
        context.past = True


def _ends_a_range(text: str, token: Token) -> bool:
    """Read “2021年至2023年”, which ends in this year."""
    this = token.does(Role.THIS_YEAR, Role.INTO_THIS_YEAR)
    return this and _YEARS.search(text, max(0, token.start - _FIRST_YEAR), token.end) is not None


def _only_a_past_year(phrase: Phrase) -> bool:
    alone = phrase.number is None and not phrase.clause and len(phrase.before) == 1
    return alone and phrase.before[0].does(Role.LAST_YEAR)


def _begins_in_the_past(phrase: Phrase) -> bool:
    """Read “去年同期受理2890件、答复2875件”; “上年结转” is of this year."""
    if not phrase.counts or not phrase.before or not phrase.before[0].does(Role.LAST_YEAR, Role.COMPARED):
        return False
    rows = rows_named(phrase.before)
    own = phrase.does(Role.THIS_YEAR, Role.INTO_THIS_YEAR)
    return not own and phrase.before[0].text.endswith(("同期", "年")) and bool(rows) and rank(rows[0]) < FLOW


def is_another_body(context: Context, phrase: Phrase) -> bool:
    """Say whether the number is told of a body that is not the reporting one: “市公安局收到87件”.

    The body stands right before the first word that is known, or before the number. An abbreviation of the unit's
    name is the unit.
    """
    return any(not _is_own(name, context.unit) for name in _bodies(context.plain.text, phrase))


def _bodies(text: str, phrase: Phrase) -> Iterator[str]:
    if phrase.number is None:
        return
    begin = 0
    for token in (*phrase.before, phrase.number):
        found = _BODY.search(text[max(begin, token.start - _LONGEST) : token.start])
        if found:
            yield found.group()
        begin = token.end


def _is_own(name: str, unit: str) -> bool:
    letters = iter(unit)
    return _OWN.search(name) is not None or all(char in letters for char in name)
