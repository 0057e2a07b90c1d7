"""Claims held against the numbers: what is right is silent, what is wrong is traced to its cause."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from model.form.editions.form_2021 import (
    APPLICATIONS,
    BROUGHT_FORWARD,
    CARRIED_FORWARD,
    DISPUTES,
    NATURAL_PERSON,
    ORGANISATIONS,
    PENDING,
    RECEIVED,
    RESULTS_TOTAL,
    TOTAL,
)
from model.form.schema import Cell, Line
from model.rules.narrative.claims import Claim, Listing, Outcome, SentenceReading
from model.rules.narrative.phrase_targets import Target, of_applications, of_disputes

Numbers = Mapping[Cell, Decimal]
_OFFICE = re.compile("[省市区县州旗](?:政府|府办)")  # what such an office received is its share of the whole


class Cause(StrEnum):
    """Where a wrong number comes from."""

    NONE = "none"
    NATURAL_PERSON = "natural_person"
    OTHER_COLUMN = "other_column"
    WITH_BROUGHT_FORWARD = "with_brought_forward"
    WITHOUT_PENDING = "without_pending"
    ONE_PART = "one_part"
    SCOPE = "scope"


class Contradiction(NamedTuple):
    """Something said that the numbers do not bear out; `due` is None where a cell that it needs is blank."""

    check: str
    target: Target | None  # None for numbers of the text alone
    said: Decimal
    due: Decimal | None
    span: tuple[int, int]
    words: tuple[int, int]
    cause: Cause = Cause.NONE
    source: Line | None = None  # the column or part that the number was taken from
    by_word: bool = False
    scope: str = ""
    sums: tuple[Decimal, Decimal] | None = None  # the two sums that should be equal, whole first
    confirmed: bool = False  # the table bears the number out, so that another one is wrong


def problems(reading: SentenceReading, numbers: Numbers) -> Iterator[Contradiction]:
    """Hold a sentence against the numbers."""
    judged = (_judge(index, claim, reading, numbers) for index, claim in enumerate(reading.claims))
    found = [problem for problem in judged if problem]
    yield from found
    doubtful = {cell for one in found if one.target for cell in one.target.cells}
    for outcome in reading.outcomes:
        yield from _outcome(outcome, numbers, doubtful)
    yield from _balance(reading, numbers, found)
    for listing in reading.listings:
        yield from _listing(listing, numbers)


def total_of(cells: Iterable[Cell], numbers: Numbers) -> Decimal | None:
    """Add up cells; None if one is blank."""
    values = [numbers.get(cell) for cell in cells]
    return None if None in values else sum((value for value in values if value is not None), Decimal())


def _judge(index: int, claim: Claim, reading: SentenceReading, numbers: Numbers) -> Contradiction | None:
    due = total_of(claim.target.cells, numbers)
    if due == claim.said or any(total_of(target.cells, numbers) == claim.said for target in claim.also):
        return None
    if due is not None and (_told_in_pieces(claim, reading, due) or _told_of_a_part(index, claim, reading)):
        return None
    if due is not None and claim.said < due and _OFFICE.match(claim.scope):
        return None
    cause, source = _cause(claim, numbers) if due is not None else (Cause.NONE, None)
    return Contradiction(
        claim.target.check,
        claim.target,
        claim.said,
        due,
        claim.span,
        claim.words,
        cause,
        source,
        by_word=claim.by_word,
        scope=claim.scope,
    )


def _told_in_pieces(claim: Claim, reading: SentenceReading, due: Decimal) -> bool:
    """Return whether a number is a piece: others are said of the same cells, and one, or all together, are the whole.

    Of several that are not, only the greatest is judged. A sum that is stated shows the pieces even where the
    others were not understood.
    """
    pieces = reading.pieces[claim.target]
    several = pieces.times > 1 and (due in pieces.wholes or claim.said < pieces.greatest)
    sums = reading.summed_up.get(due, ())
    return several or any(not one.claim or one.claim.target == claim.target for one in sums)


def _told_of_a_part(index: int, claim: Claim, reading: SentenceReading) -> bool:
    """Read “反复申请的3件，说明理由后不予处理3件”: the outcome is that of the applications just named."""
    before = reading.first_said[claim.said]
    return any(
        first < index and target != claim.target and target.within(claim.target) for target, first in before.items()
    )


def _cause(claim: Claim, numbers: Numbers) -> tuple[Cause, Line | None]:
    if claim.scope:
        return Cause.SCOPE, None
    if not claim.by_word and claim.said:
        for cause, source, target in _suspects(claim.target):
            if total_of(target, numbers) == claim.said:
                return cause, source
    return Cause.NONE, None


def _suspects(target: Target) -> Iterator[tuple[Cause, Line | None, tuple[Cell, ...]]]:
    """Return the cells that such a number is mistaken for, the likeliest first."""
    if target.table == APPLICATIONS.key and target.column == TOTAL:
        yield Cause.NATURAL_PERSON, NATURAL_PERSON, target.cells_in(NATURAL_PERSON)
        if target.is_row(RECEIVED):
            both = of_applications((RECEIVED, BROUGHT_FORWARD))
            yield Cause.WITH_BROUGHT_FORWARD, BROUGHT_FORWARD, both.cells
        for column in (ORGANISATIONS, *ORGANISATIONS.leaves):
            yield Cause.OTHER_COLUMN, column, target.cells_in(column)
    if target.table == DISPUTES.key and target.column.key == "total":
        settled = [column for column in DISPUTES.column_leaves if column not in {PENDING, target.column}]
        yield Cause.WITHOUT_PENDING, PENDING, tuple(cell for column in settled for cell in target.cells_in(column))
    parts = [leaf for row in target.rows for leaf in row.leaves]
    for part in parts if len(parts) > 1 else ():
        yield Cause.ONE_PART, part, Target(target.table, (part,), target.column).cells


def _outcome(outcome: Outcome, numbers: Numbers, doubtful: set[Cell]) -> Iterator[Contradiction]:
    whole, part = of_disputes(outcome.bodies), of_disputes(outcome.bodies, outcome.column)
    said, due = total_of(whole.cells, numbers), total_of(part.cells, numbers)
    if doubtful.isdisjoint(whole.cells) and said is not None and said != due:
        yield Contradiction("N5", part, said, due, outcome.span, outcome.span, by_word=True)


# N4: the results named make up the total stated


def _balance(reading: SentenceReading, numbers: Numbers, found: Sequence[Contradiction]) -> Iterator[Contradiction]:
    claims = [claim for claim in reading.claims if not claim.by_word]
    results = [one for one in claims if one.target.is_outcome and one.target.column == TOTAL]
    column = _majority_column(found, results)
    counts = Counter(one.target for one in results)
    tops = [
        one
        for one in results
        if counts[one.target] == 1 and not any(target != one.target and one.target.within(target) for target in counts)
    ]
    summed = _first(claims, RESULTS_TOTAL)
    received = _first(claims, RECEIVED)
    if len(tops) > 1 and (summed or received):
        yield from _results(tops, summed, received, claims, numbers, column)
    elif received and summed:
        yield from _flow(received, summed, claims)


def _majority_column(found: Sequence[Contradiction], results: Sequence[Claim]) -> Line:
    """Return the column that the sentence's numbers come from, as far as they come from one."""
    natural = sum(problem.cause is Cause.NATURAL_PERSON for problem in found)
    return NATURAL_PERSON if natural and natural * 2 > len(results) else TOTAL


