"""What format 7 adds, filled in for a library of format 6: a report that is final was closed by the rules of before.

What did not fit before does not fit afterwards, either.
"""

from __future__ import annotations

import sqlite3

from model.storage.checksums.sums import CONTENT, HEADER, MODULUS, TABLES, mark, number, quoted, tolerant
from model.storage.facts import OLD_RULES

_OLD = f"SELECT {quoted((*HEADER, 'mark'))} FROM report WHERE id = ?"  # noqa: S608
_NEW = f'UPDATE report SET "{CONTENT}" = ?, mark = ? WHERE id = ?'  # noqa: S608
_ADD = f"INSERT INTO fact ({quoted((*TABLES['fact'].columns, 'mark'))}) VALUES (?, ?, ?, ?)"  # noqa: S608


def fill(db: sqlite3.Connection) -> None:
    """Mark every report that is final."""
    with tolerant(db):
        for (report,) in db.execute("SELECT id FROM report WHERE state = 'final' ORDER BY id").fetchall():
            _mark(db, report)


def _mark(db: sqlite3.Connection, report: int) -> None:
    *values, marked = db.execute(_OLD, (report,)).fetchone()
    off = (number(marked) - mark("report", values)) % MODULUS
    fact = (report, OLD_RULES, "1")
    db.execute(_ADD, (*fact, mark("fact", fact)))
    at = HEADER.index(CONTENT)
    values[at] = (number(values[at]) + mark("fact", fact)) % MODULUS
    db.execute(_NEW, (values[at], (mark("report", values) + off) % MODULUS, report))
