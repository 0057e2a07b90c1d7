"""Writing each kind of file: the example again and again in one process, in milliseconds."""

from functools import partial

from bench.example import example
from bench.figure import Figure, median_seconds
from export import WRITERS
from export.layout.template import write_template
from model.report.totals import with_totals

TARGETS = {".json": 5, ".pdf": 100, ".docx": 60, ".xlsx": 60, ".html": 10}


def writing(suffix: str) -> float:
    """Write the example as one kind."""
    report = with_totals(example())
    return median_seconds(lambda: WRITERS[suffix].render(report)) * 1000


def template() -> float:
    """Write the spreadsheet to be filled in."""
    return median_seconds(lambda: write_template(2025)) * 1000


FIGURES = (
    *(Figure(f"writing {suffix}", "ms", target, partial(writing, suffix)) for suffix, target in TARGETS.items()),
    Figure("writing the spreadsheet to be filled in", "ms", 60, template),
)
