"""Edits are numbered: in the file with the edit, and unsynced in the note beside the lock."""

from __future__ import annotations

import sqlite3

from model.storage import parsing
from model.storage.checksums.sums import tolerant
from model.storage.records import LostEdits


def last_edit(db: sqlite3.Connection) -> int:
    """Return the number of the last edit that the library holds."""
    row = db.execute("SELECT edit FROM report WHERE typeof(edit) = 'integer' ORDER BY edit DESC LIMIT 1").fetchone()
    return 0 if row is None else int(row[0])


def lost_edits(db: sqlite3.Connection, noted: int | None) -> LostEdits | None:
    """Return what a library has lost by what its last holder noted; None where it has everything."""
    if noted is None:
        return None
    number = last_edit(db)
    return _with_the_last(db, LostEdits(noted - number, number)) if noted > number else None


def _with_the_last(db: sqlite3.Connection, lost: LostEdits) -> LostEdits:
    """Add which edit is the last one kept."""
    with tolerant(db):
        row = db.execute(
            "SELECT id, unit, year, changed FROM report WHERE edit = ? ORDER BY changed DESC", (lost.number,)
        ).fetchone()
        if row is None:
            return lost
        line = db.execute("SELECT place FROM history WHERE report = ? ORDER BY id DESC LIMIT 1", row[:1]).fetchone()
    try:
        when = parsing.moment_of(row[3])
    except ValueError:  # a flipped bit: the report says so itself
        when = None
    return lost._replace(when=when, name=parsing.report_name(row[1], row[2]), place=str(line[0]) if line else "")
