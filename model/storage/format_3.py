"""The marks of format 3, made for a library that has none yet; what later formats added is not in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from model.storage.checksums.sums import (
    CONTENT,
    MODULUS,
    PAST,
    SETTING,
    TABLES,
    count_reports,
    mark,
    quoted,
    tolerant,
)

SUMMED = {name: TABLES[name].columns for name in ("number", "text", "explanation", "binding", "history", "final")}
HEADER = (
    *("id", "unit", "level", "year", "edition", "state", "changed", "finalised_on", "deadline", "deleted"),
    *("edit", CONTENT, PAST),
)
_AT_ONCE = 500  # rows: a large library is not read into memory


def vouch(db: sqlite3.Connection) -> None:
    """Mark all rows, and add up all reports, as they stand."""
    with tolerant(db):
        totals: dict[tuple[int, str], int] = {}
        for name, columns in SUMMED.items():
            for row in _marked(db, name, columns):
                at = row[0], TABLES[name].total
                totals[at] = (totals.get(at, 0) + mark(name, row)) % MODULUS
        for (report, column), total in totals.items():
            db.execute(f'UPDATE report SET "{column}" = ? WHERE id = ?', (total, report))  # noqa: S608
        for name, columns in (("report", HEADER), ("setting", SETTING)):
            list(_marked(db, name, columns))
        count_reports(db)


def _marked(db: sqlite3.Connection, table: str, columns: Sequence[str]) -> Iterator[tuple[int, *tuple[object, ...]]]:
    """Mark every row of a table; give what it holds."""
    select = f"SELECT rowid, {quoted(columns)} FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT {_AT_ONCE}"  # noqa: S608
    last = -MODULUS
    while rows := db.execute(select, (last,)).fetchall():
        last = rows[-1][0]
        marks = [(mark(table, row[1:]), row[0]) for row in rows]
        db.executemany(f"UPDATE {table} SET mark = ? WHERE rowid = ?", marks)  # noqa: S608
        yield from (row[1:] for row in rows)
