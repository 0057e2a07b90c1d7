"""A column that some offices add (法人小计): found by its arithmetic, and dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from intake.characters import bare
from intake.interpret.align import NumberGroup
from intake.interpret.row_templates import SUBTOTAL
from intake.interpret.rows import SourceRow
from intake.interpret.values import read_value
from intake.reading import Problem
from model.form.schema import Kind, Table

_FEW = 3  # rows that are no accident


def narrowed(groups: Sequence[NumberGroup], table: Table) -> tuple[list[NumberGroup], list[Problem]]:
    """Drop from every group the one number that is a subtotal; unread where it cannot be told which."""
    full = [group for group in groups if group.values]
    good = _one_too_many(full, table)
    ways = {at: [group.values[:at] + group.values[at + 1 :] for group in full] for at in good}
    place = full[0].place if full else ""
    if not ways or len({tuple(way) for way in ways.values()}) > 1:
        return (
            [replace(group, values=(), seen=group.seen or " ".join(group.values)) for group in groups],
            [Problem(place, "表格比表样多一列，不能确定是哪一列，没有读入")],
        )
    at = good[0]
    told = Problem(place, "表格比表样多一列（小计、序号等），这一列没有填入")
    return [replace(g, values=g.values[:at] + g.values[at + 1 :]) if g.values else g for g in groups], [told]


def has_subtotal_header(rows: Sequence[SourceRow]) -> bool:
    """Whether a column above the first numbers is called a subtotal."""
    first = next((i for i, row in enumerate(rows) if len(row.values) > 1), 0)
    return any(bare(field).endswith(SUBTOTAL) for row in rows[:first] for field in row.fields)


def adds_a_subtotal(groups: Sequence[NumberGroup], table: Table) -> bool:
    """Whether the groups have a subtotal among their numbers."""
    full = [group for group in groups if group.values]
    return any(_fits(full, at, table) for at, _ in _positions(table))


def _one_too_many(groups: Sequence[NumberGroup], table: Table) -> list[int]:
    """Return the places of the number that may be the added one: surely a subtotal where one stands."""
    positions = _positions(table)
    held = {at: _held(groups, at, table) for at, _ in positions}
    most = max(held.values())
    fitting = [(at, size) for at, size in positions if held[at] == most and _is_nearly_all(most, groups)]
    subtotals = [at for at, size in positions if size and _adds_its_group(groups, at, table)]
    likely = [at for at in subtotals if not fitting or _leaves_totals(groups, at)]
    return likely or [at for at, size in fitting if size] or [at for at, _ in fitting]


def _leaves_totals(groups: Sequence[NumberGroup], at: int) -> bool:
    """Whether the rows that are not all zeros mostly add up without the number at a place."""
    rows = [[read_value(text, Kind.COUNT).number for text in group.values] for group in groups]
    telling = [_adds_up(row[:at] + row[at + 1 :]) for row in rows if any(row)]
    return sum(telling) * 2 >= len(telling)


def _adds_its_group(groups: Sequence[NumberGroup], at: int, table: Table) -> bool:
    """Whether the number at a place adds up the group beside it, whatever the total of the row says."""
    size = next(size for place, size in _positions(table) if place == at)
    first = next(start for start, size in _positions(table) if size)
    pairs: list[tuple[Decimal, Decimal]] = []
    for group in groups:
        numbers = [read_value(text, Kind.COUNT).number or Decimal() for text in group.values]
        rest = numbers[:at] + numbers[at + 1 :]
        pairs.append((numbers[at], sum(rest[first : first + size], Decimal())))
    telling = [one == other for one, other in pairs if other]
    return len(telling) >= _FEW and sum(telling) * 3 >= len(telling) * 2


def _positions(table: Table) -> list[tuple[int, int]]:
    """Return where the subtotal of a group of columns can stand, before it or after it, and the group's size.

    At either end stands a column that adds nothing up, of size 0: a serial number, last year's total.
    """
    found = [(0, 0), (len(table.column_leaves), 0)]
    start = 0
    for column in table.columns:
        for part in column.parts or (column,):
            size = len(part.leaves)
            if size > 1:
                found += [(start, size), (start + size, size)]
            start += size
    return found


def _fits(groups: Sequence[NumberGroup], at: int, table: Table) -> bool:
    """Whether the number at a place is the sum of its group in nearly all rows."""
    return _is_nearly_all(_held(groups, at, table), groups)


def _is_nearly_all(held: int, groups: Sequence[NumberGroup]) -> bool:
    return bool(groups) and held * 3 >= len(groups) * 2


def _held(groups: Sequence[NumberGroup], at: int, table: Table) -> int:
    """Count the rows in which the number at a place is the sum of its group, and the others add up without it."""
    size = next(size for place, size in _positions(table) if place == at)
    first = next((start for start, size in _positions(table) if size), 0)
    held = 0
    for group in groups:
        numbers = [read_value(text, Kind.COUNT).number for text in group.values]
        rest = numbers[:at] + numbers[at + 1 :]
        known = [number or Decimal() for number in rest[first : first + size]]
        held += (not size or (numbers[at] or Decimal()) == sum(known)) and _adds_up(rest)
    return held


def _adds_up(rest: Sequence[Decimal | None]) -> bool:
    numbers = [number or Decimal() for number in rest]
    return numbers[-1] == sum(numbers[:-1])
