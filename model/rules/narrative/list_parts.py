"""The numbers that a list adds up: which of them is the whole, which are parts, and which may be neither."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, islice

from model.form.roles import TableRole
from model.rules.narrative.claims import Listing, Quantity
from model.rules.narrative.lexicon import Token
from model.rules.narrative.phrases import SENTENCE_ENDS, Phrase
from model.rules.narrative.target import FLOW, rank
from model.rules.narrative.words import WordRole

MOST = 40  # parts; what has more is no list


def divided(earlier: Sequence[Quantity], first: Quantity) -> Quantity | None:
    """Return the number that the list divides: the one just before, outside the brackets that the list stands in."""
    outside: Iterator[Quantity] = (one for one in reversed(earlier) if one.phrase.depth <= first.phrase.depth)
    if first.phrase.opener == "；":
        nearest = [*islice(outside, 2)]
        outside = iter(nearest if len(nearest) == 1 else ())
    for one in outside:
        if one.phrase.does(WordRole.COMPARED, WordRole.RATE, WordRole.LAST_YEAR):  # “335件，上年278件，多收57件，其中”
            continue
        if first.phrase.opener != "（" and _is_carried(one) and len(earlier) > 1:
            if first.phrase.opener in SENTENCE_ENDS:
                continue  # “收到14件，上年结转1件。其中自然人…”
            return None  # “收到14件，上年结转1件，其中网络8件、信函7件”
        same = measure(one) == measure(first) or not measure(first)
        return one if same and not one.about else None
    return None


def _is_carried(one: Quantity) -> bool:
    return one.claim is not None and rank(one.claim.target.rows[0]) == FLOW


def is_of_disputes(one: Quantity) -> bool:
    """Return whether a number counts disputes: how those ended that are not named may be told in other words."""
    told = one.claim is not None and one.claim.target.is_of(TableRole.DISPUTES)
    return told or any(
        item.table.role is TableRole.DISPUTES for token in one.phrase.before for item in token.word.items
    )


def ended(run: Sequence[Quantity], whole: Quantity) -> bool:
    """Return whether the first parts make the whole, and others follow that may be no part of it."""
    sums = islice(accumulate(one.value for one in run), MOST)
    apart = len(run) > 1 and run[1].phrase.opener == "，"  # “其中网站公开100条，微信公开80条” of 100
    at = next((i for i, so_far in enumerate(sums) if so_far == whole.value and (i or apart)), len(run) - 1)
    if at == len(run) - 1 or _are_alike(run, whole):
        return False
    marks = {one.phrase.opener for one in run[1 : at + 1]}
    return marks != {"、"} or run[at + 1].phrase.opener != "、"


def _are_alike(run: Sequence[Quantity], whole: Quantity) -> bool:
    """Return whether all are parts of the whole in the tables: then its first numbers do not end the list."""
    said = [one.claim.target for one in run if one.claim]
    if whole.claim is None or len(said) != len(run):
        return False
    of = whole.claim.target
    return all(one.within(of) for one in said) or (
        len({one.column for one in said}) == len(said) and all(one.rows == said[0].rows for one in said)
    )


_ANEW = re.compile(
    "召开|开展|举办|组织|受理|收到|接到|答复|办理|办结|回复|回应|承办|制[发定作]|印发|废止|修订|参加|培训|处理|接待"
)


def is_told_anew(clause: str) -> bool:
    """Return whether a clause after a semicolon has a verb of its own."""
    return _ANEW.search(clause) is not None


def divides_more(listing: Listing, earlier: Sequence[Quantity]) -> bool:
    """Read “许可310条、处罚15条，其中公示320条”: the parts may be of all that was counted before."""
    first = listing.parts[0].phrase
    if first.opener == "（":
        return False
    beside = [
        one for one in earlier if measure(one) == measure(listing.whole) and not one.phrase.does(WordRole.COMPARED)
    ]
    if any(one.phrase.does(WordRole.PARTS) for one in beside):
        return False
    return len(beside) > 1 and sum((one.value for one in beside), Decimal()) >= listing.due


def measure(one: Quantity) -> str:
    """Return the measure word of a number."""
    number = one.phrase.number
    return number.numeral.measure if number and number.numeral else ""


def is_of_myriads(one: Quantity) -> bool:
    """Return whether a number is told in 万."""
    return one.phrase.number is not None and "万" in one.phrase.number.text


def is_sample(one: Quantity) -> bool:
    """Return whether a list goes on without numbers, or names the more important; “教育、医疗等信息5条” is one part."""
    return (
        one.about
        or one.sampled
        or any(token.does(WordRole.SAMPLE) and not _names_a_part(token, one.phrase) for token in one.phrase.before)
        or any(token.does(WordRole.SAMPLE) for token in one.phrase.after)
    )


def _names_a_part(token: Token, phrase: Phrase) -> bool:
    """Read “教育、医疗等信息5条” as of one part, not “教育、医疗等5条”."""
    return token.text == "等" and phrase.number is not None and token.end < phrase.number.start


def counts_the_parts(one: Quantity, whole: Quantity) -> bool:
    """Read “部分公开77件、予以公开248件，两类合计325件”."""
    return one.phrase.clause == whole.phrase.clause and measure(one) != measure(whole)
