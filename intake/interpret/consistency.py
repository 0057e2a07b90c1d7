"""Signs that numbers may stand in other places than it seems: they only ever cast doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from intake.characters import bare
from intake.interpret.align import NumberGroup
from intake.interpret.row_templates import slots_of
from model.form.schema import Cell, Identity, Table

_FEW = 3  # rows that are no accident


def are_of_two_tables(groups: Sequence[NumberGroup], table: Table) -> bool:
    """Whether several rows are named beside two groups of numbers each."""
    names = [bare(group.left) for group in groups]
    slots = [slot for slot in slots_of(table) if not slot.extra]
    return sum(sum(name in slot.names for name in names) > 1 for slot in slots) >= _FEW


def lacks_a_cell(laws: Sequence[Identity], numbers: Mapping[Cell, Decimal]) -> bool:
    """Whether a total is blank and stands one place before: where a cell is missing, the row closes up."""
    for law in laws:
        *parts, last = (numbers.get(cell, Decimal()) for cell in law.right)
        if last and last == sum(parts) and not any(cell in numbers for cell in law.left):
            return True
    return False


def could_hold(identity: Identity, numbers: Mapping[Cell, Decimal]) -> bool:
    """Whether it holds if what is blank is nothing: a sign that no number slipped into another place."""
    left, right = (sum(numbers.get(cell, Decimal()) for cell in side) for side in (identity.left, identity.right))
    return left == right


def balances(table: Table, numbers: Mapping[Cell, Decimal], *, along_row: bool) -> bool:
    """Whether every rule along the rows, or down the columns, holds: a sign that what has no name is in its place."""
    laws = [one for one in table.identities if one.along_row == along_row]
    known = [one for one in laws if all(cell in numbers for cell in one.cells)]
    return bool(known) and len(known) == len(laws) and all(could_hold(one, numbers) for one in known)
