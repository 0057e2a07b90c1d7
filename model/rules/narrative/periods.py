"""Whether a sentence turns to other years than the report's, to a month, or to plans."""

from __future__ import annotations

import re
from collections.abc import Iterable

from model.form.roles import TableRole
from model.rules.narrative.heard import Heard
from model.rules.narrative.lexicon import Token
from model.rules.narrative.named_lines import items, rows_named
from model.rules.narrative.numerals import Sense
from model.rules.narrative.phrases import Phrase
from model.rules.narrative.target import FLOW, rank
from model.rules.narrative.words import WordRole

_YEARS = re.compile(r"\d{4}年?度?[至到\-—–~～]\d{4}年")
_OF_TIME = frozenset(
    {
        WordRole.LAST_YEAR,
        WordRole.THIS_YEAR,
        WordRole.INTO_THIS_YEAR,
        WordRole.OTHER_SPAN,
        WordRole.PLAN,
        WordRole.COMPARED,
    }
)
_SINCE = re.compile(r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:起|开始)")
_FIRST_YEAR = 7  # characters before the last year of “2021年度至2023年”
_DAY = re.compile(r"月(?:份?[底末]|\d)")
_WHOLE_YEAR = re.compile(r"(?<!\d)1月?份?[至到\-—–~～]$")
_TO_ITS_END = re.compile(r"月份?[至到\-—–~～]12月")
_AND_OTHER_YEARS = tuple(f"{year}{both}" for year in ("全年", "本年度", "本年", "今年") for both in "及和与、")
_MONTHS = 12
_A_DATE = 8  # characters of “2024年12月”


def is_past(heard: Heard, phrase: Phrase) -> bool:
    """Return whether what is said now is of other years: “近三年来”, “计划” turn to them, “本年度” is a return."""
    past = heard.whose.past
    if not _is_about_time(phrase.before) and not _is_about_time(phrase.after):
        return past
    past = past or any(_ends_a_range(heard.text, token) for token in phrase.after)
    for token in phrase.before:
        if token.does(WordRole.OTHER_SPAN) or _spans_years(heard.text, token):
            past = not heard.text[: token.start].endswith(_AND_OTHER_YEARS)
        elif token.does(WordRole.THIS_YEAR):
            past = False
    planned = phrase.number is not None and phrase.does(WordRole.PLAN)
    told = (
        planned
        or _only_a_past_year(phrase)
        or _opens_a_past_year(heard, phrase)
        or _is_of_the_past(heard, phrase)
        or _is_of_a_month(heard, phrase)
    )
    return past or told


def _is_about_time(tokens: Iterable[Token]) -> bool:
    for token in tokens:  # a loop, as it is asked of every word
        if token.numeral.sense is Sense.DATE if token.numeral else not token.word.roles.isdisjoint(_OF_TIME):
            return True
    return False


def _spans_years(text: str, token: Token) -> bool:
    """Read “自2020年起” and “2021年至2023年”."""
    begins = token.numeral is not None or token.does(WordRole.LAST_YEAR)
    return (begins and _SINCE.match(text, token.start) is not None) or _ends_a_range(text, token)


def _ends_a_range(text: str, token: Token) -> bool:
    """Read “2021年至2023年”, which ends in this year."""
    this = token.does(WordRole.THIS_YEAR, WordRole.INTO_THIS_YEAR)
    return this and _YEARS.search(text, max(0, token.start - _FIRST_YEAR), token.end) is not None


def _only_a_past_year(phrase: Phrase) -> bool:
    alone = phrase.number is None and not phrase.clause and len(phrase.before) == 1
    return alone and phrase.before[0].does(WordRole.LAST_YEAR)


_HELD_AGAINST = re.compile("(?:与|和|同|跟|较|比|对比|相比|比照|对照)(?:于|起)?$")


def _opens_a_past_year(heard: Heard, phrase: Phrase) -> bool:
    """Read “与2023年（新收471件）相比” and “对比上年（收到97件、办结95件）”: what is in the bracket is of that year."""
    last = phrase.before[-1] if phrase.before and phrase.number is None else None
    if last is None or not last.does(WordRole.LAST_YEAR) or not heard.text.startswith("（", last.end):
        return False
    return _HELD_AGAINST.search(heard.text, 0, last.start) is not None


def _is_of_the_past(heard: Heard, phrase: Phrase) -> bool:
    """Read “去年同期受理2890件、答复2875件”; “上年结转” is of this year."""
    if not phrase.counts or phrase.does(WordRole.THIS_YEAR, WordRole.INTO_THIS_YEAR):
        return False
    told = phrase.does(WordRole.LAST_YEAR) and not phrase.does(WordRole.COMPARED)
    if not told and not (phrase.before and phrase.before[0].text.endswith("同期")):
        return False
    rows = rows_named(heard.lines, phrase.before)
    return bool(rows) and rank(rows[0]) != FLOW and not _is_of_what_was_left(phrase)


def _is_of_what_was_left(phrase: Phrase) -> bool:
    """Read “上年结转的5件予以公开3件”: they were dealt with this year."""
    named = items(phrase.before, TableRole.APPLICATIONS, rows=True)
    return any(rank(item.line) == FLOW for _, item in named)


def _is_of_a_month(heard: Heard, phrase: Phrase) -> bool:
    """Return whether only a month or some are meant: “12月新收31件”, but not “1至12月” or “截至12月底”."""
    dates = all(token.numeral is not None or token.does(WordRole.THIS_YEAR) for token in phrase.before)
    alone = phrase.number is None and not phrase.clause and dates and heard.text.find("，") <= _A_DATE
    told = phrase.counts or alone  # “2024年5月，收到申请3件”
    return told and any(_is_a_month(heard.text, token) for token in (*phrase.before, *phrase.after))


def _is_a_month(text: str, token: Token) -> bool:
    numeral = token.numeral
    if numeral is None or not text.startswith("月", numeral.end) or _DAY.match(text, numeral.end):
        return False
    if numeral.value == 1 and _TO_ITS_END.match(text, numeral.end):
        return False
    return numeral.value != _MONTHS or not _WHOLE_YEAR.search(text, max(0, numeral.start - _FIRST_YEAR), numeral.start)
