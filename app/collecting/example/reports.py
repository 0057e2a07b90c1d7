"""The reports of the example's units: their tables, and texts whose numbers follow them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from app.collecting.example.units import PROBLEMS_BEFORE, ExampleUnit, Pair
from app.writing.offering import written_by_us
from model.form.editions import form_for
from model.form.schema import Cell
from model.report.report import Report
from model.report.totals import with_totals, without_derivable_totals

_SECTION_FIVE = "problems/text"


def this_year(unit: ExampleUnit, year: int) -> Report:
    """Return a unit's report of the year."""
    tables = _tables(unit, year, unit.results, (unit.last_carried, unit.carried), unit.cells)
    return _written(tables, unit.problems)


def first_draft(unit: ExampleUnit, year: int) -> Report:
    """Return a unit's report as it was handed in first: with its slip, if it made one."""
    report = this_year(unit, year)
    if unit.slip is None:
        return report
    right, wrong = unit.slip
    if right in report.form.cells:
        return report.with_numbers({Cell(right): Decimal(wrong)})
    return replace(report, texts={key: text.replace(right, wrong) for key, text in report.texts.items()})


def year_before(unit: ExampleUnit, year: int) -> Report:
    """Return a unit's report of the year before: a little less of everything, nothing carried over from earlier."""
    results = {row: (_less(persons), _less(enterprises)) for row, (persons, enterprises) in unit.results.items()}
    cells = {cell: str(_less(int(number))) for cell, number in unit.cells.items() if number.isdigit()}
    kept = {cell: number for cell, number in unit.cells.items() if cell.endswith("/in_force")}
    return _written(_tables(unit, year, results, ((0, 0), unit.last_carried), cells | kept), PROBLEMS_BEFORE)


def _less(number: int) -> int:
    return number - (number + 3) // 7


def _tables(
    unit: ExampleUnit, year: int, results: Mapping[str, Pair], carried: tuple[Pair, Pair], cells: Mapping[str, str]
) -> Report:
    before, after = carried
    done = [sum(one[at] for one in results.values()) for at in (0, 1)]
    received = (done[0] + after[0] - before[0], done[1] + after[1] - before[1])
    rows = {"received": received, "brought_forward": before, "carried_forward": after, **results}
    form = form_for(year)
    numbers = dict.fromkeys(form.typed_cells, Decimal())
    for row, pair in rows.items():
        for column, number in zip(("natural_person", "enterprise"), pair, strict=True):
            numbers[Cell(f"applications/{row}/{column}")] = Decimal(number)
    numbers |= {Cell(cell): Decimal(number) for cell, number in cells.items()}
    return with_totals(Report(unit.name, unit.level, year, form.edition, numbers))


def _written(report: Report, problems: str) -> Report:
    """Write all texts, the fifth section in the unit's own words."""
    report = replace(report, texts={_SECTION_FIVE: problems})
    for key in report.form.texts:
        if key != _SECTION_FIVE:
            report = replace(report, texts={**report.texts, key: written_by_us(report, key).text})
    return without_derivable_totals(report)
