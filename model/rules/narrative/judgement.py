"""Claims held against the numbers: what is right is silent, what is wrong is traced to its cause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from model.form.roles import TableRole
from model.form.schema import Cell, Line
from model.rules.narrative.balance import balance, unequal
from model.rules.narrative.bounds import at_least
from model.rules.narrative.claims import Claim, Outcome, SentenceReading, Share
from model.rules.narrative.contradiction import Cause, Contradiction, Numbers, total_of
from model.rules.narrative.form_lines import FormLines
from model.rules.narrative.target import Target

_TENTH = Decimal("0.1")  # per cent
_OFFICE = re.compile("[省市区县州旗](?:政府|府办)")  # what such an office received is its share of the whole


def problems(reading: SentenceReading, numbers: Numbers) -> Iterator[Contradiction]:
    """Hold a sentence against the numbers."""
    judged = (_judge(index, claim, reading, numbers) for index, claim in enumerate(reading.claims))
    found = [problem for problem in judged if problem]
    if any(problem.check == "N1" and not problem.by_word for problem in found):  # “收到3件，均予以公开” of none
        found = [problem for problem in found if not (problem.by_word and problem.said)]
    yield from found
    doubtful = {cell for one in found if one.target for cell in one.target.cells}
    for outcome in reading.outcomes:
        yield from _outcome(reading.lines, outcome, numbers, doubtful)
    for share in reading.shares:
        yield from _share(share, numbers)
    judged = (_judge(len(reading.claims), claim, reading, numbers) for claim in reading.learnt)
    yield from (one._replace(confirmed=True) for one in judged if one and one.due is not None)
    yield from balance(reading, numbers, found)
    for listing in reading.listings:
        yield from unequal(listing, numbers)


def _judge(index: int, claim: Claim, reading: SentenceReading, numbers: Numbers) -> Contradiction | None:
    due = total_of(claim.target.cells, numbers)
    if due in {claim.said, claim.said + claim.besides}:
        return None
    if any(total_of(target.cells, numbers) == claim.said for target in claim.also) or _is_excused(claim, numbers):
        return None
    if due is not None and (_told_in_pieces(claim, reading, due) or _told_of_a_part(index, claim, reading)):
        return None
    if due is None and not claim.scope and _is_the_only_one(index, claim, reading):
        least = at_least(claim.target.cells, numbers, reading.lines.form)
        if claim.said < least:
            return _at_least(claim, least)
    if due is not None and claim.said < due and _OFFICE.match(claim.scope):
        return None
    cause, source = _cause(reading.lines, claim, numbers) if due is not None else (Cause.NONE, None)
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


def _is_excused(claim: Claim, numbers: Numbers) -> bool:
    return claim.unless is not None and total_of(claim.unless.cells, numbers) != 0


def _is_the_only_one(index: int, claim: Claim, reading: SentenceReading) -> bool:
    return not claim.also and reading.pieces[claim.target].times == 1 and not _told_of_a_part(index, claim, reading)


def _at_least(claim: Claim, least: Decimal) -> Contradiction:
    """Say of a number that the cells that are filled in are too many for it, whatever the blank ones are."""
    return Contradiction(
        claim.target.check,
        claim.target,
        claim.said,
        least,
        claim.span,
        claim.words,
        by_word=claim.by_word,
        at_least=True,
        confirmed=True,
    )


def _told_in_pieces(claim: Claim, reading: SentenceReading, due: Decimal) -> bool:
    """Return whether a number is a piece: others are said of the same cells, and one, or all together, are the whole.

    Of several that are not, only the greatest is judged. A sum that is stated shows the pieces even where the
    others were not understood.
    """
    pieces = reading.pieces[claim.target]
    if claim.of_all and due in pieces.each:  # the whole is told twice, once otherwise
        return False
    if claim in reading.learnt and any(one.said == due and claim.target in one.also for one in reading.claims):
        return claim.said < due  # “收到50件，其中全年通过信函收到5件”: the first was read as of more than was received
    several = pieces.times > 1 and (due in pieces.wholes or claim.said < pieces.greatest)
    sums = reading.summed_up.get(due, ())
    return several or any(not one.claim or one.claim.target == claim.target for one in sums)


def _told_of_a_part(index: int, claim: Claim, reading: SentenceReading) -> bool:
    """Read “反复申请的3件，说明理由后不予处理3件”: the outcome is that of the applications just named."""
    before = reading.first_said.get(claim.said, {})
    return any(
        first < index and target != claim.target and target.within(claim.target) for target, first in before.items()
    )


def _cause(lines: FormLines, claim: Claim, numbers: Numbers) -> tuple[Cause, Line | None]:
    if claim.scope:
        return Cause.SCOPE, None
    if not claim.by_word and claim.said:
        for cause, source, target in _suspects(lines, claim.target):
            if total_of(target, numbers) == claim.said:
                return cause, source
    return Cause.NONE, None


def _suspects(lines: FormLines, target: Target) -> Iterator[tuple[Cause, Line, tuple[Cell, ...]]]:
    """Return the cells that such a number is mistaken for, the likeliest first."""
    if target.is_of(TableRole.APPLICATIONS) and target.is_of_all:
        yield Cause.NATURAL_PERSON, lines.natural_person, target.cells_in(lines.natural_person)
        if target.is_row(lines.received):
            yield Cause.WITH_BROUGHT_FORWARD, lines.brought_forward, lines.taken_in.cells
        for column in (lines.organisations, *lines.organisations.leaves):
            yield Cause.OTHER_COLUMN, column, target.cells_in(column)
    if target.is_of(TableRole.DISPUTES) and target.column is lines.all_disputes:
        settled = [column for column in lines.disputes.column_leaves if column not in {lines.pending, target.column}]
        yield Cause.WITHOUT_PENDING, lines.pending, tuple(c for column in settled for c in target.cells_in(column))
    parts = [leaf for row in target.rows for leaf in row.leaves]
    for part in parts if len(parts) > 1 else ():
        yield Cause.ONE_PART, part, Target.of(target.table, (part,), target.column).cells


def _outcome(lines: FormLines, outcome: Outcome, numbers: Numbers, doubtful: set[Cell]) -> Iterator[Contradiction]:
    whole, part = lines.of_disputes(outcome.bodies), lines.of_disputes(outcome.bodies, outcome.column)
    said, due = total_of(whole.cells, numbers), total_of(part.cells, numbers)
    if doubtful.isdisjoint(whole.cells) and said is not None and said != due:
        yield Contradiction("N5", part, said, due, outcome.span, outcome.span, by_word=True)
    elif said is None:
        yield from _otherwise_at_least(lines, outcome, numbers)


def _otherwise_at_least(lines: FormLines, outcome: Outcome, numbers: Numbers) -> Iterator[Contradiction]:
    """Hold “均获维持” against one that is not yet decided, whatever the blank cells are."""
    for column in lines.disputes.column_leaves:
        target = lines.of_disputes(outcome.bodies, column)
        least = at_least(target.cells, numbers, lines.form)
        if least and column not in {lines.all_disputes, outcome.column}:
            yield Contradiction(
                "N5",
                target,
                Decimal(),
                least,
                outcome.span,
                outcome.span,
                by_word=True,
                at_least=True,
                confirmed=True,
            )
            return


def _share(share: Share, numbers: Numbers) -> Iterator[Contradiction]:
    """Hold a share against every pair of cells that it may be of: it is wrong only if it is none of them."""
    found: list[tuple[Decimal, Decimal]] = []
    for part, whole in share.pairs:
        some, every = total_of(part.cells, numbers), total_of(whole.cells, numbers)
        if some is None or every is None or not every:
            return
        if share.least <= some * 100 / every <= share.most:
            return
        found.append((some, every))
    (part, whole), (some, every) = share.pairs[0], found[0]
    due = (some * 100 / every).quantize(_TENTH, ROUND_HALF_UP)
    yield Contradiction(
        part.check, part, share.said, due, share.span, share.words, by_word=True, share=(some, whole, every)
    )