def _first(claims: Sequence[Claim], line: Line) -> Claim | None:
    return next((claim for claim in claims if claim.target.is_row(line) and not claim.scope), None)


def _results(  # noqa: PLR0913, PLR0917 — a balance has these parts
    tops: Sequence[Claim],
    summed: Claim | None,
    received: Claim | None,
    claims: Sequence[Claim],
    numbers: Numbers,
    column: Line,
) -> Iterator[Contradiction]:
    named = sum((one.said for one in tops), Decimal())
    if summed:
        if named != summed.said and (named > summed.said or _complete(tops, numbers, column)):
            yield _unbalanced(summed, named, summed.said)
        return
    if received is None:
        return
    carried = _stated(claims, CARRIED_FORWARD, numbers, column)
    brought = _stated(claims, BROUGHT_FORWARD, numbers, column)
    if carried is None or brought is None or {received.said, received.said + brought} & {named, named + carried}:
        return
    if not any(one.target.is_row(line) for one in claims for line in (CARRIED_FORWARD, BROUGHT_FORWARD)):
        carried = brought = Decimal()
    if named > received.said + brought or _complete(tops, numbers, column):
        yield _unbalanced(received, named + carried, received.said + brought)


def _complete(tops: Sequence[Claim], numbers: Numbers, column: Line) -> bool:
    """Return whether the results that are not named had no cases."""
    named = {cell for one in tops for cell in one.target.cells_in(column)}
    outcomes = [line.key for line in APPLICATIONS.in_every_column[0].right.lines]
    rest = (Cell.at(APPLICATIONS.key, key, column.key) for key in outcomes)
    return not any(numbers.get(cell, Decimal()) for cell in rest if cell not in named)


