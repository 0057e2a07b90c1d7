"""Reading a file for a command: what could not be read is told on standard error."""

from __future__ import annotations

import sys
from pathlib import Path

from commands.apart import Apart
from model.report.report import Report


def read_telling(path: Path, apart: Apart) -> Report:
    """Read a report of any readable kind; say what was read and what was not, where anything is to be said.

    Raises:
        UserError: it cannot be read; the sentence names the file.
    """
    reading = apart.read(path)
    if reading.problems:
        print(f"{path}：读到{reading.summary}", file=sys.stderr)
        for problem in reading.problems:
            print(f"  {problem}", file=sys.stderr)
    return reading.report
