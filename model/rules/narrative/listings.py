"""Numbers of a sentence that are said to make up another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, islice

from model.rules.narrative.claims import Listing, Quantity
from model.rules.narrative.words import WordRole

_STOPS = (WordRole.SUM, WordRole.COMPARED, WordRole.THIS_YEAR, WordRole.RATE, WordRole.DUE)
_LEAST, _MOST = 2, 40  # parts; what has more is no list
_NEARLY = Decimal("0.8")  # of the whole: parts that make less do not claim to be all of them


def listings(quantities: Sequence[Quantity]) -> tuple[Listing, ...]:
    """Find what does not add up: “…N条，其中A a条、B b条”, “A a条、B b条，合计N条”."""
    return (*_parts_after(quantities), *_parts_before(quantities))


def _parts_after(quantities: Sequence[Quantity]) -> Iterator[Listing]:
    for index, first in enumerate(quantities[1:], 1):
        if not _opens(first, quantities[index - 1]):
            continue
        whole = _whole(quantities[:index], first)
        if whole is None or _is_sample(first):
            continue
        run = list(_run(whole, quantities[index:]))
        prefixes = islice(accumulate(one.value for one in quantities[index : index + _MOST]), _LEAST - 1, None)
        ended = whole.value in prefixes and not _are_alike(run, whole)
        if len(run) >= _LEAST and not any(_is_sample(one) for one in run) and not ended:
            yield from _if_close(Listing(whole, tuple(run)))


def _opens(first: Quantity, before: Quantity) -> bool:
    """Return whether a list of parts begins: after 其中, or in brackets right after its whole."""
    if first.phrase.does(WordRole.PARTS):
        return True
    inside = first.phrase.opener == "（" and first.phrase.depth == before.phrase.depth + 1
    return inside and not first.phrase.does(WordRole.INCLUDING, WordRole.EXCLUDING, *_STOPS)


def _whole(earlier: Sequence[Quantity], first: Quantity) -> Quantity | None:
    """Return the number that the list divides: the one just before, outside the brackets that the list stands in."""
    outside: Iterator[Quantity] = (one for one in reversed(earlier) if one.phrase.depth <= first.phrase.depth)
    if first.phrase.opener == "；":
        nearest = [*islice(outside, 2)]
        outside = iter(nearest if len(nearest) == 1 else ())
    for one in outside:
        if one.phrase.does(WordRole.COMPARED):  # “335件，较上年增加57件，其中”
            continue
        same = _measure(one) == _measure(first) or not _measure(first)
        return one if same and not one.about else None
    return None


def _run(whole: Quantity, following: Sequence[Quantity]) -> Iterator[Quantity]:
    depth = following[0].phrase.depth
    for index, one in enumerate(following):
        if one.phrase.depth > depth:
            continue
        if one.phrase.depth < depth or (index and _ends(one)):
            return
        if _measure(one) and _measure(one) != _measure(whole):
            return
        if one.claim and whole.claim and one.claim.target.table is not whole.claim.target.table:
            return
        yield one


def _are_alike(run: Sequence[Quantity], whole: Quantity) -> bool:
    """Return whether all are parts of the whole in the tables: then its first numbers do not end the list."""
    said = [one.claim.target for one in run if one.claim]
    if whole.claim is None or len(said) != len(run):
        return False
    of = whole.claim.target
    return all(one.within(of) for one in said) or (
        len({one.column for one in said}) == len(said) and all(one.rows == said[0].rows for one in said)
    )


def _ends(one: Quantity) -> bool:
    return one.phrase.opener == "；" or one.phrase.does(WordRole.PARTS, *_STOPS)


def _measure(one: Quantity) -> str:
    number = one.phrase.number
    return number.numeral.measure if number and number.numeral else ""


def _is_sample(one: Quantity) -> bool:
    return (
        one.about
        or one.sampled
        or any(token.does(WordRole.SAMPLE) for token in (*one.phrase.before, *one.phrase.after))
    )


def _if_close(listing: Listing) -> Iterator[Listing]:
    """Pass over lists that name only some of the parts, or the parts of something larger."""
    whole = listing.whole.value
    told = all(part.claim for part in listing.parts)  # the tables tell whether all of them are named
    if any(part.value > whole for part in listing.parts) or (not told and listing.due < whole * _NEARLY):
        return
    if listing.due != whole:
        yield listing


def _sums_up(whole: Quantity) -> bool:
    """Return whether a number stands after “合计”, or “应办理申请合计”."""
    words = whole.phrase.before
    told = (WordRole.FILLER, WordRole.SUM, WordRole.DUE, WordRole.ALL, WordRole.THIS_YEAR)
    due = whole.phrase.does(WordRole.DUE) and all(token.does(*told) or token.word.object for token in words)
    return any(token.text in {"合计", "共计", "总计"} for token in (words if due else words[:1]))


def _counts_the_parts(one: Quantity, whole: Quantity) -> bool:
    """Read “部分公开77件、予以公开248件，两类合计325件”."""
    return one.phrase.clause == whole.phrase.clause and _measure(one) != _measure(whole)


def _parts_before(quantities: Sequence[Quantity]) -> Iterator[Listing]:
    for index, whole in enumerate(quantities):
        if index < _LEAST or not _sums_up(whole):
            continue
        run: list[Quantity] = []
        for one in reversed(quantities[max(0, index - _MOST - 1) : index]):
            if _counts_the_parts(one, whole):
                continue
            if _measure(one) != _measure(whole) or one.phrase.depth != whole.phrase.depth:
                break
            run.insert(0, one)
        if _LEAST <= len(run) <= _MOST and not any(_is_sample(one) for one in run):
            yield from _if_close(Listing(whole, tuple(run), summed=True))
