"""Reading a file for a command: what could not be read is told on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from commands.support.apart import Apart
from intake import Reading
from model.report.report import Report


def read_telling(path: Path, apart: Apart) -> Report:
    """Read a report of any readable kind; say what was read and what was not, where anything is to be said.

    Raises:
        UserError: it cannot be read; the sentence names the file.
    """
    reading = apart.read(path)
    for line in told(path, reading):
        print(line, file=sys.stderr)
    return reading.report


def told(path: Path, reading: Reading) -> Iterator[str]:
    """Return what is to be said of a reading, line by line."""
    if reading.problems:
        yield f"{path}：读到{reading.summary}"
        for problem in reading.problems:
            yield f"  {problem}"
