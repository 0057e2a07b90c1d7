"""Units beside each other: any figures, last year's, the change, and hints of what stands far off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.collecting.last_years import LastYears
from app.collecting.totals import add_up_collection
from model.collection.outliers import outliers
from model.errors import UserError, clip, quoted
from model.form.form import Form
from model.form.schema import Cell
from model.report.report import Report
from model.report.totals import with_totals
from model.storage.reading import LibraryReading

_NO_NAME = "没有写单位名称的一份"


@dataclass(frozen=True)
class ComparedUnit:
    """One unit's figures, in the order of the columns; None is blank. `last` are those of the year before."""

    name: str
    values: tuple[Decimal | None, ...]
    last: tuple[Decimal | None, ...]
    far: frozenset[int] = frozenset()  # columns in which it stands far off the others

    def change(self, column: int) -> Decimal | None:
        """Return how much a figure is more than last year's; None where one of them is blank."""
        now, then = self.values[column], self.last[column]
        return None if now is None or then is None else now - then


@dataclass(frozen=True)
class UnitComparison:
    """Units by figures; `sentence` says which units these are."""

    form: Form
    cells: tuple[Cell, ...]
    units: tuple[ComparedUnit, ...]
    sentence: str = ""

    @property
    def has_last_year(self) -> bool:
        """Whether last year's figure of any unit is known."""
        return any(value is not None for one in self.units for value in one.last)

    def hint(self, unit: ComparedUnit) -> str:
        """Say in which figures a unit stands far off; only a hint."""
        names = [self.form.name_of(self.cells[at]) for at in sorted(unit.far)]
        return f"与其他单位相差较大：{'、'.join(names)}" if names else ""


def compare_collection(
    library: LibraryReading, collection: int, cells: Sequence[Cell], *, all_received: bool = True
) -> UnitComparison:
    """Compare the units of a collection: all that came in, or only those that passed.

    Raises:
        UserError: there is no such cell.
    """
    totals = add_up_collection(library, collection, all_received=all_received)
    form, scope = totals.report.form, totals.scope
    _refuse_unknown(form, cells)
    columns = [
        {one.unit: one.value for one in library.county.figures_of(collection, cell, scope.counted)} for cell in cells
    ]
    last = LastYears(library, totals.heading.year)
    rows = []
    for key in scope.counted:
        unit = scope.tree.units[key]
        values = tuple(column.get(key) for column in columns)
        rows.append((unit.name, values, _figures(last.of(unit), cells)))
    return UnitComparison(form, tuple(cells), _with_hints(rows, len(cells)), scope.sentence)


def compare_reports(reports: Sequence[Report], cells: Sequence[Cell], last: Iterable[Report] = ()) -> UnitComparison:
    """Compare reports of one form with each other, and with those of the year before where they are given.

    Raises:
        UserError: there is no such cell, or the reports are of several forms.
    """
    form = reports[0].form
    other = next((one for one in reports if one.form is not form), None)
    if other is not None:
        first = f"{quoted(clip(reports[0].unit, 40), _NO_NAME)}用{form.edition}年表样"
        raise UserError(f"{quoted(clip(other.unit, 40), _NO_NAME)}用{other.edition}年表样，{first}，不能比较")
    _refuse_unknown(form, cells)
    before = {one.unit: one for one in last}
    rows = [(one.unit, _figures(one, cells), _figures(before.get(one.unit), cells)) for one in reports]
    return UnitComparison(form, tuple(cells), _with_hints(rows, len(cells)), f"{len(reports)}个单位")


def _refuse_unknown(form: Form, cells: Sequence[Cell]) -> None:
    unknown = next((one for one in cells if one not in form.cells), None)
    if unknown is not None:
        raise UserError(f"没有“{clip(unknown, 60)}”这一格；格的名称见docs/form.md，如 applications/received/total")


def _figures(report: Report | None, cells: Sequence[Cell]) -> tuple[Decimal | None, ...]:
    if report is None:
        return (None,) * len(cells)
    numbers = with_totals(report).numbers
    return tuple(numbers.get(cell) for cell in cells)


def _with_hints(
    rows: Sequence[tuple[str, tuple[Decimal | None, ...], tuple[Decimal | None, ...]]], width: int
) -> tuple[ComparedUnit, ...]:
    far = [outliers([values[column] for _, values, _ in rows]) for column in range(width)]
    return tuple(
        ComparedUnit(name, values, last, frozenset(column for column in range(width) if at in far[column]))
        for at, (name, values, last) in enumerate(rows)
    )
