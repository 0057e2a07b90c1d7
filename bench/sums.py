"""What checksums and edit numbers cost a keystroke: the same edits into a library without them, in turn."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.example import example
from bench.figure import Figure, seconds
from bench.keystroke import p99_milliseconds
from model.storage.connection import atomic, connect
from model.storage.library import Library
from model.storage.migrations import STEPS, take_steps
from model.storage.records import Change, How

EDITS = 600
_WITHOUT = [one for one in STEPS if one.number < 3]  # the format that has none


def _library_without(path: Path) -> sqlite3.Connection:
    """Make a library of the format before, with the example."""
    db = connect(path)
    take_steps(db, _WITHOUT)
    db.execute("PRAGMA journal_mode = WAL")
    report = example()
    header = (1, report.unit, report.level.value, report.year, report.edition, "draft", "")
    numbers = [(1, cell, str(value)) for cell, value in report.numbers.items()]
    with atomic(db):
        db.execute("INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL)", header)
        db.executemany("INSERT INTO number VALUES (?, ?, ?)", numbers)
    return db


def _write_without(db: sqlite3.Connection, cell: str, value: str) -> None:
    """Write a number as the format before did."""
    with atomic(db):
        now = datetime.now(UTC).astimezone().isoformat(timespec="microseconds")
        db.execute("SELECT state, deleted FROM report WHERE id = ?", (1,)).fetchone()
        db.execute("UPDATE report SET changed = ? WHERE id = ?", (now, 1))
        db.execute("SELECT edition FROM report WHERE id = ?", (1,)).fetchone()
        (old,) = db.execute("SELECT value FROM number WHERE report = ? AND cell = ?", (1, cell)).fetchone()
        db.execute("INSERT OR REPLACE INTO number (report, cell, value) VALUES (?, ?, ?)", (1, cell, value))
        line = (1, cell, old, value, now, "typed", "录入")
        db.executemany(
            "INSERT INTO history (report, place, old, new, moment, how, step) VALUES (?, ?, ?, ?, ?, ?, ?)", [line]
        )


def milliseconds_of_an_edit() -> float:
    """Return how much longer an edit takes, by the medians of both."""
    ours, theirs = [], []
    with TemporaryDirectory() as folder:
        with_sums, without = Path(folder) / "with.db", Path(folder) / "without.db"
        with closing(Library(with_sums)) as library, closing(_library_without(without)) as db:
            key = library.create(example())
            cells = list(example().numbers)
            for number in range(EDITS):
                cell, value = cells[number % len(cells)], Decimal(100000 + number)
                change = Change(cell, None, value)
                ours.append(seconds(lambda change=change: library.write(key, [change], How.TYPED, "录入")))  # type: ignore[misc]
                theirs.append(seconds(lambda cell=cell, value=value: _write_without(db, cell, str(value))))  # type: ignore[misc]
    return (median(ours) - median(theirs)) * 1000


def against_a_library_without() -> float:
    """Return the p99 of a keystroke against what it would be without sums."""
    whole = p99_milliseconds()
    return whole / (whole - milliseconds_of_an_edit())


FIGURES = (Figure("a keystroke with checksums / without, p99", "x", 1.03, against_a_library_without),)
