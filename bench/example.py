"""The report that everything is measured on: the one the program itself shows as an example."""

from functools import cache

from model.report.file_format import loads
from model.report.report import Report
from tools.demo import EXAMPLE


@cache
def example() -> Report:
    """Read the example report."""
    return loads(EXAMPLE.read_bytes())
