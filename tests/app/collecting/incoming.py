"""Files on their way in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from app.collecting.bringing import Coming, ComingStatus, read_all
from app.collecting.found_files import find_files
from intake import read_file
from model.report.file_format import dumps
from model.report.report import Report
from model.storage.library import Library
from tests.model.storage.county.collected import YEAR, report_of


def write(folder: Path, name: str, report: Report) -> Path:
    """Write a report as the program's own file."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dumps(report), encoding="utf-8")
    return path


def of_unit(name: str, change: int = 0, year: int = YEAR) -> Report:
    """Return a report of a unit and year."""
    return replace(report_of(name, change), year=year)


def coming(library: Library, collection: int, *paths: Path) -> Coming:
    """Read files and what is in folders and archives."""
    into = library.path.parent / "unpacked"
    into.mkdir(exist_ok=True)
    return Coming(library, collection, read_all(find_files(paths, into).files, read_file))


def statuses(found: Coming) -> Sequence[ComingStatus]:
    """Return what becomes of each file."""
    return [found.verdict(at).status for at in range(len(found.files))]
