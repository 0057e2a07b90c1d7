"""The report that everything is measured on: the one the program itself shows as an example."""

import shutil
from functools import cache
from pathlib import Path

from bench.figure import ROOT
from model.report import Report
from model.report_file import loads

EXAMPLE = ROOT / "assets" / "example.json"


@cache
def example() -> Report:
    """Read the example report."""
    return loads(EXAMPLE.read_bytes())


def library_with_the_example(folder: Path) -> Path:
    """Make a library in `folder` that holds the example and nothing else."""
    from model.storage import Library

    path = folder / "library.db"
    with Library(path) as library:
        library.add(example())
    return path


def copy_of_the_example(folder: Path) -> Path:
    """Put the example's file into `folder`."""
    return Path(shutil.copy(EXAMPLE, folder))
