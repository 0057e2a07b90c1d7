"""Numbers of a sentence held against each other: the results and their total (N4), the parts and their whole (N7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from model.form.schema import Line
from model.rules.narrative.claims import Claim, Listing, SentenceReading
from model.rules.narrative.contradiction import Cause, Contradiction, Numbers, total_of
from model.rules.narrative.form_lines import FormLines
from model.rules.narrative.target import Target

# N4: the results named make up the total stated


_OF_APPLICATIONS = frozenset({"N1", "N2", "N3"})


class _Stated(NamedTuple):
    """What a sentence states in numbers, and the column of the table that they come from."""

    claims: Sequence[Claim]
    lines: FormLines
    numbers: Numbers
    column: Line
    is_mixed: bool  # some numbers come from another column

    def of_row(self, line: Line) -> Claim | None:
        """Return the first claim of the total of a row."""
        return next((claim for claim in self.claims if claim.target.is_row(line)), None)

    def of_all(self, line: Line) -> Claim | None:
        """Return the first claim of the total of a row that is limited to no body."""
        return next((claim for claim in self.claims if claim.target.is_row(line) and not claim.scope), None)

    def or_in_the_table(self, line: Line) -> Decimal | None:
        """Return what is said of a row, or else its number; beside numbers of two columns none would be right."""
        said = self.of_row(line)
        if said or self.is_mixed:
            return said.said if said else None
        return total_of(self.lines.of_applications((line,)).cells_in(self.column), self.numbers)

    def are_all(self, tops: Sequence[Claim]) -> bool:
        """Return whether the results that are not named had no cases; a blank cell may be of some."""
        named = {cell for one in tops for cell in one.target.cells_in(self.column)}
        rest = self.lines.of_applications(self.lines.outcomes, self.column).cells
        return all(self.numbers.get(cell) == 0 for cell in rest if cell not in named)


def balance(reading: SentenceReading, numbers: Numbers, found: Sequence[Contradiction]) -> Iterator[Contradiction]:
    """Hold the results against the total that a sentence states; `found` is what the tables say of its claims."""
    claims, lines = [claim for claim in reading.claims if not claim.by_word], reading.lines
    results = [one for one in claims if one.target.is_outcome and one.target.is_of_all]
    stated = _Stated(
        claims, lines, numbers, _majority_column(lines, found, results), _are_mixed(claims, lines, found, numbers)
    )
    counts = Counter(one.target for one in results)
    tops = [
        one
        for one in results
        if counts[one.target] == 1 and not any(target != one.target and one.target.within(target) for target in counts)
    ]
    if _are_all_with_those_told_twice(results, tops, stated):
        return
    unequal_sums = _unbalanced_sums(stated, tops)
    yield from (one for one in unequal_sums if not _is_told_already(one, lines, found))


def _are_all_with_those_told_twice(results: Sequence[Claim], tops: Sequence[Claim], stated: _Stated) -> bool:
    """Read “信息不存在5件，不属于本机关公开3件”, two of one line, as both part of the total."""
    if len(tops) == len(results):
        return False
    outer = (one for one in results if not any(one.target != o.target and one.target.within(o.target) for o in results))
    total = sum((one.said for one in outer), Decimal())
    rows = (stated.lines.results_total, stated.lines.received)
    return any(claim.said == total for row in rows if (claim := stated.of_all(row)))


def _unbalanced_sums(stated: _Stated, tops: Sequence[Claim]) -> Iterator[Contradiction]:
    lines = stated.lines
    summed, received = stated.of_all(lines.results_total), stated.of_all(lines.received)
    if len(tops) > 1 and summed:
        yield from _results_and_total(stated, tops, summed)
    elif len(tops) > 1 and received:
        yield from _results_and_received(stated, tops, received)
    elif received and summed:
        yield from _flow(stated, received, summed)


def _is_told_already(sums: Contradiction, lines: FormLines, found: Sequence[Contradiction]) -> bool:
    """Return whether one number that the table does not bear out is all that is wrong with the sums."""
    assert sums.sums is not None  # noqa: S101 — the two sums that are not equal
    wrong = [one for one in found if one.check in _OF_APPLICATIONS]
    one = wrong[0] if len(wrong) == 1 else None
    if one is None or one.target is None or one.due is None or one.at_least or one.scope:
        return False
    (results, due), change = sums.sums, one.due - one.said
    whole = one.target.is_row(lines.results_total) and one.span == sums.span
    if whole or one.target.is_row(lines.received) or one.target.is_row(lines.brought_forward):
        change = -change
    return results + change == due


def _majority_column(lines: FormLines, found: Sequence[Contradiction], results: Sequence[Claim]) -> Line:
    """Return the column that the sentence's numbers come from, as far as they come from one."""
    natural = sum(problem.cause is Cause.NATURAL_PERSON for problem in found)
    return lines.natural_person if natural and natural * 2 > len(results) else lines.all_applicants


