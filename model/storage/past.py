"""The past of a report, read: its lines of history, what stood before one of them, the versions that were final."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from model.errors import UserError
from model.storage.checksums.sums import TABLES, mark, quoted, tolerant
from model.storage.parsing import NOT_AS_WRITTEN, moment_of, refuse_half_characters, refuse_other_types
from model.storage.records import Entry, Final, How

_READ = {
    name: f"SELECT {quoted((*TABLES[name].columns, 'mark'))} FROM {name}"  # noqa: S608
    for name in ("history", "final")
}


def read_history(db: sqlite3.Connection, report: int, place: str | None, limit: int) -> tuple[Entry, ...]:
    """Read what was changed, newest first; of one place, or of all. A line that cannot be read is left out."""
    with tolerant(db):
        rows = db.execute(
            f"{_READ['history']} WHERE report = ? AND (? IS NULL OR place = ?) ORDER BY id DESC LIMIT ?",
            (report, place, place, limit),
        ).fetchall()
    return tuple(filter(None, map(_entry, rows)))


_SINCE = "SELECT min(id) FROM history WHERE report = :report AND moment = :moment"
_FIRST_SINCE = f"SELECT min(id) FROM history WHERE report = :report AND id >= ({_SINCE}) GROUP BY place"  # noqa: S608
_OF_EACH_PLACE = f"{_READ['history']} WHERE id IN ({_FIRST_SINCE})"


def read_values_before(db: sqlite3.Connection, report: int, entry: Entry) -> dict[str, str | None]:
    """Read what stood at each place before it was changed for the first time by a change or after it.

    Raises:
        UserError: a line is not as it was written.
    """
    moment = entry.when.astimezone(UTC).isoformat(timespec="microseconds")
    with tolerant(db):
        rows = db.execute(
            _OF_EACH_PLACE,
            {"report": report, "moment": moment},
        ).fetchall()
    lines = [_entry(row) for row in rows]
    if any(line is None or not line.fits for line in lines):
        raise UserError("修改记录里有与保存时不符的行，不能整份恢复；请逐处改回")
    return {line.place: line.old for line in lines if line is not None}


def read_change_before_deletion(db: sqlite3.Connection, report: int) -> datetime | None:
    """Return when a report was changed last, by what the history tells of it beside its deletion; None if nothing."""
    with tolerant(db):
        row = db.execute(
            "SELECT moment FROM history WHERE report = ? AND place <> 'deleted' ORDER BY id DESC LIMIT 1", (report,)
        ).fetchone()
    try:
        return None if row is None else moment_of(row[0])
    except NOT_AS_WRITTEN:
        return None


def _entry(row: Sequence[Any]) -> Entry | None:
    _, _, where, old, new, moment, how, step, marked = row
    try:
        refuse_other_types((where, old or "", new or "", step), str)
        refuse_half_characters(row)
        return Entry(where, old, new, moment_of(moment), How(how), step, mark("history", row[:-1]) == marked)
    except NOT_AS_WRITTEN:
        return None


def read_finals(db: sqlite3.Connection, report: int) -> tuple[Final, ...]:
    """Read every version that was final, newest first. One that cannot be read is left out."""
    with tolerant(db):
        rows = db.execute(f"{_READ['final']} WHERE report = ? ORDER BY id DESC", (report,)).fetchall()
    return tuple(filter(None, map(_final, rows)))


def _final(row: Sequence[Any]) -> Final | None:
    _, _, on, when, file, marked = row
    try:
        refuse_other_types((file,), str)
        refuse_half_characters(row)
        return Final(date.fromisoformat(on), moment_of(when), file, mark("final", row[:-1]) == marked)
    except NOT_AS_WRITTEN:
        return None
