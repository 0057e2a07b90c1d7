"""A library of 40,000 reports against an empty one, or one of a single report: start, list, opening, memory.

The reports are those of 4,000 units and ten years, made once from the example, each with its own numbers and texts.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bench.example import example
from model.report.report import Report

YEARS = range(2014, 2024)
UNITS = 4000
STARTS = 7
OPENINGS = 30
_AT_ONCE = 1000  # reports in one transaction
_NUMBERS, _TEXTS = 20, 2  # of most reports: what is measured does not depend on how much is in them


def reports() -> Iterator[Report]:
    """Return 40,000 reports, unlike each other as those of a province are; one unit in 20 has all numbers and texts."""
    whole = example()
    lean = replace(
        whole,
        numbers=dict(list(whole.numbers.items())[:_NUMBERS]),
        texts=dict(list(whole.texts.items())[:_TEXTS]),
    )
    for unit in range(UNITS):
        for year in YEARS:
            of = lean if unit % 20 else whole
            own = {cell: value + (unit + year) % 7 for cell, value in of.numbers.items()}
            said = {key: _in_own_words(text, unit, year) for key, text in of.texts.items()}
            yield replace(of, unit=f"第{unit}镇人民政府", year=year, numbers=own, texts=said)


def _in_own_words(text: str, unit: int, year: int) -> str:
    """Move the letters on in the alphabet, but for punctuation: a text of the same kind, and like no other's."""
    step = (unit * len(YEARS) + year) % 4000 + 1
    return "".join([chr(0x4E00 + (ord(one) - 0x4E00 + step) % 20_000) if one >= "一" else one for one in text])


def fill(path: Path, wanted: Iterator[Report]) -> None:
    """Put reports into a library by the storage's own rows, many in a transaction and without history."""
    from model.storage.connection import atomic
    from model.storage.library import Library
    from model.storage.rows import insert_report

    now, edit, more = datetime.now(UTC), 0, True
    with closing(Library(path)) as library:
        while more:
            with atomic(library._db):  # noqa: SLF001 — a thousand times faster than one by one
                for _ in range(_AT_ONCE):
                    report = next(wanted, None)
                    if report is None:
                        more = False
                        break
                    edit += 1
                    insert_report(library._db, report, now).end(edit)  # noqa: SLF001
