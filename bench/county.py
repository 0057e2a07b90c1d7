"""A province's reports in the program's own format: read, checked, stored as one batch; the roll called, the sum made.

Beside it what an office does today: the same cells of a hundred .xlsx files added up by openpyxl.
"""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bench.example import example
from bench.figure import Figure, seconds
from model.collection.unit import CollectionUnit
from model.report.file_format import dumps
from model.report.report import Level, Report
from model.storage.county.records import CollectionHeading
from model.storage.library import Library

REPORTS = 3000
YEAR = 2025
LONG = 2000  # characters of all texts
WHO = "bench"
HEADING = CollectionHeading(YEAR, "全省", "某省人民政府", Level.PROVINCE, date(2026, 1, 31), date(2026, 2, 28))


def of_unit(number: int) -> Report:
    """Return a report with all numbers and about 2,000 characters, like no other's."""
    whole = example()
    numbers = {cell: value + number % 7 for cell, value in whole.numbers.items()}
    texts = {key: _in_own_words(text, number)[: LONG // len(whole.texts)] for key, text in whole.texts.items()}
    return replace(whole, unit=f"第{number}镇人民政府", year=YEAR, numbers=numbers, texts=texts)


@cache
def _letters() -> tuple[str, ...]:
    return tuple(sorted({one for text in example().texts.values() for one in text if one >= "一"}))


def _in_own_words(text: str, number: int) -> str:
    """Exchange the letters among themselves: the same kind of text in as usual letters, like no other's."""
    letters = list(_letters())
    Random(number).shuffle(letters)  # noqa: S311 — a sample, no secret
    return text.translate(dict(zip(map(ord, _letters()), letters, strict=True)))


@cache
def _folder() -> TemporaryDirectory[str]:
    folder = TemporaryDirectory()
    for number in range(REPORTS):
        Path(folder.name, f"{number:05}.json").write_text(dumps(of_unit(number)), encoding="utf-8")
    return folder


@contextmanager
def collected() -> Iterator[tuple[Library, int]]:
    """Make a library with a collection of all units, into which nothing came yet."""
    with TemporaryDirectory() as folder, closing(Library(Path(folder, "library.db"))) as library:
        units = [CollectionUnit(number, f"第{number}镇人民政府", order=number) for number in range(REPORTS)]
        yield library, library.county.create(HEADING, units, WHO)


def take_in(library: Library, collection: int) -> None:
    """Read, check and store all files, as the command does."""
    from app.collecting.bringing import Coming, read_all
    from app.collecting.found_files import find_files
    from intake import read_file

    files = find_files([Path(_folder().name)], Path(_folder().name)).files
    Coming(library, collection, read_all(files, read_file)).store(WHO)


@cache
def _times() -> dict[str, float]:
    """Measure all of it on one library."""
    from app.collecting.roll import call_roll
    from app.collecting.totals import add_up_collection

    _folder()
    with collected() as (library, collection):
        found = {"in": seconds(lambda: take_in(library, collection))}
        found["sum"] = min(seconds(lambda: add_up_collection(library, collection, all_received=True)) for _ in range(5))
        found["roll"] = min(seconds(lambda: call_roll(library, collection, date(2026, 1, 25))) for _ in range(5))
        found["disk"] = library.path.stat().st_size / REPORTS / 1000
        shutil.rmtree(_folder().name, ignore_errors=True)
    return found


FIGURES = (
    Figure("3,000 reports read, checked, stored", "s", 30, lambda: _times()["in"]),
    Figure("3,000 reports added up", "s", 0.2, lambda: _times()["sum"]),
    Figure("the roll of 3,000 units", "s", 0.2, lambda: _times()["roll"]),
)
