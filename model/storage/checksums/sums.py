"""What a row vouches for itself with: a checksum of its key and content; and the sums of these.

`sum` of a report adds up the marks of its content, `past` those of its history; an edit changes them by the rows that
it touches. The header of a report has a mark over all of it, both sums included. The setting `reports` adds up the
marks of all reports' numbers: a report that is lost is noticed, too.

A mark is CRC-32, which finds every single flipped bit and every burst of 32, with Adler-32 above it. Both are in zlib,
which is loaded anyway; hashlib would cost 12 ms of each start.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from zlib import adler32, crc32

from model.values import NamedTuple

MODULUS = 2**63  # SQLite's integers have a sign
REPORTS = "reports"  # the setting that adds up all reports
CONTENT, PAST = "sum", "past"  # the columns of a report that add up its rows

_framed = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # no two rows are written alike


class SummedTable(NamedTuple):
    """A table whose rows belong to a report: what finds a row, what it holds, and what adds it up."""

    name: str
    key: tuple[str, ...]
    content: tuple[str, ...]
    total: str

    @property
    def columns(self) -> tuple[str, ...]:
        """Everything that the mark is over, in its order."""
        return self.key + self.content


TABLES = {
    table.name: table
    for table in (
        SummedTable("number", ("report", "cell"), ("value",), CONTENT),
        SummedTable("text", ("report", "key"), ("value",), CONTENT),
        SummedTable("explanation", ("report", "rule", "places"), ("reason", "by", "moment", "numbers"), CONTENT),
        SummedTable("binding", ("report", "text", "start"), ("end", "cells"), CONTENT),
        SummedTable("printed", ("report", "cell"), ("value",), CONTENT),
        SummedTable("sketch", ("report", "key"), ("size", "digest", "letters"), CONTENT),
        SummedTable("fact", ("report", "key"), ("value",), CONTENT),
        SummedTable(
            "opinion",
            ("report", "id"),
            ("answer", "answer_words", "verdict", "nth", "revision", "due", "place", "quote", "words"),
            CONTENT,
        ),
        SummedTable("history", ("report", "id"), ("place", "old", "new", "moment", "how", "step"), PAST),
        SummedTable("final", ("report", "id"), ("finalised_on", "moment", "file"), PAST),
    )
}
HEADER = (
    *("id", "unit", "level", "year", "edition", "state", "changed", "finalised_on", "deadline", "deleted"),
    *("unit_id", "texts", "edit", CONTENT, PAST),
)
UNIT = ("id", "name", "parent")
UNIT_NAME = ("key", "unit", "name")
COLLECTIONS = "collections"  # the setting that adds up all rows of a county office
UNITS = "units"  # the setting that adds up all units and their names
TALLY = (
    *("report", "edit", "rules", "last", "last_edit", "peers", "near"),
    *("blanks", "must", "verify", "empty_texts", "explain"),
)
STEP = ("id", "report", "label", "kind", "rows")
SETTING = ("key", "value")


def mark(table: str, values: Sequence[object]) -> int:
    """Return the checksum of a row.

    >>> mark("number", (1, "a/b/c", "12")) == mark("number", (1, "a/b/c1", "2"))
    False
    """
    try:
        framed = _framed((table, *values)).encode("utf-8", "surrogateescape")
    except (TypeError, ValueError):  # bytes where text should be, or half a character: no row of ours
        return -1
    return checksum(framed)


def checksum(framed: bytes | bytearray) -> int:
    """Return the checksum of bytes."""
    return adler32(framed) << 32 & (MODULUS - 1) | crc32(framed)


def number(value: object) -> int:
    """Read a mark or a sum; where a flipped bit has made something else of it, it is none that fits."""
    return value if isinstance(value, int) else -1


def of_report(report: int) -> int:
    """Return what one report adds to the sum of all."""
    return mark("reports", (report,))


def quoted(names: Sequence[str]) -> str:
    """Write names of columns for a statement."""
    return ", ".join(f'"{name}"' for name in names)


def assigned(names: Sequence[str]) -> str:
    """Write the assignments of columns."""
    return ", ".join(f'"{name}" = ?' for name in names)


def matching(names: Sequence[str]) -> str:
    """Write the condition that finds a row by its key."""
    return " AND ".join(f'"{name}" = ?' for name in names)


def put_setting(db: sqlite3.Connection, key: str, value: str) -> None:
    """Write a setting with its mark."""
    row = (key, value)
    db.execute('INSERT OR REPLACE INTO setting ("key", value, mark) VALUES (?, ?, ?)', (*row, mark("setting", row)))


def get_setting(db: sqlite3.Connection, key: str) -> str | None:
    """Read a setting; one whose mark does not fit counts as none."""
    row = db.execute('SELECT CAST(value AS BLOB), mark FROM setting WHERE "key" = ?', (key,)).fetchone()
    if row is None:
        return None
    value: str = bytes(row[0]).decode("utf-8", "surrogateescape")
    return value if mark("setting", (key, value)) == row[1] else None


def wrong_settings(db: sqlite3.Connection) -> list[tuple[int, str]]:
    """Return the settings that count as none, by their rowid and key."""
    with tolerant(db):
        rows = db.execute('SELECT rowid, "key", value, mark FROM setting').fetchall()
    return [
        (row[0], str(row[1]))
        for row in rows
        if mark("setting", row[1:3]) != row[3] and row[1] not in {REPORTS, UNITS, COLLECTIONS}
    ]


def drop_wrong_settings(db: sqlite3.Connection) -> None:
    """Take away what counts as none anyway."""
    db.executemany("DELETE FROM setting WHERE rowid = ?", [(rowid,) for rowid, _ in wrong_settings(db)])


@contextmanager
def tolerant(db: sqlite3.Connection) -> Iterator[None]:
    """Read also texts that are not UTF-8 any more; their broken bytes come as half characters."""
    before = db.text_factory
    db.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        db.text_factory = before


def count_reports(db: sqlite3.Connection) -> None:
    """Let the sum of all reports be that of those that are there."""
    everything = sum(of_report(report) for (report,) in db.execute("SELECT id FROM report")) % MODULUS
    put_setting(db, REPORTS, str(everything))
