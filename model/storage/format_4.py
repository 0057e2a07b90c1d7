"""What format 4 adds, filled in for a library of format 3: units, fingerprints and sketches of texts.

What did not fit before does not fit afterwards, either.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from model.rules.peers import sketch
from model.storage import format_3
from model.storage.checksums.sums import CONTENT, HEADER, MODULUS, TABLES, assigned, mark, number, quoted, tolerant
from model.storage.units import tidy, unit_of, whole

_OLD = f"SELECT {quoted((*format_3.HEADER, 'mark'))} FROM report WHERE id = ?"  # noqa: S608
_ADDED = ("unit_id", "texts", CONTENT)
_NEW = f"UPDATE report SET {assigned((*_ADDED, 'mark'))} WHERE id = ?"  # noqa: S608
_ADD = f"INSERT INTO sketch ({quoted((*TABLES['sketch'].columns, 'mark'))}) VALUES (?, ?, ?, ?, ?, ?)"  # noqa: S608


def fill(db: sqlite3.Connection) -> None:
    """Add to every report its unit, its fingerprint, and a sketch of each of its texts."""
    with tolerant(db):
        reports = [row[0] for row in db.execute("SELECT id FROM report ORDER BY id").fetchall()]
        units = {_add_to(db, report) for report in reports}
        for unit in sorted(units):
            tidy(db, unit)


def _add_to(db: sqlite3.Connection, report: int) -> int:
    """Write the header of a report anew, and give its unit."""
    *values, marked = db.execute(_OLD, (report,)).fetchone()
    off = (number(marked) - mark("report", values)) % MODULUS
    header: dict[str, Any] = dict(zip(format_3.HEADER, values, strict=True))
    unit = unit_of(db, whole(header["unit"]))
    sketches = list(_sketches(db, report))
    db.executemany(_ADD, sketches)
    texts = db.execute("SELECT mark FROM text WHERE report = ?", (report,)).fetchall()
    header |= {
        "unit_id": unit,
        "texts": sum(number(one) for (one,) in texts) % MODULUS,
        CONTENT: (number(header[CONTENT]) + sum(row[-1] for row in sketches)) % MODULUS,
    }
    marked = (mark("report", [header[name] for name in HEADER]) + off) % MODULUS
    db.execute(_NEW, (*(header[name] for name in _ADDED), marked, report))
    return unit


def _sketches(db: sqlite3.Connection, report: int) -> Iterator[tuple[Any, ...]]:
    for key, words in db.execute('SELECT "key", value FROM text WHERE report = ?', (report,)).fetchall():
        if isinstance(key, str) and isinstance(words, str):
            row = (report, whole(key), *sketch(words))
            yield (*row, mark("sketch", row))
