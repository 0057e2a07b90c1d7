"""The charts on the last page of a printed report: what was received over the years, and what became of it."""

from __future__ import annotations

from app.charting.figures import RESULTS, over_years, received_of, results_of
from export.charts.drawing import Chart, ChartHeading, ChartPaper
from export.charts.parts import parts
from export.charts.years import years
from model.report.report import Report
from model.storage.reading import LibraryReading


def charts_of(library: LibraryReading, report: Report, paper: ChartPaper) -> tuple[Chart, ...]:
    """Lay out the charts of a report, with those of its unit of earlier years that the library has."""

    def before(year: int) -> Report | None:
        stored = library.find(report.unit, year)
        return None if stored is None else stored.report

    figure, found = received_of(report.form), results_of(report)
    drawn = [years(ChartHeading(figure.short, report.unit), over_years(report, figure, before), paper)]
    if found:
        drawn.append(parts(ChartHeading(RESULTS, f"{report.unit}{report.year}年度"), found, paper))
    return tuple(drawn)
