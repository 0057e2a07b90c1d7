"""Totals that nobody typed, filled in from their parts."""

from __future__ import annotations

from decimal import Decimal

from model.form.schema import Cell, Identity
from model.report.report import Report


def with_totals(report: Report) -> Report:
    """Fill in every blank total whose parts are all there; a typed total stays as it is."""
    derived = derived_totals(report)
    return report.with_numbers(dict(derived)) if derived else report


def derived_totals(report: Report) -> dict[Cell, Decimal]:
    """Return the totals that are blank in the report and follow from its other numbers.

    A total that follows in two ways comes from its row (H1): a typed wrong row total then breaks
    only what runs through it.
    """
    known = dict(report.numbers)
    derived: dict[Cell, Decimal] = {}
    for cell, ways in report.form.totals.items():
        value = None if cell in known else _first(ways, known)
        if value is not None:
            known[cell] = derived[cell] = value
    return derived


def _first(ways: tuple[Identity, ...], known: dict[Cell, Decimal]) -> Decimal | None:
    for identity in ways:
        if all(cell in known for cell in identity.right):
            return sum((known[cell] for cell in identity.right), Decimal())
    return None


def without_derivable_totals(report: Report) -> Report:
    """Take out the totals that are as their parts give them, so that they follow when a part is corrected.

    `with_totals` gives them back. A total that differs is somebody's word and stays.
    """
    totals, numbers = report.form.totals, report.numbers
    kept: dict[Cell, Decimal] = {}
    while True:
        bare = report.with_numbers({cell: kept.get(cell) for cell in totals})
        again = with_totals(bare).numbers
        lost = {cell: numbers[cell] for cell in totals if cell in numbers and again.get(cell) != numbers[cell]}
        if not lost:
            return bare
        kept |= lost  # from a total that is kept, other totals may follow differently
