"""The sum of the units' numbers with its adjustments: exact, blank where a unit is blank, totals following."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from model.errors import UserError, clip
from model.form.form import Form
from model.form.schema import Cell, Kind
from model.report.numbers import DECIMALS, DIGITS, number_text
from model.report.report import Level, Report

_NAMED = 5  # units in a sentence


class CellTotal(NamedTuple):
    """What the counted units come to in one cell, and which of them are blank there."""

    total: Decimal
    blank: tuple[int, ...] = ()


class Adjustment(NamedTuple):
    """What is added to a cell of the sum, or taken off it, and why."""

    key: int
    cell: Cell
    value: Decimal
    reason: str
    by: str
    when: datetime


class TotalApart(NamedTuple):
    """A1: a total that follows from the cells of the sum is not what the units' own totals come to."""

    cell: Cell
    units: Decimal  # Σ counted units + what the adjustments do to it
    follows: Decimal

    def sentence(self, form: Form) -> str:
        """Say it."""
        name, units, follows = form.name_of(self.cell), number_text(self.units), number_text(self.follows)
        sides = f"各单位填的合计相加（含调整）是{units}，由各格得出的是{follows}"
        return f"{name}：{sides}，请看看哪个单位的合计与它的各格不符（A1）"


@dataclass(frozen=True)
class CollectionSum:
    """A sum. In `report` a cell is blank where a counted unit is; `partial` tells what the others come to there."""

    report: Report
    units: Mapping[Cell, Decimal] = field(default_factory=dict)  # Σ counted units, those that are blank left out
    adjusted: Mapping[Cell, Decimal] = field(default_factory=dict)  # Σ adjustments, and what they do to totals
    blank: Mapping[Cell, tuple[int, ...]] = field(default_factory=dict)  # for each incomplete cell, who is blank there
    apart: tuple[TotalApart, ...] = ()

    @property
    def partial(self) -> Mapping[Cell, Decimal]:
        """What is known of the cells that are incomplete."""
        return {cell: self.units[cell] + self.adjusted.get(cell, Decimal()) for cell in self.blank}

    def blank_sentence(self, names: Mapping[int, str]) -> str:
        """Say that the sum has blanks, and whose; empty where it has none."""
        if not self.blank:
            return ""
        units = list(dict.fromkeys(key for keys in self.blank.values() for key in keys))
        shown = "、".join(clip(names[key], 40) for key in units[:_NAMED])
        return f"合计有{len(self.blank)}格不全：{shown}{f'等{len(units)}个单位' if len(units) > _NAMED else ''}有空白格"


def why_not_adjusted(form: Form, cell: Cell, value: Decimal, reason: str, by: str) -> str:
    """Say why an adjustment cannot be taken; empty where it can."""
    if cell not in form.cells:
        return f"没有“{clip(cell)}”这一格"
    if cell in form.totals:
        return f"{form.name_of(cell)}是合计，跟着各格走，请调整它的组成格"
    if not value:
        return "调整不能是0"
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else DECIMALS + 1
    if places > (DECIMALS if form.kinds[cell] is Kind.AMOUNT else 0) or abs(value) >= Decimal(10) ** DIGITS:
        return f"{form.name_of(cell)}不能调整{clip(value)}：件数是整数，金额最多{DECIMALS}位小数，整数最多{DIGITS}位"
    if not reason.strip():
        return "调整要写原因"
    return "" if by.strip() else "调整要写是谁记的"


def sum_up(heading: Report, totals: Mapping[Cell, CellTotal], adjustments: Iterable[Adjustment] = ()) -> CollectionSum:
    """Make the sum out of what the counted units come to; `heading` is an empty report of whose it is.

    Raises:
        UserError: a number has more digits than a cell takes.
    """
    form = heading.form
    added = _with_totals(form, adjustments)
    blank = {cell: totals[cell].blank for cell in form.cells if totals[cell].blank}
    units = {cell: totals[cell].total for cell in form.cells}
    whole = {cell: units[cell] + added.get(cell, Decimal()) for cell in form.cells if cell not in blank}
    numbers, apart = dict(whole), list[TotalApart]()
    for cell, ways in form.totals.items():
        parts = next((one.right for one in ways if all(part in numbers for part in one.right)), None)
        if parts is not None:
            numbers[cell] = sum((numbers[part] for part in parts), Decimal())
        if cell in whole and numbers[cell] != whole[cell]:
            apart.append(TotalApart(cell, whole[cell], numbers[cell]))
    _refuse_too_long(form, numbers)
    left_blank = {cell: who for cell, who in blank.items() if cell not in numbers}
    return CollectionSum(heading.with_numbers({**numbers}), units, added, left_blank, tuple(apart))


def adjusted(report: Report, adjustments: Iterable[Adjustment]) -> Report:
    """Return a sum with what is added to its cells, and to the totals that run through them; a blank stays one.

    Raises:
        UserError: a number has more digits than a cell takes.
    """
    added = _with_totals(report.form, adjustments)
    numbers = {cell: value + added.get(cell, Decimal()) for cell, value in report.numbers.items()}
    _refuse_too_long(report.form, numbers)
    return report.with_numbers({**numbers})


def negative_words(report: Report) -> str:
    """Say which cells of a sum are less than nought, as no report may be; nothing where none is."""
    found = [cell for cell in report.form.cells if report.numbers.get(cell, Decimal()) < 0]
    if not found:
        return ""
    more = f"，共{len(found)}格是负数" if len(found) > 1 else ""
    return f"{report.form.name_of(found[0])}成了{number_text(report.numbers[found[0]])}{more}，合计不能是负数"


def _refuse_too_long(form: Form, numbers: Mapping[Cell, Decimal]) -> None:
    for cell, value in numbers.items():
        if abs(value) >= Decimal(10) ** DIGITS:
            raise UserError(f"{form.name_of(cell)}：相加后超过{DIGITS}位整数，请检查各单位的数字")


def _with_totals(form: Form, adjustments: Iterable[Adjustment]) -> dict[Cell, Decimal]:
    """Add up the adjustments of each cell, and what they do to the totals that run through it."""
    added: dict[Cell, Decimal] = {}
    for one in adjustments:
        added[one.cell] = added.get(one.cell, Decimal()) + one.value
    if not added:
        return added
    for cell, ways in form.totals.items():
        effect = sum((added.get(part, Decimal()) for part in ways[0].right), Decimal())
        if effect:
            added[cell] = effect
    return added


def empty_sum(unit: str, level: Level, year: int) -> Report:
    """Return the empty report that a sum is written into."""
    return Report(unit, level, year)
