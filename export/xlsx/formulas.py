"""The identities of the form as formulas, each with the value that it has now, for readers that do not calculate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from model.form.schema import Cell, Identity
from model.report.numbers import number_text
from model.report.report import Report

HOLDS, BROKEN = "✓", "相差"
MOST_DIGITS = 15  # that a spreadsheet keeps of a number

Place = tuple[int, int]


class Formula(NamedTuple):
    """A formula and its present value; a blank is ""."""

    formula: str
    value: Decimal | str


class Formulas:
    """Write the formulas of one sheet: `places` says where each number stands."""

    def __init__(self, report: Report, places: Mapping[Cell, Place]) -> None:
        self._report, self._places = report, places
        self._known = {cell: value for cell, value in report.numbers.items() if is_exact(value)}

    def total(self, cell: Cell) -> Formula | None:
        """Return the formula of a total; None for a number, and for a total that stands otherwise than its parts say.

        So does a blank one whose parts are all there; while they are not, a formula waits for them.
        """
        ways = self._report.form.totals.get(cell, ())
        stands = self._report.numbers.get(cell)
        giving = [identity for identity in ways if self._sum(identity.right) is not None]
        if stands is not None:
            giving = [identity for identity in giving if self._sum(identity.right) == stands]
            return self._total(giving[0]) if giving else None
        return self._total(ways[0]) if ways and not giving else None

    def _total(self, identity: Identity) -> Formula:
        parts, value = self._ranges(identity.right), self._sum(identity.right)
        formula = f'=IF(COUNT({parts})={len(identity.right)},SUM({parts}),"")'
        return Formula(formula, "" if value is None else value)

    def check(self, identity: Identity) -> Formula:
        """Return the formula that compares both sides: a tick, the difference, or nothing while a cell is blank."""
        left, right = self._ranges(identity.left), self._ranges(identity.right)
        difference = f"ROUND(SUM({left})-SUM({right}),6)"
        verdict = f'IF({difference}=0,"{HOLDS}","{BROKEN}"&{difference})'
        return Formula(f'=IF(COUNT({left},{right})<{len(identity.cells)},"",{verdict})', self._verdict(identity))

    def _verdict(self, identity: Identity) -> str:
        left, right = self._sum(identity.left), self._sum(identity.right)
        if left is None or right is None:
            return ""
        return HOLDS if left == right else f"{BROKEN}{number_text((left - right).normalize())}"

    def _sum(self, cells: Iterable[Cell]) -> Decimal | None:
        values = [self._known.get(cell) for cell in cells]
        known = [value for value in values if value is not None]
        return sum(known, Decimal()) if len(known) == len(values) else None

    def _ranges(self, cells: Iterable[Cell]) -> str:
        from xlsxwriter.utility import xl_range

        return ",".join(xl_range(*first, *last) for first, last in runs(self._places[cell] for cell in cells))


def is_exact(value: Decimal) -> bool:
    """Return whether a spreadsheet keeps every digit of a number.

    >>> is_exact(Decimal("5884.0157")), is_exact(Decimal("123456789012.123456"))
    (True, False)
    """
    return len(number_text(value).replace(".", "").lstrip("-0")) <= MOST_DIGITS


def runs(places: Iterable[Place]) -> Iterator[tuple[Place, Place]]:
    """Join places that follow each other in one row or one column.

    >>> list(runs([(3, 1), (4, 1), (5, 1), (7, 1), (7, 2)]))
    [((3, 1), (5, 1)), ((7, 1), (7, 2))]
    """
    first: Place | None = None
    last = (-1, -1)
    for place in places:
        if first and _follows(first, last, place):
            last = place
            continue
        if first:
            yield first, last
        first = last = place
    if first:
        yield first, last


def _follows(first: Place, last: Place, place: Place) -> bool:
    down = first[1] == place[1] and place == (last[0] + 1, last[1])
    return down or (first[0] == place[0] and place == (last[0], last[1] + 1))