def _stated(claims: Sequence[Claim], line: Line, numbers: Numbers, column: Line) -> Decimal | None:
    said = next((one.said for one in claims if one.target.is_row(line)), None)
    return said if said is not None else total_of(of_applications((line,)).cells_in(column), numbers)


def _flow(received: Claim, summed: Claim, claims: Sequence[Claim]) -> Iterator[Contradiction]:
    """Hold “收到9件，上年结转1件，答复8件，结转1件” together, where the sentence says all four."""
    carried = next((one.said for one in claims if one.target.is_row(CARRIED_FORWARD)), None)
    brought = next((one for one in claims if one.target.is_row(BROUGHT_FORWARD)), None)
    if carried is None or brought is None or brought.span > summed.span:
        return
    results, due = summed.said + carried, received.said + brought.said
    handled = summed.also and summed.said == due  # “共办理339件，办结332件”
    if results != due and not handled:
        yield _unbalanced(received, results, due)


def _unbalanced(total: Claim, results: Decimal, due: Decimal) -> Contradiction:
    return Contradiction("N4", None, results, due, total.span, total.words, sums=(results, due))


def _leaves_out(whole: Claim, parts: Sequence[Target], numbers: Numbers) -> bool:
    """Return whether the table has more in the whole than in the parts that are named."""
    named = {cell for part in parts for cell in part.cells}
    return total_of(named, numbers) != total_of(whole.target.cells, numbers)


def _divides(part: Target, whole: Target) -> bool:
    """Return whether a target can be a part of another: some of its rows, or one of its columns."""
    return part.within(whole) or (part.table == whole.table and part.rows == whole.rows)


def _listing(listing: Listing, numbers: Numbers) -> Iterator[Contradiction]:
    whole = listing.whole.claim
    claimed = [part.claim.target for part in listing.parts if part.claim]
    divides = whole is not None and all(_divides(target, whole.target) for target in claimed)
    if claimed and not divides and not (listing.summed and whole is None):
        return  # the results of what was received are N4's
    if (
        whole
        and len(claimed) == len(listing.parts)
        and listing.due < whole.said
        and _leaves_out(whole, claimed, numbers)
    ):
        return
    confirmed = whole is not None and total_of(whole.target.cells, numbers) == whole.said
    words = (listing.whole.span[0], listing.parts[-1].span[1])
    yield Contradiction(
        "N7",
        None,
        listing.whole.value,
        listing.due,
        listing.whole.span,
        words,
        sums=(listing.whole.value, listing.due),
        confirmed=confirmed,
    )
