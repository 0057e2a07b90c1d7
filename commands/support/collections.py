"""The collection that a command is about: of which year, in which library."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.collecting.making import only_one
from commands import UsageError
from commands.support.arguments import Arguments
from model.errors import UserError
from model.report.file_format import YEARS
from model.storage.looking import Looking
from model.storage.reading import LibraryReading


def year_of(text: str) -> int:
    """Read a year of reports.

    Raises:
        UsageError: it is none.
    """
    if not (text.isascii() and text.isdecimal() and YEARS[0] <= int(text) <= YEARS[1]):
        raise UsageError(f"--year后面要写年度，如2025；“{text}”不是")
    return int(text)


@contextmanager
def looked_at(given: Arguments) -> Iterator[tuple[LibraryReading, int]]:
    """Open the library that is named, to be read only, and find the collection of the year.

    Raises:
        UserError: there is no such library or collection.
    """
    year, path = year_of(given.one("--year")), Path(given.one("--library"))
    if not path.is_file():
        raise UserError(f"没有“{path}”这个报告库")
    with Looking(path) as library:
        yield library, only_one(library, year)
