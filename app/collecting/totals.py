"""The sum of a collection: who is in it, what is incomplete, who contributed what, and the report that it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from app.assessment import Assessment, assess
from app.collecting.handed_collections import inside
from app.collecting.last_years import LastYears
from app.subject import Subject
from model.collection.adding import Adjustment, CollectionSum, empty_sum, negative_words, sum_up
from model.collection.scope import SumScope, scope_of
from model.collection.unit import CollectionUnit
from model.form.schema import Cell
from model.report.report import Report
from model.storage.county.records import CollectionHeading
from model.storage.reading import LibraryReading

_PERCENT = 100
ALL_RECEIVED = "sum all received"  # the setting


class Contribution(NamedTuple):
    """What a unit has in a cell of the sum: None is blank; its share in per cent where the sum is not zero."""

    unit: CollectionUnit
    value: Decimal | None
    share: Decimal | None
    last_year: Decimal | None


@dataclass(frozen=True)
class Totals:
    """The sum of a collection as it is now."""

    collection: int
    heading: CollectionHeading
    scope: SumScope
    sum: CollectionSum
    adjustments: tuple[Adjustment, ...]

    @property
    def report(self) -> Report:
        """The sum as a report: a cell is blank where a counted unit is."""
        return self.sum.report

    @property
    def sentences(self) -> tuple[str, ...]:
        """Say what it is over, who is covered, what is incomplete, which totals do not fit; on every page of it."""
        names = {one.key: one.name for one in self.scope.tree.units.values()}
        blank = self.sum.blank_sentence(names)
        apart = [one.sentence(self.report.form) for one in self.sum.apart]
        return (
            self.scope.sentence,
            *self.scope.covered_sentences,
            *filter(None, (blank, self.adjusted_words, negative_words(self.report))),
            *apart,
        )

    @property
    def adjusted_words(self) -> str:
        """Say how many adjustments are in it; empty where none is."""
        return f"含{len(self.adjustments)}笔调整" if self.adjustments and self.scope.counted else ""

    def adjustments_of(self, cell: Cell) -> tuple[Adjustment, ...]:
        """Return what was adjusted in a cell."""
        return tuple(one for one in self.adjustments if one.cell == cell)


def add_up_collection(
    library: LibraryReading, collection: int, *, all_received: bool = False, more: Sequence[Adjustment] = ()
) -> Totals:
    """Add up the passed reports of a collection, or all that came in; `more` adjustments are not kept.

    Raises:
        UserError: a sum has more digits than a cell takes, or the figures are damaged.
    """
    county = library.county
    heading = county.collection(collection).heading
    scope = scope_of(
        county.units(collection),
        county.standings(collection),
        all_received=all_received,
        inside=inside(library, collection),
    )
    adjustments = (*county.adjustments(collection), *more)
    empty = empty_sum(heading.unit, heading.level, heading.year)
    # a sum of nobody is blank, not zero
    found = (
        sum_up(empty, county.totals(collection, scope.counted), adjustments) if scope.counted else CollectionSum(empty)
    )
    return Totals(collection, heading, scope, found, adjustments)


def counts_all_received(library: LibraryReading) -> bool:
    """Whether the sum is over all that came in, and not only over what has passed."""
    return bool(library.recall(ALL_RECEIVED, int, 0))


def contributions(
    library: LibraryReading, totals: Totals, cell: Cell, *, last_year: bool = True
) -> tuple[Contribution, ...]:
    """Return who contributed what to a cell, the largest first, the blank ones last."""
    units = totals.scope.tree.units
    whole = totals.sum.units.get(cell)
    last = LastYears(library, totals.heading.year) if last_year else None
    found = [
        Contribution(units[one.unit], one.value, _share(one.value, whole), _before(last, units[one.unit], cell))
        for one in library.county.figures_of(totals.collection, cell, totals.scope.counted)
    ]
    return tuple(sorted(found, key=lambda one: (one.value is None, -(one.value or 0), one.unit.order, one.unit.key)))


def _share(value: Decimal | None, whole: Decimal | None) -> Decimal | None:
    return value * _PERCENT / whole if value is not None and whole else None


def _before(last: LastYears | None, unit: CollectionUnit, cell: Cell) -> Decimal | None:
    report = last.of(unit) if last else None
    return report.numbers.get(cell) if report and cell in report.form.cells else None


def assess_sum(library: LibraryReading, totals: Totals) -> Assessment:
    """Check the sum as any report: its identities hold or are told."""
    heading = totals.heading
    own = CollectionUnit(-1, heading.unit)
    last = LastYears(library, heading.year).of(own)
    return assess(Subject(totals.report, last, switches=library.switches))
