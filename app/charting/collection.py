"""The charts of a collection: of one unit, and of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from statistics import median

from app.charting.course import race
from app.charting.figures import RESULTS, over_years, results_in, results_of
from app.collecting.comparing import UnitComparison
from app.collecting.comparison import CHANGE, unit_rows
from app.collecting.last_years import LastYears
from app.collecting.roll import RollCall
from app.collecting.totals import Totals, add_up_collection
from export.charts.bars import bars
from export.charts.drawing import Chart, ChartHeading, ChartPaper, value_words
from export.charts.filed import Race, filed
from export.charts.parts import parts
from export.charts.years import years
from model.collection.outliers import SMALLEST_SAMPLE
from model.labelled import LabelledEnum
from model.report.report import Report
from model.storage.reading import LibraryReading
from model.values import NamedTuple


class ChartKind(LabelledEnum):
    """What is drawn."""

    YEARS = "years", "历年"
    RESULTS = "results", "办理结果"
    UNITS = "units", "各单位"
    CHANGES = "changes", "各单位的增减"
    WHOLE = "whole", "全部单位的办理结果"
    COURSE = "course", "报送进度"

    @property
    def is_of_one_unit(self) -> bool:
        """Whether another unit has another chart of this kind."""
        return self in {ChartKind.YEARS, ChartKind.RESULTS}

    @property
    def is_of_figure(self) -> bool:
        """Whether another figure has another chart of this kind."""
        return self in {ChartKind.YEARS, ChartKind.UNITS, ChartKind.CHANGES}


class ChartSubject(NamedTuple):
    """What a chart is about: some figures of units, which of them, whose, and how many units at most."""

    found: UnitComparison
    column: int
    unit: int
    most: int | None = None


class CollectionCharts:
    """Lays out the charts of a collection; last years' reports are read once."""

    def __init__(self, library: LibraryReading, collection: int, roll: RollCall) -> None:
        """Draw a collection as it is in a roll call."""
        self._library, self._collection, self._roll = library, collection, roll
        self._last: dict[int, LastYears] = {}
        self._reports: dict[int, Report] = {}
        self._sums: dict[bool, Totals] = {}

    def draw(self, kind: ChartKind, about: ChartSubject, paper: ChartPaper) -> Chart:
        """Lay out a chart."""
        year = f"{self._roll.heading.year}年度"
        if kind is ChartKind.COURSE:
            return filed(ChartHeading(kind.label, self._roll.heading.title), self._race, paper)
        if kind is ChartKind.YEARS:
            return self._over_years(about, paper)
        if kind is ChartKind.RESULTS:
            heading = ChartHeading(RESULTS, f"{self._name(about.unit)}，{year}")
            return parts(heading, results_of(self._report(about.unit)), paper)
        if kind is ChartKind.WHOLE:
            return self._whole(about, year, paper)
        changes = kind is ChartKind.CHANGES
        title = about.found.figures[about.column].short + (CHANGE if changes else "")
        rows = unit_rows(about.found, about.column, chosen=about.unit, changes=changes)
        return bars(ChartHeading(title, f"各单位，{year}"), rows, paper, most=about.most)

    @cached_property
    def _race(self) -> Race:
        return race(self._library, self._collection, self._roll)

    def _name(self, unit: int) -> str:
        return self._roll.tree.units[unit].name

    def _report(self, unit: int) -> Report:
        if unit not in self._reports:
            current = self._library.county.current(unit)
            if current is None:
                raise KeyError(unit)
            self._reports[unit] = current.report
        return self._reports[unit]

    def _over_years(self, about: ChartSubject, paper: ChartPaper) -> Chart:
        figure, unit, report = about.found.figures[about.column], about.unit, self._report(about.unit)

        def before(year: int) -> Report | None:
            if year not in self._last:
                self._last[year] = LastYears(self._library, year + 1)
            return self._last[year].of(self._roll.tree.units[unit], report)

        known = [one.values[about.column] for one in about.found.units]
        heading = ChartHeading(figure.short, f"{self._name(unit)}{median_words(known)}")
        return years(heading, over_years(report, figure, before), paper)

    def _whole(self, about: ChartSubject, year: str, paper: ChartPaper) -> Chart:
        received = about.found.all_received
        if received not in self._sums:
            self._sums[received] = add_up_collection(self._library, self._collection, all_received=received)
        totals = self._sums[received]
        known = {**totals.report.numbers, **totals.sum.partial}
        blank = "，有空白的按填了的算" if totals.sum.blank else ""
        of_sum = results_in(about.found.form, totals.sum.adjusted)
        adjusted = "，含调整" if any(one.value for one in of_sum) else ""
        heading = ChartHeading(RESULTS, f"{len(about.found.units)}个单位，{year}{adjusted}{blank}")
        return parts(heading, results_in(about.found.form, known), paper)


def median_words(values: Sequence[Decimal | None]) -> str:
    """Say what is in the middle of all units, where they are many enough.

    >>> median_words([Decimal(n) for n in (1, 2, 3, 4, 5, 6, 7, 90)])
    '；各单位的中位数4.5'
    >>> median_words([Decimal(1), None])
    ''
    """
    known = [one for one in values if one is not None]
    return f"；各单位的中位数{value_words(median(known))}" if len(known) >= SMALLEST_SAMPLE else ""
