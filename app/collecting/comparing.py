"""Units beside each other: any figures, last year's, the change, and hints of what stands far off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app.collecting.last_years import LastYears
from app.collecting.totals import add_up_collection
from model.collection.outliers import FAR, outliers
from model.errors import UserError, clip, quoted
from model.form.form import Form
from model.form.quotable import Quotable, figure_of
from model.form.schema import Cell
from model.report.bindings import total
from model.report.report import Report
from model.report.totals import with_totals
from model.storage.reading import LibraryReading

NOT_SO_SMALL = 10  # in both years: below it a change is told, and not said in per cent
HOW_FAR = "far off"  # the setting
FAR_CHOICES = (FAR, Decimal("2.5"), Decimal(5))  # the usual one first
_NO_NAME = "没有写单位名称的一份"
_PERCENT = 100


@dataclass(frozen=True)
class ComparedUnit:
    """One unit's figures, in the order of the columns; None is blank. `last` are those of the year before."""

    name: str
    values: tuple[Decimal | None, ...]
    last: tuple[Decimal | None, ...]
    far: frozenset[int] = frozenset()  # columns in which it stands far off the others
    unit: int = -1  # its key in a collection
    is_first: bool = False  # no report of the year before is known

    def change(self, column: int) -> Decimal | None:
        """Return how much a figure is more than last year's; None where one of them is blank."""
        now, then = self.values[column], self.last[column]
        return None if now is None or then is None else now - then

    def percent(self, column: int) -> Decimal | None:
        """Return the change in per cent of last year's; None where one of both figures is small or blank."""
        change, then = self.change(column), self.last[column]
        if change is None or then is None or min(then, then + change) < NOT_SO_SMALL:
            return None
        return change * _PERCENT / then


@dataclass(frozen=True)
class UnitComparison:
    """Units by figures; `sentence` says which units these are."""

    form: Form
    figures: tuple[Quotable, ...]
    units: tuple[ComparedUnit, ...]
    sentence: str = ""
    all_received: bool = True
    left_out: str = ""  # which units came in and are not among them, and why

    @property
    def has_last_year(self) -> bool:
        """Whether last year's figure of any unit is known."""
        return any(value is not None for one in self.units for value in one.last)

    @property
    def hints(self) -> int:
        """How many figures stand far off."""
        return sum(len(one.far) for one in self.units)

    def hint(self, unit: ComparedUnit) -> str:
        """Say in which figures a unit stands far off; only a hint."""
        names = [self.figures[at].name for at in sorted(unit.far)]
        return f"与其他单位相差较大：{'、'.join(names)}" if names else ""


def compare_collection(
    library: LibraryReading, collection: int, figures: Sequence[Quotable], *, all_received: bool = True
) -> UnitComparison:
    """Compare the units of a collection: all that came in, or only those that passed.

    Raises:
        UserError: the figures are damaged.
    """
    totals = add_up_collection(library, collection, all_received=all_received)
    scope = totals.scope
    numbers: dict[int, dict[Cell, Decimal]] = {key: {} for key in scope.counted}
    for cell in dict.fromkeys(cell for one in figures for cell in one.cells):
        for found in library.county.figures_of(collection, cell, scope.counted):
            if found.value is not None:
                numbers[found.unit][cell] = found.value
    last = LastYears(library, totals.heading.year)
    before = {key: last.of(scope.tree.units[key]) for key in scope.counted}
    rows = [
        ComparedUnit(
            scope.tree.units[key].name,
            tuple(total(one.cells, numbers[key]) for one in figures),
            _figures(before[key], figures),
            unit=key,
            is_first=before[key] is None,
        )
        for key in scope.counted
    ]
    hinted = _with_hints(rows, len(figures), how_far(library))
    return UnitComparison(totals.report.form, tuple(figures), hinted, scope.sentence, all_received, scope.came_in_but)


def compare_reports(
    reports: Sequence[Report], figures: Sequence[Quotable], last: Iterable[Report] = ()
) -> UnitComparison:
    """Compare reports of one form with each other, and with those of the year before where they are given.

    Raises:
        UserError: the reports are of several forms.
    """
    form = reports[0].form
    other = next((one for one in reports if one.form is not form), None)
    if other is not None:
        first = f"{quoted(clip(reports[0].unit, 40), _NO_NAME)}用{form.edition}年表样"
        raise UserError(f"{quoted(clip(other.unit, 40), _NO_NAME)}用{other.edition}年表样，{first}，不能比较")
    before = {one.unit: one for one in last}
    rows = [
        ComparedUnit(
            one.unit,
            _figures(one, figures),
            _figures(before.get(one.unit), figures),
            is_first=one.unit not in before,
        )
        for one in reports
    ]
    return UnitComparison(form, tuple(figures), _with_hints(rows, len(figures)), f"{len(reports)}个单位")


def figures_in(form: Form, cells: Sequence[Cell]) -> tuple[Quotable, ...]:
    """Return the figures that are in some cells.

    Raises:
        UserError: there is no such cell in the form.
    """
    return tuple(_figure_in(form, cell) for cell in cells)


def _figure_in(form: Form, cell: Cell) -> Quotable:
    found = figure_of(form.edition, (cell,))
    if found is None:
        raise UserError(f"没有“{clip(cell, 60)}”这一格；格的名称见docs/form.md，如 applications/received/total")
    return found


def _figures(report: Report | None, figures: Sequence[Quotable]) -> tuple[Decimal | None, ...]:
    numbers: Mapping[Cell, Decimal] = {} if report is None else with_totals(report).numbers
    return tuple(total(one.cells, numbers) for one in figures)


def how_far(library: LibraryReading) -> Decimal:
    """Return from which distance on a figure is hinted at: as set, else as is usual."""
    return library.recall(HOW_FAR, _one_of(FAR_CHOICES), FAR)


def _one_of(choices: Sequence[Decimal]) -> Callable[[str], Decimal]:
    known = {str(one): one for one in choices}
    return lambda words: known[words]


def _with_hints(rows: Sequence[ComparedUnit], width: int, limit: Decimal = FAR) -> tuple[ComparedUnit, ...]:
    far = [outliers([one.values[column] for one in rows], limit) for column in range(width)]
    return tuple(
        replace(one, far=frozenset(column for column in range(width) if at in far[column]))
        for at, one in enumerate(rows)
    )
