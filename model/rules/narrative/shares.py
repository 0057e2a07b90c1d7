"""Shares that stand without their number: “予以公开占比为52.3%”, where base and item are clear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from model.form.roles import LineRole, TableRole
from model.form.schema import Line
from model.rules.narrative.claims import Share
from model.rules.narrative.heard import Heard
from model.rules.narrative.lexicon import Item, Token
from model.rules.narrative.phrases import Phrase
from model.rules.narrative.target import OUTCOME, Target, rank
from model.rules.narrative.words import WordRole

_LONGEST = 40  # characters of a clause before its item
_HEAD = re.compile("(?:其中|全年|本年度?|今年|从申请(?:人|主体|对象)(?:类型)?[来上]?看)?(?:由|来自)?")
_TAIL = re.compile(
    "[提出交申请的类件数量答复情形办公众人]{0,10}"
    "占[比全部总数办结答复申请收到受理新当年本度件的例重率量为达到约近超过逾不足]{0,16}"
)
_MORE, _LESS, _ABOUT = re.compile("[超逾]过?$"), re.compile("不[足到]$"), re.compile("[约近]$")
_AFTER_MORE, _AFTER_ABOUT = re.compile("[%成]?(?:以上|[多余])"), re.compile("[%成]?(?:左右|上下)")
_UNITS = {"%": Decimal(1), "成": Decimal(10)}  # per cent
_FAR = Decimal(10)  # so many per cent may “左右” be away; of 成 half as many more
_ALL = Decimal(100)


def share(heard: Heard, phrase: Phrase) -> Share | None:
    """Read a share of all that was received or finished; None where it may be of something else."""
    numeral = phrase.number.numeral if phrase.number else None
    named = [(token, item) for token in phrase.before for item in token.word.items]
    if numeral is None or len(named) != 1 or not heard.on_application or phrase.does(WordRole.SUBSET):
        return None
    (token, item), unit = named[0], _UNITS.get(heard.text[numeral.end : numeral.end + 1])
    if item.table.role is not TableRole.APPLICATIONS or unit is None or not _is_clear(heard, phrase, token):
        return None
    pairs = tuple(_pairs(heard, item))
    if not pairs:
        return None
    written = heard.text[numeral.start : numeral.end]
    step = unit / 10 ** len(written.partition(".")[2])
    said = numeral.value * unit
    least, most = _bounds(heard.text, numeral.start, numeral.end, said, step)
    span = heard.sentence.plain.span
    return Share(pairs, said, least, most, span(numeral.start, numeral.end), span(token.start, numeral.end + 1))


def _is_clear(heard: Heard, phrase: Phrase, token: Token) -> bool:
    """Return whether the share is one of the reporting body's own whole, and of this item alone."""
    whose, number = heard.whose, phrase.number
    if whose.elsewhere or whose.scope or heard.topic.bodies or heard.division.column or number is None:
        return False
    last = heard.told.quantities[-1] if heard.told.quantities else None
    if last is not None and (last.claim is None or last.claim.scope):
        return False
    if last is not None and last.claim and not last.claim.target.is_of_all and _is_row(token):
        return False  # “自然人提出12件，予以公开占五成”
    text = heard.text
    if text.count("占", 0, token.start) > len(heard.told.shares):
        return False  # “线上申请占60%，自然人占80%”: of which of them is not said
    begin = max(text.rfind(mark, max(0, token.start - _LONGEST), token.start) for mark in "，；。：（、") + 1
    if text[begin - 1 : begin] == "、" and text[begin - 2 : begin - 1] not in {"%", "成"}:
        return False  # “予以公开、部分公开占48.5%”
    head = _HEAD.fullmatch(text, begin, token.start)
    return head is not None and _TAIL.fullmatch(text, token.end, number.start) is not None


def _is_row(token: Token) -> bool:
    return any(item.is_row for item in token.word.items)


def _pairs(heard: Heard, item: Item) -> Iterator[tuple[Target, Target]]:
    """Return what may be divided by what, the likeliest first."""
    lines = heard.lines
    wholes = (lines.of_applications((lines.results_total,)), lines.of_applications((lines.received,)), lines.taken_in)
    if item.is_row and rank(item.line) == OUTCOME:
        rows: list[tuple[Line, ...]] = [(item.line,)]
        disclosed = lines.outcomes[:2]
        if item.line in disclosed:  # 公开 may be in whole or in part
            rows.append(disclosed)
        yield from ((lines.of_applications(row), whole) for whole in wholes for row in rows)
    elif not item.is_row and LineRole.ALL_APPLICANTS not in item.line.roles:
        for whole in (wholes[1], wholes[2], wholes[0]):
            yield lines.of_applications(whole.rows, item.line), whole


def _bounds(text: str, start: int, end: int, said: Decimal, step: Decimal) -> tuple[Decimal, Decimal]:
    """Return between what a share may lie: it may be rounded or cut off at the digits that are written."""
    slack = min(step, Decimal(1))
    if _LESS.search(text, max(0, start - 2), start):
        return Decimal(), said + slack
    if _MORE.search(text, max(0, start - 2), start) or _AFTER_MORE.match(text, end):
        return said - slack, _ALL
    if _ABOUT.search(text, max(0, start - 1), start) or _AFTER_ABOUT.match(text, end):
        far = max(_FAR, step * 3 / 2)
        return said - far, said + far
    return said - step, said + step
