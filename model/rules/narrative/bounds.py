"""What blank cells leave open: how much there is at least, by the cells that are filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache

from model.form.form import Form
from model.form.schema import Cell
from model.rules.narrative.contradiction import Numbers

_DEEPEST = 2  # totals of totals: all results, of all applicants


@cache
def _parts(form: Form) -> Mapping[Cell, tuple[tuple[Cell, ...], ...]]:
    """Return the cells that make up each total, in every way in which the form adds it up."""
    found: dict[Cell, list[tuple[Cell, ...]]] = {}
    for one in form.identities:
        if one.rule.derives is not None and len(one.left) == 1:
            found.setdefault(one.left[0], []).append(one.right)
    return {cell: tuple(ways) for cell, ways in found.items()}


def at_least(cells: Iterable[Cell], numbers: Numbers, form: Form) -> Decimal:
    """Return what cells add up to at least, taking the blank ones for none where nothing is known of their parts."""
    return sum((_at_least(cell, numbers, form, _DEEPEST) for cell in cells), Decimal())


def _at_least(cell: Cell, numbers: Numbers, form: Form, depth: int) -> Decimal:
    known = numbers.get(cell)
    if known is not None or not depth:
        return known or Decimal()
    ways = _parts(form).get(cell, ())
    sums = (sum((_at_least(part, numbers, form, depth - 1) for part in way), Decimal()) for way in ways)
    return max(sums, default=Decimal())
