"""What a list shows of the reports: no number and no text is read for it."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from model.form.editions import FORMS
from model.report.deadline import usual_deadline
from model.report.report import Level
from model.rules.tally import Tally
from model.storage.checksums.sums import tolerant
from model.storage.parsing import moment_of, refuse_half_characters
from model.storage.records import State
from model.storage.tallies import Around, Basis, Counted

FIRST = 500  # rows that are read in one go, newest first; the others follow as they stand in the file
_MORE = 2000  # rows of each further part
_COLUMNS = (
    "report.id, unit, unit_id, year, level, edition, state, changed, deadline, report.edit,"
    " state = 'final' AND EXISTS (SELECT 1 FROM fact WHERE fact.report = report.id AND \"key\" = 'old_rules'),"
    " (SELECT value FROM setting WHERE \"key\" = 'handed ' || report.id),"
    " blanks, must, verify, empty_texts, explain"
)
_KNOWN = (
    "typeof(unit) = 'text' AND typeof(year) = 'integer' AND year BETWEEN 1000 AND 9998"
    " AND typeof(changed) = 'text' AND julianday(changed) IS NOT NULL AND typeof(report.edit) = 'integer'"
    " AND (deadline IS NULL OR typeof(deadline) = 'text' AND julianday(deadline) IS NOT NULL)"
)
_LONG_AGO = "1970-01-01T00:00:00+00:00"
_NEVER = (-1,) * len(Tally._fields)
_LEVELS, _STATES = {one.value: one for one in Level}, {one.value: one for one in State}


class Summary:
    """One row of a list, with the tally that was taken of the report, if one was; small, for there may be many."""

    __slots__ = (
        *("id", "unit", "unit_id", "year", "level", "edition", "state", "stamp", "version", "by_old_rules", "handed"),
        *("_around", "_counts", "_deadline", "_fresh", "_kept"),
    )

    def __init__(self, row: tuple[Any, ...], around: Around) -> None:
        self.id: int = row[0]  # number of the report in the library
        self.unit: str = row[1]  # its name as it stands in the report
        self.unit_id: int | None = row[2]
        self.year: int = row[3]
        self.level: Level = _LEVELS[row[4]]
        self.edition: str = sys.intern(row[5])
        self.state: State = _STATES[row[6]]
        self.stamp: str = row[7]  # when it was changed, as text whose order is that of time
        self.version: int = row[9]  # the number of its last edit
        self._deadline: str | None = row[8]
        self.by_old_rules = bool(row[10])  # final since before everything had to be looked at
        self.handed: str | None = row[11] if isinstance(row[11], str) else None  # when it was exported last
        self._counts: tuple[int, ...] = row[12:] if set(map(type, row[12:])) == {int} else _NEVER
        self._around = around
        self._fresh: Tally | None = None
        self._kept: Counted | bool | None = False  # False: it was not looked for yet

    @property
    def changed(self) -> datetime:
        """When it was changed, as the clock on the wall shows it; long ago where that day does not exist."""
        try:
            return moment_of(self.stamp)
        except ValueError:  # a flipped bit: the report says so itself
            return moment_of(_LONG_AGO)

    @property
    def exported(self) -> datetime | None:
        """When it was exported last, as the clock on the wall shows it; None where it never was."""
        with suppress(ValueError):
            return moment_of(self.handed) if self.handed else None
        return None

    @property
    def due(self) -> date:
        """The day by which it must be public."""
        with suppress(ValueError):
            if self._deadline:
                return date.fromisoformat(self._deadline)
        return usual_deadline(self.level, self.year)

    @property
    def counts(self) -> tuple[int, ...]:
        """The counts of a tally as they were read: what a whole list is sorted by; less than 0 where none are."""
        return self._counts if self._fresh is None else tuple(self._fresh)

    @property
    def kept(self) -> Counted | None:
        """The tally as it was kept, with what it is of; None where none was, or its row does not fit."""
        if isinstance(self._kept, bool):
            self._kept = self._around.kept(self.id)
        return self._kept

    @property
    def tally(self) -> Tally | None:
        """What is open in it, as was counted last; None where it never was."""
        return self._fresh or (self.kept.tally if self.kept else None)

    @property
    def basis(self) -> Basis:
        """What a tally must be of to be that of the report as it is now."""
        return self._around.basis(self.unit_id, self.unit, self.year, self.version)

    @property
    def is_stale(self) -> bool:
        """Whether the tally is not that of the report as it is now."""
        if self._fresh is None and self.kept is not None and self.kept.basis == self.basis:
            self.take(self.kept.tally)
        return self._fresh is None

    @property
    def is_unlike(self) -> bool:
        """Whether it is stale for more than that texts of other units of the year are others now."""
        return self._fresh is None and (self.kept is None or self.kept.basis[:-1] != self.basis[:-1])

    def take(self, tally: Tally) -> None:
        """Use a tally that was just counted instead of the stored one."""
        self._fresh, self._kept = tally, None


def all_summaries(db: sqlite3.Connection, around: Around, *, deleted: bool = False) -> tuple[Summary, ...]:
    """Read all rows, newest change first."""
    return _read(db, around, "deleted IS NOT NULL" if deleted else "deleted IS NULL", "changed DESC, report.id DESC")


def first_summaries(db: sqlite3.Connection, around: Around, most: int) -> tuple[Summary, ...]:
    """Read the rows that were changed last."""
    latest = f"SELECT id FROM report WHERE deleted IS NULL ORDER BY edit DESC, id DESC LIMIT {most}"  # noqa: S608
    return _read(db, around, f"report.id IN ({latest})", "changed DESC, report.id DESC")


def more_summaries(db: sqlite3.Connection, around: Around) -> Iterator[tuple[Summary, ...]]:
    """Read all rows in parts, each in no time, in the order of their numbers."""
    last = 0
    while True:
        (found,) = db.execute(
            "SELECT max(id) FROM (SELECT id FROM report WHERE id > ? ORDER BY id LIMIT ?)", (last, _MORE)
        ).fetchone()
        if found is None:
            return
        yield _read(db, around, f"deleted IS NULL AND report.id > {last} AND report.id <= {found}", "report.id")
        last = found


def strange_reports(db: sqlite3.Connection) -> tuple[int, ...]:
    """Return the reports whose header this program cannot read: a list leaves them out."""
    with tolerant(db):
        rows = _select(db, "report.id, unit, changed, deadline, deleted IS NULL", "1", "report.id", known=False)
        return tuple(row[0] for row in rows.fetchall() if row[-1])


def _read(db: sqlite3.Connection, around: Around, which: str, order: str) -> tuple[Summary, ...]:
    try:
        rows = _select(db, _COLUMNS, which, order).fetchall()
    except (sqlite3.OperationalError, UnicodeDecodeError) as error:
        if hasattr(error, "sqlite_errorcode"):  # only a text that is not UTF-8 comes without one
            raise
        with tolerant(db):
            rows = [row for row in _select(db, _COLUMNS, which, order).fetchall() if _is_whole(row)]
    return tuple([Summary(row, around) for row in rows])


def _select(db: sqlite3.Connection, columns: str, which: str, order: str, *, known: bool = True) -> sqlite3.Cursor:
    """Select reports whose header has only words that this program knows; or those that have others."""
    words: dict[str, list[str]] = {"level": [*Level], "state": [*State], "edition": [*FORMS]}
    ours = [_KNOWN, *(f"{column} IN ({', '.join('?' * len(words[column]))})" for column in words)]
    wanted = " AND ".join(ours) if known else f"NOT coalesce({' AND '.join(ours)}, 0)"
    return db.execute(
        f"SELECT {columns} FROM report LEFT JOIN tally ON tally.report = report.id"  # noqa: S608 — our own words
        f" WHERE {which} AND {wanted} ORDER BY {order}",
        [word for column in words.values() for word in column],
    )


def _is_whole(row: tuple[Any, ...]) -> bool:
    try:
        refuse_half_characters(row)
    except UnicodeEncodeError:
        return False
    return True
