"""The report that everything is measured on: the one the program itself shows as an example."""

from functools import cache

from model.report import Report
from model.report_file import loads
from tools.demo import EXAMPLE


@cache
def example() -> Report:
    """Read the example report."""
    return loads(EXAMPLE.read_bytes())