def _are_mixed(claims: Sequence[Claim], lines: FormLines, found: Sequence[Contradiction], numbers: Numbers) -> bool:
    """Return whether some numbers are those of 自然人, and others are those of all."""
    natural = {problem.span for problem in found if problem.cause is Cause.NATURAL_PERSON}
    return bool(natural) and any(
        total_of(one.target.cells_in(lines.natural_person), numbers) != one.said == total_of(one.target.cells, numbers)
        for one in claims
        if one.span not in natural and one.target.is_of_all
    )


def _results_and_total(stated: _Stated, tops: Sequence[Claim], summed: Claim) -> Iterator[Contradiction]:
    named = sum((one.said for one in tops), Decimal())
    if named != summed.said and (named > summed.said or stated.are_all(tops)):
        yield _unbalanced(summed, named, summed.said)


def _results_and_received(stated: _Stated, tops: Sequence[Claim], received: Claim) -> Iterator[Contradiction]:
    named = sum((one.said for one in tops), Decimal())
    flow = (stated.lines.carried_forward, stated.lines.brought_forward)
    carried, brought = map(stated.or_in_the_table, flow)
    if carried is None or brought is None or {received.said, received.said + brought} & {named, named + carried}:
        return
    if not any(map(stated.of_row, flow)):
        carried = brought = Decimal()
    if named > received.said + brought or stated.are_all(tops):
        yield _unbalanced(received, named + carried, received.said + brought)


def _flow(stated: _Stated, received: Claim, summed: Claim) -> Iterator[Contradiction]:
    """Hold “收到9件，上年结转1件，答复8件，结转1件” together, where the sentence says all four."""
    carried, brought = map(stated.of_row, (stated.lines.carried_forward, stated.lines.brought_forward))
    if carried is None or brought is None or brought.span > summed.span:
        return
    results, due = summed.said + carried.said, received.said + brought.said
    handled = summed.also and summed.said == due  # “共办理339件，办结332件”
    if results != due and not handled:
        yield _unbalanced(received, results, due)


def _unbalanced(total: Claim, results: Decimal, due: Decimal) -> Contradiction:
    return Contradiction("N4", None, results, due, total.span, total.words, sums=(results, due))


# N7: the parts make up the whole


def _leaves_out(whole: Claim, parts: Sequence[Target], numbers: Numbers) -> bool:
    """Return whether the table has more in the whole than in the parts that are named."""
    named = {cell for part in parts for cell in part.cells}
    return total_of(named, numbers) != total_of(whole.target.cells, numbers)


def _divides(part: Target, whole: Target) -> bool:
    """Return whether a target can be a part of another: some of its rows, or one of its columns."""
    return part.within(whole) or (part.table is whole.table and part.rows == whole.rows)


def unequal(listing: Listing, numbers: Numbers) -> Iterator[Contradiction]:
    """Judge parts that do not make up their whole: it may be that not all of them are told."""
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
    confirmed = listing.doubtful or (whole is not None and total_of(whole.target.cells, numbers) == whole.said)
    words = listing.whole.words if listing.summed else (listing.whole.span[0], listing.parts[-1].span[1])
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
